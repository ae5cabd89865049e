#include "analysis/bargaining/deal_columns.h"

#include <algorithm>
#include <utility>

namespace detente {

DealColumns::DealColumns(const World& world, std::vector<int> who) : bargainers(std::move(who)) {
  for (const int p : bargainers) {
    utilities.push_back(utility_of(world, p));
    no_deal.push_back(utilities.back().no_deal);
    ranks.emplace_back();
    if (!utilities.back().cardinal) {
      const auto& rank = world.order(p).rank;
      ranks.back().assign(rank.begin(), rank.end());
    }
    all_cardinal = all_cardinal && utilities.back().cardinal;
  }
  for (std::size_t b = 0; b < utilities.size(); ++b)
    columns.push_back(utilities[b].cardinal ? utilities[b].utility.data() : ranks[b].data());
}

DealPoints candidate_points(const DealColumns& columns, const Bitset& deals, int threads) {
  bool below = false;
  deals.for_each([&](std::size_t s) {
    for (std::size_t b = 0; b < columns.columns.size() && columns.all_cardinal; ++b)
      below = below || columns.columns[b][s] < columns.no_deal[b];
  });
  return below ? gather_points(deals, columns.columns)
               : gather_efficient(deals, columns.columns, threads);
}

PlainProblem plain_problem(const DealColumns& columns, const std::vector<Point>& points,
                           std::vector<Decimal> weights, std::vector<Decimal> powers) {
  PlainProblem out{points, columns.no_deal, {}, std::move(weights), std::move(powers)};
  for (std::size_t p = 0; p < columns.bargainers.size(); ++p) {
    std::int64_t most = points.front()[p];
    for (const Point& one : points) most = std::max(most, one[p]);
    out.ideal.push_back(most);
  }
  return out;
}

std::vector<Outcome> solution_deals(const std::string& id, const DealColumns& columns,
                                    const Bitset& deals, int threads) {
  std::vector<Outcome> out;
  const DealPoints gathered = candidate_points(columns, deals, threads);
  if (gathered.size() == 0) return out;
  const std::vector<Decimal> ones(columns.bargainers.size(), Decimal::from_units(Decimal::kOne));
  const auto places = plain_solution(id, plain_problem(columns, gathered.vectors, ones, ones));
  for (const std::size_t k : places.value_or(Places{})) {
    const auto behind = gathered.behind(k);
    out.insert(out.end(), behind.begin(), behind.end());
  }
  return out;
}

}  // namespace detente
