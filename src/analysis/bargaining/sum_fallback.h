// Fallback bargaining over a sum of issues, whose deals are counted and not listed.
//
// Answers: how deep must the parties fall back in their orders until enough of them agree, among
//   more deals than anybody could list?
// Definition: docs/methods/bargaining.md, "Solutions". A party's rank of a deal is 1 plus the
// number
//   of deals that it prefers; the depth for a quota q is the least rank that some deal has, or a
//   better one, for at least q parties.
// Method: how many deals give a party exactly so much (sum_count.h) says every rank. If one deal
//   dominates another, none of its ranks is worse; so the depth is that of some efficient deal. The
//   deals with it are those above a floor of at least q parties, counted by inclusion and
//   exclusion.
// Source: Brams & Kilgour 2001.
// Shapes: [quota - 1]; points are places in the list of efficient vectors given.
// Cost: a spread of sums per party; 2^parties counts per quota for the number of deals.
// Checked by: sum_fallback_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/wide_numbers.h"
#include "base/limits.h"

namespace detente {

constexpr std::size_t kMostFallbackParties = 10;  // of whom all deals of a depth are counted

struct SumFallback {
  WideInteger depth;
  std::optional<WideInteger> deals;  // how many have this depth
  std::string why_no_count;
  Places efficient;  // the efficient ones among them
};
struct SumFallbacks {
  std::vector<SumFallback> quotas;  // [quota - 1]
  std::string why_not;              // if empty
};
// `efficient`: all efficient vectors of the deals, at least one.
SumFallbacks sum_fallback(const AdditiveForm& deals, const std::vector<Point>& efficient,
                          Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_FALLBACK_H_
