// Legal sequences exactly: the least value that opponents' moves lead to, no mover twice running.
//
// Definition: docs/methods/stability.md. A sequence is a path in the product of outcomes and last
//   movers.
// Method: a reverse flood in the order of rising values. Every outcome is labelled by the first
//   seed it can reach; an outcome entered backwards through j's move can be continued backwards by
//   all but j, and by all once it has been entered through two movers. Each mover's moves into an
//   outcome are looked at once.
// Cost: O(outcomes * opponents + moves).
// Checked by: tests/oracle (sets and loops).
#ifndef DETENTE_ANALYSIS_STABILITY_LEGAL_REACH_H_
#define DETENTE_ANALYSIS_STABILITY_LEGAL_REACH_H_

#include <functional>
#include <vector>

#include "analysis/stability/reach.h"
#include "base/limits.h"

namespace detente {

// Steps of one actor, backwards: appends every outcome from which it can go to `to`.
using Sources = std::function<void(Outcome to, std::vector<Outcome>& out)>;

// The flood alone, over any actors' steps. Stops early, with what is labelled, if the budget ends.
Values least_by_sequences(const Bitset& outcomes, const std::vector<Sources>& actors,
                          const Values& values, Budget& budget);

class LegalReach : public Reach {
 public:
  // The movers given, of this space (indices).
  LegalReach(const Space& space, std::vector<std::size_t> movers, Budget& budget)
      : space_(space), movers_(std::move(movers)), budget_(budget) {}
  Values least_by_moves(const Values& values) override;
  Values least_by_improvements(const Values& values) override;

 private:
  const Space& space_;
  std::vector<std::size_t> movers_;
  Budget& budget_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_LEGAL_REACH_H_
