// Nash stability: nobody gains by a move of its own, whatever may follow.
//
// Definition: R+_i(s) is empty.
// Source: Nash 1950; Fang, Hipel & Kilgour 1993.
// Deviates: nothing; ties are no improvements.
// Shapes: a worth per outcome (focal.h); a mover leaves s iff it can reach a worth above v_i(s).
// Cost: O(outcomes).
// Checked by: tests/oracle; the 2x2 games, Elmira and others in casebook.
#ifndef DETENTE_ANALYSIS_STABILITY_NASH_H_
#define DETENTE_ANALYSIS_STABILITY_NASH_H_

#include "analysis/stability/focal.h"

namespace detente {

inline Values nash_worth(Focal& focal) { return focal.rank(); }

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_NASH_H_
