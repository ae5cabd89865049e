// Symmetric metarationality (SMR): every improvement can be punished, and the mover cannot escape
// from the punishment by one more move.
//
// Definition: for all s1 in R+_i(s) there is x in R_H(s1) with s >=_i x and s >=_i s3 for all s3 in
//   R_i(x).
// Source: Howard 1971; Fang, Hipel & Kilgour 1993.
// Deviates: nothing; a tie punishes.
// Method: x and all of R_i(x) are no better than s iff the escape value of x is not. s1 itself is
//   not in R_H(s1) unless opponents lead back to it, so it counts with its own rank.
// Shapes: a worth per outcome (focal.h).
// Cost: one reach by moves (reach.h).
// Checked by: tests/oracle; casebook tables.
#ifndef DETENTE_ANALYSIS_STABILITY_SMR_H_
#define DETENTE_ANALYSIS_STABILITY_SMR_H_

#include "analysis/stability/focal.h"

namespace detente {

inline Values smr_worth(Focal& focal) {
  return lesser(focal.reach().least_by_moves(focal.escape()), focal.rank());
}

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_SMR_H_
