// How small and how large an uncertain weight can be drawn.
//
// Answers: what sums of weights must have room for, and where draws are cut.
// Definition: docs/methods/worlds.md, "Definitions": the ends that the file states; seven standard
//   deviations where a distribution has none (less than 1e-11 lies beyond).
#ifndef DETENTE_DISPUTE_WEIGHT_ENDS_H_
#define DETENTE_DISPUTE_WEIGHT_ENDS_H_

#include "dispute/dispute.h"

namespace detente {

Interval weight_ends(const Uncertain& weight);

}  // namespace detente

#endif  // DETENTE_DISPUTE_WEIGHT_ENDS_H_
