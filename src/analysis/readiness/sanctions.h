// What may follow a move: for each mover g and outcome y, the worst that improvements of others
// can lead to.
//
// Answers: does mover g break t from z?
// Definition: docs/methods/readiness.md, "Mover g breaks t from z". R(y) = y and everything reached
//   from y by improvements of movers sharing no member with g. worst(g, i, y) = the least rank of
//   party i in R(y); loses(g, j, y) = party j does not accept some outcome of R(y).
// Source: adapted from sequential stability (Fraser & Hipel 1984) and its coalition form (Inohara
//   & Hipel 2008).
// Deviates: deterrence must hold against every member of g at once being spared; ties deter.
// Method: one question at a time forwards (inquiry.h), until that has cost more than working
//   everything out; then forwards for all parties at once where the others have few moves
//   (aftermath.h), else one reverse flood (flood.h) per (mover, party) pair.
//   Ranks below those of every target are not told apart, nor those above: a flood is done when
//   nothing is left to tell.
// Threads: with kMuch all const members may be called from several threads; else from one.
// Checked by: the oracle in tests/oracle on random disputes.
#ifndef DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
#define DETENTE_ANALYSIS_READINESS_SANCTIONS_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "analysis/readiness/aftermath.h"
#include "analysis/readiness/flood.h"
#include "analysis/readiness/inquiry.h"
#include "base/limits.h"
#include "base/once.h"
#include "space/order.h"
#include "space/world.h"

namespace detente {

class Sanctions {
 public:
  enum class Asked {
    kMuch,     // nearly everything, from several threads: work it out at once
    kByAndBy,  // single questions, from one thread
  };
  // `targets`: the outcomes that will be asked about as t; empty: any.
  Sanctions(const World& world, std::vector<Outcome> targets, Asked asked, Budget& budget);

  static constexpr std::int32_t kBetterThanAllTargets = std::numeric_limits<std::int32_t>::max();

  const World& world() const { return *world_; }
  // The movers in the order in which it is best to ask about them.
  const std::vector<int>& in_turn() const { return in_turn_; }
  std::int32_t rank(int party, Outcome s) const { return world_->order(party).rank[s]; }

  // Can this mover harm anybody of the signatories at all?
  static bool can_harm(const Mover& mover, PartySet signatories) {
    return (signatories & ~mover.members) != 0;
  }
  // Outcomes looked at for single questions so far.
  std::uint64_t looked() const { return looked_ + (inquiry_ ? inquiry_->looked() : 0); }
  // The least rank of the party in R(y), told apart only as far as targets are;
  // kBetterThanAllTargets above them.
  std::int32_t worst(int mover, int party, Outcome y) const;
  // Does the party not accept some outcome of R(y)?
  bool loses(int mover, int party, Outcome y) const;

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
  // Null where floods are the better way.
  const Aftermath* aftermath(int mover) const;
  bool spoils_by_all(int mover, Outcome y, Outcome t, PartySet signatories) const;
  const std::vector<std::int32_t>& worst_of(int mover, int party) const;
  const Bitset& loses_of(int mover, int party) const;
  const Predecessors& predecessors(std::size_t mover) const;
  std::vector<std::int32_t> flood(int mover, std::vector<std::int32_t> label, std::size_t open,
                                  const std::vector<Outcome>& below, int party, std::int32_t low,
                                  std::int32_t high) const;

  const World* world_;
  std::vector<Outcome> targets_;
  Budget* budget_;
  std::size_t parties_;
  std::vector<int> in_turn_;                  // movers, those with the least to look at first
  mutable std::unique_ptr<Inquiry> inquiry_;  // kByAndBy only
  mutable std::uint64_t looked_ = 0;          // the same
  // Made when first asked for; [mover] or [mover * parties + party].
  mutable std::vector<Once<std::unique_ptr<Aftermath>>> aftermath_;
  mutable std::vector<Once<Predecessors>> predecessors_;
  mutable std::vector<Once<std::vector<std::int32_t>>> worst_;
  mutable std::vector<Once<Bitset>> loses_;
  mutable std::vector<Once<std::vector<std::int32_t>>> best_worst_;  // per block
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_SANCTIONS_H_
