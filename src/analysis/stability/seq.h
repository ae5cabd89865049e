// Sequential stability (SEQ): every improvement can be punished by a sequence of moves each of
// which improves things for the opponent that makes it.
//
// Definition: for all s1 in R+_i(s) there is x in R+_H(s1) with s >=_i x.
// Source: Fraser & Hipel, Conflict Analysis, 1984; Fang, Hipel & Kilgour 1993.
// Deviates: nothing; a tie punishes, and a tie is no improvement.
// Shapes: a worth per outcome (focal.h).
// Cost: one reach by improvements (reach.h).
// Checked by: tests/oracle; casebook tables.
#ifndef DETENTE_ANALYSIS_STABILITY_SEQ_H_
#define DETENTE_ANALYSIS_STABILITY_SEQ_H_

#include "analysis/stability/focal.h"

namespace detente {

inline Values seq_worth(Focal& focal) { return focal.reach().least_by_improvements(focal.rank()); }

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_SEQ_H_
