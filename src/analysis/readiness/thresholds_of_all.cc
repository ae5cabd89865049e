#include <algorithm>

#include "analysis/readiness/thresholds.h"
#include "base/parallel.h"

namespace detente {

ThresholdsOfAll find_all_thresholds(const World& world, int threads, Budget& budget) {
  const std::size_t count = world.dispute()->factors.size();
  ThresholdsOfAll out;
  if (count == 0) return out;
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  const std::uint64_t part = left / count;
  std::vector<FactorThresholds> of(count);
  std::vector<std::uint64_t> ladders(count, 0), spent(count, 0);
  parallel_for(count, threads, [&](std::size_t f) {
    Budget mine(part, &budget);
    of[f] = find_thresholds(world, static_cast<int>(f), mine, ladders[f]);
    spent[f] = std::min(part, mine.spent());
  });
  for (std::size_t f = 0; f < count; ++f) {
    budget.spend(spent[f]);
    out.ladders += ladders[f];
    if (of[f].complete) {
      out.found.push_back(std::move(of[f]));
    } else {
      out.not_finished.push_back(static_cast<int>(f));
    }
  }
  return out;
}

}  // namespace detente
