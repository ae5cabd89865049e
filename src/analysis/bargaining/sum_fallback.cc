#include "analysis/bargaining/sum_fallback.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <utility>

#include "analysis/bargaining/sum_count.h"
#include "analysis/bargaining/sum_reach.h"

namespace detente {
namespace {

constexpr std::uint64_t kRankWork = 300'000'000;  // steps of partial sums

std::string too_many_sums(const Budget& budget) {
  return budget.exhausted() || budget.cancelled()
             ? "the counts were ended at the work that they may take"
             : fmt::format("the values have more than {} different partial sums", kMostSums);
}

class Fallback {
 public:
  Fallback(const AdditiveForm& deals, const std::vector<Point>* efficient,
           const DrawnRanksAsked& asked, Budget& budget)
      : deals_(deals), efficient_(efficient), asked_(asked), budget_(budget) {}

  Fallbacks run() {
    Budget counting(std::min(kRankWork, budget_.limit()), &budget_);
    if (!counted(counting) && !drawn()) return std::move(out_);
    budget_.spend(counting.spent());
    out_.quotas.resize(parties());
    if (efficient_ != nullptr) {
      for (std::size_t quota = 1; quota <= parties(); ++quota) scan(quota);
    } else if (!search()) {
      return std::move(out_);
    }
    for (std::size_t quota = 1; quota <= parties(); ++quota) {
      FallbackRow& row = out_.quotas[quota - 1];
      if (row.depth) count(quota, row);
    }
    return std::move(out_);
  }

 private:
  std::size_t parties() const { return deals_.floor.size(); }

  // Ranks as numbers of deals.
  bool counted(Budget& budget) {
    std::vector<std::vector<WideInteger>> ranks;
    for (std::size_t p = 0; p < parties(); ++p) {
      const auto spread = spread_of_sums(deals_, p, budget);
      if (!spread) {
        out_.why_drawn = too_many_sums(budget);
        steps_.clear();
        return false;
      }
      RankSteps steps;
      WideInteger next = 1;
      ranks.emplace_back();
      for (const auto& [value, ways] : *spread) {
        steps.value.push_back(value);
        ranks.back().push_back(next);
        next += ways;
      }
      depths_.insert(depths_.end(), ranks.back().begin(), ranks.back().end());
      steps_.push_back(std::move(steps));
    }
    std::sort(depths_.begin(), depths_.end());
    depths_.erase(std::unique(depths_.begin(), depths_.end()), depths_.end());
    for (std::size_t p = 0; p < parties(); ++p) {
      for (const WideInteger& rank : ranks[p]) {
        steps_[p].level.push_back(static_cast<std::size_t>(
            std::lower_bound(depths_.begin(), depths_.end(), rank) - depths_.begin()));
      }
    }
    levels_ = depths_.size();
    return true;
  }
  // Ranks as parts of the deals.
  bool drawn() {
    auto deals = draw_deals(deals_, asked_, budget_);
    for (const auto& party : deals) out_.drawn += party.size();
    if (std::any_of(deals.begin(), deals.end(), [](const auto& some) { return some.empty(); })) {
      out_.why_not =
          "ranks are counts of deals: " + out_.why_drawn + ", and no deal was met by drawing";
      return false;
    }
    drawn_.emplace(std::move(deals));
    steps_ = drawn_->steps();
    levels_ = drawn_->levels();
    return true;
  }

  void scan(std::size_t quota) {
    FallbackRow& row = out_.quotas[quota - 1];
    std::size_t best = levels_, party = 0;
    for (std::size_t k = 0; k < efficient_->size(); ++k) {
      const auto [level, who] = quota_level(steps_, (*efficient_)[k], quota);
      if (level > best) continue;
      if (level < best) row.efficient.clear();
      best = level;
      party = who;
      row.efficient.push_back(k);
    }
    say_depth(row, best, party, (*efficient_)[row.efficient.back()]);
  }
  bool search() {
    const ReachDeal reach = [&](const auto& least) { return reach_sum(deals_, least, budget_); };
    auto found = search_fallbacks(steps_, levels_, reach, budget_);
    for (std::size_t k = 0; k < found.size(); ++k) {
      if (!found[k]) {
        out_.quotas.clear();
        out_.why_not = "no deal was found within the work that it may take";
        return false;
      }
      FallbackRow& row = out_.quotas[k];
      row.proven = found[k]->proven;
      row.deal = undominated(deals_, std::move(*found[k]), budget_);
      const auto [level, party] = quota_level(steps_, row.deal->utility, k + 1);
      say_depth(row, level, party, row.deal->utility);
    }
    return true;
  }
  void say_depth(FallbackRow& row, std::size_t level, std::size_t party, const Point& utility) {
    if (drawn_) {
      row.share = drawn_->better(party, utility[party]);
    } else {
      row.depth = depths_[level];
    }
  }

  // A deal has the depth if at least `quota` parties have as much as the depth asks: the number of
  // those at which all of a set have, for every set, put together.
  void count(std::size_t quota, FallbackRow& row) {
    if (parties() > kMostFallbackParties) {
      row.why_no_count = fmt::format("there are more than {} parties", kMostFallbackParties);
      return;
    }
    const auto level = static_cast<std::size_t>(
        std::lower_bound(depths_.begin(), depths_.end(), *row.depth) - depths_.begin());
    std::vector<std::size_t> who(parties());
    std::iota(who.begin(), who.end(), std::size_t{0});
    WideInteger total = 0;
    for (std::size_t set = 1; set < std::size_t{1} << parties(); ++set) {
      const auto size = static_cast<std::size_t>(std::popcount(set));
      if (size < quota) continue;
      AdditiveForm some = deals_;
      for (std::size_t p = 0; p < parties(); ++p) {
        if ((set >> p & 1U) != 0)
          some.floor[p] = std::max(some.floor[p], steps_[p].least(level).value());
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
  const std::vector<Point>* efficient_;
  const DrawnRanksAsked& asked_;
  Budget& budget_;
  std::vector<RankSteps> steps_;  // [party]
  std::size_t levels_ = 0;
  std::vector<WideInteger> depths_;  // [level], if ranks are counted
  std::optional<DrawnRanks> drawn_;  // else
  Fallbacks out_;
};

}  // namespace

Fallbacks sum_fallback(const AdditiveForm& deals, const std::vector<Point>* efficient,
                       const DrawnRanksAsked& asked, Budget& budget) {
  return Fallback(deals, efficient, asked, budget).run();
}

}  // namespace detente
