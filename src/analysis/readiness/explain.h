// Why: the nearest deals, who stops them by which statement, how they break.
//
// Definition: docs/methods/readiness.md, "Nearest" and "Who stops it".
// Cost: a few searches per deal shown.
#ifndef DETENTE_ANALYSIS_READINESS_EXPLAIN_H_
#define DETENTE_ANALYSIS_READINESS_EXPLAIN_H_

#include <optional>
#include <tuple>
#include <vector>

#include "analysis/readiness/answer.h"
#include "analysis/readiness/ladder.h"

namespace detente {

// How near a deal is: fewer is nearer, compared in this order.
struct Nearness {
  int failed = 0;     // rungs
  int rejecting = 0;  // signatories that do not accept
  int changed = 0;    // issues (graph form: arcs)
  Outcome outcome = 0;
  friend bool operator<(const Nearness& a, const Nearness& b) {
    return std::tie(a.failed, a.rejecting, a.changed, a.outcome) <
           std::tie(b.failed, b.rejecting, b.changed, b.outcome);
  }
};
struct NearDeal {
  Nearness nearness;
  std::size_t deal = 0;  // into Ladder::deals: the best choice of signatories for its outcome
};
// One entry per outcome of T, nearest first.
std::vector<NearDeal> nearest_deals(const World& world, const Ladder& ladder);

// The surviving deals of rung 6, one per outcome, in the order of outcomes.
std::vector<std::size_t> surviving_deals(const Ladder& ladder);

// The statements of a party that weigh most against `a` compared with `b` (no b: compared with its
// numeric no-deal): the red lines broken, else the largest loss; all ties. May be empty (a loss on
// margin alone).
std::vector<int> largest_losses(const World& world, int party, Outcome a, std::optional<Outcome> b);

// Why one deal fails, one entry per reason, in the order of rungs.
std::vector<Stopper> stoppers_of(const World& world, const Ladder& ladder, const Deal& deal);

// Without what overtakes it (overtaken.h).
DealReport report_deal(const World& world, const Ladder& ladder, const Deal& deal);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_EXPLAIN_H_
