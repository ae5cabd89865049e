// What would open the zone and what binding does to the deal, where outcomes are not listed but
// come down to sums over issues.
//
// Definition: two_level.h. Every number is a count of the deals under some other conditions (a
//   ratifier not asked, another quota), so a sum over issues again
//   (opening_changes.h, counted_deals.h).
// Deviates: what cannot be counted or solved within the budget is not known. The reasons say so.
// Cost: a count per change, one per level of support for a quota; two Nash deals per bargainer with
//   ratifiers.
// Checked by: linkage_counted_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_COUNTED_H_
#define DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_COUNTED_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

// Requires the win-sets that add_unlisted_linkage() leaves, for a case that is a sum over issues.
void add_counted_two_level(const Dispute& dispute, const Scenario& scenario,
                           const std::optional<Formula>& within, const Conditions& conditions,
                           std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                           BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_COUNTED_H_
