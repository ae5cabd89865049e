// What the opponents of a mover can bring about: the question that every sanction comes down to.
//
// Definition: docs/methods/stability.md, R_H and R+_H.
// Source: Fang, Hipel & Kilgour 1993.
// Implementations: plain_reach (near-linear; moves transitive) and
//   legal_reach (a product with the last mover; always applicable).
#ifndef DETENTE_ANALYSIS_STABILITY_REACH_H_
#define DETENTE_ANALYSIS_STABILITY_REACH_H_

#include "analysis/stability/values.h"

namespace detente {

class Reach {
 public:
  virtual ~Reach() = default;
  // For every outcome s1, the least value over s1 and R_H(s1) (by moves) or R+_H(s1) (by
  // improvements); -1 where infeasible.
  virtual Values least_by_moves(const Values& values) = 0;
  virtual Values least_by_improvements(const Values& values) = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_REACH_H_
