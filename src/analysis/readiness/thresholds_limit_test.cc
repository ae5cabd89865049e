// A work limit may leave factors out of the thresholds; it may not change what is said of the rest.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "analysis/readiness/answer_document.h"
#include "analysis/readiness/bench.h"
#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/thresholds.h"
#include "format/registry.h"

namespace detente {
namespace {

// A random dispute with three factors: one in many weights, one that nothing mentions, and one that
// only switches a few statements on and off.
Dispute three_factors(std::uint64_t seed) {
  std::string text = random_dispute_text(9, seed);
  text += "[factors]\ndear = 0.5\nidle = 0.5\ncheap = 0.5\n";
  const std::array<std::string, 3> slopes = {"* (0.4 + dear)", "* (1.5 - dear)", "- 2 + 4 * dear"};
  std::size_t at = 0, count = 0;
  while ((at = text.find("weight = ", at)) != std::string::npos) {
    at += 9;
    const std::size_t end = text.find_first_of(" ,}", at);
    const std::string weight = text.substr(at, end - at);
    ++count;
    if (count % 3 == 0) {
      text.replace(at, end - at, "\"" + weight + " " + slopes[count / 3 % 3] + "\"");
    } else if (count % 4 == 1) {
      text.replace(at, end - at, weight + ", when = \"cheap < 0.3\"");
    }
  }
  auto dispute = parse_dispute(text, "random.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
constexpr std::size_t kFactors = 3;

World base_of(const Dispute& dispute) {
  auto world = World::make(dispute, make_scenario(dispute, 0));
  EXPECT_TRUE(world.has_value());
  Improvements::prepare_orders(*world);
  return std::move(*world);
}

void expect_same(const FactorThresholds& some, const FactorThresholds& whole) {
  EXPECT_EQ(some.factor, whole.factor);
  EXPECT_EQ(some.exact, whole.exact);
  EXPECT_EQ(some.looked_at, whole.looked_at);
  ASSERT_EQ(some.crossings.size(), whole.crossings.size());
  for (std::size_t k = 0; k < some.crossings.size(); ++k) {
    EXPECT_EQ(some.crossings[k].at, whole.crossings[k].at);
    EXPECT_EQ(some.crossings[k].below, whole.crossings[k].below);
    EXPECT_EQ(some.crossings[k].above, whole.crossings[k].above);
  }
}

// A factor is finished exactly where its equal part covers what it takes by itself, and then with
// everything that it has without a limit.
TEST(ThresholdsLimit, FinishedFactorsAreWhole) {
  int mixed = 0, crossings = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Dispute dispute = three_factors(seed);
    const World world = base_of(dispute);
    std::array<FactorThresholds, kFactors> whole;
    std::array<std::uint64_t, kFactors> takes{};
    for (std::size_t f = 0; f < kFactors; ++f) {
      Budget budget;
      std::uint64_t ladders = 0;
      whole[f] = find_thresholds(world, static_cast<int>(f), budget, ladders);
      takes[f] = budget.spent();
      EXPECT_TRUE(whole[f].complete);
      crossings += static_cast<int>(whole[f].crossings.size());
    }
    EXPECT_EQ(takes[1], 0U);  // nothing mentions it
    std::vector<std::uint64_t> limits{0, 3 * takes[2] - 1, 3 * takes[2], 3 * takes[2] + 2};
    for (const std::uint64_t share : {2U, 3U, 5U, 10U}) limits.push_back(3 * takes[0] / share);
    limits.push_back(3 * takes[0] - 1);
    limits.push_back(3 * takes[0]);
    for (const std::uint64_t limit : limits) {
      Budget budget(limit);
      const ThresholdsOfAll all = find_all_thresholds(world, 1, budget);
      std::vector<int> finished, unfinished;
      for (std::size_t f = 0; f < kFactors; ++f)
        (takes[f] <= limit / 3 ? finished : unfinished).push_back(static_cast<int>(f));
      EXPECT_EQ(all.not_finished, unfinished) << "seed " << seed << " limit " << limit;
      ASSERT_EQ(all.found.size(), finished.size()) << "seed " << seed << " limit " << limit;
      for (const FactorThresholds& found : all.found)
        expect_same(found, whole[static_cast<std::size_t>(found.factor)]);
      EXPECT_LE(budget.spent(), limit);
      mixed += finished.size() > 1 && !unfinished.empty() ? 1 : 0;
    }
  }
  EXPECT_GT(mixed, 12);
  EXPECT_GT(crossings, 5);  // there was something to lose
}

// Each look makes a view of somebody anew, which is a pass over all outcomes at the least.
TEST(ThresholdsLimit, EveryLookIsCounted) {
  const Dispute dispute = three_factors(3);
  const World world = base_of(dispute);
  for (const int factor : {0, 2}) {
    Budget budget;
    std::uint64_t ladders = 0;
    const FactorThresholds found = find_thresholds(world, factor, budget, ladders);
    EXPECT_GT(found.looked_at, 1);
    EXPECT_GE(budget.spent(), static_cast<std::uint64_t>(found.looked_at) * world.size());
  }
}

TEST(ThresholdsLimit, AnUnfinishedFactorClaimsNothing) {
  const Dispute dispute = three_factors(1);
  const World world = base_of(dispute);
  Budget little(world.size());
  std::uint64_t ladders = 0;
  const FactorThresholds found = find_thresholds(world, 0, little, ladders);
  EXPECT_FALSE(found.complete);
  EXPECT_FALSE(found.exact);
  EXPECT_TRUE(found.crossings.empty());

  Budget switched;
  switched.cancel();
  EXPECT_EQ(find_all_thresholds(world, 1, switched).not_finished, (std::vector<int>{0, 2}));
}

// Of the whole answer: what is said, by limit and number of threads.
TEST(ThresholdsLimit, TheAnswerNamesThemAtAnyNumberOfThreads) {
  const Dispute dispute = three_factors(1);
  const World world = base_of(dispute);
  AnswerOptions options;
  options.lifts = false;
  Budget unlimited;
  const CaseAnswer whole = answer_world(world, options, unlimited);
  EXPECT_EQ(whole.stopped, StopReason::kDone);
  EXPECT_EQ(whole.thresholds.size(), kFactors);
  EXPECT_TRUE(whole.thresholds_not_finished.empty());
  options.thresholds = false;
  Budget of_the_ladder;
  EXPECT_TRUE(answer_world(world, options, of_the_ladder).thresholds_not_finished.empty());
  options.thresholds = true;

  std::array<int, kFactors + 1> seen{};
  const std::uint64_t ladder = of_the_ladder.spent();
  for (const std::uint64_t limit :
       {ladder, ladder + (unlimited.spent() - ladder) / 2, unlimited.spent()}) {
    std::string first;
    for (const int threads : {1, 2, 8}) {
      options.threads = threads;
      Budget budget(limit);
      const CaseAnswer answer = answer_world(world, options, budget);
      const auto json = answer_json(dispute, {&answer, 1});
      const Document document = answer_document(dispute, {&answer, 1});
      const std::string said = json.dump() + render_text(document, {}) + render_markdown(document);
      if (first.empty()) first = said;
      EXPECT_EQ(said, first) << threads << " threads, limit " << limit;

      const auto& one = json["cases"][0];
      ++seen[answer.thresholds_not_finished.size()];
      EXPECT_EQ(one["stopped"], "work limit");
      for (const auto& id : one["thresholds_not_finished"]) {
        EXPECT_EQ(std::count(one["no_threshold"].begin(), one["no_threshold"].end(), id), 0);
        for (const auto& threshold : one["thresholds"]) EXPECT_NE(threshold["factor"], id);
        EXPECT_NE(said.find("Thresholds not finished, so that nothing is said of them: "),
                  std::string::npos);
      }
      EXPECT_EQ(one["no_threshold"].size() + one["thresholds_not_finished"].size() +
                    static_cast<std::size_t>(std::count_if(
                        answer.thresholds.begin(), answer.thresholds.end(),
                        [](const FactorThresholds& f) { return !f.crossings.empty(); })),
                kFactors);
    }
  }
  EXPECT_GT(seen[1], 0);  // the dear one
  EXPECT_GT(seen[2], 0);  // both that anything mentions
}

// A ladder that is itself cut short leaves all of them open.
TEST(ThresholdsLimit, WhereTheLadderIsCutShortNoneIsLookedFor) {
  const Dispute dispute = three_factors(1);
  const World world = base_of(dispute);
  Budget budget(1);
  const CaseAnswer answer = answer_world(world, {}, budget);
  EXPECT_EQ(answer.stopped, StopReason::kWorkLimit);
  EXPECT_TRUE(answer.thresholds.empty());
  EXPECT_EQ(answer.thresholds_not_finished, (std::vector<int>{0, 1, 2}));
}

}  // namespace
}  // namespace detente
