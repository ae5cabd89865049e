// Shares of the zone by drawing: what is counted of an outcome against listing, intervals against
// exact counts.
#include "analysis/bargaining/zone_sample.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>

#include "analysis/bargaining/zone_count.h"
#include "analysis/bargaining/zone_judge.h"
#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

// A no-deal that breaks a red line, ratifiers of every kind, and a rule that ties issues.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { no_deal = { w = "half" } }
b = { no_deal = -1 }
c = { no_deal = 1 }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"] }
z = { options = ["off", "on"], by = ["b"] }
w = { options = ["off", "half", "on"], by = ["a", "b"] }
[[rules]]
never = "x = yes and y = two"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y >= one <-> z = on", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { id = "line", never = "z = on and x = no and y = one" },
  { id = "half", never = "w = half" },
]
c = [ { wants = "x = yes", weight = 1 }, { wants = "z = on", weight = 1 }, { id = "no_w", never = "w = on" } ]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = -3 } }
[ratifiers.poll]
of = "b"
asked_if = "z = on"
quota = 0.5
segments = [{ share = 0.3, approves = "x = yes" }, { share = 0.3, approves = "y = one" },
            { share = 0.25, approves = "y = two" }]
[ratifiers.parliament]
of = "a"
approves = "w != on or y = zero"
[ratifiers.partner]
of = "a"
party = "b"
asked_if = "y != one"
[ratifiers.outsider]
of = "b"
party = "c"
asked_if = "x = no"
)toml";

struct Case {
  std::optional<Dispute> dispute;
  Scenario scenario;
  std::vector<int> both{0, 1};
  Conditions conditions;

  explicit Case(const std::string& text) {
    auto parsed = parse_dispute(text, "t.toml");
    EXPECT_TRUE(parsed.has_value()) << format_error(parsed.error().front());
    dispute = *parsed;
    scenario = make_scenario(*dispute, 0);
    auto found = conditions_of(*dispute, scenario, both, std::nullopt);
    EXPECT_TRUE(found && found->conditions) << text;
    conditions = std::move(*found->conditions);
  }
};

void expect_same(const Zone& mine, const Zone& other) {
  EXPECT_EQ(mine.outcomes.digits(), other.outcomes.digits());
  EXPECT_EQ(mine.deals.digits(), other.deals.digits());
  EXPECT_EQ(mine.accepted_by_all.digits(), other.accepted_by_all.digits());
  EXPECT_EQ(mine.ratified_for_all.digits(), other.ratified_for_all.digits());
  ASSERT_EQ(mine.parties.size(), other.parties.size());
  for (std::size_t b = 0; b < mine.parties.size(); ++b) {
    const ZoneParty &one = mine.parties[b], &two = other.parties[b];
    EXPECT_EQ(one.accepts.digits(), two.accepts.digits()) << b;
    EXPECT_EQ(one.ratified.digits(), two.ratified.digits()) << b;
    EXPECT_EQ(one.both.digits(), two.both.digits()) << b;
    ASSERT_EQ(one.cuts.size(), two.cuts.size()) << b;
    for (std::size_t k = 0; k < one.cuts.size(); ++k) {
      EXPECT_EQ(one.cuts[k].kind, two.cuts[k].kind) << b << k;
      EXPECT_EQ(one.cuts[k].index, two.cuts[k].index) << b << k;
      EXPECT_EQ(one.cuts[k].removes.digits(), two.cuts[k].removes.digits()) << b << k;
      EXPECT_EQ(one.cuts[k].alone.digits(), two.cuts[k].alone.digits()) << b << k;
    }
  }
}

TEST(ZoneJudge, CountsOverEveryOutcomeWhatListingFinds) {
  const Case one(kDispute);
  const auto world = World::make(*one.dispute, one.scenario);
  ASSERT_TRUE(world.has_value());
  const BargainingTable table = make_table(*world, one.both, std::nullopt);
  const Zone listed = find_zone(*world, table, {utility_of(*world, 0), utility_of(*world, 1)});
  const ZoneJudge judge(*one.dispute, one.scenario, one.both, one.conditions);
  ZoneTally tally = judge.nothing();
  table.outcomes.for_each(
      [&](std::size_t s) { judge.count(world->layout().options(static_cast<Outcome>(s)), tally); });
  expect_same(judge.zone(&tally), listed);
  std::size_t alone = 0;
  for (const ZoneParty& row : listed.parties) {
    for (const Cut& cut : row.cuts) alone += cut.alone.is_zero() ? 0 : 1;
  }
  EXPECT_GE(alone, 2U);  // the case is no empty one
}

// Drawn over the product of the options: 1 of 6 packages of x and y is ruled
// out.
TEST(ZoneSample, DrawsOutcomesOfTheTableAlone) {
  const Case one(kDispute);
  Budget budget;
  const ZoneSample sample =
      sample_zone(*one.dispute, one.scenario, one.both, one.conditions, nullptr, {}, budget);
  EXPECT_EQ(sample.drawn, 10'000U);
  EXPECT_EQ(sample.zone.outcomes.digits(), "10000");
  EXPECT_GT(sample.tried, 11'500U);  // 12,000 expected, 50 its deviation
  EXPECT_LT(sample.tried, 12'500U);
}

TEST(ZoneSample, IsTheSameOnAnyNumberOfThreads) {
  const Case one(kDispute);
  Budget budget;
  ZoneSampleAsked asked;
  std::vector<ZoneSample> samples;
  for (const int threads : {1, 2}) {
    asked.threads = threads;
    samples.push_back(
        sample_zone(*one.dispute, one.scenario, one.both, one.conditions, nullptr, asked, budget));
    EXPECT_EQ(samples.back().tried, samples.front().tried);
    expect_same(samples.back().zone, samples.front().zone);
  }
  asked.seed = 2;
  const ZoneSample other =
      sample_zone(*one.dispute, one.scenario, one.both, one.conditions, nullptr, asked, budget);
  EXPECT_NE(other.zone.deals.digits(), samples.front().zone.deals.digits());
}

TEST(ZoneSample, SaysSoIfNothingIsOnTheTable) {
  const Case one(std::string(kDispute) + "[[rules]]\nnever = \"not (x = yes <-> z = on)\"\n");
  Conditions none = one.conditions;  // and the opposite
  none.table.push_back(none.table.back());
  none.table.back().holds = !none.table.back().holds;
  Budget budget;
  ZoneSampleAsked asked;
  asked.most_tried = 4'000;
  const ZoneSample sample =
      sample_zone(*one.dispute, one.scenario, one.both, none, nullptr, asked, budget);
  EXPECT_EQ(sample.drawn, 0U);
  EXPECT_EQ(sample.tried, 4'000U);
}

// Sixteen issues of two or three options with small weights: counted exactly, and drawn.
std::string random_dispute(std::uint64_t number) {
  Random random(3, number);
  std::string text = fmt::format(
      "[dispute]\ntitle = \"t\"\n[parties]\na = {{ no_deal = {} }}\nb = {{ no_deal = {} }}\n"
      "[issues]\n",
      8 + random.below(6), 8 + random.below(6));
  std::string a, b;
  for (int k = 0; k < 16; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"{}], by = [\"a\"] }}\n", k,
                        k % 3 == 0 ? ", \"more\"" : "");
    a += fmt::format("i{} = {{ yes = {} }}, ", k, random.below(4));
    b += fmt::format("i{} = {{ no = {} }}, ", k, random.below(4));
  }
  a.resize(a.size() - 2);
  b.resize(b.size() - 2);
  text += fmt::format(
      "[preferences]\na = {{ values = {{ {} }}, statements = [ {{ never = \"i{} = yes\" }} ] }}\n"
      "b = {{ values = {{ {} }} }}\n",
      a, random.below(16), b);
  return text + fmt::format("[ratifiers.r]\nof = \"b\"\napproves = \"i{} = no or i{} = yes\"\n",
                            random.below(8), 8 + random.below(8));
}

// 95 of 100 intervals hold the share: of 500 samples, several each, the deviation is 1 of 100 or
// less.
TEST(ZoneSample, HasTheShareInItsIntervalAsOftenAsItSays) {
  std::size_t intervals = 0, hold = 0, deals = 0;
  std::unique_ptr<Case> one;
  Zone exact;
  AdditiveOrWhy form;
  Budget budget;
  const auto look = [&](const Count& part, const Count& all, const Count& hits,
                        const ZoneSample& sample) {
    const double share = part.to_double() / all.to_double();
    if (share < 0.02 || share > 0.98) return;  // few draws say little of what is rare
    const ShareEstimate found = share_estimate(hits, sample);
    EXPECT_LE(found.low, found.share);
    EXPECT_LE(found.share, found.high);
    ++intervals;
    hold += found.low <= share && share <= found.high ? 1 : 0;
  };
  for (std::uint64_t number = 0; number < 500; ++number) {
    const std::uint64_t dispute = number / 25;
    if (number % 25 == 0) {
      one = std::make_unique<Case>(random_dispute(dispute));
      exact = count_zone(*one->dispute, one->scenario, one->both, one->conditions,
                         AdditiveForm::kMostPackages, budget);
      ASSERT_EQ(exact.why, "");
      form = additive_form(*one->dispute, one->scenario, one->both, one->conditions);
    }
    ZoneSampleAsked asked;
    asked.seed = 100 + number;
    asked.draws = 400;
    const ZoneSample sample = sample_zone(*one->dispute, one->scenario, one->both, one->conditions,
                                          number % 2 == 0 ? &*form.table : nullptr, asked, budget);
    ASSERT_EQ(sample.drawn, 400U);
    const std::size_t before = intervals;
    look(exact.deals, exact.outcomes, sample.zone.deals, sample);
    deals += intervals - before;
    for (std::size_t b = 0; b < 2; ++b) {
      const ZoneParty &row = exact.parties[b], &drawn = sample.zone.parties[b];
      look(row.accepts, exact.outcomes, drawn.accepts, sample);
      for (std::size_t k = 0; k < row.cuts.size(); ++k)
        look(row.cuts[k].alone, exact.outcomes, drawn.cuts[k].alone, sample);
    }
  }
  EXPECT_GT(intervals, 1'000U);
  EXPECT_GT(deals, 100U);
  EXPECT_GE(static_cast<double>(hold), 0.93 * static_cast<double>(intervals));
  EXPECT_LE(static_cast<double>(hold), 0.97 * static_cast<double>(intervals));
}

// Wilson 1927: (h + z^2/2 -+ z sqrt(h (n - h) / n + z^2 / 4)) / (n + z^2). 10 of 100: Agresti and
// Coull's textbook value 0.0552 to 0.1744.
TEST(ZoneSample, KnowsTheIntervalOfWilson) {
  const ShareEstimate one = share_estimate(10, 100);
  EXPECT_NEAR(one.low, 0.0552, 5e-5);
  EXPECT_NEAR(one.high, 0.1744, 5e-5);
  const ShareEstimate none = share_estimate(0, 10'000);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 0.000384, 1e-6);
  EXPECT_EQ(share_estimate(50, 50).high, 1);
}

}  // namespace
}  // namespace detente
