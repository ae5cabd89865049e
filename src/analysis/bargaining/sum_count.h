// How many outcomes of a sum over issues are above floors, without listing them.
//
// Answers: how large is the zone of agreement of fifty issues?
// Definition: the number of choices whose sums reach the floors. Partial sums that are equal are
//   one, with the number of ways to reach it. A partial sum that the worst of the other issues
//   leaves above a floor counts as just there; one that the best of them cannot lift to it goes.
// Shapes and units: values in billionths; counts exact, of any size.
// Cost: O(different partial sums * options) per issue, at most kMostSums at a time.
// Checked by: zone_count_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_

#include <optional>
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

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_COUNT_H_
