// Smallest changes of factors, on disputes small enough to work out by hand.
#include <gtest/gtest.h>

#include "analysis/conditions/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

// Both ranges are [0, 1], so costs are plain distances. b needs 3 t + 2 a > 4 from (0.2, 0.5): 2.4
// more. A unit of trust gives 3, but only 0.8 of it is left: 2.4. So trust goes to 1, cost 0.8, and
// just above 4 asks for a hair more, from aid.
TEST(SmallestChange, TakesTheCheaperFactorFirst) {
  const Dispute dispute = dispute_of(kTwoFactors);
  const ConditionsStudy study = study_of(dispute);
  EXPECT_EQ(study.verdict, 2);
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_NEAR(study.change->cost, 0.8, 1e-3);
  EXPECT_TRUE(study.change->proven);
  EXPECT_LE(study.change->lower_bound, 0.8 + 1e-6);
  EXPECT_EQ(study.change->verdict, kReady);
  EXPECT_EQ(study.change->varied, (std::vector<int>{0, 1}));  // idle is nowhere
}

// With pride of 4.5 trust alone is not enough: 1 of it and (4.5 - 3) / 2 = 0.75 of aid, 0.25 more.
TEST(SmallestChange, TakesTwoFactorsWhereOneIsNotEnough) {
  std::string text = kTwoFactors;
  text.replace(text.find("weight = 4 "), 11, "weight = 4.5 ");
  const ConditionsStudy study = study_of(dispute_of(text));
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_NEAR(study.change->cost, 1.05, 1e-3);
  EXPECT_TRUE(study.change->proven);
  ASSERT_EQ(study.change->changes.size(), 2U);
  EXPECT_NEAR(study.change->changes[0].to, 1, 1e-3);
  EXPECT_NEAR(study.change->changes[1].to, 0.75, 1e-3);
}

TEST(SmallestChange, SaysThatThereIsNone) {
  std::string text = kTwoFactors;
  text.replace(text.find("weight = 4 "), 11, "weight = 6 ");  // 3 + 2 = 5
  const ConditionsStudy study = study_of(dispute_of(text));
  ASSERT_TRUE(study.change.has_value());
  EXPECT_FALSE(study.change->found);
  EXPECT_TRUE(study.change->proven);
}

// b gives in where 1.4 trust is less than 1, below 0.714285...: 0.7143 would not be enough. From
// below, where it must be more, 0.7142 would not.
TEST(SmallestChange, IsSaidInNumbersThatAreEnough) {
  for (const bool upwards : {false, true}) {
    std::string text = kTwoFactors;
    text.replace(text.find("3 * trust + 2 * aid"), 19, upwards ? "5.6 * trust" : "8 - 5.6 * trust");
    ConditionsOptions options;
    options.changes.set.emplace_back(0, upwards ? 0.2 : 0.9);
    const ConditionsStudy study = study_of(dispute_of(text), options);
    ASSERT_TRUE(study.change && study.change->found);
    ASSERT_EQ(study.change->changes.size(), 1U);
    EXPECT_NEAR(study.change->changes[0].to, 1 / 1.4, 1e-6);
    EXPECT_EQ(study.change->changes[0].said, upwards ? 0.7143 : 0.7142);
  }
}

// Durable is reached with a tie, at 3 t + 2 a = 4 itself.
TEST(SmallestChange, ForALowerRung) {
  ConditionsOptions options;
  options.want = 5;
  const ConditionsStudy study = study_of(dispute_of(kTwoFactors), options);
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_NEAR(study.change->cost, 0.8, 1e-3);
  EXPECT_GE(study.change->verdict, 5);
}

// Eight factors. b needs 3 f1 + 2 f2 + f3 + f4 + f5 + f6 above 8, or above 6 where f7 >= 0.5 and f8
// < 0.9; now it has 2.7. With f7 at 0.5 (0.3) there are 3.3 to go: f1 to 1 gives 2.4 (0.8), f2 by
// 0.45 the other 0.9: 1.55. Without f7 it is 5.3, of which f1 and f2 give 3.4 at 1.3 and the others
// 1.9 at 1.9: 3.2.
constexpr const char* kEight = R"([dispute]
title = "Eight"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f1 = 0.2
f2 = 0.5
f3 = 0.1
f4 = 0.4
f5 = 0.3
f6 = 0.3
f7 = 0.2
f8 = 0.1
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { wants = "deal = yes", weight = "1 + f1 + f7" } ]
b = [
  { wants = "deal = yes", weight = "3 * f1 + 2 * f2 + f3 + f4 + f5 + f6" },
  { wants = "deal = yes", weight = 2, when = "f7 >= 0.5 and f8 < 0.9" },
  { wants = "deal = no", weight = 8 },
]
)";

TEST(SmallestChange, IsExactForManyFactors) {
  const Dispute dispute = dispute_of(kEight);
  for (const Verdict want : {3, 4, 5, 6}) {
    ConditionsOptions options;
    options.want = want;
    const ConditionsStudy study = study_of(dispute, options);
    ASSERT_TRUE(study.change && study.change->found);
    EXPECT_EQ(study.change->varied.size(), 8U);
    EXPECT_EQ(study.change->status, ChangeStatus::kExact);
    EXPECT_EQ(study.change->attained, want < kReady);  // at a tie b accepts and does not step
    EXPECT_TRUE(study.change->tight);
    EXPECT_NEAR(study.change->lower_bound, 1.55, 1e-9);
    EXPECT_NEAR(study.change->cost, 1.55, 1e-6);
    ASSERT_EQ(study.change->changes.size(), 3U);
    EXPECT_NEAR(study.change->changes[1].to, 0.95, 1e-6);
    EXPECT_EQ(study.change->boxes, 0U);
  }
}

// a gains whatever f1 and f7 are, so the answer stays; but its weight is no row.
TEST(SmallestChange, VariesAllWhereSomethingIsNotLinear) {
  std::string text = kEight;
  text.replace(text.find("1 + f1 + f7"), 11, "1 + f1 * f7");
  const SmallestChange change = *study_of(dispute_of(text)).change;
  EXPECT_EQ(change.varied.size(), 8U);
  ASSERT_TRUE(change.found);
  EXPECT_NEAR(change.cost, 1.55, 1e-6);
  EXPECT_LE(change.lower_bound, 1.55 + 1e-9);
}

TEST(SmallestChange, SaysWhetherItIsAttained) {
  const Dispute dispute = dispute_of(kTwoFactors);
  const ConditionsStudy ready = study_of(dispute);
  EXPECT_EQ(ready.change->status, ChangeStatus::kExact);
  EXPECT_FALSE(ready.change->attained);
  EXPECT_NEAR(ready.change->lower_bound, 0.8, 1e-9);
  ConditionsOptions options;
  options.want = 5;
  const ConditionsStudy durable = study_of(dispute, options);
  EXPECT_TRUE(durable.change->attained);
  ASSERT_EQ(durable.change->changes.size(), 1U);
  EXPECT_EQ(durable.change->changes[0].to, 1);
}

// c can sour the mood once the deal is signed; that costs b 3 of the 2 it gains. c likes it better
// by 1 - 2 bribe - oil, so the deal is durable from 2 bribe + oil = 1 on: now it is 0.2 * 2 + 0.1.
// Half a unit is missing: 0.25 of bribe, or 0.5 of oil. Acceptance does not move, the order does.
constexpr const char* kMood = R"([dispute]
title = "A mood"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
bribe = 0.2
oil = 0.1
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
mood = { options = ["calm", "cross"], by = ["c"] }
[preferences]
a = [ { wants = "deal = yes", weight = 1 } ]
b = [ { wants = "deal = yes", weight = 2 }, { wants = "deal = yes and mood = cross", weight = -3 } ]
c = [ { wants = "mood = cross", weight = "1 - 2 * bribe - oil" } ]
)";

TEST(SmallestChange, CutsWhereTheOrderOfOutcomesDecides) {
  const Dispute dispute = dispute_of(kMood);
  ConditionsOptions options;
  options.map = {0, 1};
  options.map_options.columns = 4;
  const ConditionsStudy study = study_of(dispute, options);
  EXPECT_EQ(study.verdict, 4);
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_EQ(study.change->status, ChangeStatus::kExact);
  EXPECT_EQ(study.change->boxes, 0U);
  EXPECT_TRUE(study.change->attained);  // at a tie c does not move
  EXPECT_NEAR(study.change->cost, 0.25, 1e-9);
  ASSERT_EQ(study.change->changes.size(), 1U);
  EXPECT_EQ(study.change->changes[0].factor, 0);
  EXPECT_NEAR(study.change->changes[0].to, 0.45, 1e-9);
  ASSERT_EQ(study.map->borders.size(), 1U);
  const MapBorder& border = study.map->borders.front();  // bribe = 0.5 - oil / 2
  EXPECT_NEAR(border.from[0], 0.5, 1e-9);
  EXPECT_NEAR(border.from[1], 0, 1e-9);
  EXPECT_NEAR(border.to[0], 0, 1e-9);
  EXPECT_NEAR(border.to[1], 1, 1e-9);
  EXPECT_EQ(border.below, 4);
  EXPECT_EQ(border.above, kReady);
}

// c opens the door through which a and b can sign, and closes it again. It steps where it prefers
// the end to now: where x + y > 0. Now, at an end of both ranges, it is a tie. Nobody whose
// acceptance is asked is moved by them.
constexpr const char* kDoor = R"([dispute]
title = "A door"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes and door = closed"
[factors]
x = 0
y = 0
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
door = { options = ["closed", "open"], by = ["c"] }
[[order]]
first = "door = open"
then = "deal = yes"
[preferences]
a = [ { wants = "deal = yes", weight = 1 } ]
b = [ { wants = "deal = yes", weight = 1 } ]
c = [ { wants = "deal = yes", weight = "x + y" },
      { wants = "deal = yes and door = open", weight = -1 } ]
)";

TEST(SmallestChange, DoesNotTakeATieAtTheEndOfARangeForTheInside) {
  const ConditionsStudy study = study_of(dispute_of(kDoor));
  EXPECT_EQ(study.verdict, 5);
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_EQ(study.change->status, ChangeStatus::kExact);
  EXPECT_FALSE(study.change->attained);
  EXPECT_EQ(study.change->lower_bound, 0);
  EXPECT_LE(study.change->cost, 1e-6);
  EXPECT_EQ(study.change->verdict, kReady);
}

// b accepts at z = 1 alone. Then c can anger it, unless d strikes back, which it does where y > 0.
// So what is as wanted lies in a side of the ranges, and in it beside the end of another.
constexpr const char* kStrike = R"([dispute]
title = "Striking back"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
y = 0
z = 0.5
[parties]
a = {}
b = {}
c = {}
d = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
mood = { options = ["calm", "cross"], by = ["c"] }
strike = { options = ["no", "yes"], by = ["d"] }
[preferences]
a = [ { wants = "deal = yes", weight = 1 } ]
b = [ { wants = "deal = yes", weight = "z" }, { wants = "deal = no", weight = 1 },
      { wants = "deal = yes and mood = cross", weight = -3 } ]
c = [ { wants = "deal = yes and mood = cross", weight = 1 }, { wants = "strike = yes", weight = -2 } ]
d = [ { wants = "mood = cross and strike = yes", weight = "y" } ]
)";

TEST(SmallestChange, LooksInASideOfTheRangesBesideItsEnds) {
  ConditionsOptions options;
  options.want = 5;
  const ConditionsStudy study = study_of(dispute_of(kStrike), options);
  EXPECT_EQ(study.verdict, 2);
  ASSERT_TRUE(study.change && study.change->found);
  EXPECT_EQ(study.change->status, ChangeStatus::kExact);
  EXPECT_FALSE(study.change->attained);
  EXPECT_NEAR(study.change->lower_bound, 0.5, 1e-9);
  EXPECT_NEAR(study.change->cost, 0.5, 1e-6);
  ASSERT_EQ(study.change->changes.size(), 2U);
  EXPECT_EQ(study.change->changes[1].to, 1);
  EXPECT_EQ(study.change->verdict, 5);
}

}  // namespace
}  // namespace detente
