// One mover of one party, looked at by itself: what the concepts of stability are worked out from.
//
// Definition: docs/methods/stability.md.
// Method: let v be the party's ranks and `worth` of s1 the least that s1 can come to under a
//   concept's sanctions. Then s is unstable iff some move of the mover leads from s to an s1 with
//   worth(s1) > v(s). That holds because a sanction deters iff it is no better than s: all
//   sanctions fail iff the least of them is better. Putting s1 itself into the minimum changes
//   nothing (only improvements count, and they are better than s), nor does putting s itself into
//   the maximum (worth(s) is at most v(s)).
#ifndef DETENTE_ANALYSIS_STABILITY_FOCAL_H_
#define DETENTE_ANALYSIS_STABILITY_FOCAL_H_

#include <algorithm>

#include "analysis/stability/reach.h"

namespace detente {

class Focal {
 public:
  // `party` is the mover's only member or, for a group, the member whose worth is asked for.
  Focal(const Space& space, std::size_t mover, int party, Reach& reach)
      : space_(space), mover_(mover), party_(party), reach_(reach) {}

  const Values& rank() const { return space_.order(party_).rank; }
  Reach& reach() { return reach_; }
  // For every outcome the best that the mover can make of it by one move of its own, or by none.
  const Values& escape() {
    if (escape_.empty()) escape_ = best_by_own_moves(space_, mover_, rank());
    return escape_;
  }

 private:
  const Space& space_;
  std::size_t mover_;
  int party_;
  Reach& reach_;
  Values escape_;
};

inline Values lesser(Values a, const Values& b) {
  for (std::size_t s = 0; s < a.size(); ++s) a[s] = std::min(a[s], b[s]);
  return a;
}
inline Values greater(Values a, const Values& b) {
  for (std::size_t s = 0; s < a.size(); ++s) a[s] = std::max(a[s], b[s]);
  return a;
}

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_FOCAL_H_
