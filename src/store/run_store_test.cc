// Runs kept in a file, gone on with and read: held to runs that are not kept.
#include "store/run_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "format/registry.h"
#include "store/compare_runs.h"
#include "store/database.h"

namespace detente {
namespace {

namespace fs = std::filesystem;

constexpr const char* kText = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f = { value = 0.6, range = [0, 1] }
g = { value = 0.2, range = [0, 1] }
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
[preferences]
a = [{ wants = "deal = yes", weight = "f - 0.3" }]
b = [{ wants = "deal = yes", weight = "0.5 - g" }]
)";

class RunStoreTest : public testing::Test {
 protected:
  RunStoreTest()
      : dispute_(*parse_dispute(kText, "t.toml")),
        folder_(fs::temp_directory_path() /
                ("detente_" +
                 std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
                 std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~RunStoreTest() override { fs::remove_all(folder_); }

  std::string path() const { return (folder_ / "runs.db").string(); }
  WorldsAsked asked(std::uint64_t seed = 1) const {
    WorldsAsked out;
    out.cases = {0};
    out.worlds = 2000;
    out.seed = seed;
    out.deals = true;
    return out;
  }
  static RunDescription description(std::uint64_t seed = 1) {
    return {"1", "t.toml", "t", "00", {{"--seed", std::to_string(seed)}}};
  }
  std::string answer(const WorldsAsked& request) {
    Budget budget;
    const auto run = run_worlds(dispute_, request, budget);
    EXPECT_TRUE(run.has_value()) << (run ? "" : format_error(run.error().front()));
    return run ? worlds_json(dispute_, *run).dump() : "";
  }
  std::string kept(std::uint64_t seed, bool resume) {
    auto store = RunStore::open(path(), description(seed), resume);
    EXPECT_TRUE(store.has_value());
    WorldsAsked request = asked(seed);
    request.keeper = store->get();
    return answer(request);
  }

  Dispute dispute_;
  fs::path folder_;
};

TEST_F(RunStoreTest, GoingOnAfterAnyNumberOfBlocksGivesTheSameAnswer) {
  const std::string whole = answer(asked());
  for (const int blocks : {0, 1, 3, 7}) {
    fs::remove(path());
    {
      auto store = RunStore::open(path(), description(), false);
      ASSERT_TRUE(store.has_value());
      Budget budget;
      WorldsAsked request = asked();
      request.keeper = store->get();
      int seen = 0;
      request.progress = [&](std::string_view, double) {
        if (++seen >= blocks) budget.cancel();
      };
      if (blocks == 0) budget.cancel();
      const auto run = run_worlds(dispute_, request, budget);
      ASSERT_TRUE(run.has_value());
      EXPECT_EQ(run->stopped, StopReason::kCancelled);
      EXPECT_EQ(store->get()->kept(), 256U * static_cast<unsigned>(blocks));
    }
    EXPECT_EQ(kept(1, true), whole);
    EXPECT_EQ(kept(1, true), whole);  // a finished one, from its rows alone
  }
}

TEST_F(RunStoreTest, GoesOnOnlyWithTheSameRun) {
  kept(1, false);
  auto store = RunStore::open(path(), description(2), true);
  ASSERT_TRUE(store.has_value());
  WorldsAsked request = asked(2);
  request.keeper = store->get();
  Budget budget;
  const auto run = run_worlds(dispute_, request, budget);
  ASSERT_FALSE(run.has_value());
  EXPECT_NE(run.error().front().message.find("--seed: 1 there, 2 here"), std::string::npos);
}

TEST_F(RunStoreTest, TwoProgramsCannotGoOnWithOneRun) {
  auto one = RunStore::open(path(), description(), false);
  ASSERT_TRUE(one.has_value());
  Budget budget;
  WorldsAsked request = asked();
  request.keeper = one->get();
  bool other_done = false;
  request.progress = [&](std::string_view, double) {
    if (!std::exchange(other_done, true)) kept(1, true);
  };
  const auto run = run_worlds(dispute_, request, budget);
  ASSERT_FALSE(run.has_value());
  EXPECT_NE(run.error().front().message.find("another program goes on"), std::string::npos);
}

TEST_F(RunStoreTest, ListedSharesAreThoseOfTheRun) {
  kept(1, false);
  kept(5, false);
  const auto reader = RunReader::open(path());
  ASSERT_TRUE(reader.has_value());
  const auto listed = list_runs(*reader);
  ASSERT_TRUE(listed.has_value());
  ASSERT_EQ(listed->size(), 2U);
  Budget budget;
  const auto run = run_worlds(dispute_, asked(5), budget);
  for (std::size_t v = 0; v <= kRungs; ++v) {
    EXPECT_EQ((*listed)[1].cases.front().at_least[v].value, run->cases.front().at_least[v].value);
    EXPECT_EQ((*listed)[1].cases.front().at_least[v].error, run->cases.front().at_least[v].error);
  }
  EXPECT_TRUE((*listed)[1].row.finished);
  // One deal is all there is: it passes where it is ready.
  ASSERT_EQ(run->cases.front().deals.size(), 1U);
  EXPECT_EQ(run->cases.front().deals.front().share.value,
            run->cases.front().at_least[kReady].value);
}

TEST_F(RunStoreTest, DifferencesOfIndependentRunsAddTheirErrors) {
  kept(1, false);
  kept(5, false);
  const auto reader = RunReader::open(path());
  const auto comparison = compare_runs(*reader, 1, 2);
  ASSERT_TRUE(comparison.has_value());
  EXPECT_FALSE(comparison->paired);
  const CaseComparison& of = comparison->cases.front();
  EXPECT_DOUBLE_EQ(of.difference[kReady].error,
                   std::hypot(of.first.at_least[kReady].error, of.second.at_least[kReady].error));
  // Both estimate 0.7 * 0.5.
  EXPECT_NEAR(of.difference[kReady].value, 0, 5 * of.difference[kReady].error + 1e-12);
  EXPECT_FALSE(compare_runs(*reader, 1, 3).has_value());
}

}  // namespace
}  // namespace detente
