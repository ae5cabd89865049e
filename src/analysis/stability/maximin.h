// Maximin_h stability: can a party be sure of something better within h moves, if the opponents do
// their worst to it?
//
// Definition: docs/methods/stability.md, "Maximin_h". h = 1, 2, 3 are Nash, GMR and SMR.
// Source: Rego & Vieira, IEEE Transactions on Systems, Man and Cybernetics: Systems, 2021.
// Deviates: the opponents move by a legal sequence between two moves of the party, not once each.
// Shapes: the outcomes that are stable for one mover of one party.
// Cost: (h - 1) / 2 reaches by moves.
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_STABILITY_MAXIMIN_H_
#define DETENTE_ANALYSIS_STABILITY_MAXIMIN_H_

#include "analysis/stability/reach.h"

namespace detente {

// Requires: the mover has one member; `reach` is that of its opponents; h >= 1.
Bitset maximin_stable(const Space& space, std::size_t mover, int h, Reach& reach);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_MAXIMIN_H_
