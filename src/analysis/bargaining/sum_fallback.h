// Fallback bargaining over a sum of issues, whose deals are not listed.
//
// Answers: how deep must the parties fall back in their orders until enough of them agree, among
//   more deals than anybody could list?
// Definition: docs/methods/bargaining.md, "Solutions". A party's rank of a deal is 1 plus the
//   number of deals that it prefers; the depth for a quota q is the least rank that some deal has,
//   or a better one, for at least q parties.
// Method: how many deals give a party exactly so much (sum_count.h) says every rank; where the
//   sums are too many to count, ranks are estimated from deals drawn (drawn_ranks.h). If one deal
//   dominates another, none of its ranks is worse; so the depth is that of some efficient deal.
//   Where these are not all known, it is searched (fallback_search.h). The deals with a depth are
//   those above a floor of at least q parties, counted by inclusion and exclusion.
// Source: Brams & Kilgour 2001.
// Shapes: [quota - 1]; points are places in the list of efficient vectors given.
// Cost: a spread of sums per party; 2^parties counts per quota for the number of deals; without
//   the efficient deals a search per set of parties.
// Checked by: sum_fallback_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/drawn_ranks.h"
#include "analysis/bargaining/fallback_search.h"
#include "analysis/bargaining/wide_numbers.h"
#include "base/limits.h"

namespace detente {

constexpr std::size_t kMostFallbackParties = 10;  // of whom all deals of a depth are counted

struct FallbackRow {
  std::optional<WideInteger> depth;    // if ranks are counted
  std::optional<ShareEstimate> share;  // if they are drawn: of the deals that the party which makes
                                       // the quota prefers
  bool proven = true;                  // else there may be a better depth
  std::optional<WideInteger> deals;    // how many have this depth, if ranks are counted
  std::string why_no_count;
  Places efficient;                  // the efficient ones among them, if their list was given
  std::optional<FallbackDeal> deal;  // else one of them
};
struct Fallbacks {
  std::vector<FallbackRow> quotas;  // [quota - 1]
  std::string why_drawn;            // not empty: why ranks are not counted
  std::size_t drawn = 0;            // deals
  std::string why_not;              // if there are no quotas
};
// `efficient`: all efficient vectors of the deals, at least one; null if they are not known.
Fallbacks sum_fallback(const AdditiveForm& deals, const std::vector<Point>* efficient,
                       const DrawnRanksAsked& asked, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_
