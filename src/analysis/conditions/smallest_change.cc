#include "analysis/conditions/smallest_change.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "analysis/conditions/box_space.h"
#include "analysis/conditions/linear_search.h"
#include "analysis/conditions/pull.h"
#include "analysis/conditions/sampled_change.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::vector<int> varied_factors(const World& world, const SmallestChangeOptions& options) {
  return options.vary.empty() ? factors_in_force(world) : options.vary;
}

using Point = BoxSpace::Point;

class Search {
 public:
  Search(const World& world, Verdict want, const SmallestChangeOptions& options, Budget& budget)
      : world_(world),
        want_(want),
        options_(options),
        budget_(budget),
        varied_(varied_factors(world, options)),
        space_(world, varied_) {
    if (varied_.size() <= kMostInBoxes) test_.emplace(world, varied_, options.measure);
    out_.too_many = !test_ && !jointly_linear(world, varied_);
    out_.varied = varied_;
    out_.curved = (test_ && test_->curved()) ||
                  (!options.measure.is_ladder() && rests_on(options.measure).amounts &&
                   weights_move(world, varied_));
    out_.within = space_.whole();
  }

  SmallestChange run(std::span<const FactorThresholds> thresholds) {
    if (out_.varied.empty()) {
      out_.proven = true;
      out_.status = ChangeStatus::kExact;
      return std::move(out_);
    }
    guess(thresholds);
    programmes();
    if (!exact() && test_) branch();
    if (!exact() && best_cost_ - bound_ > SmallestChange::kGap) sample();
    if (budget_.cancelled() || budget_.exhausted()) {
      out_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      out_.found = false;
      return std::move(out_);
    }
    out_.found = best_cost_ < kInfinite;
    if (out_.found) finish();
    conclude();
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
  std::optional<World> world_at(const Point& at) const {
    Changes changes;
    for (std::size_t k = 0; k < at.size(); ++k) changes.set.emplace_back(out_.varied[k], at[k]);
    auto varied = world_.vary(changes);
    if (!varied) return std::nullopt;
    return std::move(*varied);
  }
  Verdict verdict_at(const Point& at) const {
    Changes changes;
    for (std::size_t k = 0; k < at.size(); ++k) changes.set.emplace_back(out_.varied[k], at[k]);
    return verdict_with(options_.measure, world_, changes, budget_).value_or(0);
  }

  // One factor alone, just beyond a threshold.
  void guess(std::span<const FactorThresholds> thresholds) {
    for (const FactorThresholds& of : thresholds) {
      const auto it = std::find(out_.varied.begin(), out_.varied.end(), of.factor);
      if (it == out_.varied.end()) continue;
      const auto k = static_cast<std::size_t>(it - out_.varied.begin());
      for (const Threshold& t : of.crossings) {
        const bool upwards = t.at >= space_.now()[k];
        if ((upwards ? t.above : t.below) < want_) continue;
        Point at = space_.now();
        const double step = 1e-8 * space_.width(k);
        at[k] =
            std::clamp(t.at + (upwards ? step : -step), out_.within[k].low, out_.within[k].high);
        offer(at, -1);
      }
    }
  }
  // A value at which it may hold; a verdict below 0 is not known yet.
  void offer(const Point& at, Verdict verdict) {
    if (space_.cost(at) >= best_cost_) return;
    if (verdict < 0) {
      verdict = verdict_at(at);
      ++out_.ladders;
    }
    if (verdict < want_) return;
    best_ = at;
    best_cost_ = space_.cost(at);
    attained_ = false;
  }

  void programmes() {
    constexpr std::uint64_t kFewCuts = 64;  // where boxes can go on
    const bool ladder = options_.measure.is_ladder();
    LinearSearch::Options options{want_,
                                  ladder ? std::nullopt : std::optional(rests_on(options_.measure)),
                                  options_.boxes,
                                  test_ && ladder ? kFewCuts : options_.boxes,
                                  [this](const Point& at) { return verdict_at(at); },
                                  {}};
    if (test_ && ladder) {
      options.below = [this](const Box& box, const World& inside) {
        std::uint64_t looked = 0;
        const bool below = test_->below_in_cell(box, inside, want_, looked);
        budget_.spend(looked);
        return below;
      };
    }
    LinearSearch search(world_, varied_, space_, options, budget_);
    const LinearSearch::Result found = search.run(best_cost_);
    out_.programmes = found.programmes;
    out_.ladders += found.ladders;
    if (!found.linear) return;
    bound_ = found.lower_bound;
    if (found.best.empty()) return;
    best_ = found.best;
    best_cost_ = found.cost;
    attained_ = found.attained;
  }
  bool exact() const {
    return best_cost_ < kInfinite ? best_cost_ - bound_ <= SmallestChange::kExactGap
                                  : bound_ == kInfinite;
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
        offer(space_.near(round[k].box, false), looks[k].near);
        offer(space_.near(round[k].box, true), looks[k].inner);
        offer(space_.centre(round[k].box), looks[k].centre);
        if (looks[k].certain) continue;
        for (Box& half : space_.halves(round[k].box)) {
          const double bound = space_.distance(half);
          if (space_.largest_side(half) < 1e-7) {
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
    bound_ = std::max(bound_, bound);
  }
  Look look(const Box& box) const {
    Look out;
    const auto inside = world_at(space_.centre(box));
    if (inside) {
      out.centre = verdict_of(options_.measure, *inside, budget_);
      out.certain = test_->certain(box, *inside, out.centre);
      std::uint64_t looked = 0;
      if (!out.certain && out.centre < want_)
        out.certain = test_->below(box, *inside, want_, looked);
      budget_.spend(looked);
    }
    if (out.certain && out.centre < want_) return out;
    out.near = verdict_at(space_.near(box, false));
    if (out.near < want_ && out.certain) out.inner = out.centre;
    return out;
  }
  void sample() {
    const SampledChangeOptions options{
        want_,
        options_.samples,
        options_.seed,
        options_.threads,
        [this](const Point& at) { return verdict_at(at); },
        [this] { return budget_.exhausted() || budget_.cancelled(); },
        options_.progress};
    const SampledChange sampled = sample_change(space_, best_, bound_, options);
    out_.samples = sampled.looks;
    out_.seed = options_.seed;
    out_.ladders += sampled.looks;
    if (sampled.best.empty()) return;
    best_ = sampled.best;
    best_cost_ = space_.cost(best_);
    attained_ = false;
  }
  void finish() {
    if (!attained_)
      out_.ladders +=
          pull(space_, best_, [this](const Point& at) { return verdict_at(at) >= want_; });
    out_.cost = best_cost_ = space_.cost(best_);
    out_.verdict = verdict_at(best_);
    Point back = best_, said = best_;
    out_.ladders += round_beyond(
        space_, said, [this](const Point& at) { return verdict_at(at) >= out_.verdict; });
    for (std::size_t k = 0; k < back.size(); ++k) {
      back[k] = space_.now()[k] + (best_[k] - space_.now()[k]) * (1 - 1e-6);
      if (best_[k] != space_.now()[k])
        out_.changes.push_back({out_.varied[k], space_.now()[k], best_[k], said[k]});
    }
    out_.tight = verdict_at(back) < want_;
    out_.ladders += 2;
    // a ladder outranks a programme: what it says to cost less than the bound takes it back
    if (!out_.tight) bound_ = std::min(bound_, space_.cost(back));
  }
  void conclude() {
    const bool none = best_cost_ == kInfinite && bound_ == kInfinite;
    if (exact()) {
      out_.status = ChangeStatus::kExact;
    } else if (out_.curved || out_.too_many) {
      out_.status = ChangeStatus::kSampled;
    }
    out_.attained = out_.found && attained_ && out_.status == ChangeStatus::kExact;
    out_.proven = none || best_cost_ - bound_ <= SmallestChange::kGap;
    out_.lower_bound = none ? 0 : std::min(bound_, out_.found ? out_.cost : kInfinite);
    if (out_.lower_bound == kInfinite) out_.lower_bound = 0;
  }

  const World& world_;
  Verdict want_;
  const SmallestChangeOptions& options_;
  Budget& budget_;
  std::vector<int> varied_;
  BoxSpace space_;
  std::optional<BoxTest> test_;  // not for more factors than boxes can do
  Point best_;
  double best_cost_ = kInfinite;
  double bound_ = 0;       // no change costs less; infinity: there is none
  bool attained_ = false;  // best_ is at the infimum that the programmes gave
  SmallestChange out_;
};

}  // namespace

std::string_view to_string(ChangeStatus status) {
  switch (status) {
    case ChangeStatus::kExact:
      return "exact";
    case ChangeStatus::kSampled:
      return "sampled";
    default:
      return "within gap";
  }
}

SmallestChange find_smallest_change(const World& world, Verdict want,
                                    std::span<const FactorThresholds> thresholds,
                                    const SmallestChangeOptions& options, Budget& budget) {
  return Search(world, want, options, budget).run(thresholds);
}

}  // namespace detente
