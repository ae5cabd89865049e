// Whether some deal of a sum over issues gives these parties at least so much.
//
// Definition: a deal clears the floors of all; `least` raises some of them. The deal found is one
//   that no deal dominates, where that can be found within a small part of the work.
// Method: the search for the least gain over what is asked (sum_search.h), ended at the first deal.
// Cost: a search per question, kReachWork branches at most.
// Checked by: sum_fallback_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_REACH_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_REACH_H_

#include <optional>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/fallback_search.h"
#include "base/limits.h"

namespace detente {

constexpr std::uint64_t kReachWork = 10'000'000;

ReachedDeal reach_sum(const AdditiveForm& deals,
                      const std::vector<std::optional<std::int64_t>>& least, Budget& budget);

// A deal that no deal dominates and that gives nobody less; the same one if that takes too long.
FallbackDeal undominated(const AdditiveForm& deals, FallbackDeal deal, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_REACH_H_
