// What would have to change, on disputes small enough to work out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/conditions/box.h"
#include "analysis/conditions/study.h"
#include "analysis/readiness/bench.h"
#include "analysis/readiness/verdict.h"
#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

// a and b sign. b gains 3 trust + 2 aid - 4, a always gains: ready where that is above 0, b
// indifferent where it is 0 (it accepts, and does not step), else stopped at mutual. Now, at 0.2
// and 0.5, b has -2.4.
constexpr const char* kTwoFactors = R"([dispute]
title = "Trust and aid"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.2
aid = 0.5
idle = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = "3 * trust + 2 * aid" },
  { id = "pride", wants = "deal = no", weight = 4 },
]
)";

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

Dispute dispute_of(const std::string& text) {
  auto dispute = parse_dispute(text, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
ConditionsStudy study_of(const Dispute& dispute, const ConditionsOptions& options = {}) {
  Budget budget;
  auto study = study_conditions(dispute, 0, options, budget);
  EXPECT_TRUE(study.has_value());
  return std::move(*study);
}

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

// With f7 and f8 multiplied seven of the eight cannot vary together, and only six do by themselves.
TEST(SmallestChange, VariesSixWhereSomethingIsNotLinear) {
  std::string text = kEight;
  text.replace(text.find("1 + f1 + f7"), 11, "1 + f1 * f7");
  const Dispute dispute = dispute_of(text);
  EXPECT_EQ(study_of(dispute).change->varied, (std::vector<int>{0, 1, 2, 3, 4, 5}));
  ConditionsOptions options;
  options.smallest.vary = {0, 1, 2, 3, 4, 5, 6};
  Budget budget;
  const auto study = study_conditions(dispute, 0, options, budget);
  ASSERT_FALSE(study.has_value());
  EXPECT_EQ(study.error().front().code, ErrorCode::kLimit);
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

// Ready above the line trust = 4/3 - 2/3 aid, mutual fails below it.
TEST(FactorMap, FindsTheStraightBorder) {
  const Dispute dispute = dispute_of(kTwoFactors);
  ConditionsOptions options;
  options.map = {0, 1};
  options.map_options.columns = 8;
  options.map_options.depth = 2;
  const ConditionsStudy study = study_of(dispute, options);
  ASSERT_TRUE(study.map.has_value());
  ASSERT_EQ(study.map->borders.size(), 1U);
  const MapBorder& border = study.map->borders.front();
  EXPECT_NEAR(border.from[0], 1, 1e-9);  // 3 + 2 * 0.5 = 4
  EXPECT_NEAR(border.from[1], 0.5, 1e-9);
  EXPECT_NEAR(border.to[0], 2.0 / 3, 1e-9);  // 3 * 2 / 3 + 2 * 1 = 4
  EXPECT_NEAR(border.to[1], 1, 1e-9);
  EXPECT_TRUE(border.exact);
  // the corner above the line is a triangle with sides 1/3 and 1/2
  EXPECT_NEAR(study.map->certain[kReady], 1.0 / 12, 1e-9);
  EXPECT_NEAR(study.map->uncertain, 0, 1e-9);
  EXPECT_EQ(border.below, 2);
  EXPECT_EQ(border.above, kReady);
  for (const auto& cells : study.map->grid) {
    for (const MapCell& cell : cells) {
      const double least = 3 * cell.a.low + 2 * cell.b.low,
                   most = 3 * cell.a.high + 2 * cell.b.high;
      EXPECT_EQ(cell.certain, most <= 4 || least >= 4);
      if (cell.certain) {
        EXPECT_EQ(cell.verdict, least >= 4 ? kReady : 2);
      }
    }
  }
  double area = study.map->uncertain;
  for (const double share : study.map->certain) area += share;
  EXPECT_NEAR(area, 1, 1e-12);
}

// Looks at points inside boxes that are said to be certain, on random disputes.
TEST(BoxTest, IsRightWhereItIsCertain) {
  std::size_t certain = 0, uncertain = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::string text = random_dispute_text(7, seed);
    // two weights see factors
    text.replace(text.find("[parties]"), 9, "[factors]\nf = 0.5\ng = 0.5\n[parties]");
    for (int k = 0; k < 2; ++k) {
      const std::size_t at =
          text.find("weight = ", text.size() / 2 + 40 * static_cast<std::size_t>(k));
      ASSERT_NE(at, std::string::npos);
      const std::size_t end = text.find_first_of(" ,}", at + 9);
      text.replace(at, end - at,
                   k == 0 ? "weight = \"9 * f - 3 * g\"" : "weight = \"6 * g * (1 - f)\"");
    }
    const Dispute dispute = dispute_of(text);
    const auto world = World::make(dispute, make_scenario(dispute, 0));
    ASSERT_TRUE(world.has_value());
    const BoxTest test(*world, {0, 1});
    Budget budget;
    Random random(seed, 0);
    for (int n = 0; n < 12; ++n) {
      const double f = random.unit() * 0.8, g = random.unit() * 0.8, side = 0.2 * random.unit();
      const auto verdict_at = [&](double x, double y) {
        Changes changes;
        changes.set = {{0, x}, {1, y}};
        const auto there = world->vary(changes);
        return find_verdict(*there, budget);
      };
      Changes middle;
      middle.set = {{0, f + side / 2}, {1, g + side / 2}};
      const auto inside = world->vary(middle);
      const Verdict verdict = find_verdict(*inside, budget);
      if (!test.certain({{f, f + side}, {g, g + side}}, *inside, verdict)) {
        ++uncertain;
        continue;
      }
      ++certain;
      for (int k = 0; k < 6; ++k)
        EXPECT_EQ(verdict_at(f + side * random.unit(), g + side * random.unit()), verdict)
            << "seed " << seed;
    }
  }
  EXPECT_GT(certain, 40U);
  EXPECT_GT(uncertain, 40U);
}

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
