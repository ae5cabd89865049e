// General metarationality (GMR): every improvement can be punished by some sequence of the
// opponents' moves, credible or not.
//
// Definition: for all s1 in R+_i(s) there is x in R_H(s1) with s >=_i x.
// Source: Howard, Paradoxes of Rationality, 1971; Fang, Hipel & Kilgour 1993.
// Deviates: nothing; a tie punishes.
// Shapes: a worth per outcome (focal.h).
// Cost: one reach by moves (reach.h).
// Checked by: tests/oracle; casebook tables.
#ifndef DETENTE_ANALYSIS_STABILITY_GMR_H_
#define DETENTE_ANALYSIS_STABILITY_GMR_H_

#include "analysis/stability/focal.h"

namespace detente {

inline Values gmr_worth(Focal& focal) { return focal.reach().least_by_moves(focal.rank()); }

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_GMR_H_
