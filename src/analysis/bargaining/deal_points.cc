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

}  // namespace detente
