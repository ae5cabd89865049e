// The bargainers' numbers for every outcome, and what a solution picks of some deals.
//
// Answers: which deals does a solution of docs/methods/bargaining.md single out?
// Shapes: one column per bargainer, [outcome]: its utility in billionths, or its dense rank where
//   it has only an order.
// Cost: the utilities; then that of deal_points and plain_solutions.
#ifndef DETENTE_ANALYSIS_BARGAINING_DEAL_COLUMNS_H_
#define DETENTE_ANALYSIS_BARGAINING_DEAL_COLUMNS_H_

#include <string>
#include <vector>

#include "analysis/bargaining/deal_points.h"
#include "analysis/bargaining/table.h"

namespace detente {

struct DealColumns {
  // `world` is needed in the constructor alone.
  DealColumns(const World& world, std::vector<int> bargainers);
  DealColumns(const DealColumns&) = delete;
  DealColumns& operator=(const DealColumns&) = delete;

  std::vector<int> bargainers;
  std::vector<PartyUtility> utilities;
  std::vector<std::vector<std::int64_t>> ranks;  // empty for a cardinal party
  std::vector<const std::int64_t*> columns;      // into one of these
  std::vector<std::int64_t> no_deal;
  bool all_cardinal = true;
};

// What the cardinal solutions have to look at: where every deal is at least as good as no-deal for
// all, efficient deals are enough (docs/methods/bargaining.md).
DealPoints candidate_points(const DealColumns& columns, const Bitset& deals, int threads);
// The ideal is the best of the points. Requires at least one.
PlainProblem plain_problem(const DealColumns& columns, const std::vector<Point>& points,
                           std::vector<Decimal> weights, std::vector<Decimal> powers);
// All deals that the solution (not fallback) picks, with equal weights and powers. Requires
// all_cardinal.
std::vector<Outcome> solution_deals(const std::string& id, const DealColumns& columns,
                                    const Bitset& deals, int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DEAL_COLUMNS_H_
