#include "analysis/readiness/overtaken.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/hand_made.h"
#include "analysis/readiness/answer.h"
#include "analysis/readiness/bench.h"
#include "format/registry.h"

namespace detente {
namespace {

// k is signed by x or y. With y, {a, b, y} go on from (deal, k) to (deal, k, f, e): a and b gain
// 3, y gains 1. {a, b, x} can change f but not e, and a and b lose by f alone.
std::string two_choices(const std::string& list) {
  return R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes and k = yes and f = no and e = no"
[parties]
a = {}
b = {}
x = {}
y = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
k = { options = ["no", "yes"], by_any = )" +
         list + R"( }
f = { options = ["no", "yes"], by = ["a", "b"] }
e = { options = ["no", "yes"], by = ["y"] }
[preferences]
a = [{ wants = "deal = yes", weight = 5 }, { wants = "f = yes and e = yes", weight = 3 }, { wants = "f = yes and e = no", weight = -1 }]
b = [{ wants = "deal = yes", weight = 5 }, { wants = "f = yes and e = yes", weight = 3 }, { wants = "f = yes and e = no", weight = -1 }]
x = [{ wants = "k = yes", weight = 2 }]
y = [{ wants = "k = yes", weight = 2 }, { wants = "f = yes and e = yes", weight = 1 }, { wants = "f = no and e = yes", weight = -1 }]
)";
}

CaseAnswer answer_of(const std::string& text, Budget& budget) {
  auto answer = answer_case(hand_made::dispute_of(text), 0, {}, budget);
  EXPECT_TRUE(answer.has_value());
  return *answer;
}

TEST(Overtaken, ByAnyChoiceThatSurvivesInWhateverOrderTheyAreListed) {
  for (const char* const list : {R"(["x", "y"])", R"(["y", "x"])"}) {
    Budget budget;
    const CaseAnswer answer = answer_of(two_choices(list), budget);
    ASSERT_TRUE(answer.ready);
    EXPECT_EQ(answer.overtaken, 1U) << list;
    ASSERT_EQ(answer.deals.size(), 1U);
    EXPECT_TRUE(answer.deals[0].overtaken);
    EXPECT_EQ(answer.deals[0].overtaken_by, (std::vector<int>{1, 1, 1, 1}));
    EXPECT_EQ(answer.deals[0].overtaken_signatories, 0b1011U);
  }
}

// a and b sign everything and prefer i0 = yes, the compromise, whatever else: nothing overtakes.
std::string all_together(int issues) {
  std::string text =
      "[dispute]\ntitle = \"t\"\n[question]\nof = \"a\"\nwith = [\"b\"]\ncompromise = \"i0 = "
      "yes\"\n"
      "[parties]\na = {}\nb = {}\n[issues]\n";
  for (int k = 0; k < issues; ++k)
    text += "i" + std::to_string(k) + R"( = { options = ["no", "yes"], by = ["a", "b"] })" + "\n";
  return text +
         "[preferences]\na = [{ wants = \"i0 = yes\", weight = 100 }]\n"
         "b = [{ wants = \"i0 = yes\", weight = 100 }]\n";
}

Overtaken overtaken_in(const std::string& text, std::uint64_t limit, bool cancelled,
                       std::uint64_t* spent = nullptr) {
  const Dispute dispute = hand_made::dispute_of(text);
  const auto world = World::make(dispute, make_scenario(dispute, 0));
  Budget enough, budget(limit);
  const Ladder ladder = climb(*world, {}, enough);
  EXPECT_EQ(ladder.verdict, kReady);
  if (cancelled) budget.cancel();
  Overtaken found = find_overtaken(*world, ladder, budget);
  if (spent != nullptr) *spent = budget.spent();
  return found;
}

TEST(Overtaken, OfManyDealsOfOneBlockAFewLooksAtEveryOutcome) {
  std::uint64_t spent = 0;
  const Overtaken found = overtaken_in(all_together(12), 1'000'000'000, false, &spent);
  EXPECT_EQ(found.targets.count(), 0U);
  EXPECT_EQ(found.undecided.count(), 0U);
  EXPECT_EQ(found.stopped, StopReason::kDone);
  EXPECT_LE(spent, 4U * 4096);
}

TEST(Overtaken, WhatALimitOrAnInterruptLeavesOpenIsNamed) {
  const std::string text = two_choices(R"(["x", "y"])");
  const Overtaken limited = overtaken_in(text, 0, false);
  EXPECT_EQ(limited.stopped, StopReason::kWorkLimit);
  EXPECT_EQ(limited.undecided.count() + limited.targets.count(), 1U);
  const Overtaken cancelled = overtaken_in(text, 1'000'000'000, true);
  EXPECT_EQ(cancelled.stopped, StopReason::kCancelled);
  EXPECT_EQ(cancelled.undecided.count(), 1U);
  EXPECT_EQ(cancelled.targets.count(), 0U);
}

// Against a look at every outcome for every surviving deal (overtaken_by).
TEST(Overtaken, IsWhatALookAtEveryPairSays) {
  std::size_t overtaken = 0, not_overtaken = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(9, seed), "random.toml");
    ASSERT_TRUE(dispute.has_value());
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const Ladder ladder = climb(*world, {}, budget);
    Bitset wanted(ladder.targets.size());
    for (const Deal& deal : ladder.deals) {
      if (deal.passes_through(kRungs) && overtaken_by(*world, deal)) wanted.set(deal.target);
    }
    const Overtaken found = find_overtaken(*world, ladder, budget);
    EXPECT_EQ(found.targets, wanted) << "seed " << seed;
    overtaken += wanted.count();
    not_overtaken += ladder.rungs[kRungs - 1].survivors.count() - wanted.count();
  }
  EXPECT_GT(overtaken, 0U);
  EXPECT_GT(not_overtaken, 0U);
}

}  // namespace
}  // namespace detente
