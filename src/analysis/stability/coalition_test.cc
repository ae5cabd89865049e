#include "analysis/stability/coalition.h"

#include <gtest/gtest.h>

#include <bit>

#include "analysis/stability/study.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kText = R"(
[dispute]
title = "three"
[parties]
a = {}
b = {}
c = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["no", "yes"], by = ["b"] }
z = { options = ["no", "yes"], by = ["c"] }
[preferences]
a = [{ id = "a1", wants = "y = yes", weight = 2 }, { id = "a2", wants = "x = no", weight = 1 }]
b = [{ id = "b1", wants = "z = yes", weight = 2 }, { id = "b2", wants = "y = no", weight = 1 }]
c = [{ id = "c1", wants = "x = yes", weight = 2 }, { id = "c2", wants = "z = no", weight = 1 }]
)";

Dispute dispute() {
  auto read = parse_dispute(kText, "three");
  EXPECT_TRUE(read.has_value());
  return std::move(*read);
}

// Each gives at a cost of 1 what is worth 2 to another: nobody gives alone, and all three together
// gain by giving all. By hand: from (no, no, no) only the grand coalition improves.
TEST(Coalition, OnlyAllTogetherLeaveWhereNobodyGivesAlone) {
  const Dispute three = dispute();
  const auto space = Space::make(three, make_scenario(three, 0));
  ASSERT_TRUE(space.has_value());
  Budget budget;
  const std::vector<PartySet> all = all_coalitions(space->present());
  const Coalitions found = find_coalitions(*space, all, budget);
  EXPECT_EQ(found.stopped, StopReason::kDone);
  ASSERT_EQ(found.coalitions.size(), 7U);
  for (const CoalitionStability& one : found.coalitions) {
    EXPECT_EQ(one.stable[0].test(0), one.members != space->present()) << one.members;
  }
}

TEST(Coalition, AtAWorkLimitTheListEndsEarlyAndWhatItHasIsRight) {
  const Dispute three = dispute();
  const auto space = Space::make(three, make_scenario(three, 0));
  ASSERT_TRUE(space.has_value());
  const std::vector<PartySet> all = all_coalitions(space->present());
  Budget plenty;
  const Coalitions whole = find_coalitions(*space, all, plenty);
  std::size_t cut = 0;
  for (std::uint64_t limit = 0; limit <= plenty.spent(); limit += 1 + plenty.spent() / 50) {
    Budget budget(limit);
    const Coalitions part = find_coalitions(*space, all, budget);
    ASSERT_LE(part.coalitions.size(), whole.coalitions.size());
    EXPECT_EQ(part.stopped == StopReason::kDone, part.coalitions.size() == whole.coalitions.size());
    if (part.stopped != StopReason::kDone) ++cut;
    for (std::size_t k = 0; k < part.coalitions.size(); ++k) {
      EXPECT_EQ(part.coalitions[k].members, whole.coalitions[k].members);
      EXPECT_TRUE(part.coalitions[k].stable == whole.coalitions[k].stable);
    }
  }
  EXPECT_GT(cut, 0U);
}

TEST(Coalition, ACancelledSearchSaysSo) {
  const Dispute three = dispute();
  const auto space = Space::make(three, make_scenario(three, 0));
  ASSERT_TRUE(space.has_value());
  Budget budget;
  budget.cancel();
  const Coalitions found = find_coalitions(*space, all_coalitions(space->present()), budget);
  EXPECT_EQ(found.stopped, StopReason::kCancelled);
  EXPECT_TRUE(found.coalitions.empty());
}

// With an order constraint the slow way runs, which counts its work: a row that was cut short is
// left out, the others are what they are without a limit.
TEST(Maximin, AtAWorkLimitWhatWasCutShortIsLeftOut) {
  const auto read = parse_dispute(
      std::string(kText) + "[[order]]\nid = \"o\"\nfirst = \"x = yes\"\nthen = \"y = yes\"\n",
      "three");
  ASSERT_TRUE(read.has_value());
  StabilityAsked asked;
  asked.maximin = 4;
  Budget plenty;
  const auto whole = study_stability(*read, 0, asked, plenty);
  ASSERT_TRUE(whole.has_value());
  std::size_t missing = 0;
  for (std::uint64_t limit = 0; limit <= plenty.spent(); limit += 1 + plenty.spent() / 50) {
    Budget budget(limit);
    const auto part = study_stability(*read, 0, asked, budget);
    ASSERT_TRUE(part.has_value());
    for (std::size_t h = 0; h < part->maximin.size(); ++h) {
      for (std::size_t g = 0; g < part->maximin[h].size(); ++g) {
        const auto& row = part->maximin[h][g];
        if (!row) {
          ++missing;
          EXPECT_NE(part->stopped, StopReason::kDone);
          continue;
        }
        EXPECT_TRUE(*row == *whole->maximin[h][g]);
      }
    }
  }
  EXPECT_GT(missing, 0U);
}

}  // namespace
}  // namespace detente
