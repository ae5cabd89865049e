// Bargaining over mixtures: issues that can be divided, values that add up.
//
// Answers: what do the solutions give where some issues can be settled half and half?
// Definition: docs/methods/bargaining.md, "Divisible issues". Every option in a mixture must pass
//   the filters of its issue; floors apply to the mixture's utility; an ordered issue mixes
//   neighbouring options only.
// Method: chains of edges for two bargainers (mixture_chains.h), linear programmes for more, and
//   where there are no chains (mixture_search.h).
// Shapes and units: doubles in the parties' own units.
// Checked by: mixtures_test.cc, mixture_search_test.cc, tests/oracle/continuous.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_
#define DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_

#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "base/limits.h"

namespace detente {

struct MixtureProblem {
  const AdditiveForm& form;
  std::vector<char> divisible;        // [issue of the form]
  std::vector<char> ordered;          // [issue of the form]
  std::vector<double> power, weight;  // [bargainer]
};
struct MixedPoint {
  std::vector<double> utility;                               // [bargainer]
  std::vector<std::vector<std::pair<int, double>>> mixture;  // [issue of the form]: place, part
};
struct MixtureResult {
  std::string id;
  MixedPoint point;
  double gap = 0;       // no other mixture's objective is larger by more
  std::string why;      // of a gap
  std::string why_not;  // if there is no point
};
struct Mixtures {
  std::vector<MixtureResult> solutions;
  std::string why_not;  // if there are none
};
inline constexpr const char* kNoMixture = "no mixture is acceptable to all";

Mixtures solve_mixtures(const MixtureProblem& problem, const std::vector<std::string>& ids,
                        Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_MIXTURES_H_
