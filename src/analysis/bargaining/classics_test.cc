#include "analysis/bargaining/classics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace detente {
namespace {

constexpr double kNear = 1e-9;

TEST(Rubinstein, GivesTheFirstMoverItsShare) {
  EXPECT_NEAR(rubinstein_share(0.9, 0.8), 5.0 / 7, kNear);
  EXPECT_NEAR(rubinstein_share(0.9, 0.9), 10.0 / 19, kNear);
  // Offers in quick succession approach the limit in the rates.
  const double step = 1e-6;
  EXPECT_NEAR(rubinstein_share(std::exp(-2 * step), std::exp(-3 * step)), rubinstein_limit(2, 3),
              1e-5);
}

TEST(Fearon, HasARangeThatBothPreferToWar) {
  const BargainingRange range = fearon_range(0.5, 0.1, 0.2);
  EXPECT_NEAR(range.least, 0.4, kNear);
  EXPECT_NEAR(range.most, 0.7, kNear);
}

TEST(Fearon, RisksWarWhereCostsAreUnknown) {
  const FearonOffer offer = fearon_offer(0.5, 0.1, 0.4);
  EXPECT_NEAR(offer.offer, 0.65, kNear);
  EXPECT_NEAR(offer.war, 0.375, kNear);
  EXPECT_EQ(fearon_offer(0.5, 0.5, 0.4).war, 0);  // A's own cost is above any of B's
}

TEST(Fearon, FightsNowIfTheShiftIsLargerThanBothCosts) {
  EXPECT_TRUE(fearon_preventive_war(0.31, 0.1, 0.2));
  EXPECT_FALSE(fearon_preventive_war(0.25, 0.1, 0.2));
}

// Raiffa 1982, chapter 17: the Scandinavian cement cartel.
TEST(Shapley, DividesTheCementCartel) {
  //                               -  A   B   AB  C  AC  BC  ABC
  const std::vector<double> worth{0, 30, 22, 59, 5, 45, 39, 77};
  const std::vector<double> value = shapley_value(worth);
  EXPECT_NEAR(value[0], 35.5, kNear);
  EXPECT_NEAR(value[1], 28.5, kNear);
  EXPECT_NEAR(value[2], 13.0, kNear);
}

// Five permanent members of weight 7, ten others of weight 1, quota 39: no motion passes against a
// permanent member, and four others are needed.
TEST(ShapleyShubik, GivesThePermanentMembersOfTheSecurityCouncilAlmostAll) {
  std::vector<std::int64_t> weights(15, 1);
  std::fill(weights.begin(), weights.begin() + 5, 7);
  const auto found = shapley_shubik(weights, 39);
  ASSERT_TRUE(found.has_value());
  // Shapley & Shubik for the council of 1965: 421 / 2145 and 4 / 2145.
  for (std::size_t i = 0; i < 15; ++i)
    EXPECT_NEAR(found->power[i], i < 5 ? 421.0 / 2145 : 4.0 / 2145, 1e-12);
  EXPECT_NEAR(found->power[0], 0.1962704, 5e-8);
  EXPECT_NEAR(found->power[5], 0.0018648, 5e-8);
  EXPECT_FALSE(shapley_shubik(weights, 46).has_value());
}

TEST(ShapleyShubik, IsTheShapleyValueOfWinning) {
  const std::vector<std::int64_t> weights{4, 3, 2, 1, 0};
  for (std::int64_t quota = 1; quota <= 10; ++quota) {
    std::vector<double> worth(32);
    for (std::size_t set = 0; set < 32; ++set) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < 5; ++i) sum += (set >> i & 1U) != 0 ? weights[i] : 0;
      worth[set] = sum >= quota ? 1 : 0;
    }
    const auto expected = shapley_value(worth);
    const auto found = shapley_shubik(weights, quota);
    for (std::size_t i = 0; i < 5; ++i) ASSERT_NEAR(found->power[i], expected[i], 1e-12);
  }
}

// One party's utility is its share x of a dollar, the other's the root of the rest.
TEST(Curve, DividesADollarAsTheSolutionsSay) {
  const Curve dollar{0, 1, [](double x) { return std::sqrt(std::max(0.0, 1 - x)); }};
  const CurvePoint zero;
  const CurvePoint nash = curve_nash(dollar, zero);
  EXPECT_NEAR(nash.first, 2.0 / 3, kNear);
  EXPECT_NEAR(nash.second, std::sqrt(1.0 / 3), kNear);
  EXPECT_NEAR(curve_nash(dollar, zero, 0.6, 0.4).first, 0.75, kNear);
  const double golden = (std::sqrt(5.0) - 1) / 2;
  EXPECT_NEAR(curve_kalai_smorodinsky(dollar, zero).first, golden, kNear);
  EXPECT_NEAR(curve_proportional(dollar, zero).first, golden, kNear);
  EXPECT_NEAR(curve_utilitarian(dollar).first, 0.75, kNear);
  const CurvePoint raiffa = curve_raiffa(dollar, zero);
  EXPECT_NEAR(raiffa.first, 0.630371, 5e-7);
  EXPECT_NEAR(raiffa.second, 0.607971, 5e-7);
  EXPECT_NEAR(raiffa.second, dollar.other(raiffa.first), 1e-12);
}

// With no-deal (0.2, 0.1): Nash maximises (x - 0.2)(r - 0.1), x = 1 - r^2, so 3 r^2 - 0.2 r - 0.8 =
// 0.
TEST(Curve, StartsFromNoDeal) {
  const Curve dollar{0, 1, [](double x) { return std::sqrt(std::max(0.0, 1 - x)); }};
  const double r = (0.2 + std::sqrt(0.04 + 9.6)) / 6;
  EXPECT_NEAR(curve_nash(dollar, {0.2, 0.1}).second, r, kNear);
  // Egalitarian: x - 0.2 = r - 0.1.
  const CurvePoint equal = curve_proportional(dollar, {0.2, 0.1});
  EXPECT_NEAR(equal.first - 0.2, equal.second - 0.1, 1e-12);
  const CurvePoint fair = curve_kalai_smorodinsky(dollar, {0.2, 0.1});
  EXPECT_NEAR((fair.first - 0.2) / (0.99 - 0.2), (fair.second - 0.1) / (std::sqrt(0.8) - 0.1),
              1e-9);
}

}  // namespace
}  // namespace detente
