#include "analysis/conditions/sampled_change.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/parallel.h"
#include "base/random.h"

namespace detente {
namespace {

using Point = BoxSpace::Point;
constexpr double kCoarse = 1e-4, kFine = 1e-9;  // of bisection, in widths of a range
constexpr double kGain = 1e-5;                  // what costs less by this little is not less
constexpr std::size_t kRound = 32;              // places drawn at once
constexpr std::uint64_t kOrders = 1ULL << 32;   // streams: places below it, orders from it on

class Sampler {
 public:
  Sampler(const BoxSpace& space, double bound, const SampledChangeOptions& options)
      : space_(space), bound_(bound), options_(options), highest_(space.now()) {}

  SampledChange run(const Point& known) {
    if (!known.empty()) {
      best_ = known;
      cost_ = space_.cost(known);
    }
    const double cost_known = cost_;
    while (!done() && cost_ > bound_ + kGain) {
      if (!exchange()) draw();
    }
    if (cost_ < cost_known - kGain) {
      for (const std::size_t k : drawn_order()) pull(best_, k, kFine);
      cost_ = space_.cost(best_);
    }
    SampledChange out;
    if (cost_ < cost_known - kGain) out.best = best_;
    out.looks = looks_;
    return out;
  }

 private:
  bool done() const { return looks_ >= options_.most || options_.stop(); }
  bool does(const Point& at) {
    ++looks_;
    return options_.look(at) >= options_.want;
  }
  void report() const {
    if (options_.progress)
      options_.progress(static_cast<double>(looks_) / static_cast<double>(options_.most));
  }

  // Some places at once; the one that costs least of those that do it is brought towards now.
  void draw() {
    std::vector<Point> places;
    for (std::size_t k = 0; k < kRound; ++k, ++drawn_)
      places.push_back(best_.empty() ? anywhere(drawn_) : cheaper(drawn_));
    std::vector<Verdict> verdicts(kRound);
    parallel_for(kRound, options_.threads,
                 [&](std::size_t k) { verdicts[k] = options_.look(places[k]); });
    looks_ += kRound;
    std::size_t least = kRound;
    for (std::size_t k = 0; k < kRound; ++k) {
      if (verdicts[k] > high_) {
        high_ = verdicts[k];
        highest_ = places[k];
      }
      if (verdicts[k] < options_.want) continue;
      if (least == kRound || space_.cost(places[k]) < space_.cost(places[least])) least = k;
    }
    if (least < kRound) bring(places[least], drawn_order());
    report();
  }
  Point anywhere(std::uint64_t number) const {
    Random random(options_.seed, number);
    Point at = number % 2 == 0 ? space_.now() : highest_;
    for (std::size_t moved = 1 + random.below(at.size()); moved > 0; --moved) {
      const std::size_t k = random.below(at.size());
      const Interval& range = space_.whole()[k];
      const std::uint64_t kind = random.below(4);
      const double drawn = range.low + random.unit() * (range.high - range.low);
      at[k] = kind == 0 ? range.low : kind == 1 ? range.high : drawn;
    }
    return at;
  }
  // A cost below the best, shared out among some factors.
  Point cheaper(std::uint64_t number) const {
    Random random(options_.seed, number);
    Point at = space_.now();
    std::vector<double> shares(at.size(), 0);
    for (std::size_t moved = 1 + random.below(at.size()); moved > 0; --moved)
      shares[random.below(at.size())] = random.unit();
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double cost = std::sqrt(random.unit()) * cost_;
    for (std::size_t k = 0; k < at.size(); ++k) {
      if (shares[k] == 0) continue;
      const double step = shares[k] / sum * cost * space_.width(k);
      at[k] = std::clamp(at[k] + (random.below(2) == 0 ? -step : step), space_.whole()[k].low,
                         space_.whole()[k].high);
    }
    return at;
  }
  std::vector<std::size_t> drawn_order() {
    Random random(options_.seed, kOrders + orders_++);
    std::vector<std::size_t> order(space_.now().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    return order;
  }

  // Requires: it does it.
  void bring(Point at, const std::vector<std::size_t>& order) {
    for (const std::size_t k : order) pull(at, k, kCoarse);
    take(at);
  }
  bool take(const Point& at) {
    const double cost = space_.cost(at);
    if (cost >= cost_ - kGain) return false;
    best_ = at;
    cost_ = cost;
    return true;
  }
  // One factor as near to now as the others allow.
  void pull(Point& at, std::size_t k, double width) {
    if (at[k] == space_.now()[k]) return;
    double bad = space_.now()[k], good = at[k];
    at[k] = bad;
    if (does(at)) return;
    while (std::abs(good - bad) > width * space_.width(k)) {
      at[k] = bad + (good - bad) / 2;
      if (at[k] == bad || at[k] == good) break;
      (does(at) ? good : bad) = at[k];
    }
    at[k] = good;
  }

  // One factor less, another more, as long as any two can be. False: none could.
  bool exchange() {
    if (best_.empty() || settled_ == cost_) return false;
    const double before = cost_;
    for (int halvings = 0; halvings <= 6; ++halvings) {
      const double share = std::ldexp(1, -halvings);
      for (std::size_t less = 0; less < best_.size(); ++less) {
        for (std::size_t more = 0; more < best_.size(); ++more) {
          for (const double sign : {1.0, -1.0}) {
            while (more != less && !done() && try_exchange(less, more, sign, share)) {
            }
          }
        }
      }
    }
    report();
    if (cost_ < before) return true;
    settled_ = cost_;
    return false;
  }
  // The other goes as far as that leaves the whole cheaper, and is then brought back.
  bool try_exchange(std::size_t less, std::size_t more, double sign, double share) {
    if (best_[less] == space_.now()[less]) return false;
    const auto away = [&](std::size_t k) {
      return std::abs(best_[k] - space_.now()[k]) / space_.width(k);
    };
    const double room = away(more) + share * away(less) - 2 * kGain;
    if (room <= 0) return false;
    Point at = best_;
    at[less] += share * (space_.now()[less] - at[less]);
    at[more] = std::clamp(space_.now()[more] + sign * room * space_.width(more),
                          space_.whole()[more].low, space_.whole()[more].high);
    if (!does(at)) return false;
    pull(at, more, kCoarse);
    return take(at);
  }

  const BoxSpace& space_;
  double bound_;
  const SampledChangeOptions& options_;
  Point best_, highest_;
  double cost_ = std::numeric_limits<double>::infinity();
  double settled_ = -1;  // the cost at which nothing could be exchanged
  Verdict high_ = -1;
  std::uint64_t looks_ = 0, drawn_ = 0, orders_ = 0;
};

}  // namespace

SampledChange sample_change(const BoxSpace& space, const Point& known, double bound,
                            const SampledChangeOptions& options) {
  return Sampler(space, bound, options).run(known);
}

}  // namespace detente
