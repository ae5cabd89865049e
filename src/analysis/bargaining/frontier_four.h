// The efficient ones of very many outcomes that are listed one by one, for four parties.
//
// Answers: as frontier_explicit.h, of these outcomes.
// Method: rows in buckets by the first party's number, the largest first. What an outcome of an
//   earlier bucket exceeds in the other three numbers goes no further: a table over the quantiles
//   of two of them holds the most of the third. The rest is sorted and divided (divide_maxima.h).
// Source: Kung, Luccio & Preparata 1975; the table is ours.
// Cost: a few passes over the outcomes; O(s log^2 s) for the s that the table leaves.
// Checked by: frontier_explicit_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_FRONTIER_FOUR_H_
#define DETENTE_ANALYSIS_BARGAINING_FRONTIER_FOUR_H_

#include <span>
#include <vector>

#include "analysis/bargaining/frontier_explicit.h"

namespace detente {

// `columns`: four, each a number per outcome. The same at any number of threads.
ExplicitFrontier frontier_of_four(std::span<const std::int64_t* const> columns,
                                  const std::vector<Outcome>& outcomes, int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_FRONTIER_FOUR_H_
