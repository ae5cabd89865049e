#include "analysis/bargaining/mixture_chains.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/bargaining/chain_set.h"

namespace detente {
namespace {

using Pair = ChainPair;
using Spot = ChainSpot;

double ones(std::int64_t units) { return Decimal::from_units(units).to_double(); }

class Chains {
 public:
  Chains(const MixtureProblem& problem, const ChainSet& set) : problem_(problem), set_(set) {
    for (const std::size_t p : {0U, 1U}) {
      d_[p] = ones(problem.form.no_deal[p]);
      floor_[p] = ones(problem.form.floor[p]);
    }
  }

  // The largest of each over what both accept; false if there is nothing.
  bool ideals() {
    bool any = false;
    ideal_ = {-HUGE_VAL, -HUGE_VAL};
    set_.each_segment(floor_, [&](const Spot& from, const Spot& to) {
      any = true;
      ideal_[0] = std::max(ideal_[0], from.at[0]);
      ideal_[1] = std::max(ideal_[1], to.at[1]);
    });
    return any;
  }

  MixedPoint solve(const std::string& id) {
    Spot spot;
    if (id == "nash") spot = nash();
    if (id == "utilitarian") spot = largest_sum({1, 1});
    if (id == "relative_utilitarian") spot = largest_sum({inverse(0), inverse(1)});
    if (id == "egalitarian") spot = level(floor_, d_, {1, 1});
    if (id == "proportional") spot = level(floor_, d_, {problem_.weight[0], problem_.weight[1]});
    if (id == "kalai_smorodinsky") spot = level(floor_, d_, {ideal_[0] - d_[0], ideal_[1] - d_[1]});
    if (id == "raiffa") spot = raiffa();
    return set_.mixed(spot);
  }

 private:
  double inverse(std::size_t p) const { return ideal_[p] > d_[p] ? 1 / (ideal_[p] - d_[p]) : 0; }

  static Spot between(const Spot& from, const Spot& to, double t) {
    t = std::clamp(t, 0.0, 1.0);
    Spot out = from;
    out.part = from.part + t * (to.part - from.part);
    for (const std::size_t p : {0U, 1U}) out.at[p] = from.at[p] + t * (to.at[p] - from.at[p]);
    return out;
  }
  static double slack(double x) { return 1e-13 * (1 + std::abs(x)); }

  // The best of the candidates under (first, second), compared in turn.
  struct Best {
    std::optional<Spot> spot;
    Pair value{0, 0};
    void offer(const Spot& candidate, const Pair& worth) {
      if (spot && worth[0] <= value[0] + slack(value[0]) &&
          (worth[0] < value[0] - slack(value[0]) || worth[1] <= value[1] + slack(value[1])))
        return;
      spot = candidate;
      value = worth;
    }
  };

  Spot nash() const {
    Best best;
    set_.each_segment(floor_, [&](const Spot& from, const Spot& to) {
      const double dx = to.at[0] - from.at[0], dy = to.at[1] - from.at[1];
      const double ga = from.at[0] - d_[0], gb = from.at[1] - d_[1];
      double t = 0;
      if (dx != 0 && dy != 0) {
        const std::vector<double>& w = problem_.power;
        t = -(w[0] * dx * gb + w[1] * dy * ga) / ((w[0] + w[1]) * dx * dy);
      }
      for (const double at : {0.0, t, 1.0}) {
        const Spot candidate = between(from, to, at);
        Pair worth{0, 0};
        for (const std::size_t p : {0U, 1U}) {
          const double gain = candidate.at[p] - d_[p];
          if (gain <= 0) continue;
          worth[0] += 1;
          worth[1] += problem_.power[p] * std::log(gain);
        }
        best.offer(candidate, worth);
      }
    });
    return *best.spot;
  }
  Spot largest_sum(const Pair& unit) const {
    Best best;
    set_.each_segment(floor_, [&](const Spot& from, const Spot& to) {
      for (const Spot& one : {from, to})
        best.offer(one, {unit[0] * one.at[0] + unit[1] * one.at[1], 0});
    });
    return *best.spot;
  }
  // Leximin of (u - zero) / unit; a party whose unit is not above 0 is left out.
  Spot level(const Pair& least, const Pair& zero, const Pair& unit) const {
    Best best;
    set_.each_segment(least, [&](const Spot& from, const Spot& to) {
      const auto gain = [&](const Spot& one, std::size_t p) {
        return (one.at[p] - zero[p]) / unit[p];
      };
      double t = 0;
      if (unit[0] > 0 && unit[1] > 0) {
        const double before = gain(from, 0) - gain(from, 1), after = gain(to, 0) - gain(to, 1);
        if (before != after) t = before / (before - after);
      }
      for (const double at : {0.0, t, 1.0}) {
        const Spot one = between(from, to, at);
        Pair worth{0, 0};
        if (unit[0] > 0 && unit[1] > 0) {
          worth = {std::min(gain(one, 0), gain(one, 1)), std::max(gain(one, 0), gain(one, 1))};
        } else if (unit[0] > 0 || unit[1] > 0) {
          worth[0] = gain(one, unit[0] > 0 ? 0 : 1);
        }
        best.offer(one, worth);
      }
    });
    return *best.spot;
  }
  Spot raiffa() const {
    Pair d = d_;
    for (int round = 0;; ++round) {
      const Pair least{std::max(d[0], floor_[0]), std::max(d[1], floor_[1])};
      Pair top{-HUGE_VAL, -HUGE_VAL};
      set_.each_segment(least, [&](const Spot& from, const Spot& to) {
        top[0] = std::max(top[0], from.at[0]);
        top[1] = std::max(top[1], to.at[1]);
      });
      const Pair next{d[0] + (top[0] - d[0]) / 2, d[1] + (top[1] - d[1]) / 2};
      bool left = false;
      set_.each_segment({std::max(next[0], floor_[0]), std::max(next[1], floor_[1])},
                        [&](const Spot&, const Spot&) { left = true; });
      const bool close = top[0] - d[0] <= slack(top[0]) && top[1] - d[1] <= slack(top[1]);
      if (!left || close || round == 200) return level(least, d, {top[0] - d[0], top[1] - d[1]});
      d = next;
    }
  }

  const MixtureProblem& problem_;
  const ChainSet& set_;
  Pair d_{0, 0}, floor_{0, 0}, ideal_{0, 0};
};

}  // namespace

std::optional<Mixtures> chain_mixtures(const MixtureProblem& problem,
                                       const std::vector<std::string>& ids, Budget& budget) {
  ChainSet set(problem);
  if (!set.prepare(budget)) return std::nullopt;
  Chains chains(problem, set);
  Mixtures out;
  if (!chains.ideals()) {
    out.why_not = kNoMixture;
    return out;
  }
  for (const std::string& id : ids) out.solutions.push_back({id, chains.solve(id), 0, {}, {}});
  return out;
}

}  // namespace detente
