// Correlated inputs: each alone is what it was, and together they go as the file says.
#include "analysis/worlds/copula.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "format/registry.h"

namespace detente {
namespace {

constexpr std::uint64_t kWorlds = 16384;

// c is tied to a and b, d to nobody. b is Beta(2, 1), with the distribution function x^2; c is a
// triangle from 0 over 1 to 4: (x / 2)^2 below 1 and 1 - (4 - x)^2 / 12 above.
std::string text(const std::string& correlations) {
  return R"([dispute]
title = "t"
[question]
of = "p"
with = ["q"]
compromise = "x = yes"
[parties]
p = {}
q = {}
[issues]
x = { options = ["no", "yes"], by = ["p", "q"] }
[factors]
a = { value = 0.5, range = [0, 1] }
b = { value = 0.5, distribution = { kind = "beta", alpha = 2, beta = 1 } }
c = { value = 1, domain = [0, 4], distribution = { kind = "triangular", low = 0, mode = 1, high = 4 } }
d = { value = 0.5, range = [0, 1] }
)" + correlations;
}
std::string pair(const std::string& a, const std::string& b, double value) {
  return "[[correlations]]\nbetween = [\"" + a + "\", \"" + b +
         "\"]\nvalue = " + std::to_string(value) + "\n";
}
Dispute dispute_of(const std::string& correlations) {
  auto dispute = parse_dispute(text(correlations), "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}

using Columns = std::vector<std::vector<double>>;  // [input][world]

Columns drawn(const Dispute& dispute, Sampling sampling, bool values) {
  const std::vector<Input> inputs = inputs_of(dispute);
  const Copula copula(dispute, inputs);
  const std::vector<char> given(inputs.size(), 0);
  Columns out(inputs.size());
  std::vector<double> shares(inputs.size());
  Sampler sampler(sampling, inputs.size(), 5, 0);
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    sampler.draw(world, shares);
    copula.apply(shares);
    const Changes changes = changes_of_world(dispute, inputs, shares, given);
    for (std::size_t i = 0; i < inputs.size(); ++i)
      out[i].push_back(values ? value_of(inputs[i], changes, 0) : shares[i]);
  }
  return out;
}

// The largest distance between the share of numbers below x and what it should be.
double kolmogorov(std::vector<double> numbers, const std::function<double(double)>& below) {
  std::sort(numbers.begin(), numbers.end());
  const auto n = static_cast<double>(numbers.size());
  double distance = 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const double wanted = below(numbers[k]);
    distance = std::max({distance, std::abs(static_cast<double>(k) / n - wanted),
                         std::abs(static_cast<double>(k + 1) / n - wanted)});
  }
  return distance;
}

std::vector<double> ranks(const std::vector<double>& numbers) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t x, std::size_t y) { return numbers[x] < numbers[y]; });
  std::vector<double> out(numbers.size());
  for (std::size_t k = 0; k < order.size(); ++k) out[order[k]] = static_cast<double>(k);
  return out;
}
double pearson(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  const double mx = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double my = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xx += (x[k] - mx) * (x[k] - mx);
    yy += (y[k] - my) * (y[k] - my);
    xy += (x[k] - mx) * (y[k] - my);
  }
  return xy / std::sqrt(xx * yy);
}

const std::string kTied = pair("c", "a", 0.7) + pair("b", "c", -0.4);

// 1.63 / sqrt(n) is passed by plain random numbers in 99 of 100 runs; a copula that moved a
// distribution would miss it by far.
TEST(Copula, LeavesEveryInputAloneWhatItWas) {
  const Dispute dispute = dispute_of(kTied);
  const std::function<double(double)> laws[] = {
      [](double x) { return x; }, [](double x) { return x * x; },
      [](double x) { return x < 1 ? x * x / 4 : 1 - (4 - x) * (4 - x) / 12; },
      [](double x) { return x; }};
  for (const Sampling sampling : {Sampling::kSobol, Sampling::kRandom}) {
    const Columns numbers = drawn(dispute, sampling, true);
    ASSERT_EQ(numbers.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i)
      EXPECT_LT(kolmogorov(numbers[i], laws[i]), 1.63 / std::sqrt(kWorlds)) << i;
  }
}

// a and b are not tied to each other: 0. The standard error is at most 1 / sqrt(n) = 0.008.
TEST(Copula, RankCorrelationsAreThoseOfTheFormula) {
  const Dispute dispute = dispute_of(kTied);
  const double wanted[4][4] = {{1, 0, 0.7, 0}, {0, 1, -0.4, 0}, {0.7, -0.4, 1, 0}, {0, 0, 0, 1}};
  for (const Sampling sampling : {Sampling::kSobol, Sampling::kRandom}) {
    const Columns numbers = drawn(dispute, sampling, true);
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const double rho = 6 / 3.14159265358979323846 * std::asin(wanted[i][j] / 2);
        EXPECT_NEAR(pearson(ranks(numbers[i]), ranks(numbers[j])), rho, 0.025) << i << j;
      }
    }
  }
  EXPECT_NEAR(spearman_of(1), 1, 1e-15);
  EXPECT_NEAR(spearman_of(-1), -1, 1e-15);
  EXPECT_EQ(spearman_of(0), 0);
}

// By hand: scores 1 and -1; L = (1), (0.6, 0.8): the second becomes 0.6 - 0.8 = -0.2.
TEST(Copula, IsTheOneWorkedByHand) {
  const Dispute dispute = dispute_of(pair("b", "d", 0.6));
  const std::vector<Input> inputs = inputs_of(dispute);
  const Copula copula(dispute, inputs);
  std::vector<double> shares{0.25, 0.8413447460685429, 0.75, 0.15865525393145705};
  copula.apply(shares);
  EXPECT_EQ(shares[0], 0.25);
  EXPECT_EQ(shares[1], 0.8413447460685429);
  EXPECT_EQ(shares[2], 0.75);
  EXPECT_NEAR(shares[3], 0.42074029056089696, 1e-14);
  EXPECT_EQ(copula.groups(), (InputGroups{{0}, {1, 3}, {2}}));
  EXPECT_EQ(copula.group_of(3), 1U);
}

TEST(Copula, OfZeroIsNone) {
  const Dispute tied = dispute_of(pair("a", "b", 0) + pair("c", "d", 0));
  EXPECT_EQ(Copula(tied, inputs_of(tied)).groups(), (InputGroups{{0}, {1}, {2}, {3}}));
  for (const Sampling sampling : {Sampling::kSobol, Sampling::kRandom})
    EXPECT_EQ(drawn(tied, sampling, false), drawn(dispute_of(""), sampling, false));
}

TEST(Copula, SharesStayBetweenNoneAndAll) {
  const Dispute dispute = dispute_of(pair("a", "b", 0.99) + pair("c", "d", -0.99));
  const Copula copula(dispute, inputs_of(dispute));
  for (const double one : {0x1.0p-54, 0.5, 1 - 0x1.0p-53}) {
    for (const double other : {0x1.0p-54, 0.5, 1 - 0x1.0p-53}) {
      std::vector<double> shares{one, other, one, other};
      copula.apply(shares);
      for (const double share : shares) {
        EXPECT_GT(share, 0);
        EXPECT_LT(share, 1);
      }
    }
  }
}

}  // namespace
}  // namespace detente
