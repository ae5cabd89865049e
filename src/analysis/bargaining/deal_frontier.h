// The efficient frontier of any number of parties that only an integer programme can search.
//
// Answers: which utility vectors are efficient, and if there was no time for all of them, which
//   ones spread over the whole frontier are?
// Definition: docs/methods/bargaining.md, "Searching it". A box is a vector of bounds, and all
//   vectors above it in every coordinate. The boxes left cover whatever is not at most a point
//   found: at first one box, everything. The largest sum of utilities inside a box is an efficient
//   point, since whatever dominates it is in the box as well; it replaces every box that it lies in
//   by one box per party, bounded by the point there. A box without a vector goes. No box left: the
//   frontier is complete. Boxes left when it is stopped bound what was missed: a vector in one of
//   them has no more for anybody than the party's own most, than the sum leaves that was largest in
//   a box around it, and than any point found gives at which nobody else has more than the box
//   asks.
// Source: Klamroth, Lacour & Vanderpooten 2015 (search regions without redundant boxes).
// Deviates: the next box is the largest, measured by what is left of each party's range, so that
//   the points known when it is stopped are spread out.
// Shapes and units: utilities in billionths, per bargainer.
// Cost: one programme per point and one per box left in the end: two parties about 2 per point,
//   three about 3, more parties grow fast. The bound: boxes * points * parties^2.
// Checked by: deal_solutions_test.cc, deal_frontier_test.cc (the bound).
#ifndef DETENTE_ANALYSIS_BARGAINING_DEAL_FRONTIER_H_
#define DETENTE_ANALYSIS_BARGAINING_DEAL_FRONTIER_H_

#include "analysis/bargaining/deal_solutions.h"

namespace detente {

// Over D, else (`deal` false) A. When stopped, or at `most_points`, `done` is false and the points
// are efficient, but not all; `missed` bounds what the others can be better by, if the search is
// exact. `above`: not empty: only points that have at least this. `most`: what nobody can exceed,
// if that is known.
FoundDeals programme_frontier(const DealSearch& search, bool deal, std::size_t most_points,
                              const Point& above = {}, const Point& most = {});

// Sequential Raiffa. `done` and no deals: no deal is as good as no-deal for everybody.
FoundDeals programme_raiffa(const DealSearch& search, const std::vector<std::int64_t>& no_deal);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DEAL_FRONTIER_H_
