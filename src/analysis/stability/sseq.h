// Symmetric sequential stability (SSEQ): every improvement can be punished credibly, and the mover
// cannot escape from the punishment by one more move.
//
// Definition: for all s1 in R+_i(s) there is x in R+_H(s1) with s >=_i x and s >=_i s3 for all s3
//   in R_i(x).
// Source: Rego & Vieira, Group Decision and Negotiation 26 (2017), doi 10.1007/s10726-016-9520-8.
// Deviates: nothing; ties as in SMR and SEQ.
// Shapes: a worth per outcome (focal.h).
// Cost: one reach by improvements (reach.h).
// Checked by: tests/oracle; casebook tables.
#ifndef DETENTE_ANALYSIS_STABILITY_SSEQ_H_
#define DETENTE_ANALYSIS_STABILITY_SSEQ_H_

#include "analysis/stability/focal.h"

namespace detente {

inline Values sseq_worth(Focal& focal) {
  return lesser(focal.reach().least_by_improvements(focal.escape()), focal.rank());
}

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_SSEQ_H_
