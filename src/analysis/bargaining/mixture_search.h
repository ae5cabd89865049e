// The solutions over mixtures, for any number of bargainers, by linear programmes.
//
// Answers: what do the solutions give where some issues can be divided, and mixtures.h has no
// chain? Definition: docs/methods/bargaining.md, "Divisible issues" and "Solutions". Source:
// leximin as the largest sums of the k smallest, k = 1, 2, ... (Ogryczak & Sliwinski 2003),
//   which needs no convexity; tangents of the logarithm for Nash (Kelley 1960), each point that is
//   found made exact by Newton's method on the options that have a part.
// Shapes and units: doubles in the parties' own units; gap: of the objective, in the unit of it.
// Ties: one point of those that are equally good.
// Cost: some linear programmes per solution; searches where choices are whole.
// Checked by: mixture_search_test.cc, tests/oracle/continuous.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_MIXTURE_SEARCH_H_
#define DETENTE_ANALYSIS_BARGAINING_MIXTURE_SEARCH_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/bargaining/mixture_set.h"

namespace detente {

Mixtures search_mixtures(const MixtureProblem& problem, const std::vector<std::string>& ids,
                         Budget& budget);

// A point of the set and how much better another one can be.
struct MixtureFound {
  std::vector<std::vector<double>> parts;
  double gap = 0;
  bool stopped = false;
};
// The largest sum of power * log(u - zero) over the parties with a power above 0, scaled. Requires
// a point at which all of these gain.
std::optional<MixtureFound> largest_product(const MixtureSet& set, std::span<const double> power,
                                            std::span<const double> zero);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_MIXTURE_SEARCH_H_
