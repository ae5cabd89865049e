// What would have to change, on disputes small enough to work out by hand.
#include <gtest/gtest.h>

#include "analysis/conditions/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

// b's list decides by its first statement; the second alone would want the deal.
constexpr const char* kPriorities = R"([dispute]
title = "First things first"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
mood = { options = ["calm", "cross"], by = ["c"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 }, { id = "fear", never = "deal = yes and mood = cross" } ]
c = [ { id = "quiet", wants = "mood = calm", weight = 1 } ]
[preferences.b]
priority = true
statements = [
  { id = "pride", wants = "deal = no" },
  { id = "peace", wants = "mood = calm" },
  { id = "trade", wants = "deal = yes" },
]
)";

// pride is above trade: b refuses. Moving pride below trade does it (peace is alike at both, as c
// stays calm); so does trade to the front. Dropping pride, or b coming along, does it too.
TEST(PreferenceChanges, MovesOneStatement) {
  const Dispute dispute = dispute_of(kPriorities);
  const ConditionsStudy study = study_of(dispute);
  EXPECT_EQ(study.verdict, 2);
  ASSERT_TRUE(study.preferences.has_value());
  const auto id = [&](int s) { return dispute->statements[static_cast<std::size_t>(s)].id; };
  ASSERT_EQ(study.preferences->moves.size(), 2U);
  EXPECT_EQ(id(study.preferences->moves[0].statement), "pride");
  EXPECT_EQ(study.preferences->moves[0].from, 1);
  EXPECT_EQ(study.preferences->moves[0].to, 3);
  EXPECT_EQ(study.preferences->moves[0].verdict, kReady);
  EXPECT_EQ(id(study.preferences->moves[1].statement), "trade");
  EXPECT_EQ(study.preferences->moves[1].to, 1);
  const std::string text = render_markdown(conditions_document(dispute, {&study, 1}));
  EXPECT_NE(text.find("from place 1 to place 3"), std::string::npos);
  EXPECT_EQ(text.find("No single move of a statement does it."), std::string::npos);
}

// yes gives b what trade weighs, no and alt give it 4. At alt a gains by cheating, b loses by that
// and has no answer: alt is ratifiable, and broken. Below 4 b refuses yes: ratifiable. At 4, which
// is what trade weighs now, b accepts yes, and does not step: durable. Above it steps: ready.
constexpr const char* kAtTheThreshold = R"([dispute]
title = "Just as good"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes or deal = alt"
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes", "alt"], by = ["a", "b"] }
cheat = { options = ["fair", "foul"], by = ["a"] }
[preferences]
a = [
  { id = "gain", wants = "deal != no", weight = 1 },
  { id = "greed", wants = "deal = alt and cheat = foul", weight = 1 },
]
b = [
  { id = "trade", wants = "deal = yes", weight = 4 },
  { id = "pride", wants = "deal = no", weight = 4 },
  { id = "steady", wants = "deal = alt", weight = 4 },
  { id = "hurt", wants = "deal = alt and cheat = foul", weight = -1 },
]
)";

TEST(PreferenceChanges, AWeightMayBeAtItsThresholdNow) {
  const Dispute dispute = dispute_of(kAtTheThreshold);
  const ConditionsStudy study = study_of(dispute);
  EXPECT_EQ(study.verdict, verdict_of_rung(Rung::kDurable));
  ASSERT_TRUE(study.preferences.has_value());
  const WeightChange& trade = study.preferences->weights[2];
  EXPECT_EQ(dispute->statements[static_cast<std::size_t>(trade.statement)].id, "trade");
  EXPECT_TRUE(trade.thresholds.exact);
  ASSERT_EQ(trade.thresholds.crossings.size(), 1U);
  EXPECT_EQ(trade.thresholds.crossings[0].at, 4);
  EXPECT_EQ(trade.thresholds.crossings[0].below, verdict_of_rung(Rung::kRatifiable));
  EXPECT_EQ(trade.thresholds.crossings[0].above, kReady);
  ASSERT_TRUE(trade.threshold.has_value());
  EXPECT_EQ(*trade.threshold, 4);
  EXPECT_EQ(trade.verdict, kReady);
}

// b has no-deal's 0.5 against 1 that the deal is worth at 0.35 and nowhere else: ready there alone.
constexpr const char* kOneValue = R"([dispute]
title = "Just then"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.2
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = 1, when = "trust = 0.35" },
  { id = "pride", wants = "deal = no", weight = 0.5 },
]
)";

// Outside the range that the factor may move in, the value is no change at all.
TEST(SmallestChange, NamesSingleValuesWithinItsRangeOnly) {
  std::string text = kOneValue;
  text.replace(text.find("trust = 0.2"), 11, "trust = { value = 0.2, range = [0.1, 0.3] }");
  ConditionsOptions options;
  options.thresholds = false;
  EXPECT_TRUE(study_of(dispute_of(text), options).change->singles.empty());
  text.replace(text.find("[0.1, 0.3]"), 10, "[0.1, 0.4]");
  EXPECT_EQ(study_of(dispute_of(text), options).change->singles.size(), 1U);
}

TEST(Thresholds, NameAValueAtWhichAConditionHoldsAlone) {
  const Dispute dispute = dispute_of(kOneValue);
  const ConditionsStudy study = study_of(dispute);
  const FactorThresholds& found = study.thresholds[0];
  EXPECT_TRUE(found.exact);
  EXPECT_TRUE(found.crossings.empty());
  ASSERT_EQ(found.singles.size(), 1U);
  EXPECT_EQ(found.singles[0].at, 0.35);
  EXPECT_EQ(found.singles[0].verdict, kReady);
  // of several factors together such values are not looked for, and nothing may deny them
  ASSERT_EQ(study.change->singles.size(), 1U);
  EXPECT_NEAR(study.change->singles[0].cost, 0.15, 1e-9);  // of the whole domain
  const auto json = conditions_json(dispute, {&study, 1})["cases"][0]["smallest_change"];
  EXPECT_FALSE(json["found"]);
  EXPECT_EQ(json["single_values"].size(), 1U);
  EXPECT_EQ(json["single_values"][0]["factor"], "trust");
  EXPECT_EQ(json["single_values"][0]["at"], 0.35);
  EXPECT_EQ(json["single_values"][0]["verdict"], "reachable");
  const std::string text = render_markdown(conditions_document(dispute, {&study, 1}));
  EXPECT_NE(text.find("does it, but for single values: trust at 0.35 exactly."), std::string::npos)
      << text;
}

// a gains trust - 0.5, b 0.5 - trust: at 0.5 both are indifferent, accept and do not step: durable.
// Below a refuses (possible), above b does (willing).
TEST(Thresholds, NameAValueAtWhichTwoTie) {
  std::string text = kOneValue;
  text.replace(text.find("weight = 1 }"), 12, "weight = \"trust - 0.5\" }");
  text.replace(text.find("weight = 1, when = \"trust = 0.35\""), 33, "weight = \"1 - trust\"");
  const ConditionsStudy study = study_of(dispute_of(text));
  const FactorThresholds& found = study.thresholds[0];
  ASSERT_EQ(found.crossings.size(), 1U);
  EXPECT_EQ(found.crossings[0].at, 0.5);
  EXPECT_EQ(found.crossings[0].below, verdict_of_rung(Rung::kPossible));
  EXPECT_EQ(found.crossings[0].above, verdict_of_rung(Rung::kWilling));
  ASSERT_EQ(found.singles.size(), 1U);
  EXPECT_EQ(found.singles[0].at, 0.5);
  EXPECT_EQ(found.singles[0].verdict, verdict_of_rung(Rung::kDurable));
}

// With aid at 0.5 b gains 3 trust - 3: it accepts at the end of the domain, and does not step.
TEST(Thresholds, NameTheEndOfADomain) {
  const ConditionsStudy study = study_of(dispute_of(kTwoFactors));
  const FactorThresholds& trust = study.thresholds[0];
  EXPECT_TRUE(trust.crossings.empty());
  ASSERT_EQ(trust.singles.size(), 1U);
  EXPECT_EQ(trust.singles[0].at, 1);
  EXPECT_EQ(trust.singles[0].verdict, verdict_of_rung(Rung::kDurable));
  EXPECT_TRUE(study.thresholds[1].singles.empty());
  EXPECT_TRUE(study.thresholds[2].singles.empty());
}

// trade must weigh more than pride: 4; pride less than 3 * 0.2 + 2 * 0.5 = 1.6.
TEST(PreferenceChanges, FindsTheWeightThatTips) {
  const Dispute dispute = dispute_of(kTwoFactors);
  const ConditionsStudy study = study_of(dispute);
  ASSERT_TRUE(study.preferences.has_value());
  ASSERT_EQ(study.preferences->weights.size(), 3U);
  EXPECT_FALSE(study.preferences->weights[0].threshold.has_value());  // a's gain
  ASSERT_TRUE(study.preferences->weights[1].threshold.has_value());
  EXPECT_NEAR(*study.preferences->weights[1].threshold, 4, 1e-6);
  EXPECT_NEAR(study.preferences->weights[1].now, 1.6, 1e-9);
  ASSERT_TRUE(study.preferences->weights[2].threshold.has_value());
  EXPECT_NEAR(*study.preferences->weights[2].threshold, 1.6, 1e-6);
  EXPECT_TRUE(study.preferences->weights[2].thresholds.exact);
}

TEST(RemovalSets, DropOrBringAlong) {
  const Dispute dispute = dispute_of(kPriorities);
  const ConditionsStudy study = study_of(dispute);
  ASSERT_TRUE(study.removals.has_value());
  EXPECT_EQ(study.removals->largest, 3);
  ASSERT_GE(study.removals->sets.size(), 2U);
  EXPECT_EQ(study.removals->sets[0].remove, (std::vector<std::string>{"pride"}));
  EXPECT_EQ(study.removals->sets[1].along, (std::vector<std::string>{"b"}));
  EXPECT_EQ(study.removals->sets[1].verdict, kReady);
  for (std::size_t k = 2; k < study.removals->sets.size(); ++k) {
    const RemovalSet& set = study.removals->sets[k];
    for (const std::string& gone : set.remove) EXPECT_NE(gone, "pride");
    EXPECT_TRUE(set.along.empty() || set.along != std::vector<std::string>{"b"});
  }
}

TEST(Conditions, AskNothingWhereItHolds) {
  ConditionsOptions options;
  options.want = 2;
  const ConditionsStudy study = study_of(dispute_of(kTwoFactors), options);
  EXPECT_TRUE(study.holds);
  EXPECT_FALSE(study.removals || study.change || study.preferences);
}

}  // namespace
}  // namespace detente
