// The zone of agreement of a sum over issues, counted and not listed.
//
// Definition: zone.h. Each number is a count of outcomes that pass some of the conditions: a sum
//   over issues under those filters and floors alone (additive_form.h, sum_count.h).
// Deviates: what cannot be counted within the budget is not known; so is what a ratifier that
//   judges by a bargainer's own acceptance lets pass.
// Cost: three counts per bargainer, two per cut.
// Checked by: zone_count_test.cc against find_zone(); tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_ZONE_COUNT_H_
#define DETENTE_ANALYSIS_BARGAINING_ZONE_COUNT_H_

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/zone.h"
#include "base/limits.h"

namespace detente {

// Ideals are left at the no-deal.
Zone count_zone(const Dispute& dispute, const Scenario& scenario,
                const std::vector<int>& bargainers, const Conditions& conditions,
                std::size_t most_packages, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ZONE_COUNT_H_
