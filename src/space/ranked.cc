#include "space/ranked.h"

namespace detente {

RankedOutcomes ranked_outcomes(const World& world) {
  RankedOutcomes out;
  world.feasible().for_each([&](std::size_t s) {
    out.outcomes.push_back(world.layout().options(static_cast<Outcome>(s)));
  });
  for (int p = 0; p < static_cast<int>(world.parties()); ++p) {
    const PartyOrder& order = world.order(p);
    std::vector<int>& ranks = out.rank.emplace_back();
    ranks.reserve(out.outcomes.size());
    world.feasible().for_each(
        [&](std::size_t s) { ranks.push_back(static_cast<int>(order.ranks - order.rank[s])); });
  }
  return out;
}

}  // namespace detente
