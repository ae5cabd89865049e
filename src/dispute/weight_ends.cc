#include "dispute/weight_ends.h"

#include <algorithm>
#include <cmath>

namespace detente {

Interval weight_ends(const Uncertain& weight) {
  if (!weight.distribution) return weight.range.value_or(Interval{weight.value, weight.value});
  const Distribution& of = *weight.distribution;
  if (of.kind == "beta") return {0, 1};
  if (of.kind == "empirical") {
    const auto [low, high] = std::minmax_element(of.values.begin(), of.values.end());
    return {*low, *high};
  }
  const double first = of.parameters.front().second, last = of.parameters.back().second;
  if (of.kind == "uniform" || of.kind == "triangular") return {first, last};
  constexpr double kDeviations = 7;
  const Interval ends{first - kDeviations * last, first + kDeviations * last};
  if (of.kind == "lognormal") return {std::exp(ends.low), std::exp(ends.high)};
  return ends;
}

}  // namespace detente
