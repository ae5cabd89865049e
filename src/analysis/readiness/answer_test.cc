// A whole file with every kind of thing in it, and its ladders worked out by hand.
#include "analysis/readiness/answer.h"

#include <gtest/gtest.h>

#include "analysis/readiness/ladder.h"
#include "analysis/readiness/thresholds.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kSketch = R"toml([dispute]
title = "Two islands, a treaty and an ally"

[question]
text = "Is Russia ready to compromise with Japan?"
of = "russia"
with = ["japan"]
compromise = "treaty = signed and two_transferred"

[sources.katehon]
title = "Is Russia ready to compromise with Japan?"
publisher = "Katehon"
date = 2016-09-02

[factors]                         # autonomy: 0 = follows the ally, 1 = decides alone
japan_autonomy = { value = 0.3, range = [0.1, 0.5], drift = 0.02, source = "katehon" }
us_pressure = { value = 0.8, range = [0.5, 1.0] }
[factors.trust]
value = 0.35
distribution = { kind = "triangular", low = 0.2, mode = 0.35, high = 0.6 }

[parties]
russia = { name = "Russia" }
japan = { name = "Japan" }
usa = { name = "United States" }

[issues]                          # the first option is the status quo
treaty = { options = ["none", "signed"], by = ["russia", "japan"], one_way = true }
small_islands = { options = ["russia", "japan"], by = ["russia"], one_way = true }
large_islands = { options = ["russia", "japan"], by = ["russia"], one_way = true }
finality = { options = ["open", "closed"], by = ["russia", "japan"], one_way = true }
cooperation = { options = ["low", "some", "deep"], levels = [0, 1, 3], by = ["russia", "japan"] }
bases = { options = ["possible", "excluded"], by = ["japan"], one_way = true }   # a pledge
us_stance = { options = ["tolerates", "punishes"], by = ["usa"] }
[issues.title]
options = ["disputed", "recognised"]
by = ["japan"]
one_way = true
active = false

[propositions]
transferred = "small_islands = japan or large_islands = japan"
two_transferred = "small_islands = japan and large_islands = russia"

[[rules]]
never = "finality = closed and treaty = none"

[[order]]
id = "treaty_before_islands"
first = "treaty = signed"
then = "small_islands = japan"
active = false

[preferences]                     # a weight's unit is the party's own: only its comparisons count
russia = [
  { wants = "treaty = signed", weight = 10 },
  { wants = "cooperation >= some", weight = { value = 15, range = [10, 20] } },
  { wants = "small_islands = russia", weight = "26 - 20 * trust", source = "katehon" },
  { never = "transferred and bases = possible", when = "japan_autonomy < 0.6", note = "..." },
]
japan = [
  { wants = "us_stance = tolerates", from = "usa", weight = "60*us_pressure*(1 - japan_autonomy)" },
]

[ratifiers.japanese_public]
of = "japan"
asked_if = "treaty = signed or transferred"
quota = 0.5
respondents = 1018
segments = [
  { share = 0.27, approves = "large_islands = japan" },
  { share = 0.58, approves = "small_islands = japan and finality = open" },
  { share = 0.11, approves = "small_islands = japan" },
]

[cases.autonomous_japan]
set = { japan_autonomy = 0.8, trust = 0.85, us_pressure = 0.4 }
[cases.treaty_first]
extends = "autonomous_japan"
on = ["treaty_before_islands"]
[cases.talks_1956]
set = { us_pressure = 1.0, japan_autonomy = 0.1 }
off = ["japanese_public"]
history = "treaty = none"

[[claims]]
id = "K26"
by = "author"
says = "a transfer under the alliance is inadmissible for Russia"
in = ["now", "autonomous_japan"]
holds = "never_accepts(russia, transferred and bases = possible)"
recorded = true
)toml";

Dispute sketch() {
  auto dispute = parse_dispute(kSketch, "sketch.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
CaseAnswer answer_to(const Dispute& dispute, std::string_view id) {
  Budget budget;
  const auto found = answer_case(dispute, dispute.find_case(id), {}, budget);
  EXPECT_TRUE(found.has_value()) << id << (found ? "" : format_error(found.error().front()));
  return *found;
}
std::vector<std::size_t> survivors(const CaseAnswer& answer) {
  std::vector<std::size_t> out;
  for (const auto& rung : answer.rungs) out.push_back(rung.survivors);
  return out;
}
using Counts = std::vector<std::size_t>;

// 2 * 2 * 2 * 2 * 3 * 2 * 2 outcomes (the title is inactive), less a quarter that the rule forbids.
// T: treaty signed, the small islands Japan's, the large ones Russia's; the rest is free:
// finality 2 * cooperation 3 * bases 2 * stance 2.
TEST(Sketch, HasTheOutcomesOfItsActiveIssues) {
  const Dispute dispute = sketch();
  EXPECT_EQ(dispute->cases.size(), 4U);
  for (const Case& one : dispute->cases) {
    const CaseAnswer found = answer_to(dispute, one.id);
    EXPECT_EQ(found.outcomes, 144U) << one.id;
    EXPECT_EQ(found.in_compromise, 24U) << one.id;
    EXPECT_EQ(found.stopped, StopReason::kDone) << one.id;
    EXPECT_FALSE(found.holds_already) << one.id;
    EXPECT_FALSE(found.ready) << one.id;
  }
}

// possible: the negotiators move everything but the stance, the United States the stance: 24
// willing: Russia gives up 26 - 20 * 0.35 = 19 and gets 10 for the treaty; that needs the 15 for
//   cooperation, and bases excluded because of the red line: 2 * 2 * 2 (finality, stance) = 8
// mutual: Japan wants nothing but the stance as it is: 4
// ratifiable: with finality open 0.58 + 0.11 approve, closed 0.11: 2
// durable: islands and treaty go one way, and Japan, in every other group but the indifferent
//   United States, prefers nothing to anything: 2
// reachable: Japan must sign and does not strictly prefer to: 0; but only ties stop it, as in the
//   weak sense Russia gains 6 by one package
TEST(Sketch, TheBaseStopsAtATie) {
  const CaseAnswer found = answer_to(sketch(), "now");
  EXPECT_EQ(survivors(found), (Counts{24, 8, 4, 2, 2, 0}));
  EXPECT_TRUE(found.only_ties);
  EXPECT_EQ(found.weak_survivors, 2U);
}

// The red line is off, Russia gives up 26 - 20 * 0.85 = 9 for 10: all 24 are willing. Japan still
// wants the stance as it is (4.8): 12; finality open: 6. In the weak sense one package leads there.
TEST(Sketch, AutonomyTakesTheRedLineAway) {
  const CaseAnswer found = answer_to(sketch(), "autonomous_japan");
  EXPECT_EQ(survivors(found), (Counts{24, 24, 12, 6, 6, 0}));
  EXPECT_EQ(found.weak_survivors, 6U);
}

// The treaty alone has 10 + 9 for Russia: from there it only goes on to what has the 15 for
// cooperation as well. Of the 6 those without cooperation (2, by the bases) are lost.
TEST(Sketch, TreatyFirstLosesDealsOnTheWay) {
  const CaseAnswer found = answer_to(sketch(), "treaty_first");
  EXPECT_EQ(survivors(found), (Counts{24, 24, 12, 6, 6, 0}));
  EXPECT_EQ(found.weak_survivors, 4U);
}

// As the base, but nobody asks the public. Of the record there are 48 outcomes: no treaty, so
// finality open; both islands 2 * 2, cooperation 3, bases 2, stance 2. None is a compromise, and
// the answer is no: they agree.
TEST(Sketch, TheRecordOf1956IsHeldAgainstTheAnswer) {
  const CaseAnswer found = answer_to(sketch(), "talks_1956");
  EXPECT_EQ(survivors(found), (Counts{24, 8, 4, 4, 4, 0}));
  EXPECT_EQ(found.weak_survivors, 4U);
  ASSERT_TRUE(found.history.has_value());
  EXPECT_EQ(found.history->outcomes, 48U);
  EXPECT_EQ(found.history->in_compromise, 0U);
  EXPECT_TRUE(found.history->agrees);
}

// The claim of the file, asked of the world itself: the red line is there at an autonomy of 0.3 and
// gone at 0.8, where a treaty (10) or cooperation (15) outweighs the small islands (9).
TEST(Sketch, TheAllianceIsInadmissibleWhereTheRedLineIs) {
  const Dispute dispute = sketch();
  ASSERT_EQ(dispute->claims.size(), 1U);
  EXPECT_EQ(dispute->claims[0].in, (std::vector<int>{0, dispute.find_case("autonomous_japan")}));
  const auto under_the_alliance =
      parse_formula("transferred and bases = possible", {}, dispute->scope, FormulaKind::kTruth,
                    FormulaSees::kOutcomesAndFactors);
  ASSERT_TRUE(under_the_alliance.has_value());
  for (const int index : dispute->claims[0].in) {
    const auto world = World::make(dispute, make_scenario(dispute, index));
    ASSERT_TRUE(world.has_value());
    const Bitset accepted = world->satisfying(*under_the_alliance) & world->feasible() &
                            world->view(dispute.find_party("russia")).accepts;
    EXPECT_EQ(accepted.none(), index == 0);
  }
}

// a accepts a small deal only, b any. One outcome is the recorded one each time.
CaseAnswer with_history(const std::string& history) {
  const auto dispute = parse_dispute(
      R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal != no"
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "small", "large"], by = ["a", "b"] }
[preferences]
a = [{ wants = "deal = small", weight = 2 }, { wants = "deal = large", weight = -1 }]
b = [{ wants = "deal != no", weight = 1 }]
[cases.now]
history = ")" +
          history + "\"\n",
      "t.toml");
  EXPECT_TRUE(dispute.has_value());
  Budget budget;
  const auto answer = answer_case(*dispute, 0, {}, budget);
  EXPECT_TRUE(answer.has_value() && answer->ready && answer->history);
  return *answer;
}

TEST(History, IsAgreedWithOnlyIfADealThatFitsItPassesEveryTest) {
  EXPECT_TRUE(with_history("deal = small").history->agrees);
  EXPECT_TRUE(with_history("deal != no").history->agrees);
  EXPECT_FALSE(with_history("deal = large").history->agrees);
  EXPECT_FALSE(with_history("deal = no").history->agrees);
}

TEST(Answer, SaysOnWhichSideOfAThresholdTheCaseCannotBe) {
  // above 0.95 a rule excludes the status quo
  const auto dispute = parse_dispute(R"toml([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
heat = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[[rules]]
id = "r"
never = "deal = no and heat > 0.95"
)toml",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  Budget budget;
  const auto answer = answer_case(*dispute, 0, {}, budget);
  ASSERT_TRUE(answer.has_value());
  ASSERT_EQ(answer->thresholds.size(), 1U);
  ASSERT_EQ(answer->thresholds[0].crossings.size(), 1U);
  const Threshold& found = answer->thresholds[0].crossings[0];
  EXPECT_NEAR(found.at, 0.95, 1e-9);
  EXPECT_NE(found.below, kNoWorld);
  EXPECT_EQ(found.above, kNoWorld);
  EXPECT_EQ(verdict_name(found.above), "impossible");
}

}  // namespace
}  // namespace detente
