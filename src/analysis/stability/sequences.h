// Shortest legal sequences of moves or of improvements from one outcome: paths and sanctions.
//
// Definition: docs/methods/stability.md, R_H(s) and R+_H(s): no mover twice running.
// Source: status quo analysis, Li, Kilgour & Hipel 2005.
// Method: breadth first. An outcome is entered at most twice: by whoever comes first, and by the
//   first other mover, after whom the first comer may move again.
// Cost: O(moves from the outcomes reached).
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_STABILITY_SEQUENCES_H_
#define DETENTE_ANALYSIS_STABILITY_SEQUENCES_H_

#include <functional>
#include <optional>
#include <vector>

#include "space/space.h"

namespace detente {

struct SequenceStep {
  std::size_t mover = 0;  // in the space
  Outcome to = 0;
};

class Sequences {
 public:
  Sequences(const Space& space, std::vector<std::size_t> movers, bool improving);

  // Searches from `start` until `goal` holds at an outcome that a sequence of at least one move
  // leads to; that outcome. Without a goal everything is searched.
  std::optional<Outcome> search(Outcome start, const std::function<bool(Outcome)>& goal = {});
  // After a search: the length of a shortest sequence to x, -1 if none; 0 at the start.
  int distance(Outcome x) const;
  // A shortest sequence to x (the first in the order of movers and outcomes). Requires distance >=
  // 0.
  std::vector<SequenceStep> path_to(Outcome x) const;

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  bool enter(Outcome x, std::uint32_t mover, std::uint32_t from);

  const Space& space_;
  std::vector<std::size_t> movers_;
  bool improving_;
  std::vector<std::uint32_t> parent_, last_;  // [2 * outcome + which entry]
  std::vector<std::int32_t> distance_;
  std::vector<std::uint32_t> queue_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_SEQUENCES_H_
