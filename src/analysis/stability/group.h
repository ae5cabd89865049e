// Stability for a mover of several parties: they leave together or not at all, and one of them is
// enough to be deterred.
//
// Definition: docs/methods/stability.md, "What moves" and "The concepts".
// Method: for Nash, GMR and SEQ the least that each member can come to (focal.h) suffices: all
//   sanctions of s1 fail iff every member's least is better than s. For SMR and SSEQ it does not
//   (that an outcome better for all members can be reached from x is not a comparison with one
//   number): two bounds decide most improvements, and sanctions of the rest are looked for one by
//   one. Whether all members can do better than s from x is asked of a frontier (frontier.h).
// Cost: a sort of each block, times the group's one-way classes, where moves are transitive; else
//   the moves of the group. For SMR and SSEQ reach as well, per outcome that the bounds leave open.
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_STABILITY_GROUP_H_
#define DETENTE_ANALYSIS_STABILITY_GROUP_H_

#include <functional>
#include <vector>

#include "analysis/stability/stability.h"
#include "analysis/stability/values.h"

namespace detente {

// Calls back with every t that can follow s.
using Steps = std::function<void(Outcome s, const std::function<void(Outcome)>&)>;

// If the budget ends, what these return may not be used.

// Of the feasible outcomes `asked`, s is stable iff no step to an s1 that all of `members` prefer
// to s has every member's worth above that of s. worths[k]: of the k-th member in order, nowhere
// above its rank. `mover`: the actor whose moves `own` are, or null if they are others.
Bitset stable_by_worths(const Space& space, PartySet members, const Steps& own,
                        const std::vector<Values>& worths, const Actor* mover, const Bitset& asked,
                        Budget& budget);

// What is known beforehand of stability against an escape: what is stable where the members could
// not escape; and worths[k][s1], not above the k-th member's rank of s in s iff that member alone
// makes some sanction of s1 hold.
struct EscapeBounds {
  const Bitset* without_escape = nullptr;
  std::vector<Values> worths;
};
// The same where a sanction x counts iff some member finds it no better than s, and the same holds
// of everything that `own` leads to from x. `opponents`: their steps, each legal after any but
// itself. `bounds`: if known.
Bitset stable_without_escape(const Space& space, PartySet members, const Steps& own,
                             const std::vector<Steps>& opponents, const EscapeBounds* bounds,
                             const Actor* mover, Budget& budget);

// Steps of a mover of the space: all moves, or the improvements.
Steps moves_of(const Space& space, std::size_t mover);
Steps improvements_of(const Space& space, std::size_t mover);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_GROUP_H_
