// Whether named deals are fair, by several measures that do not agree.
//
// Answers: does nobody lose against its reference point; do the sides gain alike; has each at least
//   its part; would either rather have the other's half?
// Definition: docs/methods/bargaining.md, "Fairness". Share of a party at a deal: its gain over
//   no-deal as a fraction of its largest over D. Equitable: all shares equal. Proportional: every
//   share at least 1/n. No loser: every party at least as well off as at its reference outcome
//   (default: no-deal). Envy-free (two bargainers whose values are sums over issues): each has at
//   least 50 of the points of Adjusted Winner, so that neither would change places.
// Source: Brams & Taylor 1996; Kalai & Smorodinsky 1975 for shares; the no-loser rule: KURILS K19.
// Shapes and units: utilities in billionths, shares as exact fractions.
// Cost: O(deals) per measure.
// Checked by: study_test.cc, tests/oracle/fairness.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_FAIRNESS_H_
#define DETENTE_ANALYSIS_BARGAINING_FAIRNESS_H_

#include <optional>
#include <span>
#include <vector>

#include "analysis/bargaining/fraction.h"

namespace detente {

struct DealFairness {
  std::vector<std::optional<Fraction>> shares;  // per bargainer; empty if its gain can only be 0
  bool equitable = false, proportional = false;
  std::vector<int> losers;  // places of bargainers below their reference points
};
// `utility`, `no_deal`, `ideal`, `reference`: per bargainer. Parties that cannot gain are left out
// of equitable and proportional.
DealFairness judge_deal(std::span<const std::int64_t> utility,
                        std::span<const std::int64_t> no_deal, std::span<const std::int64_t> ideal,
                        std::span<const std::int64_t> reference);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_FAIRNESS_H_
