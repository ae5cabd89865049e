// Arithmetic in several factors as one linear function.
//
// Definition: constant + sum of slope_k * (value of the k-th varied factor), the other factors held
//   at a place. Arithmetic that multiplies two varied factors, divides by one or puts one into min,
//   max, abs or clamp is no such function.
// Checked by: smallest_change_test.cc, through the searches that use it.
#ifndef DETENTE_ANALYSIS_CONDITIONS_AFFINE_H_
#define DETENTE_ANALYSIS_CONDITIONS_AFFINE_H_

#include <optional>
#include <span>
#include <vector>

#include "analysis/readiness/lines.h"
#include "space/world.h"

namespace detente {

struct Affine {
  double constant = 0;
  std::vector<double> slope;  // [varied]

  double at(std::span<const double> point) const;
  bool flat() const;
  Affine negated() const;
};

// `place.factors`: all factors; those of `varied` do not count. With `spans`, one per varied
// factor, the function is of shares: 0 at the low end of the factor's span, 1 at the high end.
std::optional<Affine> affine_of(const Formula& formula, int node, std::span<const int> varied,
                                const LinePlace& place, std::span<const Interval> spans = {});

// Left side minus right side of every comparison in force that moves with the varied factors, for
// every combination of the levels it sees, each function once (also if it occurs negated). Nothing
// if one of them is not linear, or the combinations are too many.
std::optional<std::vector<Affine>> comparison_forms(const World& world,
                                                    std::span<const int> varied);
// Are all comparisons and all weights in force linear in the factors together?
bool jointly_linear(const World& world, std::span<const int> varied);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_AFFINE_H_
