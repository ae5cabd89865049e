// Runs of worlds on ladders whose probabilities are known in closed form.
#include "analysis/worlds/run.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <nlohmann/json.hpp>

#include "analysis/hand_made.h"

namespace detente {
namespace {

using hand_made::dispute_of;

// a agrees where f > 0.3, b where g < 0.5; nothing else can stop the deal.
std::string text(const std::string& more = "") {
  return R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f = { value = 0.6, range = [0, 1] }
g = { value = 0.2, distribution = { kind = "uniform", low = 0, high = 1 } }
idle = { value = 0.5, range = [0, 1] }
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
[preferences]
a = [{ wants = "deal = yes", weight = "f - 0.3" }]
b = [{ wants = "deal = yes", weight = "0.5 - g" }]
)" + more;
}
WorldsRun run_of(const Dispute& dispute, WorldsAsked asked) {
  if (asked.cases.empty()) asked.cases = {0};
  Budget budget;
  auto run = run_worlds(dispute, asked, budget);
  EXPECT_TRUE(run.has_value()) << (run ? "" : format_error(run.error().front()));
  return std::move(*run);
}

TEST(Worlds, SharesAreThoseOfTheClosedForm) {
  const Dispute dispute = dispute_of(text());
  for (const Sampling sampling : {Sampling::kSobol, Sampling::kRandom}) {
    WorldsAsked asked;
    asked.worlds = 8192;
    asked.sampling = sampling;
    const WorldsRun run = run_of(dispute, asked);
    const CaseWorlds& of = run.cases.front();
    EXPECT_EQ(of.base, kReady);
    const double ready = 0.7 * 0.5, willing = 0.7;
    const Share& at = of.at_least[kReady];
    EXPECT_NEAR(at.value, ready, 4 * at.error + 1e-12);
    EXPECT_LT(at.error, sampling == Sampling::kSobol ? 0.003 : 0.006);
    EXPECT_NEAR(of.at_least[static_cast<std::size_t>(verdict_of_rung(Rung::kWilling))].value,
                willing, 0.02);
    EXPECT_EQ(of.at_least[0].value, 1);
    EXPECT_EQ(of.differing, 8192 - of.counts[kReady]);
  }
}

// The status quo cannot be where `idle` is in the last 1/16 of its range.
TEST(Worlds, ThoseThatCannotBeAreCountedApart) {
  const std::string rule = R"([[rules]]
id = "r"
never = "deal = no and idle > 0.9375"
)";
  for (const auto& [more, impossible] :
       {std::pair(rule, std::uint64_t{64}), std::pair(std::string(), std::uint64_t{0})}) {
    WorldsAsked asked;
    asked.worlds = 1024;
    const CaseWorlds of = run_of(dispute_of(text(more)), asked).cases.front();
    EXPECT_NEAR(static_cast<double>(of.impossible), static_cast<double>(impossible), 8);
    EXPECT_EQ(of.impossible, of.counts[0]);
  }
}

TEST(Worlds, DriversAreThoseOfTheClosedForm) {
  const Dispute dispute = dispute_of(text());
  WorldsAsked asked;
  asked.worlds = 8192;
  asked.indices = 8192;
  const WorldsRun run = run_of(dispute, asked);
  const CaseWorlds& of = run.cases.front();
  const double variance = 0.35 * 0.65;
  const double first[] = {0.25 * 0.21 / variance, 0.49 * 0.25 / variance, 0};
  const double total[] = {0.5 * 0.21 / variance, 0.7 * 0.25 / variance, 0};
  ASSERT_EQ(of.drivers.size(), 3U);
  EXPECT_EQ(run.inputs[of.drivers.front().inputs.front()].id, "g");
  for (const Driver& driver : of.drivers) {
    ASSERT_EQ(driver.inputs.size(), 1U);
    const std::size_t input = driver.inputs.front();
    EXPECT_NEAR(driver.first, first[input], 0.03) << input;
    EXPECT_NEAR(driver.total, total[input], 0.03) << input;
    // bins cannot see inside themselves: a little less than the whole
    EXPECT_NEAR(driver.explained, first[input], 0.05) << input;
  }
}

// f and g go together, h alone: a agrees where f > 0.5 and h < 0.4, b where g > 0.5. Both of f and
// g lie above their medians in q = 1/4 + asin(r) / (2 pi) of the worlds (Sheppard 1899).
std::string tied(double correlation) {
  return R"toml([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
h = { value = 0.5, range = [0, 1] }
f = { value = 0.6, range = [0, 1] }
g = { value = 0.2, distribution = { kind = "triangular", low = 0, mode = 0.5, high = 1 } }
[[correlations]]
between = ["g", "f"]
value = )toml" +
         std::to_string(correlation) +
         R"toml(
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
[preferences]
a = [{ wants = "deal = yes", weight = "min(f - 0.5, 0.4 - h)" }]
b = [{ wants = "deal = yes", weight = "g - 0.5" }]
[cases.trusting]
set = { f = 0.9 }
)toml";
}

TEST(Worlds, CorrelatedSharesAreThoseOfTheClosedForm) {
  for (const auto& [correlation, both] : {std::pair(0.5, 1.0 / 3), std::pair(-0.5, 1.0 / 6)}) {
    const Dispute dispute = dispute_of(tied(correlation));
    for (const Sampling sampling : {Sampling::kSobol, Sampling::kRandom}) {
      WorldsAsked asked;
      asked.worlds = 16384;
      asked.sampling = sampling;
      const Share at = run_of(dispute, asked).cases.front().at_least[kReady];
      EXPECT_NEAR(at.value, 0.4 * both, 4 * at.error + 1e-4) << correlation;
      EXPECT_LT(at.error, 0.004);
    }
  }
}

// With q = 1/3: the event has the variance V = 0.4 q (1 - 0.4 q). Knowing f and g leaves 0.4 or 0:
// 0.16 q (1 - q) of it; knowing h leaves q or 0: 0.24 q^2. Total: 0.4 q (1 - q), and 0.24 q.
TEST(Worlds, CorrelatedInputsDriveAsOne) {
  const Dispute dispute = dispute_of(tied(0.5));
  WorldsAsked asked;
  asked.worlds = asked.indices = 16384;
  const WorldsRun run = run_of(dispute, asked);
  const double q = 1.0 / 3, v = 0.4 * q * (1 - 0.4 * q);
  const auto& drivers = run.cases.front().drivers;
  ASSERT_EQ(drivers.size(), 2U);
  EXPECT_EQ(drivers[0].inputs, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(driver_name(dispute, run, drivers[0]), "f and g (correlated)");
  EXPECT_NEAR(drivers[0].first, 0.16 * q * (1 - q) / v, 0.02);
  EXPECT_NEAR(drivers[0].total, 0.4 * q * (1 - q) / v, 0.02);
  EXPECT_NEAR(drivers[0].explained, 0.16 * q * (1 - q) / v, 0.02);
  EXPECT_EQ(drivers[1].inputs, (std::vector<std::size_t>{0}));
  EXPECT_NEAR(drivers[1].first, 0.24 * q * q / v, 0.02);
  EXPECT_NEAR(drivers[1].total, 0.24 * q / v, 0.02);
  // never where f is lowest, whatever g is
  ASSERT_EQ(drivers[0].ends.size(), 2U);
  EXPECT_EQ(drivers[0].ends[0].low, 0);
  EXPECT_GT(drivers[0].ends[0].high, 0.2);
  ASSERT_EQ(run.correlations.size(), 1U);
  EXPECT_EQ(run.correlations[0].first, 2U);
  EXPECT_NEAR(run.correlations[0].spearman, 0.482584, 1e-6);  // 6 / pi * asin(1 / 4)
}

// f is set, g is drawn as if alone: ready where g > 0.5 and h < 0.4, with V = 0.2 * 0.8.
TEST(Worlds, ACorrelatedFactorThatIsSetLeavesTheOtherAlone) {
  const Dispute dispute = dispute_of(tied(0.9));
  WorldsAsked asked;
  asked.cases = {1};
  asked.worlds = asked.indices = 16384;
  const WorldsRun run = run_of(dispute, asked);
  const CaseWorlds& of = run.cases.front();
  EXPECT_NEAR(of.at_least[kReady].value, 0.2, 4 * of.at_least[kReady].error + 1e-4);
  ASSERT_EQ(of.drivers.size(), 2U);
  EXPECT_EQ(of.drivers[0].inputs, (std::vector<std::size_t>{0}));
  EXPECT_NEAR(of.drivers[0].first, 0.25 * 0.24 / 0.16, 0.02);
  EXPECT_EQ(of.drivers[1].inputs, (std::vector<std::size_t>{2}));
  EXPECT_NEAR(of.drivers[1].first, 0.16 * 0.25 / 0.16, 0.02);
  EXPECT_NEAR(of.drivers[1].total, 0.4 * 0.25 / 0.16, 0.02);
  EXPECT_EQ(of.typical[1], 0.9);
  EXPECT_TRUE(run.correlations.empty());  // nothing is drawn together
}

TEST(Worlds, ACorrelationOfZeroChangesNoByte) {
  std::string without = tied(0);
  const auto from = without.find("[[corr"), to = without.find("[parties]");
  without.erase(from, to - from);
  const Dispute zero = dispute_of(tied(0)), none = dispute_of(without);
  WorldsAsked asked;
  asked.worlds = 2000;
  asked.indices = 300;
  EXPECT_EQ(worlds_json(zero, run_of(zero, asked)).dump(),
            worlds_json(none, run_of(none, asked)).dump());
}

TEST(Worlds, CorrelatedAreTheSameAtAnyNumberOfThreads) {
  const Dispute dispute = dispute_of(tied(0.3));
  std::string one;
  for (const int threads : {1, 2, 8}) {
    WorldsAsked asked;
    asked.worlds = 1500;
    asked.indices = 300;
    asked.threads = threads;
    const std::string json = worlds_json(dispute, run_of(dispute, asked)).dump();
    if (one.empty()) one = json;
    EXPECT_EQ(json, one) << threads;
  }
}

// 60 of 100 approve, half are needed: Beta(60.5, 40.5) lies above 0.5 so often.
TEST(Worlds, PollsAreDirichlet) {
  const Dispute dispute = dispute_of(text(R"([ratifiers.public]
of = "a"
quota = 0.5
respondents = 100
segments = [{ share = 0.6, approves = "deal = yes" }]
)"));
  WorldsAsked asked;
  asked.worlds = 8192;
  asked.changes.set = {{0, 1.0}, {1, 0.0}};  // both agree
  const WorldsRun run = run_of(dispute, asked);
  const boost::math::beta_distribution<double> law(60.5, 40.5);
  const double approves = boost::math::cdf(boost::math::complement(law, 0.5));
  const Share& at = run.cases.front().at_least[kReady];
  EXPECT_NEAR(at.value, approves, 5 * at.error + 1e-3);
  EXPECT_EQ(run.inputs.size(), 5U);  // three factors, two shares
}

TEST(Worlds, UncertainWeightsAreDrawn) {
  const Dispute dispute = dispute_of(R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"], one_way = true }
[preferences]
a = [{ wants = "deal = yes", weight = { value = 1, range = [-1, 3] } }]
b = [{ wants = "deal = yes", weight = 1 }]
)");
  WorldsAsked asked;
  asked.worlds = 4096;
  const WorldsRun run = run_of(dispute, asked);
  EXPECT_NEAR(run.cases.front().at_least[kReady].value, 0.75, 0.002);
}

TEST(Worlds, WhatACaseSetsIsNotDrawn) {
  const Dispute dispute = dispute_of(text("[cases.keen]\nset = { f = 0.9 }\n"));
  WorldsAsked asked;
  asked.cases = {1};
  asked.worlds = 4096;
  const WorldsRun run = run_of(dispute, asked);
  EXPECT_NEAR(run.cases.front().at_least[kReady].value, 0.5, 0.002);
  EXPECT_EQ(run.cases.front().typical[0], 0.9);
}

TEST(Worlds, AreTheSameAtAnyNumberOfThreads) {
  const Dispute dispute = dispute_of(text());
  std::string one;
  for (const int threads : {1, 2, 8}) {
    WorldsAsked asked;
    asked.worlds = 1500;
    asked.indices = 300;
    asked.threads = threads;
    const std::string json = worlds_json(dispute, run_of(dispute, asked)).dump();
    if (one.empty()) one = json;
    EXPECT_EQ(json, one) << threads;
  }
}

// a wants it above 0.3 and below 0.3 at once: never both.
TEST(Worlds, ClaimsThatExcludeEachOtherAreATension) {
  const Dispute dispute = dispute_of(text(R"toml([[claims]]
id = "yes"
by = "x"
says = "a accepts"
in = ["now"]
holds = "accepts(a, deal = yes)"
[[claims]]
id = "no"
by = "y"
says = "a never accepts"
in = ["now"]
holds = "never_accepts(a, deal = yes)"
[[claims]]
id = "b"
by = "z"
says = "b accepts"
in = ["now"]
holds = "accepts(b, deal = yes)"
)toml"));
  WorldsAsked asked;
  asked.worlds = 1024;
  asked.claims = true;
  const WorldsRun run = run_of(dispute, asked);
  ASSERT_EQ(run.claims.size(), 3U);
  EXPECT_EQ(run.claims[0].holds + run.claims[1].holds, 1024U);
  EXPECT_NEAR(static_cast<double>(run.claims[0].holds) / 1024, 0.7, 0.01);
  ASSERT_EQ(run.tensions.size(), 1U);
  EXPECT_EQ(run.tensions[0].first, 0U);
  EXPECT_EQ(run.tensions[0].second, 1U);
  EXPECT_EQ(run.tensions[0].both, 0U);
}

TEST(Worlds, RefusesIndicesOfMoreInputsThanThereArePoints) {
  std::string many = text();
  std::string factors = "[factors]\n";
  for (int k = 0; k < 1834 - 3; ++k)
    factors += "f" + std::to_string(k) + " = { value = 0.5, range = [0, 1] }\n";
  const Dispute dispute = dispute_of(many.replace(many.find("[factors]\n"), 10, factors));
  WorldsAsked asked;
  asked.cases = {0};
  asked.worlds = 1;
  EXPECT_EQ(run_of(dispute, asked).inputs.size(), 1834U);
  asked.indices = 1;
  Budget budget;
  const auto run = run_worlds(dispute, asked, budget);
  ASSERT_FALSE(run.has_value());
  EXPECT_EQ(run.error().front().message, "too many uncertain numbers for Sobol's indices");
}

TEST(Worlds, RefusesAFileWithoutUncertainty) {
  const Dispute dispute = dispute_of(R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
)");
  WorldsAsked asked;
  asked.cases = {0};
  Budget budget;
  const auto run = run_worlds(dispute, asked, budget);
  ASSERT_FALSE(run.has_value());
  EXPECT_NE(format_error(run.error().front()).find("no number of the file is uncertain"),
            std::string::npos);
}

}  // namespace
}  // namespace detente
