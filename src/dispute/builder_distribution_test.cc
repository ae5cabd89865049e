// Distributions and the domain they must lie in.
#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente {
namespace {

// The one error about a factor with this domain and distribution; empty if there is none.
std::string error_of(const std::string& domain, const std::string& distribution) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[factors]
f = { value = 1, domain = )" + domain + ", distribution = { " +
                                         distribution + R"( } }
[parties]
a = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
)",
                                     "t.toml");
  if (dispute) return {};
  EXPECT_EQ(dispute.error().size(), 1U) << distribution;
  EXPECT_EQ(dispute.error().front().where.line, 4) << distribution;
  return dispute.error().front().message;
}

TEST(DistributionAndDomain, EndsLieInside) {
  const std::string uniform = "kind = 'uniform', low = 0, high = 2";
  EXPECT_EQ(error_of("[0, 2]", uniform), "");
  EXPECT_EQ(error_of("[0, 1.5]", uniform),
            "the distribution of factor 'f' has 2, outside its domain [0, 1.5]");
  EXPECT_EQ(error_of("[0.5, 2]", uniform),
            "the distribution of factor 'f' has 0, outside its domain [0.5, 2]");
  EXPECT_EQ(error_of("[0, 2]", "kind = 'triangular', low = 0, mode = 1, high = 2"), "");
  EXPECT_EQ(error_of("[0, 2]", "kind = 'triangular', low = -0.5, mode = 1, high = 2"),
            "the distribution of factor 'f' has -0.5, outside its domain [0, 2]");
}

TEST(DistributionAndDomain, ObservedValuesLieInside) {
  EXPECT_EQ(error_of("[0, 2]", "kind = 'empirical', values = [0, 2, 1]"), "");
  EXPECT_EQ(error_of("[0, 2]", "kind = 'empirical', values = [0, 2.01, 1]"),
            "the distribution of factor 'f' has 2.01, outside its domain [0, 2]");
}

// Phi(-4.75) is 1.017e-6, Phi(-4.76) 9.68e-7: a millionth lies between.
TEST(DistributionAndDomain, WhatHasNoEndsIsCutIfThereIsAnythingToCut) {
  const auto normal = [](const std::string& mean) {
    return "kind = 'normal', mean = " + mean + ", sd = 1";
  };
  EXPECT_EQ(error_of("[0, 9]", normal("-4.75")), "");
  const std::string refused =
      "hardly anything of the normal distribution of factor 'f' lies in its domain [0, 9]";
  EXPECT_EQ(error_of("[0, 9]", normal("-4.76")), refused);
  EXPECT_EQ(error_of("[0, 9]", normal("13.75")), "");
  EXPECT_EQ(error_of("[0, 9]", normal("13.76")), refused);
  EXPECT_EQ(error_of("[1, 1]", normal("50")), "");
}

// exp(4.75) is 115.58: the mean is that of the logarithm.
TEST(DistributionAndDomain, OfALogarithm) {
  const std::string law = "kind = 'lognormal', mean = 4.75, sd = 1";
  EXPECT_EQ(error_of("[0, 1.001]", law), "");
  const std::string refused =
      "hardly anything of the lognormal distribution of factor 'f' lies in its domain ";
  EXPECT_EQ(error_of("[0.5, 1]", "kind = 'lognormal', mean = 6, sd = 1"), refused + "[0.5, 1]");
  EXPECT_EQ(error_of("[0, 1]", "kind = 'lognormal', mean = 4.76, sd = 1"), refused + "[0, 1]");
}

TEST(DistributionAndDomain, BetaLiesBetweenNoneAndOne) {
  EXPECT_EQ(error_of("[0.5, 4]", "kind = 'beta', alpha = 2, beta = 1"), "");
  EXPECT_EQ(error_of("[1, 4]", "kind = 'beta', alpha = 2, beta = 1"),
            "hardly anything of the beta distribution of factor 'f' lies in its domain [1, 4]");
}

// The share of beta(1, n) above 0.9 is 0.1^n; beta(1000, 1000) has mean 0.5 and deviation 0.011.
TEST(DistributionAndDomain, BetaIsCutIfThereIsAnythingToCut) {
  const std::string refused =
      "hardly anything of the beta distribution of factor 'f' lies in its domain [0.9, 1]";
  EXPECT_EQ(error_of("[0.9, 1]", "kind = 'beta', alpha = 1, beta = 5"), "");
  EXPECT_EQ(error_of("[0.9, 1]", "kind = 'beta', alpha = 1, beta = 7"), refused);
  EXPECT_EQ(error_of("[0.9, 1]", "kind = 'beta', alpha = 1000, beta = 1000"), refused);
  EXPECT_EQ(error_of("[0, 1]", "kind = 'beta', alpha = 1000, beta = 1000"), "");
}

}  // namespace
}  // namespace detente
