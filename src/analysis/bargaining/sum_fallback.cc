#include "analysis/bargaining/sum_fallback.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <utility>

#include "analysis/bargaining/sum_count.h"

namespace detente {
namespace {

// A party's ranks of all deals.
struct Ranks {
  std::vector<std::int64_t> value;  // different utilities of deals, the largest first
  std::vector<WideInteger> rank;    // of each

  const WideInteger& of(std::int64_t utility) const {
    const auto at = std::lower_bound(value.begin(), value.end(), utility, std::greater<>());
    return rank[static_cast<std::size_t>(at - value.begin())];
  }
  // The least utility whose rank is `depth` or better. Requires depth >= 1.
  std::int64_t least(const WideInteger& depth) const {
    const auto at = std::upper_bound(rank.begin(), rank.end(), depth);
    return value[static_cast<std::size_t>(at - rank.begin()) - 1];
  }
};

std::string too_many_sums(const Budget& budget) {
  return budget.exhausted() || budget.cancelled()
             ? "the counts were ended at the work that they may take"
             : fmt::format("the values have more than {} different partial sums", kMostSums);
}

class Fallback {
 public:
  Fallback(const AdditiveForm& deals, const std::vector<Point>& efficient, Budget& budget)
      : deals_(deals), efficient_(efficient), budget_(budget) {}

  SumFallbacks run() {
    SumFallbacks out;
    for (std::size_t p = 0; p < parties(); ++p) {
      const auto spread = spread_of_sums(deals_, p, budget_);
      if (!spread) {
        out.why_not = "ranks are counts of deals: " + too_many_sums(budget_);
        return out;
      }
      Ranks ranks;
      WideInteger next = 1;
      for (const auto& [value, ways] : *spread) {
        ranks.value.push_back(value);
        ranks.rank.push_back(next);
        next += ways;
      }
      ranks_.push_back(std::move(ranks));
    }
    for (std::size_t quota = 1; quota <= parties(); ++quota) {
      SumFallback row = best(quota);
      count(quota, row);
      out.quotas.push_back(std::move(row));
    }
    return out;
  }

 private:
  std::size_t parties() const { return deals_.floor.size(); }

  SumFallback best(std::size_t quota) const {
    SumFallback out;
    std::vector<const WideInteger*> ranks(parties());
    for (std::size_t k = 0; k < efficient_.size(); ++k) {
      for (std::size_t p = 0; p < parties(); ++p) ranks[p] = &ranks_[p].of(efficient_[k][p]);
      const auto its = ranks.begin() + static_cast<std::ptrdiff_t>(quota - 1);
      std::nth_element(ranks.begin(), its, ranks.end(),
                       [](const WideInteger* a, const WideInteger* b) { return *a < *b; });
      if (!out.efficient.empty() && **its > out.depth) continue;
      if (out.efficient.empty() || **its < out.depth) {
        out.depth = **its;
        out.efficient.clear();
      }
      out.efficient.push_back(k);
    }
    return out;
  }

  // A deal has the depth if at least `quota` parties have as much as the depth asks: the number of
  // those at which all of a set have, for every set, put together.
  void count(std::size_t quota, SumFallback& row) {
    if (parties() > kMostFallbackParties) {
      row.why_no_count = fmt::format("there are more than {} parties", kMostFallbackParties);
      return;
    }
    std::vector<std::size_t> who(parties());
    std::iota(who.begin(), who.end(), std::size_t{0});
    WideInteger total = 0;
    for (std::size_t set = 1; set < std::size_t{1} << parties(); ++set) {
      const auto size = static_cast<std::size_t>(std::popcount(set));
      if (size < quota) continue;
      AdditiveForm some = deals_;
      for (std::size_t p = 0; p < parties(); ++p) {
        if ((set >> p & 1U) != 0)
          some.floor[p] = std::max(some.floor[p], ranks_[p].least(row.depth));
      }
      const auto all = count_sums(some, who, budget_);
      if (!all) {
        row.why_no_count = too_many_sums(budget_);
        return;
      }
      const WideInteger times = *all * choose(size - 1, quota - 1);
      if ((size - quota) % 2 == 0) {
        total += times;
      } else {
        total -= times;
      }
    }
    row.deals = std::move(total);
  }
  static std::uint64_t choose(std::size_t n, std::size_t k) {
    std::uint64_t out = 1;
    for (std::size_t i = 1; i <= k; ++i) out = out * (n - k + i) / i;
    return out;
  }

  const AdditiveForm& deals_;
  const std::vector<Point>& efficient_;
  Budget& budget_;
  std::vector<Ranks> ranks_;  // [party]
};

}  // namespace

SumFallbacks sum_fallback(const AdditiveForm& deals, const std::vector<Point>& efficient,
                          Budget& budget) {
  return Fallback(deals, efficient, budget).run();
}

}  // namespace detente
