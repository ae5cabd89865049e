// A world's feasible outcomes with dense ranks, for writers of other formats.
#ifndef DETENTE_SPACE_RANKED_H_
#define DETENTE_SPACE_RANKED_H_

#include "dispute/ranked_outcomes.h"
#include "space/world.h"

namespace detente {

// In the order of outcome indices.
RankedOutcomes ranked_outcomes(const World& world);

}  // namespace detente

#endif  // DETENTE_SPACE_RANKED_H_
