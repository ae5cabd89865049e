// What cannot be bettered for all members of a group at once, among the outcomes that it can go to.
//
// Answers: can the group go from s to an outcome whose values all lie above given numbers?
// Definition: the frontier of a set of vectors is its part that no other vector of the set reaches
//   in every member. Some vector of the set lies strictly above v in every member iff some vector
//   of the frontier does.
// Shapes: one frontier per outcome from which the moves lead to the same outcomes (itself counted
//   in): in option form without order constraints all outcomes of a block with the same one-way
//   options share one; elsewhere every outcome has its own. Made when first asked for.
// Cost: a sort of those outcomes for one or two members, then a binary search per question; for
//   three or more members also their number times that of the frontier, and a pass per question.
// Checked by: tests/oracle; group_test.cc.
#ifndef DETENTE_ANALYSIS_STABILITY_FRONTIER_H_
#define DETENTE_ANALYSIS_STABILITY_FRONTIER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/stability/group.h"

namespace detente {

class Frontiers {
 public:
  // values[k][outcome]: of the k-th member; must outlive this and not change, as must `moves`.
  // `mover`: in the space, if outcomes that share its moves may share a frontier.
  Frontiers(const Space& space, const Steps& own, std::vector<std::span<const std::int32_t>> values,
            const Actor* mover, Budget& budget);

  // Does s, or an outcome that the moves lead to from s, have more than above[k] for every k?
  bool any_above(Outcome s, std::span<const std::int32_t> above);

 private:
  struct Frontier {
    bool made = false;
    std::vector<std::int32_t> vectors;  // [vector * members + member], the first member falling
  };
  Outcome representative(Outcome s) const;
  void make(Outcome at);

  const Space& space_;
  const Steps& own_;
  std::vector<std::span<const std::int32_t>> values_;
  std::vector<Place> free_;  // digits that the mover can change both ways
  Budget& budget_;
  std::vector<Frontier> frontiers_;  // [outcome]
  std::vector<Outcome> reached_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_FRONTIER_H_
