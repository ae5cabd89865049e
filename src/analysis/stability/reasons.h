// Why an outcome is stable or not for a mover: its improvements, and what punishes each.
//
// Definition: docs/methods/stability.md. A sanction is a shortest legal sequence of the opponents
//   from the improvement to an outcome that deters (and leaves no escape, for SMR and SSEQ).
// Cost: a breadth-first search per improvement; independent of the near-linear engine.
// Checked by: reasons_test.cc, step by step against the definitions.
#ifndef DETENTE_ANALYSIS_STABILITY_REASONS_H_
#define DETENTE_ANALYSIS_STABILITY_REASONS_H_

#include <vector>

#include "analysis/stability/sequences.h"
#include "analysis/stability/stability.h"

namespace detente {

struct Reply {
  Outcome improvement = 0;
  bool punished = false;
  std::vector<SequenceStep> sanction;  // from the improvement; empty if there is none
};
struct Reason {
  Concept which = Concept::kNash;
  bool stable = true;
  std::vector<Reply> replies;  // every improvement, in order; none: nothing to gain
};

// For all concepts, in their order.
std::vector<Reason> reasons_for(const Space& space, std::size_t mover, Outcome s);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_REASONS_H_
