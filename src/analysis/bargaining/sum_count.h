// How many outcomes of a sum over issues are above floors, without listing them.
//
// Answers: how large is the zone of agreement of fifty issues; how many deals does a party prefer?
// Definition: the number of choices whose sums reach the floors. Partial sums that are equal are
//   one, with the number of ways to reach it. A partial sum that the worst of the other issues
//   leaves above a floor counts as just there; one that the best of them cannot lift to it goes.
// Shapes and units: values in billionths; counts exact, of any size.
// Cost: O(different partial sums * options) per issue, at most kMostSums at a time.
// Checked by: zone_count_test.cc, sum_fallback_test.cc against listing;
// tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/wide_numbers.h"
#include "base/limits.h"

namespace detente {

constexpr std::size_t kMostSums = std::size_t{1} << 17U;

// Floors of the bargainers in `who` alone (places). Empty if there are more than kMostSums
// different partial sums, or the budget is exhausted.
std::optional<WideInteger> count_sums(const AdditiveForm& form, const std::vector<std::size_t>& who,
                                      Budget& budget);

// How many of the outcomes that reach every bargainer's floor give one of them exactly this much:
// its different sums, the largest first. Empty as above; here sums of `party` above its floor are
// not one, so there are more of them.
std::optional<std::vector<std::pair<std::int64_t, WideInteger>>> spread_of_sums(
    const AdditiveForm& form, std::size_t party, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_
