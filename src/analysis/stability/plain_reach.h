// What opponents can bring about where all moves are transitive and all opponents are single
// parties: near-linear.
//
// Definition: docs/methods/stability.md. With transitive moves a shortest sequence never has a
//   mover twice running, so plain closure gives R_H(s) and R+_H(s) but for s itself, and s is
//   harmless in a minimum over {s} and R_H(s).
// Method: one reverse flood in the order of rising values; each outcome is labelled once. By moves
//   without one-way issues: connected components. By improvements: along the chains of chains.h, a
//   cursor per cell remembers how far it is labelled.
// Cost: O(outcomes * opponents), times the one-way classes that can reach an outcome.
// Checked by: tests/oracle; published_test.cc against legal_reach.h.
#ifndef DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_
#define DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_

#include <memory>
#include <span>
#include <vector>

#include "analysis/stability/reach.h"

namespace detente {

// What the floods of a space share: the chains of all movers.
class ChainSet {
 public:
  virtual ~ChainSet() = default;
  // Opponents by their index in the space. The chain set and the space must outlive it.
  virtual std::unique_ptr<Reach> reach(std::vector<std::size_t> opponents) const = 0;
};

// Does it apply to these movers?
bool plain_reach_applies(const Space& space, std::span<const std::size_t> movers);

// Chains of these movers (all must be single parties; the space must be transitive).
std::unique_ptr<ChainSet> make_chains(const Space& space, const std::vector<std::size_t>& movers,
                                      int threads);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_PLAIN_REACH_H_
