#include "analysis/stability/maximin.h"

#include <algorithm>
#include <bit>

#include "analysis/stability/focal.h"

namespace detente {

Bitset maximin_stable(const Space& space, std::size_t mover, int h, Reach& reach) {
  const Values& rank = space.order(std::countr_zero(space.movers()[mover].members)).rank;
  // the value of k moves, the mover's turn (k of the parity of h) or the opponents' in turn; the
  // last mover of the h - 1 that follow the first is the opponents' if h is even
  Values value = rank;
  for (int k = 1; k < h; ++k) {
    const bool opponents = (h - 1 - k) % 2 == 0;
    value = opponents ? lesser(reach.least_by_moves(value), rank)
                      : greater(best_by_own_moves(space, mover, std::move(value)), rank);
  }
  const Values best = best_by_own_moves(space, mover, std::move(value));
  Bitset stable(space.size());
  space.feasible().for_each([&](std::size_t s) {
    if (best[s] <= rank[s]) stable.set(s);
  });
  return stable;
}

}  // namespace detente
