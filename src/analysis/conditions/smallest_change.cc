#include "analysis/conditions/smallest_change.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "analysis/conditions/box.h"
#include "analysis/readiness/lines.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::vector<int> varied_factors(const World& world, const SmallestChangeOptions& options) {
  if (!options.vary.empty()) return options.vary;
  std::vector<int> all = factors_in_force(world);
  if (all.size() > kMostVaried) all.resize(kMostVaried);
  return all;
}

class Search {
 public:
  Search(const World& world, Verdict want, const SmallestChangeOptions& options, Budget& budget)
      : world_(world),
        want_(want),
        options_(options),
        budget_(budget),
        test_(world, varied_factors(world, options)) {
    out_.varied = test_.factors();
    out_.curved = test_.curved();
    for (const int f : out_.varied) {
      const Factor& factor = world.dispute()->factors[static_cast<std::size_t>(f)];
      const double now = world.scenario().factors[static_cast<std::size_t>(f)];
      Interval within = factor.number.range.value_or(factor.domain);
      within = {std::min(within.low, now), std::max(within.high, now)};
      now_.push_back(now);
      out_.within.push_back(within);
      width_.push_back(within.high > within.low ? within.high - within.low : 1);
    }
    find_tips();
  }

  SmallestChange run(std::span<const FactorThresholds> thresholds) {
    if (out_.varied.empty()) {
      out_.proven = true;
      return std::move(out_);
    }
    guess(thresholds);
    branch();
    if (budget_.cancelled() || budget_.exhausted()) {
      out_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      out_.found = false;
      return std::move(out_);
    }
    out_.found = best_cost_ < kInfinite;
    if (out_.found) finish();
    return std::move(out_);
  }

 private:
  struct Part {
    double bound = 0;
    std::uint64_t number = 0;  // ties: first come, first served
    Box box;
    bool operator<(const Part& other) const {  // the queue gives the largest
      return bound != other.bound ? bound > other.bound : number > other.number;
    }
  };
  struct Look {
    Verdict centre = 0, near = 0, inner = 0;
    bool certain = false;
  };
  using Point = std::vector<double>;

  double cost(const Point& at) const {
    double sum = 0;
    for (std::size_t k = 0; k < at.size(); ++k) sum += std::abs(at[k] - now_[k]) / width_[k];
    return sum;
  }
  std::optional<World> world_at(const Point& at) const {
    Changes changes;
    for (std::size_t k = 0; k < at.size(); ++k) changes.set.emplace_back(out_.varied[k], at[k]);
    auto varied = world_.vary(changes);
    if (!varied) return std::nullopt;
    return std::move(*varied);
  }
  Verdict verdict_at(const Point& at) const {
    const auto world = world_at(at);
    return world ? find_verdict(*world, budget_) : 0;
  }

  // Values of one factor at which a comparison tips, the others as they are: good places to split.
  void find_tips() {
    tips_.resize(out_.varied.size());
    for (const Comparison& one : comparisons_in_force(world_, out_.varied)) {
      const Node& node = one.formula->nodes[static_cast<std::size_t>(one.node)];
      for (std::size_t k = 0; k < out_.varied.size(); ++k) {
        const Place place{world_.dispute(), world_.scenario().factors};
        const auto left = line_of(*one.formula, node.children[0], out_.varied[k], place);
        const auto right = line_of(*one.formula, node.children[1], out_.varied[k], place);
        if (!left || !right || left->slope == right->slope) continue;
        tips_[k].push_back((right->constant - left->constant) / (left->slope - right->slope));
      }
    }
  }

  // One factor alone, just beyond a threshold.
  void guess(std::span<const FactorThresholds> thresholds) {
    for (const FactorThresholds& of : thresholds) {
      const auto it = std::find(out_.varied.begin(), out_.varied.end(), of.factor);
      if (it == out_.varied.end()) continue;
      const auto k = static_cast<std::size_t>(it - out_.varied.begin());
      for (const Threshold& t : of.crossings) {
        const bool upwards = t.at >= now_[k];
        if ((upwards ? t.above : t.below) < want_) continue;
        Point at = now_;
        const double step = 1e-8 * width_[k];
        at[k] =
            std::clamp(t.at + (upwards ? step : -step), out_.within[k].low, out_.within[k].high);
        offer(at, -1);
      }
    }
  }
  // A value at which it may hold; a verdict below 0 is not known yet.
  void offer(const Point& at, Verdict verdict) {
    if (cost(at) >= best_cost_) return;
    if (verdict < 0) {
      verdict = verdict_at(at);
      ++out_.ladders;
    }
    if (verdict < want_) return;
    best_ = at;
    best_cost_ = cost(at);
  }

  void branch() {
    std::priority_queue<Part> queue;
    queue.push({0, 0, out_.within});
    std::uint64_t numbers = 1;
    double too_small = kInfinite;  // the least bound of parts that were not split any more
    constexpr std::size_t kRound = 16;
    while (!queue.empty() && queue.top().bound < best_cost_ - SmallestChange::kGap / 2) {
      if (out_.boxes >= options_.boxes || budget_.exhausted() || budget_.cancelled()) break;
      std::vector<Part> round;
      while (!queue.empty() && round.size() < kRound) {
        round.push_back(queue.top());
        queue.pop();
      }
      std::vector<Look> looks(round.size());
      parallel_for(round.size(), options_.threads,
                   [&](std::size_t k) { looks[k] = look(round[k].box); });
      for (std::size_t k = 0; k < round.size(); ++k) {
        ++out_.boxes;
        out_.ladders += 2;
        offer(near(round[k].box, false), looks[k].near);
        offer(near(round[k].box, true), looks[k].inner);
        offer(centre(round[k].box), looks[k].centre);
        if (looks[k].certain) continue;
        for (Box& half : halves(round[k].box)) {
          const double bound = distance(half);
          if (largest_side(half) < 1e-7) {
            too_small = std::min(too_small, bound);
          } else if (bound < best_cost_ - SmallestChange::kGap / 2) {
            queue.push({bound, numbers++, std::move(half)});
          }
        }
      }
      if (options_.progress)
        options_.progress(static_cast<double>(out_.boxes) / static_cast<double>(options_.boxes));
    }
    // parts within half the gap of the best were dropped unseen
    double bound = std::min(too_small, std::max(0.0, best_cost_ - SmallestChange::kGap / 2));
    if (!queue.empty()) bound = std::min(bound, queue.top().bound);
    out_.lower_bound = bound == kInfinite ? 0 : bound;
    out_.proven =
        best_cost_ < kInfinite ? best_cost_ - bound <= SmallestChange::kGap : bound == kInfinite;
  }
  Look look(const Box& box) const {
    Look out;
    const auto inside = world_at(centre(box));
    if (inside) {
      out.centre = find_verdict(*inside, budget_);
      out.certain = test_.certain(box, *inside, out.centre);
    }
    if (out.certain && out.centre < want_) return out;
    out.near = verdict_at(near(box, false));
    if (out.near < want_ && out.certain) out.inner = out.centre;
    return out;
  }
  static Point centre(const Box& box) {
    Point at;
    for (const Interval& side : box) at.push_back(side.low + (side.high - side.low) / 2);
    return at;
  }
  // The point of the box that is nearest to now, a millionth part of the way to the centre where it
  // would lie on a side; `inside` also where that side is the present value.
  Point near(const Box& box, bool inside) const {
    Point at = centre(box);
    for (std::size_t k = 0; k < box.size(); ++k) {
      const double nearest = std::clamp(now_[k], box[k].low, box[k].high);
      const bool on_side = nearest == box[k].low || nearest == box[k].high;
      if (!on_side || (nearest == now_[k] && !inside)) {
        at[k] = nearest;
      } else {
        at[k] = nearest + (at[k] - nearest) * 1e-6;
      }
    }
    return at;
  }
  double distance(const Box& box) const {
    double sum = 0;
    for (std::size_t k = 0; k < box.size(); ++k)
      sum += std::abs(std::clamp(now_[k], box[k].low, box[k].high) - now_[k]) / width_[k];
    return sum;
  }
  double side(const Box& box, std::size_t k) const {
    return (box[k].high - box[k].low) / width_[k];
  }
  double largest_side(const Box& box) const {
    double out = 0;
    for (std::size_t k = 0; k < box.size(); ++k) out = std::max(out, side(box, k));
    return out;
  }
  std::vector<Box> halves(const Box& box) const {
    std::size_t longest = 0;
    for (std::size_t k = 1; k < box.size(); ++k) {
      if (side(box, k) > side(box, longest)) longest = k;
    }
    double at = box[longest].low + (box[longest].high - box[longest].low) / 2;
    // where a condition tips, or at the present value, if that lies well inside
    const double slack = (box[longest].high - box[longest].low) / 16;
    const auto inside = [&](double x) {
      return x > box[longest].low + slack && x < box[longest].high - slack;
    };
    if (inside(now_[longest])) at = now_[longest];
    for (const double tip : tips_[longest]) {
      if (inside(tip)) at = tip;
    }
    std::vector<Box> out{box, box};
    out[0][longest].high = at;
    out[1][longest].low = at;
    return out;
  }

  void finish() {
    pull();
    out_.cost = cost(best_);
    out_.lower_bound = std::min(out_.lower_bound, out_.cost);
    out_.verdict = verdict_at(best_);
    Point back = best_;
    for (std::size_t k = 0; k < back.size(); ++k) {
      back[k] = now_[k] + (best_[k] - now_[k]) * (1 - 1e-6);
      if (best_[k] != now_[k]) out_.changes.push_back({out_.varied[k], now_[k], best_[k]});
    }
    out_.tight = verdict_at(back) < want_;
    out_.ladders += 2;
  }
  // Each factor as near to now as the others allow.
  void pull() {
    for (std::size_t k = 0; k < best_.size(); ++k) {
      if (best_[k] == now_[k]) continue;
      Point at = best_;
      at[k] = now_[k];
      ++out_.ladders;
      if (verdict_at(at) >= want_) {
        best_ = at;
        continue;
      }
      double bad = now_[k], good = best_[k];
      while (std::abs(good - bad) > 1e-9 * width_[k]) {
        at[k] = bad + (good - bad) / 2;
        if (at[k] == bad || at[k] == good) break;
        ++out_.ladders;
        (verdict_at(at) >= want_ ? good : bad) = at[k];
      }
      best_[k] = shortest(bad, good, best_, k);
    }
  }
  // The shortest decimal that works within a hair of the border, so that 0.6 is not 0.6000000003.
  double shortest(double bad, double good, const Point& best, std::size_t k) {
    Point at = best;
    for (int digits = 0; digits <= 8; ++digits) {
      const double scale = std::pow(10.0, digits);
      const double rounded = std::round(good * scale) / scale;
      if (std::abs(rounded - good) > 4e-9 * width_[k] + std::abs(good - bad)) continue;
      at[k] = rounded;
      ++out_.ladders;
      if (verdict_at(at) >= want_) return rounded;
    }
    return good;
  }

  const World& world_;
  Verdict want_;
  const SmallestChangeOptions& options_;
  Budget& budget_;
  BoxTest test_;
  std::vector<double> now_, width_;        // [varied factor]
  std::vector<std::vector<double>> tips_;  // [varied factor]
  Point best_;
  double best_cost_ = kInfinite;
  SmallestChange out_;
};

}  // namespace

SmallestChange find_smallest_change(const World& world, Verdict want,
                                    std::span<const FactorThresholds> thresholds,
                                    const SmallestChangeOptions& options, Budget& budget) {
  return Search(world, want, options, budget).run(thresholds);
}

}  // namespace detente
