// What each issue does to the zone, where outcomes are not listed but come down to sums over
// issues; and what two_level_counted.h says of two levels.
//
// Definition: linkage.h. Every number is a count of the deals under some other conditions (an issue
//   frozen or taken away), so a sum over issues again (counted_deals.h).
// Method: packages of the other issues that some option makes a deal are the union, over the
//   options, of what clears the floors less the option's values: counted by inclusion and
//   exclusion.
// Deviates: the packages with an issue that others are tied to, or that has more than kMostUnion
//   options worth choosing between, are not known; nor is what cannot be counted within the budget.
//   The reasons say so, and linkage_sample.h estimates them.
// Cost: a count per number.
// Checked by: linkage_counted_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_LINKAGE_COUNTED_H_
#define DETENTE_ANALYSIS_BARGAINING_LINKAGE_COUNTED_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

constexpr std::size_t kMostUnion = 7;

// Requires what add_unlisted_linkage() leaves, for a case that is a sum over issues.
void add_counted_linkage(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, const Conditions& conditions,
                         std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                         BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_LINKAGE_COUNTED_H_
