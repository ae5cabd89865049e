// Concrete paths: a shortest legal path to an outcome, a foresighted path (rung 6), a break (rung
// 5).
//
// Definition: docs/methods/readiness.md. Ties between shortest paths: the first mover in order,
//   then the first outcome in order.
// Cost: one breadth-first search over outcomes; an outcome is taken out of its blocks' lists once
//   it is visited.
#ifndef DETENTE_ANALYSIS_READINESS_WITNESS_H_
#define DETENTE_ANALYSIS_READINESS_WITNESS_H_

#include <functional>
#include <optional>
#include <vector>

#include "analysis/readiness/sanctions.h"
#include "space/world.h"

namespace detente {

struct WitnessStep {
  int mover = -1;
  Outcome to = 0;
};
using Witness = std::vector<WitnessStep>;

// What a search may do. Empty functions allow everything.
struct WalkRules {
  std::function<bool(int mover, Outcome z)> may_start;  // may the mover move from z at all?
  std::function<bool(int mover, Outcome z, Outcome y)> may_step;  // this move?
  std::function<bool(Outcome y)> may_enter;                       // asked once per outcome
  std::function<bool(Outcome y)> is_goal;
};
// The shortest walk from `from` to a goal; empty path if `from` is one; nothing if there is none.
std::optional<Witness> shortest_walk(const World& world, Outcome from, const WalkRules& rules);

std::optional<Witness> legal_path(const World& world, Outcome t);

// Rung 6 for one deal. Weak: as in the weak answer.
std::optional<Witness> foresighted_path(const Sanctions& sanctions, Outcome t, PartySet signatories,
                                        bool weak = false);
// Do all members of the mover look forward to t from z (rung 6's condition on a step)?
bool looks_forward(const World& world, PartySet members, Outcome z, Outcome t);

struct BreakWitness {
  int mover = -1;
  Outcome from = 0;
  Witness path;  // the breaking move first, then improvements of others
  int victim = -1;
};
// How t is broken from z; nothing if it is not.
std::optional<BreakWitness> find_break(const Sanctions& sanctions, Outcome z, Outcome t,
                                       PartySet signatories);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_WITNESS_H_
