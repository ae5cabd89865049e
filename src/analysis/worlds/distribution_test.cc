#include "analysis/worlds/distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace detente {
namespace {

constexpr Interval kAnywhere{-1e9, 1e9};

Distribution law(std::string kind, std::vector<std::pair<std::string, double>> parameters,
                 std::vector<double> values = {}) {
  return {std::move(kind), std::move(parameters), std::move(values)};
}

TEST(Quantile, KnownValues) {
  const auto normal = law("normal", {{"mean", 10}, {"sd", 2}});
  EXPECT_NEAR(quantile(normal, 0.975, kAnywhere), 10 + 2 * 1.959963984540054, 1e-9);
  const auto lognormal = law("lognormal", {{"mean", 0}, {"sd", 1}});
  EXPECT_NEAR(quantile(lognormal, 0.5, kAnywhere), 1, 1e-9);
  EXPECT_NEAR(quantile(lognormal, 0.8413447460685429, kAnywhere), std::exp(1), 1e-6);
  // Beta(2, 1) has the distribution function x^2
  const auto beta = law("beta", {{"alpha", 2}, {"beta", 1}});
  EXPECT_NEAR(quantile(beta, 0.25, {0, 1}), 0.5, 1e-12);
  const auto uniform = law("uniform", {{"low", -1}, {"high", 3}});
  EXPECT_DOUBLE_EQ(quantile(uniform, 0.25, kAnywhere), 0);
  // a triangle from 0 over 1 to 4: half of the probability lies below 4 - sqrt(6)
  const auto triangle = law("triangular", {{"low", 0}, {"mode", 1}, {"high", 4}});
  EXPECT_NEAR(quantile(triangle, 0.5, kAnywhere), 4 - std::sqrt(6.0), 1e-12);
  EXPECT_NEAR(quantile(triangle, 0.25, kAnywhere), 1, 1e-12);
  // Gamma with shape 1 is exponential
  EXPECT_NEAR(gamma_quantile(1, 0.5), std::log(2.0), 1e-12);
}

TEST(Quantile, EmpiricalTakesEachValueEquallyOften) {
  const auto list = law("empirical", {}, {3, 1, 2, 2});
  EXPECT_EQ(quantile(list, 0.1, kAnywhere), 3);
  EXPECT_EQ(quantile(list, 0.3, kAnywhere), 1);
  EXPECT_EQ(quantile(list, 0.999999, kAnywhere), 2);
}

// Cut at its mean, the upper half of a normal distribution is what is left.
TEST(Quantile, IsCutToTheDomain) {
  const auto normal = law("normal", {{"mean", 0}, {"sd", 1}});
  EXPECT_NEAR(quantile(normal, 0.5, {0, 50}), 0.6744897501960817, 1e-9);
  EXPECT_EQ(quantile(normal, 0.5, {40, 50}), 40);  // nothing of it lies there
  for (const double share : {1e-9, 0.2, 0.9999999}) {
    const double x = quantile(normal, share, {-0.5, 0.25});
    EXPECT_GE(x, -0.5);
    EXPECT_LE(x, 0.25);
  }
}

TEST(Quantile, NeverFalls) {
  const Distribution laws[] = {law("normal", {{"mean", 0.3}, {"sd", 0.4}}),
                               law("beta", {{"alpha", 0.5}, {"beta", 3}}),
                               law("lognormal", {{"mean", -1}, {"sd", 0.7}}),
                               law("triangular", {{"low", 0.2}, {"mode", 0.2}, {"high", 1.5}})};
  for (const Distribution& one : laws) {
    double before = 0;
    for (int k = 1; k < 400; ++k) {
      const double x = quantile(one, k / 400.0, {0, 1});
      EXPECT_GE(x, before) << one.kind;
      EXPECT_LE(x, 1) << one.kind;
      before = x;
    }
    EXPECT_GT(before, 0.3) << one.kind;
  }
}

}  // namespace
}  // namespace detente
