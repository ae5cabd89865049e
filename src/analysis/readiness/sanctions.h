// What may follow a move: for each mover g and outcome y, the worst that improvements of others can lead to.
//
// Answers: does mover g break t from z?
// Definition: docs/methods/readiness.md, "Mover g breaks t from z". R(y) = y and everything reached from y by
//   improvements of movers sharing no member with g. worst(g, i, y) = the least rank of party i in R(y);
//   loses(g, j, y) = party j does not accept some outcome of R(y).
// Source: adapted from sequential stability (Fraser & Hipel 1984) and its coalition form (Inohara & Hipel 2008).
// Deviates: deterrence must hold against every member of g at once being spared; ties deter.
// Shapes and units: one 32-bit rank per outcome, for each (mover, party) pair that can matter.
// Cost: one reverse flood (flood.h) per pair.
// Checked by: the oracle in tests/oracle on random disputes.
#ifndef DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
#define DETENTE_ANALYSIS_READINESS_SANCTIONS_H_

#include <cstdint>
#include <vector>

#include "analysis/readiness/flood.h"
#include "analysis/readiness/order.h"
#include "base/limits.h"
#include "space/world.h"

namespace detente {

class Sanctions {
 public:
  // `targets`: the signatory sets that will be asked about; movers that can harm none of them are skipped.
  Sanctions(const World& world, const std::vector<PartySet>& targets, int threads, Budget& budget);

  const World& world() const { return *world_; }
  std::int32_t rank(int party, Outcome s) const { return orders_[index(party)].rank[s]; }
  const PartyOrder& order(int party) const { return orders_[index(party)]; }

  // Can this mover harm anybody of the signatories at all?
  static bool can_harm(const Mover& mover, PartySet signatories) { return (signatories & ~mover.members) != 0; }
  // Could some outcome of the mover's block of z pass the deterrence test against t? A quick necessary condition.
  bool may_break(int mover, Outcome z, Outcome t) const;
  // The least rank of the party in R(y); does the party not accept some outcome of R(y)?
  // Require that this pair was asked for.
  std::int32_t worst(int mover, int party, Outcome y) const { return worst_[index(mover)][index(party)][y]; }
  bool loses(int mover, int party, Outcome y) const { return loses_[index(mover)][index(party)].test(y); }

  // Is `y` a break of t: all members prefer all of R(y) to t, and somebody of `signatories` is harmed?
  bool spoils(int mover, Outcome y, Outcome t, PartySet signatories) const;
  // Does the mover break t from z? Then `at`, if given, is the first such y.
  bool breaks(int mover, Outcome z, Outcome t, PartySet signatories, Outcome* at = nullptr) const;
  // Does any mover?
  bool broken(Outcome z, Outcome t, PartySet signatories) const;

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  void flood_all(const std::vector<PartySet>& targets, int threads, Budget& budget);

  const World* world_;
  std::vector<PartyOrder> orders_;                              // [party]
  std::vector<std::vector<std::vector<std::int32_t>>> worst_;   // [mover][party][outcome]; empty: not needed
  std::vector<std::vector<Bitset>> loses_;                      // [mover][party]; empty: not needed
  std::vector<std::vector<std::vector<std::int32_t>>> best_worst_;  // [mover][member][block]
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
