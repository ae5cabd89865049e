// Stability for a mover of several parties: they leave together or not at all, and one of them is
// enough to be deterred.
//
// Definition: docs/methods/stability.md, "What moves" and "The concepts".
// Method: for Nash, GMR and SEQ the least that each member can come to (focal.h) suffices: all
//   sanctions of s1 fail iff every member's least is better than s. For SMR and SSEQ it does not
//   (that an outcome better for all members can be reached from x is not a comparison with one
//   number), so sanctions are looked for one by one.
// Cost: moves of the group, times reach for SMR and SSEQ.
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

// s is stable iff no step to an s1 that all of `members` prefer to s has every member's worth above
// that of s. worths[k]: of the k-th member in order.
Bitset stable_by_worths(const Space& space, PartySet members, const Steps& own,
                        const std::vector<Values>& worths, Budget& budget);

// The same where a sanction x counts iff some member finds it no better than s, and the same holds
// of everything that `own` leads to from x. `opponents`: their steps, each legal after any but
// itself.
Bitset stable_without_escape(const Space& space, PartySet members, const Steps& own,
                             const std::vector<Steps>& opponents, Budget& budget);

// Steps of a mover of the space: all moves, or the improvements.
Steps moves_of(const Space& space, std::size_t mover);
Steps improvements_of(const Space& space, std::size_t mover);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_GROUP_H_
