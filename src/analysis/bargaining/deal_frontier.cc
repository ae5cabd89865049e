#include "analysis/bargaining/deal_frontier.h"

#include <algorithm>
#include <optional>

#include "analysis/bargaining/fraction.h"
#include "analysis/bargaining/raiffa.h"

namespace detente {
namespace {

using Kind = DealSearch::Answer::Kind;
constexpr std::size_t kMostRaiffaPoints = 500;

// All vectors above `low` for every party.
struct Box {
  Point low;
  Point best;  // the largest sum of a box around this one; empty: none is known
  bool operator==(const Box& other) const { return low == other.low; }
};

class Boxes {
 public:
  Boxes(const DealSearch& search, bool deal, const Point& above, const Point& most)
      : search_(search), deal_(deal), most_(most) {
    Point all;
    for (std::size_t p = 0; p < search.parties(); ++p) {
      all.push_back(above.empty() ? search.scale(p).low - search.step(p)
                                  : above[p] - search.step(p));
      if (most.empty()) most_.push_back(search.scale(p).high);
    }
    boxes_.push_back({std::move(all), {}});
  }

  FoundDeals run(std::size_t most_points) {
    FoundDeals out;
    while (!boxes_.empty() && out.deals.size() < most_points) {
      const std::size_t place = largest();
      const auto answer = best_in(boxes_[place]);
      if (answer.kind == Kind::kStopped) break;
      if (answer.kind == Kind::kNone) {
        boxes_.erase(boxes_.begin() + static_cast<std::ptrdiff_t>(place));
        continue;
      }
      boxes_[place].best = answer.deal.utility;
      cut(answer.deal.utility);
      if (std::find(boxes_.begin(), boxes_.end(), asked_) != boxes_.end()) break;  // no progress
      out.deals.push_back(answer.deal);
    }
    drop_dominated(out.deals);
    out.done = boxes_.empty();
    if (!out.done && !out.deals.empty() && search_.exact()) {
      out.missed = missed(out.deals);
      out.done = out.missed == 0;  // whatever is left has a listed point that is as good for all
    }
    return out;
  }

 private:
  DealSearch::Answer best_in(const Box& box) {
    asked_ = box;
    LinearProgramme lp = deal_ ? search_.deals() : search_.table();
    std::vector<std::pair<int, double>> terms;
    for (std::size_t p = 0; p < box.low.size(); ++p) {
      if (box.low[p] >= search_.scale(p).low) search_.at_least(lp, p, box.low[p] + search_.step(p));
      search_.add_utility(terms, p, 1 / static_cast<double>(search_.step(p)));
    }
    DealSearch::aim(lp, terms);
    return search_.solve(lp, deal_);
  }

  double size_of(const Box& box) const {
    double size = 1;
    for (std::size_t p = 0; p < box.low.size(); ++p) {
      const auto& scale = search_.scale(p);
      const double all = static_cast<double>(scale.high) - static_cast<double>(scale.low) + 1;
      size *= (static_cast<double>(scale.high) - static_cast<double>(box.low[p])) / all;
    }
    return size;
  }
  std::size_t largest() const {
    std::size_t best = 0;
    for (std::size_t k = 1; k < boxes_.size(); ++k) {
      if (size_of(boxes_[k]) > size_of(boxes_[best])) best = k;
    }
    return best;
  }

  // Whatever is at most the point is of no interest any more.
  void cut(const Point& point) {
    std::vector<Box> kept, parts;
    for (Box& box : boxes_) {
      bool inside = true;
      for (std::size_t p = 0; p < point.size(); ++p) inside = inside && point[p] > box.low[p];
      if (!inside) {
        kept.push_back(std::move(box));
        continue;
      }
      for (std::size_t p = 0; p < point.size(); ++p) {
        parts.push_back(box);
        parts.back().low[p] = point[p];
      }
    }
    const auto within = [](const Box& a, const Box& b) {  // a lies in b
      return std::equal(a.low.begin(), a.low.end(), b.low.begin(), std::greater_equal<>());
    };
    std::vector<Box> fresh;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const bool covered = std::any_of(kept.begin(), kept.end(),
                                       [&](const Box& box) { return within(parts[k], box); }) ||
                           std::any_of(parts.begin(), parts.end(), [&](const Box& box) {
                             return within(parts[k], box) && (box != parts[k] || &box < &parts[k]);
                           });
      if (!covered) fresh.push_back(parts[k]);
    }
    boxes_ = std::move(kept);
    boxes_.insert(boxes_.end(), fresh.begin(), fresh.end());
  }

  // The most that anybody has at a vector that was not found and not at the nearest point found.
  std::int64_t missed(const std::vector<FoundDeal>& deals) const {
    std::int64_t out = 0;
    for (const Box& box : boxes_) {
      const Point upper = upper_bounds(box, deals);
      std::optional<std::int64_t> least;
      for (const FoundDeal& one : deals) {
        std::int64_t most = 0;
        for (std::size_t p = 0; p < upper.size(); ++p)
          most = std::max(most, upper[p] - one.utility[p]);
        least = std::min(least.value_or(most), most);
      }
      out = std::max(out, *least);
    }
    return out;
  }
  // What no vector in the box exceeds: a party's own most; what the largest sum of a box around it
  // leaves if all others have as little as they can; and what a point gives it that nobody else has
  // more at than the box asks, since no vector dominates an efficient point.
  Point upper_bounds(const Box& box, const std::vector<FoundDeal>& deals) const {
    Point out = most_;
    for (std::size_t p = 0; p < out.size(); ++p) {
      if (!box.best.empty()) {
        Int128 steps = 0;  // of the others
        for (std::size_t j = 0; j < out.size(); ++j) {
          if (j != p) steps += (box.best[j] - box.low[j]) / search_.step(j) - 1;
        }
        const Int128 most = box.best[p] + steps * search_.step(p);
        out[p] = static_cast<std::int64_t>(std::min<Int128>(out[p], most));
      }
      for (const FoundDeal& one : deals) {
        bool below = true;
        for (std::size_t j = 0; j < out.size() && below; ++j)
          below = j == p || one.utility[j] <= box.low[j];
        if (below) out[p] = std::min(out[p], one.utility[p]);
      }
    }
    return out;
  }

  // Only where the solver cannot tell neighbours apart.
  static void drop_dominated(std::vector<FoundDeal>& deals) {
    std::sort(deals.begin(), deals.end(),
              [](const FoundDeal& a, const FoundDeal& b) { return a.utility > b.utility; });
    std::vector<FoundDeal> kept;
    for (FoundDeal& one : deals) {
      const bool worse = std::any_of(kept.begin(), kept.end(), [&](const FoundDeal& other) {
        return std::equal(other.utility.begin(), other.utility.end(), one.utility.begin(),
                          std::greater_equal<>());
      });
      if (!worse) kept.push_back(std::move(one));
    }
    deals = std::move(kept);
  }

  const DealSearch& search_;
  bool deal_;
  Point most_;  // per party, what no vector exceeds
  std::vector<Box> boxes_;
  Box asked_;
};

}  // namespace

FoundDeals programme_frontier(const DealSearch& search, bool deal, std::size_t most_points,
                              const Point& above, const Point& most) {
  return Boxes(search, deal, above, most).run(most_points);
}

FoundDeals programme_raiffa(const DealSearch& search, const std::vector<std::int64_t>& no_deal) {
  FoundDeals out;
  const std::size_t n = search.parties();
  RaiffaReference at(no_deal);
  Point floor(n, 0), last_floor, last_most;
  RaiffaReference last = at;
  while (true) {
    LinearProgramme lp = search.deals();
    for (std::size_t p = 0; p < n; ++p) {
      floor[p] = at.ceiling(p);
      search.at_least(lp, p, floor[p]);
    }
    Point most;
    for (std::size_t p = 0; p < n; ++p) {
      search.aim_at_party(lp, p);
      const auto best = search.solve(lp);
      if (best.kind == Kind::kStopped) return out;
      if (!best.found()) break;
      most.push_back(best.deal.utility[p]);
    }
    if (most.size() < n) break;  // nothing is left above the reference
    LinearProgramme all = lp;
    for (std::size_t p = 0; p < n; ++p) search.at_least(all, p, most[p]);
    const auto attained = search.solve(all);
    if (attained.kind == Kind::kStopped) return out;
    if (attained.found()) {
      out.deals = {attained.deal};
      out.done = true;
      return out;
    }
    last = at;
    last_floor = floor;
    last_most = most;
    at.advance(most);
  }
  out.done = true;
  if (last_most.empty()) return out;
  const FoundDeals left = programme_frontier(search, true, kMostRaiffaPoints, last_floor);
  out.done = left.done;
  if (!left.done) return out;
  std::vector<Point> points;
  for (const FoundDeal& one : left.deals) points.push_back(one.utility);
  for (const std::size_t k : last.leximin(points, last_most)) out.deals.push_back(left.deals[k]);
  return out;
}

}  // namespace detente
