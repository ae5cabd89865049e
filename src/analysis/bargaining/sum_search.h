// The best outcomes of a sum over issues, without its frontier.
//
// Answers: which utility vectors maximise a weighted sum, the least scaled gain or a product of
//   gains, among far more outcomes than anybody could list?
// Definition: docs/methods/bargaining.md, "Solutions without a frontier". Every outcome whose
//   objective comes within `kSlack` of the best is returned, so that exact arithmetic can choose
//   among them; for the least gain, those whose second least gain cannot compete are left out.
// Method: multipliers bound every branch from above (dual_bound.h), several sets of them, each for
//   another depth; options in the order of what they lose under the first set, so that one failure
//   ends an issue. A good outcome to compare with comes from hill climbing by one and two issues.
// Shapes and units: utilities in billionths; objectives and bounds in the parties' own units.
// Cost: grows with the gap between the best outcome and the best lottery; stops at the work limit,
//   and says then how much better an outcome could be.
// Checked by: sum_solutions_test.cc against every outcome.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_SEARCH_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_SEARCH_H_

#include <cstdint>
#include <vector>

#include "analysis/bargaining/dual_bound.h"
#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/sum_choices.h"
#include "base/limits.h"

namespace detente {

struct SumFound {
  Point utility;
  std::vector<int> choice;  // option per issue
  std::uint64_t count = 1;  // outcomes with exactly these values issue by issue
};
struct SumSearchResult {
  std::vector<SumFound> found;      // empty: no outcome reaches the floors, if complete
  bool complete = true;             // else the work limit, or kMostFound, ended it
  double best = 0;                  // the objective of the best found
  double bound = 0;                 // no outcome has more; best where complete
  std::vector<double> multipliers;  // [party] weights on utilities at the root
};

constexpr double kSlack = 1e-12;  // of the size of the numbers in an objective and its bound
constexpr std::size_t kMostFound = 100'000;

// `objective.scale` must not be negative, and not be 0 for all parties.
SumSearchResult search_sums(const SumValues& values, const std::vector<std::int64_t>& floors,
                            const SumObjective& objective, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_SEARCH_H_
