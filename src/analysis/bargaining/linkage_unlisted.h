// Linkage and win-sets where outcomes are not listed.
//
// Definition: linkage.h and two_level.h. Whatever concerns one or two issues changed from the
//   status quo is looked at outcome by outcome; win-sets come from the counts of the zone.
// Deviates: what each issue does to the zone, what would open it and what binding does to the deal
//   are not worked out, which the reasons say; sums over issues have linkage_counted.h for that,
//   integer programmes two_level_searched.h for openings and binding, and linkage_sample.h
//   estimates effects that are not counted.
// Cost: the conditions once per pair of options, at most kMostUnlistedPairs.
// Checked by: zone_count_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_LINKAGE_UNLISTED_H_
#define DETENTE_ANALYSIS_BARGAINING_LINKAGE_UNLISTED_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

constexpr std::uint64_t kMostUnlistedPairs = 200'000;

// Requires the study's bargainers, no-deals and solutions, and its zone for win-sets.
void add_unlisted_linkage(const Dispute& dispute, const Scenario& scenario,
                          const Conditions& conditions, const BargainingAsked& asked,
                          BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_LINKAGE_UNLISTED_H_
