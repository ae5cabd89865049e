// Limited-move stability (L_h) and non-myopic stability for two parties: how far must they look
// ahead for an outcome to hold?
//
// Definition: docs/methods/stability.md, "Limited moves". G_h(i, s) is the outcome that i foresees
//   from s if it moves first and h moves can follow; s is L_h stable iff G_h(i, s) = s.
// Source: Zagare 1984; Kilgour 1985; Brams & Wittman 1981; Fang, Hipel & Kilgour 1993.
// Deviates: the literature leaves open which of several equally good moves is taken; here it is the
//   one with the smallest outcome index.
// Shapes: per horizon and mover the outcomes that are stable; movers in the space's order.
// Cost: O(moves) per horizon. Non-myopic stability: until the pair of functions repeats (Brent
//   1980). Checked by: tests/oracle; the 2x2 games of casebook.
#ifndef DETENTE_ANALYSIS_STABILITY_LIMITED_H_
#define DETENTE_ANALYSIS_STABILITY_LIMITED_H_

#include <array>
#include <optional>
#include <vector>

#include "base/limits.h"
#include "space/space.h"

namespace detente {

struct Limited {
  std::vector<std::array<Bitset, 2>> horizon;  // [h - 1][mover]
  std::array<Bitset, 2> nonmyopic;
  std::uint64_t period = 0;                // of the foreseen outcomes, in moves
  StopReason stopped = StopReason::kDone;  // else `nonmyopic` is not worked out
};
// Horizons 1 to `horizons`. Nothing unless there are exactly two movers, each of one party.
std::optional<Limited> find_limited(const Space& space, int horizons, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_LIMITED_H_
