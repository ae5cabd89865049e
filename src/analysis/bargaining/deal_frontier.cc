#include "analysis/bargaining/deal_frontier.h"

#include <algorithm>

#include "analysis/bargaining/raiffa.h"

namespace detente {
namespace {

using Kind = DealSearch::Answer::Kind;
constexpr std::size_t kMostRaiffaPoints = 500;

class Boxes {
 public:
  Boxes(const DealSearch& search, bool deal, const Point& above) : search_(search), deal_(deal) {
    Point all;
    for (std::size_t p = 0; p < search.parties(); ++p)
      all.push_back(above.empty() ? search.scale(p).low - search.step(p)
                                  : above[p] - search.step(p));
    boxes_.push_back(std::move(all));
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
      cut(answer.deal.utility);
      if (std::find(boxes_.begin(), boxes_.end(), asked_) != boxes_.end()) break;  // no progress
      out.deals.push_back(answer.deal);
    }
    out.done = boxes_.empty();
    drop_dominated(out.deals);
    return out;
  }

 private:
  DealSearch::Answer best_in(const Point& box) {
    asked_ = box;
    LinearProgramme lp = deal_ ? search_.deals() : search_.table();
    std::vector<std::pair<int, double>> terms;
    for (std::size_t p = 0; p < box.size(); ++p) {
      if (box[p] >= search_.scale(p).low) search_.at_least(lp, p, box[p] + search_.step(p));
      search_.add_utility(terms, p, 1 / static_cast<double>(search_.step(p)));
    }
    DealSearch::aim(lp, terms);
    return search_.solve(lp, deal_);
  }

  double size_of(const Point& box) const {
    double size = 1;
    for (std::size_t p = 0; p < box.size(); ++p) {
      const auto& scale = search_.scale(p);
      const double all = static_cast<double>(scale.high) - static_cast<double>(scale.low) + 1;
      size *= (static_cast<double>(scale.high) - static_cast<double>(box[p])) / all;
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
    std::vector<Point> kept, parts;
    for (Point& box : boxes_) {
      bool inside = true;
      for (std::size_t p = 0; p < box.size(); ++p) inside = inside && point[p] > box[p];
      if (!inside) {
        kept.push_back(std::move(box));
        continue;
      }
      for (std::size_t p = 0; p < box.size(); ++p) {
        parts.push_back(box);
        parts.back()[p] = point[p];
      }
    }
    const auto within = [](const Point& a, const Point& b) {  // a's box lies in b's
      return std::equal(a.begin(), a.end(), b.begin(), std::greater_equal<>());
    };
    std::vector<Point> fresh;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const bool covered = std::any_of(kept.begin(), kept.end(),
                                       [&](const Point& box) { return within(parts[k], box); }) ||
                           std::any_of(parts.begin(), parts.end(), [&](const Point& box) {
                             return within(parts[k], box) && (box != parts[k] || &box < &parts[k]);
                           });
      if (!covered) fresh.push_back(parts[k]);
    }
    boxes_ = std::move(kept);
    boxes_.insert(boxes_.end(), fresh.begin(), fresh.end());
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
  std::vector<Point> boxes_;
  Point asked_;
};

}  // namespace

FoundDeals programme_frontier(const DealSearch& search, bool deal, std::size_t most_points,
                              const Point& above) {
  return Boxes(search, deal, above).run(most_points);
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
