// Bargaining over mixtures: two bargainers, issues that can be divided, values that add up.
//
// Answers: what do the solutions give where some issues can be settled half and half?
// Definition: docs/methods/bargaining.md, "Divisible issues". Every option in a mixture must pass
//   the filters of its issue; floors apply to the mixture's utility. The efficient mixtures of one
//   choice of the indivisible issues are a concave chain: each divisible issue's upper hull from
//   what is best for the one to what is best for the other, the edges of all issues in order of
//   slope. The efficient set is what is best of one such chain per efficient choice.
// Deviates: an ordered issue mixes neighbouring options only; where its hull skips an option, the
//   answer is not given. Ties: the first point from the first bargainer's end.
// Shapes and units: doubles in the parties' own units, to about 1e-12 of the largest.
// Cost: O(chains * edges) per solution.
// Checked by: mixtures_test.cc (Panama Canal, Camp David, by hand).
#ifndef DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_
#define DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_

#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "base/limits.h"

namespace detente {

struct MixtureProblem {
  const AdditiveForm& form;     // two bargainers
  std::vector<char> divisible;  // [issue of the form]
  std::vector<char> ordered;    // [issue of the form]
  double power[2] = {1, 1};
  double weight[2] = {1, 1};
};
struct MixedPoint {
  double utility[2] = {0, 0};
  std::vector<std::vector<std::pair<int, double>>> mixture;  // [issue of the form]: place, part
};
struct Mixtures {
  std::vector<std::pair<std::string, MixedPoint>> solutions;  // id
  std::string why_not;                                        // if there are none
};
Mixtures solve_mixtures(const MixtureProblem& problem, const std::vector<std::string>& ids,
                        Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_
