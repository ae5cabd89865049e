#include "analysis/bargaining/fairness.h"

#include <algorithm>

namespace detente {

DealFairness judge_deal(std::span<const std::int64_t> utility,
                        std::span<const std::int64_t> no_deal, std::span<const std::int64_t> ideal,
                        std::span<const std::int64_t> reference) {
  DealFairness out;
  const auto n = static_cast<std::int64_t>(utility.size());
  const Fraction part = Fraction::of(1, std::max<std::int64_t>(n, 1));
  std::optional<Fraction> first;
  out.equitable = out.proportional = true;
  bool fits = true;
  for (std::size_t b = 0; b < utility.size(); ++b) {
    if (utility[b] < reference[b]) out.losers.push_back(static_cast<int>(b));
    if (ideal[b] <= no_deal[b]) {
      out.shares.emplace_back();
      continue;
    }
    const Fraction share = Fraction::of(static_cast<Int128>(utility[b]) - no_deal[b],
                                        static_cast<Int128>(ideal[b]) - no_deal[b]);
    out.shares.emplace_back(share);
    if (!first) first = share;
    out.equitable = out.equitable && compare(share, *first, &fits) == 0;
    out.proportional = out.proportional && compare(share, part, &fits) >= 0;
  }
  return out;
}

}  // namespace detente
