// The verdict alone: as far as the ladder goes, without the counts.
//
// Answers: what climb() would report as `verdict`, for the many worlds that removals, thresholds
//   and claims ask about.
// Method: deals that pass rungs 1-4 are asked one by one whether they are broken, and whether a
//   few plain steps lead there; the first deal that passes ends the search. Only where that
//   decides nothing is the whole of rung 6 searched.
// Cost: far below one ladder where few deals pass rung 4 or a deal is a few steps away.
// Threads: one; call it for several worlds at once.
// Checked by: verdict_test.cc against climb(); tests/oracle.
#ifndef DETENTE_ANALYSIS_READINESS_VERDICT_H_
#define DETENTE_ANALYSIS_READINESS_VERDICT_H_

#include <optional>
#include <vector>

#include "analysis/readiness/ladder.h"

namespace detente {

// Why it is ready: a deal, and the outcomes on the way to it backwards, s0 last.
struct ReadyBy {
  Deal deal;
  std::vector<Outcome> way;
};

// Where the budget ends first, the verdict that is proven by then. `ready_by`, if given, is set
// where the verdict is ready and one deal alone, with a path found by plain steps, showed it.
Verdict find_verdict(const World& world, Budget& budget,
                     std::optional<ReadyBy>* ready_by = nullptr);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_VERDICT_H_
