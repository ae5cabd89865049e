#include "analysis/bargaining/deal_points.h"

#include <algorithm>
#include <utility>

#include "analysis/bargaining/frontier_explicit.h"

namespace detente {

DealPoints gather_points(const Bitset& outcomes, std::span<const std::int64_t* const> columns) {
  DealPoints out;
  out.outcomes = outcomes.members();
  std::sort(out.outcomes.begin(), out.outcomes.end(), [&](Outcome a, Outcome b) {
    for (const std::int64_t* column : columns) {
      if (column[a] != column[b]) return column[a] > column[b];
    }
    return a < b;
  });
  for (std::size_t k = 0; k < out.outcomes.size(); ++k) {
    const Outcome s = out.outcomes[k];
    const bool same = k > 0 && std::all_of(columns.begin(), columns.end(), [&](const auto* column) {
                        return column[s] == column[out.outcomes[k - 1]];
                      });
    if (same) continue;
    out.starts.push_back(k);
    Point vector;
    for (const std::int64_t* column : columns) vector.push_back(column[s]);
    out.vectors.push_back(std::move(vector));
  }
  out.starts.push_back(out.outcomes.size());
  return out;
}

DealPoints gather_efficient(const Bitset& outcomes, std::span<const std::int64_t* const> columns,
                            int threads) {
  ExplicitFrontier found = explicit_frontier(columns, outcomes, threads);
  DealPoints out;
  for (std::size_t k = 0; k < found.size(); ++k) {
    Point vector;
    for (const std::int64_t* column : columns)
      vector.push_back(column[found.outcomes[found.starts[k]]]);
    out.vectors.push_back(std::move(vector));
  }
  out.outcomes = std::move(found.outcomes);
  out.starts = std::move(found.starts);
  return out;
}

FallbackDeals fallback_deals(const Bitset& deals,
                             std::span<const std::span<const std::int32_t>> ranks,
                             std::size_t quota) {
  // better[p][r]: deals that p prefers to one of rank r
  std::vector<std::vector<std::int64_t>> better;
  for (const auto rank : ranks) {
    std::int32_t most = 0;
    deals.for_each([&](std::size_t s) { most = std::max(most, rank[s]); });
    std::vector<std::int64_t> count(static_cast<std::size_t>(most) + 2, 0);
    deals.for_each([&](std::size_t s) { ++count[static_cast<std::size_t>(rank[s])]; });
    std::int64_t above = 0;
    for (std::size_t r = count.size(); r-- > 0;) {
      const std::int64_t here = count[r];
      count[r] = above;
      above += here;
    }
    better.push_back(std::move(count));
  }
  FallbackDeals out{0, Bitset(deals.size())};
  std::vector<std::int64_t> places(ranks.size());
  deals.for_each([&](std::size_t s) {
    for (std::size_t p = 0; p < ranks.size(); ++p)
      places[p] = 1 + better[p][static_cast<std::size_t>(ranks[p][s])];
    std::nth_element(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(quota - 1),
                     places.end());
    const std::int64_t depth = places[quota - 1];
    if (out.depth == 0 || depth < out.depth) {
      out.depth = depth;
      out.deals = Bitset(deals.size());
    }
    if (depth == out.depth) out.deals.set(s);
  });
  return out;
}

}  // namespace detente
