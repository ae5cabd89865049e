// A solution by its name, as what integer programmes maximise.
//
// Definition: docs/methods/bargaining.md, "Solutions"; deal_solutions.h and deal_frontier.h say how
//   each is searched.
// Deviates: a relative utilitarian sum whose ranges have too large a common multiple is taken with
//   the nearest whole weights; by how much that can miss is added to the gap.
// Shapes and units: billionths per bargainer; `gap` in what the solution maximises.
// Cost: that of its searches.
// Checked by: tests/oracle/run_bargaining.py; deal_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_PROGRAMME_SOLUTIONS_H_
#define DETENTE_ANALYSIS_BARGAINING_PROGRAMME_SOLUTIONS_H_

#include <string>
#include <vector>

#include "analysis/bargaining/deal_solutions.h"

namespace detente {

// What solutions measure by, per bargainer.
struct SolutionMeasures {
  std::vector<std::int64_t> no_deal, ideal;  // ideal: in its best deal
  std::vector<Decimal> weights, powers;
};

// Not of fallback. Requires a deal.
FoundDeals programme_solution(const std::string& id, const DealSearch& search,
                              const SolutionMeasures& measures);

// The least difference in what a solution maximises that the solver can see: what one step of every
// bargainer's utility is in it. Of a leximin the largest counts, of a sum all do. `found`: what the
// solution found; of Nash the steps depend on it.
double solution_step(const std::string& id, const DealSearch& search,
                     const SolutionMeasures& measures, const FoundDeals& found);
// The same of the utilities themselves: the largest.
double utility_step(const DealSearch& search);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_PROGRAMME_SOLUTIONS_H_
