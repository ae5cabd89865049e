#include <algorithm>

#include "analysis/readiness/thresholds.h"
#include "base/parallel.h"

namespace detente {
namespace {

bool has_world(const World& world, int factor, double x, Budget& budget) {
  budget.spend(world.size());
  Changes changes;
  changes.set.emplace_back(factor, x);
  return world.vary(changes).has_value();
}

// Tells verdicts of 0 where there is no world from those of worlds in which nothing is possible.
void tell_impossible(const World& world, FactorThresholds& of, Budget& budget) {
  const Interval domain = world.dispute()->factors[static_cast<std::size_t>(of.factor)].domain;
  const double beside = 1e-6 * (domain.high - domain.low);
  auto& all = of.crossings;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const double at = all[k].at;
    const double low = k == 0 ? domain.low : all[k - 1].at;
    const double high = k + 1 == all.size() ? domain.high : all[k + 1].at;
    if (all[k].below == 0 &&
        !has_world(world, of.factor, at - std::min(beside, (at - low) / 2), budget))
      all[k].below = kNoWorld;
    if (all[k].above == 0 &&
        !has_world(world, of.factor, at + std::min(beside, (high - at) / 2), budget))
      all[k].above = kNoWorld;
  }
  for (SingleValue& one : of.singles) {
    if (one.verdict == 0 && !has_world(world, of.factor, one.at, budget)) one.verdict = kNoWorld;
  }
}

}  // namespace

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
    tell_impossible(world, of[f], mine);
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
