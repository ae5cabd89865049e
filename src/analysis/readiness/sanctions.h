// What may follow a move: for each mover g and outcome y, the worst that improvements of others can
// lead to.
//
// Answers: does mover g break t from z?
// Definition: docs/methods/readiness.md, "Mover g breaks t from z". R(y) = y and everything reached
// from y by
//   improvements of movers sharing no member with g. worst(g, i, y) = the least rank of party i in
//   R(y); loses(g, j, y) = party j does not accept some outcome of R(y).
// Source: adapted from sequential stability (Fraser & Hipel 1984) and its coalition form (Inohara &
// Hipel 2008). Deviates: deterrence must hold against every member of g at once being spared; ties
// deter. Shapes and units: one 32-bit rank per outcome, for each (mover, party) pair that is asked
// for. Cost: one reverse flood (flood.h) per pair, made when it is first asked for. Ranks below
// those of every target are
//   not told apart, nor those above: a flood is done when nothing is left to tell.
// Threads: all const members may be called from several threads.
// Checked by: the oracle in tests/oracle on random disputes.
#ifndef DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
#define DETENTE_ANALYSIS_READINESS_SANCTIONS_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

#include "analysis/readiness/flood.h"
#include "analysis/readiness/order.h"
#include "base/limits.h"
#include "space/world.h"

namespace detente {

class Sanctions {
 public:
  // `targets`: the outcomes that will be asked about as t.
  Sanctions(const World& world, std::vector<Outcome> targets, Budget& budget);

  static constexpr std::int32_t kBetterThanAllTargets = std::numeric_limits<std::int32_t>::max();

  const World& world() const { return *world_; }
  const PartyOrder& order(int party) const;
  std::int32_t rank(int party, Outcome s) const { return order(party).rank[s]; }

  // Can this mover harm anybody of the signatories at all?
  static bool can_harm(const Mover& mover, PartySet signatories) {
    return (signatories & ~mover.members) != 0;
  }
  // The least rank of the party in R(y), told apart only as far as targets are;
  // kBetterThanAllTargets above them.
  std::int32_t worst(int mover, int party, Outcome y) const { return worst_of(mover, party)[y]; }
  const std::vector<std::int32_t>& worst_of(int mover, int party) const;
  // Does the party not accept some outcome of R(y)?
  bool loses(int mover, int party, Outcome y) const { return loses_of(mover, party).test(y); }
  const Bitset& loses_of(int mover, int party) const;

  // Is `y` a break of t: all members prefer all of R(y) to t, and somebody of `signatories` is
  // harmed?
  bool spoils(int mover, Outcome y, Outcome t, PartySet signatories) const;
  // Does the mover break t from z? Then `at`, if given, is the first such y.
  bool breaks(int mover, Outcome z, Outcome t, PartySet signatories, Outcome* at = nullptr) const;
  // Does any mover?
  bool broken(Outcome z, Outcome t, PartySet signatories) const;

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  bool may_break(int mover, Outcome z, Outcome t) const;
  const Predecessors& predecessors(std::size_t mover) const;
  std::vector<std::int32_t> flood(int mover, std::vector<std::int32_t> label, std::size_t open,
                                  const std::vector<Outcome>& below, int party, std::int32_t low,
                                  std::int32_t high) const;

  // Made once, when first asked for.
  template <class T>
  struct Once {
    std::once_flag flag;
    std::unique_ptr<T> value;
    template <class Make>
    const T& get(Make make) {
      std::call_once(flag, [&] { value = std::make_unique<T>(make()); });
      return *value;
    }
  };
  const World* world_;
  std::vector<Outcome> targets_;
  Budget* budget_;
  std::size_t parties_;
  mutable std::vector<Once<PartyOrder>> orders_;                // [party]
  mutable std::vector<Once<Predecessors>> predecessors_;        // [mover]
  mutable std::vector<Once<std::vector<std::int32_t>>> worst_;  // [mover * parties + party]
  mutable std::vector<Once<Bitset>> loses_;                     // [mover * parties + party]
  mutable std::vector<Once<std::vector<std::int32_t>>>
      best_worst_;  // [mover * parties + member]: per block
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
