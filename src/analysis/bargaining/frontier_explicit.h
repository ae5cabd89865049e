// The efficient ones of outcomes that are listed one by one, for any number of parties.
//
// Answers: which outcomes does no other one dominate, and which of them have equal vectors?
// Definition: x dominates y if every party has at least as much at x and one has more.
// Source: sampling and a first pass as in Börzsönyi, Kossmann & Stocker 2001 and Godfrey, Shipley &
//   Gryz 2005 (LESS); then a sweep in descending order, or halves for four parties (Kung, Luccio &
//   Preparata 1975).
// Shapes: a column of numbers per party, one per outcome; points from the largest vector to the
//   smallest (the first party first), outcomes behind a point ascending.
// Cost: one pass over the outcomes against a few strong ones; O(s log s) for the s that are left
//   where there are two or three parties, O(s log^2 s) of four, more as dominance.h says.
// Checked by: frontier_explicit_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_FRONTIER_EXPLICIT_H_
#define DETENTE_ANALYSIS_BARGAINING_FRONTIER_EXPLICIT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "space/bitset.h"
#include "space/outcome_table.h"

namespace detente {

struct ExplicitFrontier {
  std::vector<Outcome> outcomes;    // point after point
  std::vector<std::size_t> starts;  // [point], and the end

  std::size_t size() const { return starts.size() - 1; }
};
// `columns`: per party a number per outcome of `among`'s size. Requires at least one party. The
// result is the same at any number of threads (0: as many as there are).
ExplicitFrontier explicit_frontier(std::span<const std::int64_t* const> columns,
                                   const Bitset& among, int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_FRONTIER_EXPLICIT_H_
