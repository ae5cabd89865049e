#include "analysis/bargaining/deal_points.h"

#include <algorithm>

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

namespace {

constexpr int kDirections = 9;  // weighted sums whose best outcomes drop what they dominate

// Outcomes that no best outcome of some weighted sums dominates.
Bitset not_obviously_worse(const Bitset& outcomes, std::span<const std::int64_t* const> columns) {
  const std::size_t n = columns.size();
  std::vector<double> unit(n, 0);
  for (std::size_t p = 0; p < n; ++p) {
    bool any = false;
    std::int64_t least = 0, most = 0;
    outcomes.for_each([&](std::size_t s) {
      least = any ? std::min(least, columns[p][s]) : columns[p][s];
      most = any ? std::max(most, columns[p][s]) : columns[p][s];
      any = true;
    });
    unit[p] = most > least ? 1 / (static_cast<double>(most) - static_cast<double>(least)) : 0;
  }
  Bitset left = outcomes;
  for (int direction = 0; direction < kDirections; ++direction) {
    // the even sum first, then every party in turn counting more
    std::vector<double> weight = unit;
    if (direction > 0) weight[static_cast<std::size_t>(direction - 1) % n] *= 1 + direction;
    std::size_t best = 0;
    double value = 0;
    bool any = false;
    left.for_each([&](std::size_t s) {
      double sum = 0;
      for (std::size_t p = 0; p < n; ++p) sum += weight[p] * static_cast<double>(columns[p][s]);
      if (any && sum <= value) return;
      any = true;
      value = sum;
      best = s;
    });
    left.for_each([&](std::size_t s) {
      bool more = false;
      for (std::size_t p = 0; p < n; ++p) {
        if (columns[p][s] > columns[p][best]) return;
        more = more || columns[p][s] < columns[p][best];
      }
      if (more) left.reset(s);
    });
  }
  return left;
}

}  // namespace

DealPoints gather_efficient(const Bitset& outcomes, std::span<const std::int64_t* const> columns) {
  const DealPoints some = gather_points(not_obviously_worse(outcomes, columns), columns);
  DealPoints out;
  for (const std::size_t k : plain_frontier(some.vectors)) {
    out.starts.push_back(out.outcomes.size());
    out.vectors.push_back(some.vectors[k]);
    const auto behind = some.behind(k);
    out.outcomes.insert(out.outcomes.end(), behind.begin(), behind.end());
  }
  out.starts.push_back(out.outcomes.size());
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
