#include "analysis/bargaining/sum_reach.h"

#include <algorithm>
#include <utility>

#include "analysis/bargaining/sum_search.h"

namespace detente {
namespace {

constexpr std::uint64_t kQuestion = 1000;  // work that a question takes before its first branch

double in_units(std::int64_t units) { return static_cast<double>(units) / 1e9; }

std::int64_t most_of(const AdditiveForm& deals, std::size_t party) {
  std::int64_t out = 0;
  for (const auto& options : deals.value[party])
    out += *std::max_element(options.begin(), options.end());
  return out;
}

SumSearchResult ask(const AdditiveForm& deals, SumObjective objective, const Point& floors,
                    Budget& budget) {
  for (const std::int64_t floor : floors) objective.floor.push_back(in_units(floor));
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  Budget own(std::min(kReachWork, left), &budget);
  SumSearchResult out = search_sums(deals.value, floors, objective, own);
  budget.spend(own.spent() + kQuestion);
  return out;
}

}  // namespace

ReachedDeal reach_sum(const AdditiveForm& deals,
                      const std::vector<std::optional<std::int64_t>>& least, Budget& budget) {
  SumObjective gain;
  gain.kind = SumObjective::Kind::kLeast;
  gain.at_least = 0;
  gain.first = true;
  Point floors = deals.floor;
  const bool any = std::any_of(least.begin(), least.end(), [](const auto& x) { return !!x; });
  for (std::size_t p = 0; p < floors.size(); ++p) {
    if (least[p]) floors[p] = std::max(floors[p], *least[p]);
    const std::int64_t range = most_of(deals, p) - floors[p];
    if (range < 0) return {ReachedDeal::Kind::kNone, {}, {}};
    gain.scale.push_back(least[p] || !any ? 1 / in_units(std::max<std::int64_t>(range, 1)) : 0);
    gain.zero.push_back(in_units(floors[p]));
  }
  SumSearchResult found = ask(deals, std::move(gain), floors, budget);
  if (!found.found.empty()) {
    return {ReachedDeal::Kind::kFound, std::move(found.found.front().utility),
            std::move(found.found.front().choice)};
  }
  return {found.complete ? ReachedDeal::Kind::kNone : ReachedDeal::Kind::kStopped, {}, {}};
}

FallbackDeal undominated(const AdditiveForm& deals, FallbackDeal deal, Budget& budget) {
  SumObjective sum;
  for (std::size_t p = 0; p < deal.utility.size(); ++p) {
    sum.scale.push_back(1 /
                        in_units(std::max<std::int64_t>(most_of(deals, p) - deal.utility[p], 1)));
    sum.zero.push_back(0);
  }
  SumSearchResult found = ask(deals, std::move(sum), deal.utility, budget);
  const auto total = [&](const Point& utility) {
    double out = 0;
    for (std::size_t p = 0; p < utility.size(); ++p)
      out += in_units(utility[p] - deal.utility[p]) /
             in_units(std::max<std::int64_t>(most_of(deals, p) - deal.utility[p], 1));
    return out;
  };
  double best = 0;
  Point better;
  for (SumFound& one : found.found) {
    if (total(one.utility) <= best) continue;
    best = total(one.utility);
    better = std::move(one.utility);
    deal.choice = std::move(one.choice);
  }
  if (!better.empty()) deal.utility = std::move(better);
  return deal;
}

}  // namespace detente
