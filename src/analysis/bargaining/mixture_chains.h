// Mixtures of two bargainers, read off the efficient ones.
//
// Answers: what do the solutions give where the efficient mixtures are chains of edges?
// Definition: docs/methods/bargaining.md, "Divisible issues". The efficient mixtures of one choice
//   of the indivisible issues are a concave chain: each divisible issue's upper hull from what is
//   best for the one to what is best for the other, the edges of all issues in order of slope. The
//   efficient set is what is best of one such chain per efficient choice.
// Ties: the first point from the first bargainer's end.
// Shapes and units: doubles in the parties' own units, to about 1e-12 of the largest.
// Cost: O(chains * edges) per solution.
// Checked by: mixtures_test.cc (Panama Canal, Camp David, by hand), mixture_search_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_MIXTURE_CHAINS_H_
#define DETENTE_ANALYSIS_BARGAINING_MIXTURE_CHAINS_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/mixtures.h"

namespace detente {

// Requires two bargainers. Empty where the hull of an ordered issue skips an option, or where more
// than 20,000 choices of the indivisible issues are efficient.
std::optional<Mixtures> chain_mixtures(const MixtureProblem& problem,
                                       const std::vector<std::string>& ids, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_MIXTURE_CHAINS_H_
