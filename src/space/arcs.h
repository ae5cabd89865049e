// Graph form: what movers can do by arcs, and the ways that arcs make.
//
// Definition: docs/methods/readiness.md, "In graph form". A package of a group is one or more arcs
//   in turn, each of a member, no member twice running, all outcomes feasible; its ends are the
//   moves of the group (of one party: its arcs). A way is arcs in turn from the status quo, of any
//   parties. The first of the shortest ways: compared arc by arc by the party's place in the file,
//   then by the place of the arc's end.
// Source: R_C(s) of the graph model for conflict resolution (Kilgour, Hipel, Fang & Peng 2001).
// Deviates: on a way a party may move twice running, as everywhere in the ladder.
// Cost: ends of packages: per outcome one search over outcomes and last members; ways: one search.
// Checked by: tests/oracle/run_graph.py; arcs_test.cc.
#ifndef DETENTE_SPACE_ARCS_H_
#define DETENTE_SPACE_ARCS_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "space/bitset.h"
#include "space/movers.h"

namespace detente {

// The arcs of the parties that are there, between feasible outcomes.
class Arcs {
 public:
  // Requires: a dispute in graph form.
  Arcs(const Dispute& dispute, const Scenario& scenario, const Bitset& feasible);

  // The parties that have arcs, whether feasible or not.
  PartySet holders() const { return holders_; }
  // The ends of all packages of the group from an outcome, which is not among them.
  Bitset packages(PartySet group, Outcome from) const;
  // Calls f(party, to) for every arc from an outcome, by party and then by `to`.
  template <class F>
  void each(Outcome from, F f) const {
    for (std::size_t p = 0; p < lists_.size(); ++p) {
      const List& list = lists_[p];
      if (list.to.empty()) continue;
      for (std::uint32_t k = list.first[from]; k < list.first[from + 1]; ++k)
        f(static_cast<int>(p), list.to[k]);
    }
  }

 private:
  struct List {
    std::vector<std::uint32_t> first;  // [outcome], and the end; empty without arcs
    std::vector<Outcome> to;
  };
  std::size_t size_;
  PartySet holders_ = 0;
  std::vector<List> lists_;  // [party]
};

// What each group does, one block of all outcomes with `Mover::arcs`. The negotiators are there
// whether they have moves or not; a coalition only if it has one.
// Cost: a bit per pair of outcomes and mover.
std::vector<Mover> make_arc_movers(const Dispute& dispute, const Scenario& scenario,
                                   const Arcs& arcs, std::size_t outcomes);

// The first of the shortest ways to every outcome.
struct Ways {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> length;  // [outcome]: arcs; kNone: no way leads there
  std::vector<PartySet> parties;      // [outcome]: whose arcs they are
};
Ways find_ways(const Arcs& arcs, std::size_t outcomes, Outcome from);

}  // namespace detente

#endif  // DETENTE_SPACE_ARCS_H_
