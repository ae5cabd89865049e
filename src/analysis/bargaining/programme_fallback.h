// Fallback bargaining over an integer programme.
//
// Definition: sum_fallback.h. Ranks are parts of the deals among those drawn uniformly from the
//   table (table_draws.h); whether a deal gives some parties at least so much is a question to the
//   programme, which answers with a deal that no deal dominates.
// Cost: kDealsWanted deals drawn, kMostTried outcomes at most; a programme per question.
// Checked by: programme_fallback_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_PROGRAMME_FALLBACK_H_
#define DETENTE_ANALYSIS_BARGAINING_PROGRAMME_FALLBACK_H_

#include "analysis/bargaining/deal_search.h"
#include "analysis/bargaining/sum_fallback.h"

namespace detente {

constexpr std::uint64_t kDealsWanted = 10'000, kMostTried = 1'000'000;

// The deals of the rows are outcomes: option per issue of the dispute.
Fallbacks programme_fallback(const Dispute& dispute, const Scenario& scenario,
                             const Conditions& conditions, const DealSearch& search,
                             const DrawnRanksAsked& asked, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_PROGRAMME_FALLBACK_H_
