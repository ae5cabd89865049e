// Formulas of bargaining theory that need no deals: Rubinstein, Fearon, Shapley, and the solutions
// on a curve.
//
// Definition: beside each.
// Source: Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986; Fearon 1995; Shapley 1953; Shapley
//   & Shubik 1954; Nash 1950; Kalai & Smorodinsky 1975; Kalai 1977; Raiffa 1953.
// Shapes and units: doubles; shares of one pie where nothing else is said.
// Cost: constant, but Shapley: 2^players.
// Checked by: classics_test.cc, published numbers.
#ifndef DETENTE_ANALYSIS_BARGAINING_CLASSICS_H_
#define DETENTE_ANALYSIS_BARGAINING_CLASSICS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace detente {

// The first mover's share of a pie, alternating offers, discount factors in [0, 1), or one of them
// 1: (1 - second) / (1 - first * second). Requires first * second < 1.
double rubinstein_share(double first_discount, double second_discount);
// Its limit for offers in quick succession, discount rates above 0: second / (first + second). The
// powers of the asymmetric Nash solution that gives the same.
double rubinstein_limit(double first_rate, double second_rate);

// War as a costly lottery: A wins the pie with probability p, each pays its cost.
struct BargainingRange {
  double least = 0, most = 0;  // A's share; not cut off at 0 and 1
};
BargainingRange fearon_range(double p, double cost_a, double cost_b);
// A makes one offer and does not know B's cost, uniform in [0, most_cost_b].
struct FearonOffer {
  double offer = 0;  // A's share
  double war = 0;    // probability
};
FearonOffer fearon_offer(double p, double cost_a, double most_cost_b);
// Commitment: A's chance will grow by `shift`; is a war now certain? (shift > cost_a + cost_b.)
bool fearon_preventive_war(double shift, double cost_a, double cost_b);

// worth[S] of every coalition S as a bit set, worth[0] = 0. At most 24 players.
std::vector<double> shapley_value(std::span<const double> worth);
// Weighted voting: a coalition wins if its weights add up to the quota. A player's share of the
// orders in which it makes the coalition before it win; exact fractions, rounded at the end.
struct VotingPower {
  std::vector<double> power;  // [player], adds up to 1
};
// Cost: players^2 * quota per kind of player. Nothing unless weights are not negative, their sum at
// most 1,000,000, the quota between 1 and the sum, and there are at most 1,000 players.
std::optional<VotingPower> shapley_shubik(std::span<const std::int64_t> weights,
                                          std::int64_t quota);

// A concave efficient curve: the first party's utility x in [least, most], the second's `other`(x),
// decreasing and concave.
struct Curve {
  double least = 0, most = 1;
  std::function<double(double)> other;
};
struct CurvePoint {
  double first = 0, second = 0;
};
// Nash and utilitarian to about 1e-10 of the range (the top is flat), the others to 1e-13, where
// `other` is exact and smooth. `no_deal` must lie below the curve.
CurvePoint curve_nash(const Curve& curve, CurvePoint no_deal, double power_first = 1,
                      double power_second = 1);
CurvePoint curve_kalai_smorodinsky(const Curve& curve, CurvePoint no_deal);
CurvePoint curve_proportional(const Curve& curve, CurvePoint no_deal, double weight_first = 1,
                              double weight_second = 1);  // egalitarian: weights 1
CurvePoint curve_utilitarian(const Curve& curve, double weight_first = 1, double weight_second = 1);
// Sequential: the no-deal point moves half way to the ideal again and again.
CurvePoint curve_raiffa(const Curve& curve, CurvePoint no_deal);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_CLASSICS_H_
