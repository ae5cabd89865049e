// What would open the zone and what binding does to the deal, where only an integer programme can
// say whether there is a deal.
//
// Definition: two_level.h. Whether a change makes a deal is a question of feasibility to the
//   programme of the changed conditions (opening_changes.h); binding is a Nash deal with one
//   bargainer's ratifiers not asked.
// Deviates: how many deals a change makes is not known. What is not found out within the work that
//   it may take is left out. Where the solver cannot tell neighbours apart, what it finds no deal
//   for might have one, and a Nash deal might be bettered by a step. The reasons say all of this.
// Cost: one programme per change, some per level of support for a quota; two Nash deals per
//   bargainer with ratifiers.
// Checked by: two_level_searched_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_SEARCHED_H_
#define DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_SEARCHED_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

// Requires the win-sets that add_unlisted_linkage() leaves, and whether there are deals.
void add_searched_two_level(const Dispute& dispute, const Scenario& scenario,
                            const std::optional<Formula>& within, const Conditions& conditions,
                            const BargainingAsked& asked, Budget& budget, BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_SEARCHED_H_
