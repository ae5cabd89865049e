#include "analysis/bargaining/fallback_search.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace detente {
namespace {

class FallbackSearch {
 public:
  FallbackSearch(const std::vector<RankSteps>& ranks, std::size_t levels, const ReachDeal& reach,
                 Budget& budget)
      : ranks_(ranks), levels_(levels), reach_(reach), budget_(budget) {}

  std::vector<std::optional<FallbackDeal>> run() {
    std::vector<std::optional<FallbackDeal>> out(ranks_.size());
    for (std::size_t quota = ranks_.size(); quota >= 1; --quota) {
      best_.reset();
      for (const ReachedDeal& deal : known_) compare(deal, quota);
      bool proven = true;
      std::vector<char> set(ranks_.size(), 0);
      std::fill(set.begin(), set.begin() + static_cast<std::ptrdiff_t>(quota), 1);
      do {
        if (budget_.exhausted() || budget_.cancelled()) {
          proven = false;
          break;
        }
        budget_.spend(ranks_.size());
        proven = improve(set, quota) && proven;
      } while (std::prev_permutation(set.begin(), set.end()));
      if (best_) best_->proven = proven;
      out[quota - 1] = best_;
    }
    return out;
  }

 private:
  // Whether it is known that no deal gives the set a better level than the best.
  bool improve(const std::vector<char>& set, std::size_t quota) {
    bool sure = true;
    std::size_t none = 0;  // levels below this one: no deal has them for all of the set
    std::size_t probe = best_ ? best_->level : levels_;  // is there one below this one?
    while (none < probe) {
      const ReachedDeal deal = below(set, probe);
      const bool found = deal.kind == ReachedDeal::Kind::kFound &&
                         quota_level(ranks_, deal.utility, quota).first < probe;
      if (found) {
        known_.push_back(deal);
        compare(deal, quota);
      } else {
        sure = sure && deal.kind == ReachedDeal::Kind::kNone;
        none = probe;
      }
      const std::size_t most = best_ ? best_->level : levels_;
      if (none >= most) break;
      probe = none + (most - none + 1) / 2;
    }
    return sure;
  }

  // A deal whose levels are below this one for all of the set.
  ReachedDeal below(const std::vector<char>& set, std::size_t level) const {
    std::vector<std::optional<std::int64_t>> least(ranks_.size());
    for (std::size_t p = 0; p < ranks_.size(); ++p) {
      if (set[p] == 0) continue;
      least[p] = level == 0 ? std::nullopt : ranks_[p].least(level - 1);
      if (!least[p]) return {ReachedDeal::Kind::kNone, {}, {}};
    }
    return reach_(least);
  }

  void compare(const ReachedDeal& deal, std::size_t quota) {
    const auto [level, party] = quota_level(ranks_, deal.utility, quota);
    if (best_ && level >= best_->level) return;
    best_ = FallbackDeal{level, party, true, deal.utility, deal.choice};
  }

  const std::vector<RankSteps>& ranks_;
  std::size_t levels_;
  const ReachDeal& reach_;
  Budget& budget_;
  std::vector<ReachedDeal> known_;
  std::optional<FallbackDeal> best_;
};

}  // namespace

std::size_t RankSteps::level_of(std::int64_t utility) const {
  const auto at = std::lower_bound(value.begin(), value.end(), utility, std::greater<>());
  return level[static_cast<std::size_t>(at - value.begin())];
}

std::optional<std::int64_t> RankSteps::least(std::size_t most) const {
  const auto at = std::upper_bound(level.begin(), level.end(), most);
  if (at == level.begin()) return std::nullopt;
  return value[static_cast<std::size_t>(at - level.begin()) - 1];
}

std::pair<std::size_t, std::size_t> quota_level(const std::vector<RankSteps>& ranks,
                                                const Point& utility, std::size_t quota) {
  std::vector<std::pair<std::size_t, std::size_t>> levels;
  for (std::size_t p = 0; p < ranks.size(); ++p)
    levels.emplace_back(ranks[p].level_of(utility[p]), p);
  const auto at = levels.begin() + static_cast<std::ptrdiff_t>(quota - 1);
  std::nth_element(levels.begin(), at, levels.end());
  return *at;
}

std::vector<std::optional<FallbackDeal>> search_fallbacks(const std::vector<RankSteps>& ranks,
                                                          std::size_t levels,
                                                          const ReachDeal& reach, Budget& budget) {
  return FallbackSearch(ranks, levels, reach, budget).run();
}

}  // namespace detente
