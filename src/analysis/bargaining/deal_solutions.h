// The solutions of a dispute that only an integer programme can search.
//
// Definition: docs/methods/bargaining.md, "Solutions". Leximin: the largest smallest share, then as
// few parties as possible at it, then the largest
//   smallest share of the others, and so on; every threshold is a whole number that decides
//   ">" exactly. Sums: the best, then every other vector with it. Nash: tangents of the logarithm
//   from above; vectors are found and excluded until none can come near the best, and those found
//   are compared as products of whole numbers.
// Source: Duran & Grossmann 1986 (tangents).
// Deviates: `exact` rests on the solver's proofs (no solution above its bound), not on its numbers.
// Shapes and units: utilities in billionths, per bargainer.
// Cost: leximin: about three programmes per party; Nash: one per vector within rounding of the best
//   and per refinement.
// Checked by: deal_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_DEAL_SOLUTIONS_H_
#define DETENTE_ANALYSIS_BARGAINING_DEAL_SOLUTIONS_H_

#include <optional>
#include <span>
#include <vector>

#include "analysis/bargaining/deal_search.h"

namespace detente {

constexpr std::size_t kMostTies = 50;

struct FoundDeals {
  std::vector<FoundDeal> deals;  // one per utility vector, largest vectors first
  bool done = false;             // else stopped: what was found so far
  // Of what is maximised, where something better is not ruled out: a smallest (u - zero) / unit, a
  // sum weight * u in billionths, a sum power * log gain.
  double gap = 0;
  bool all_ties = true;  // else there are more than kMostTies vectors
  // A frontier that was stopped: for every vector some deal here gives nobody less than this less.
  std::optional<std::int64_t> missed;
};

// Leximin of (u - zero) / unit over the parties whose unit is above 0.
FoundDeals programme_leximin(const DealSearch& search, std::span<const std::int64_t> zero,
                             std::span<const std::int64_t> unit);
// The most of sum weight * u. Weights not negative.
FoundDeals programme_sum(const DealSearch& search, std::span<const std::int64_t> weight);
// As plain_solution("nash").
FoundDeals programme_nash(const DealSearch& search, const std::vector<std::int64_t>& no_deal,
                          const std::vector<Decimal>& powers);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DEAL_SOLUTIONS_H_
