// Outcomes gathered into points: one utility vector each, with every outcome behind it.
//
// Shapes: vectors over bargainers; points from the largest to the smallest vector (the first
//   bargainer's utility first), outcomes behind a point ascending.
// Cost: a sort of the outcomes.
#ifndef DETENTE_ANALYSIS_BARGAINING_DEAL_POINTS_H_
#define DETENTE_ANALYSIS_BARGAINING_DEAL_POINTS_H_

#include <span>
#include <vector>

#include "analysis/bargaining/plain_solutions.h"
#include "space/bitset.h"
#include "space/outcome_table.h"

namespace detente {

struct DealPoints {
  std::vector<Point> vectors;
  std::vector<Outcome> outcomes;    // point after point
  std::vector<std::size_t> starts;  // [point], and the end

  std::size_t size() const { return vectors.size(); }
  std::span<const Outcome> behind(std::size_t point) const {
    return std::span(outcomes).subspan(starts[point], starts[point + 1] - starts[point]);
  }
};
// `columns`: per bargainer a number per outcome.
DealPoints gather_points(const Bitset& outcomes, std::span<const std::int64_t* const> columns);
// The efficient ones alone, each with all its outcomes: frontier_explicit.h.
DealPoints gather_efficient(const Bitset& outcomes, std::span<const std::int64_t* const> columns,
                            int threads = 1);

struct FallbackDeals {
  std::int64_t depth = 0;
  Bitset deals;
};
// The smallest depth at which some deal has rank `depth` or better for at least `quota` parties,
// and those deals; empty if there are no deals. `ranks`: per party a rank per outcome, larger is
// better.
FallbackDeals fallback_deals(const Bitset& deals,
                             std::span<const std::span<const std::int32_t>> ranks,
                             std::size_t quota);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DEAL_POINTS_H_
