// What opponents can bring about where all moves are transitive: near-linear.
//
// Definition: docs/methods/stability.md. With transitive moves a shortest sequence never has a
//   mover twice running, so plain closure gives R_H(s) and R+_H(s) but for s itself, and s is
//   harmless in a minimum over {s} and R_H(s).
// Method: one reverse flood in the order of rising values; each outcome is labelled once. By moves
//   without one-way issues: connected components. By improvements: along the chains of chains.h, a
//   cursor per cell remembers how far it is labelled; for a group what is labelled leaves a tree.
// Cost: O(outcomes * opponents), times the one-way classes that can reach an outcome; for a group
//   of two also the logarithm of its block. For larger groups an outcome that a third member keeps
//   back may be looked at once per outcome of its block.
// Checked by: tests/oracle; published_test.cc against legal_reach.h.
#ifndef DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_
#define DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_

#include <memory>
#include <vector>

#include "analysis/stability/reach.h"

namespace detente {

// What the floods of a space share: the chains of all movers.
class SharedChains {
 public:
  virtual ~SharedChains() = default;
  // Opponents by their index in the space. The chain set and the space must outlive it.
  virtual std::unique_ptr<Reach> reach(std::vector<std::size_t> opponents) const = 0;
};

// Does it apply to this space?
bool plain_reach_applies(const Space& space);

// Chains of these movers. Requires plain_reach_applies(space).
std::unique_ptr<SharedChains> make_chains(const Space& space,
                                          const std::vector<std::size_t>& movers, int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_
