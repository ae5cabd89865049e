// Smallest changes, maps and what is wanted of other measures than the ladder, by hand.
#include <gtest/gtest.h>

#include "analysis/conditions/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

ConditionsOptions asked(const char* of, Verdict want = kReady) {
  ConditionsOptions options;
  options.measure = measure(of);
  options.want = want;
  return options;
}

// What leaves both giving in is answered from 3 x = 1 on, a tie included: from 0.2 that takes
// 1/3 - 0.2 of the range. Nothing makes it a Nash equilibrium.
TEST(MeasureChanges, TheSmallestForAnEquilibrium) {
  const Dispute dispute = dispute_of(kDilemma);
  ConditionsOptions options = asked("seq");
  options.changes.compromise = formula_of(dispute, kBoth);
  const SmallestChange change = *study_of(dispute, options).change;
  ASSERT_TRUE(change.found);
  EXPECT_EQ(change.status, ChangeStatus::kExact);
  EXPECT_TRUE(change.attained);
  EXPECT_TRUE(change.tight);
  EXPECT_NEAR(change.cost, 1.0 / 3 - 0.2, 1e-8);
  EXPECT_EQ(change.verdict, kReady);
  options.measure = measure("nash");
  const SmallestChange none = *study_of(dispute, options).change;
  EXPECT_FALSE(none.found);
  EXPECT_EQ(none.status, ChangeStatus::kExact);
  EXPECT_TRUE(none.proven);
}

// b accepts where 3 trust + 2 aid - 4 >= 0, a tie included: trust alone, by 0.8.
TEST(MeasureChanges, TheSmallestForTheZone) {
  const SmallestChange change = *study_of(dispute_of(kTwoFactors), asked("zone")).change;
  ASSERT_TRUE(change.found);
  EXPECT_EQ(change.status, ChangeStatus::kExact);
  EXPECT_TRUE(change.attained);
  ASSERT_EQ(change.changes.size(), 1U);
  EXPECT_EQ(change.changes[0].to, 1);
  EXPECT_NEAR(change.cost, 0.8, 1e-9);
}

// A range of one value leaves its factor as it is; the others are free all the same. With 0.5 of
// idle b needs 3 trust + 2 aid >= 4.5: all of trust, 0.8, and 0.25 of aid.
TEST(MeasureChanges, ARangeOfOneValueIsNoBorder) {
  std::string text = kTwoFactors;
  text.replace(text.find("idle = 0.5"), 10, "idle = { value = 0.5, range = [0.5, 0.5] }");
  text.replace(text.find("2 * aid"), 7, "2 * aid + idle");
  text.replace(text.find("weight = 4"), 10, "weight = 5");
  const SmallestChange change = *study_of(dispute_of(text), asked("zone")).change;
  ASSERT_TRUE(change.found);
  EXPECT_EQ(change.status, ChangeStatus::kExact);
  EXPECT_NEAR(change.cost, 1.05, 1e-8);
}

// At 0.5 right gives b 1.5, left 1: efficient. At 3 x = 1 left gives a more and b as much.
TEST(MeasureChanges, WantedToFail) {
  const Dispute dispute = dispute_of(kSplit);
  ConditionsOptions options = asked("efficient", 0);
  options.changes.set.emplace_back(0, 0.5);
  const ConditionsStudy study = study_of(dispute, options);
  EXPECT_EQ(study.verdict, kReady);
  EXPECT_FALSE(study.holds);
  ASSERT_TRUE(study.change->found);
  EXPECT_EQ(study.change->status, ChangeStatus::kExact);
  EXPECT_NEAR(study.change->cost, 0.5 - 1.0 / 3, 1e-8);
  EXPECT_EQ(study.change->verdict, 0);
  // thresholds are what they are, whatever is wanted
  EXPECT_EQ(study.thresholds[0].crossings[0].above, kReady);
  // right is worth less to b than left: r must weigh 1 at most; l as much as r does
  for (const WeightChange& one : study.preferences->weights) {
    ASSERT_TRUE(one.threshold.has_value());
    EXPECT_NEAR(*one.threshold, one.now == 1 ? 1.5 : 1, 1e-9);
    EXPECT_EQ(one.verdict, 0);
  }
  options.changes.set.front().second = 0.1;
  EXPECT_TRUE(study_of(dispute, options).holds);
  EXPECT_FALSE(study_of(dispute, options).change.has_value());
}

// What the Nash solution picks hangs on products: from 0.1 to 4/9 and a hair, found by looking.
TEST(MeasureChanges, SolutionsAreSampled) {
  const SmallestChange change = *study_of(dispute_of(kSplit), asked("nash_deal")).change;
  ASSERT_TRUE(change.found);
  EXPECT_EQ(change.status, ChangeStatus::kSampled);
  EXPECT_NEAR(change.cost, 4.0 / 9 - 0.1, 1e-6);
  EXPECT_FALSE(change.attained);
}

// With a's gain halved against b's it is min(u_a / 1.5, u_b): left 1, and right 1 from 3 x = 1 on;
// then left has 4/3 besides, right 3 x. With a's power 2, left 4 against 2.25 * 3 x.
TEST(MeasureChanges, WeightsAndPowers) {
  const Dispute dispute = dispute_of(kSplit);
  ConditionsOptions options = asked("proportional");
  options.measure.weights = {{0, *Decimal::parse("1.5")}};
  EXPECT_NEAR(study_of(dispute, options).thresholds[0].crossings[0].at, 4.0 / 9, 1e-8);
  options = asked("nash_deal");
  options.measure.powers = {{0, *Decimal::parse("2")}};
  EXPECT_NEAR(study_of(dispute, options).thresholds[0].crossings[0].at, 16.0 / 27, 1e-8);
}

// The zone is the triangle beyond 3 trust + 2 aid = 4, a twelfth of the square.
TEST(MeasureChanges, MapOfTheZone) {
  ConditionsOptions options = asked("zone");
  options.map.emplace(0, 1);
  const FactorMap map = *study_of(dispute_of(kTwoFactors), options).map;
  EXPECT_TRUE(map.regions.linear);
  EXPECT_NEAR(map.certain[kReady], 1.0 / 12, 1e-9);
  EXPECT_NEAR(map.certain[0], 11.0 / 12, 1e-9);
  ASSERT_EQ(map.borders.size(), 1U);
  EXPECT_TRUE(map.borders[0].exact);
  EXPECT_EQ(map.borders[0].above, kReady);
  EXPECT_NEAR(map.borders[0].from[0], 1, 1e-9);
  EXPECT_NEAR(map.borders[0].from[1], 0.5, 1e-9);
}

// One deal: the Nash solution picks it wherever b accepts. Utilities move, so nothing is proven.
TEST(MeasureChanges, MapOfASolution) {
  ConditionsOptions options = asked("nash_deal");
  options.map.emplace(0, 1);
  const FactorMap map = *study_of(dispute_of(kTwoFactors), options).map;
  EXPECT_FALSE(map.regions.linear);
  EXPECT_EQ(map.certain[kReady], 0);
  EXPECT_NEAR(map.uncertain, 1, 1e-9);
  ASSERT_FALSE(map.borders.empty());
  EXPECT_FALSE(map.borders[0].exact);
}

}  // namespace
}  // namespace detente
