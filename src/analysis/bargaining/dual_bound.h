// Multipliers that bound a search over sums from above.
//
// Answers: how good can the best outcome be, and what is one party's unit of gain worth in
//   another's there?
// Definition: for weights w on the parties, the largest weighted sum over all outcomes separates by
//   issue. With the right constant it is at least the objective of every outcome that meets the
//   floors; the least such bound over all multipliers is that of lotteries over outcomes.
//     linear  sum c u       <= sum (c + l) u - l floor,               l >= 0
//     least   min s (u - d) <= sum m s (u - d),                       m >= 0, sum m = 1
//     product sum a log(u - d) <= sum a (l (u - d) - 1 - log l),      l > 0
// Source: Lagrange duality; the tangent of the logarithm.
// Method: the ellipsoid method (Yudin & Nemirovski 1976; Shor 1977); every centre visited is a
//   valid bound, so its precision decides how good the bound is, not whether it holds.
// Shapes and units: doubles in the parties' own units.
// Cost: O(parties^2 log) centres of O(issues * options * parties) each.
// Checked by: sum_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_DUAL_BOUND_H_
#define DETENTE_ANALYSIS_BARGAINING_DUAL_BOUND_H_

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace detente {

// What a search maximises.
struct SumObjective {
  enum class Kind { kLinear, kLeast, kProduct };
  Kind kind = Kind::kLinear;
  std::vector<double> scale;  // [party] c, s (0: left out) or a
  std::vector<double> zero;   // [party] d; unused by kLinear
  std::vector<double> floor;  // [party] what every outcome must reach
  double at_least = -std::numeric_limits<double>::infinity();  // outcomes with less do not count
  bool first = false;                                          // any one outcome will do

  // Of an outcome's utilities; minus infinity if a product has a party without gain.
  double value(std::span<const double> utility) const;
};

// [issue][option * parties + party]
using SumTable = std::vector<std::vector<double>>;

struct Multipliers {
  std::vector<double> raw;     // [party] l or m
  std::vector<double> weight;  // [party] on utilities
  double constant = 0;         // bound = sum over issues of max weight * value, plus this
  double bound = 0;
};

// The best multipliers found for the issues from `first` on, given what the earlier ones add up to.
Multipliers best_multipliers(const SumTable& table, std::size_t parties,
                             const SumObjective& objective, std::size_t first,
                             std::span<const double> so_far);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DUAL_BOUND_H_
