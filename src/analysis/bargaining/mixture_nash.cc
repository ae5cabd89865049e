#include <algorithm>
#include <cmath>

#include "analysis/bargaining/mixture_search.h"

namespace detente {
namespace {

constexpr int kMostRounds = 300, kMostNewton = 40;
constexpr int kFirstTangents = 10, kHalvings = 20;  // of gains from 1 down; of a step
constexpr double kDone = 1e-12;                     // of the logarithm
constexpr double kLeastGain = 1e-9;                 // where tangents are laid
constexpr double kSupport = 1e-9;                   // a part that counts
constexpr double kLowest = -1e3;                    // of a logarithm

// Solves a symmetric system by elimination; rows without a pivot give 0.
std::vector<double> eliminate(std::vector<std::vector<double>> a, std::vector<double> b) {
  const std::size_t n = b.size();
  std::vector<std::size_t> pivot_of(n, n);
  std::vector<char> used(n, 0);
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t best = n;
    for (std::size_t r = 0; r < n; ++r) {
      if (used[r] == 0 && (best == n || std::abs(a[r][c]) > std::abs(a[best][c]))) best = r;
    }
    if (best == n || std::abs(a[best][c]) < 1e-11) continue;
    used[best] = 1;
    pivot_of[c] = best;
    for (std::size_t r = 0; r < n; ++r) {
      if (r == best || a[r][c] == 0) continue;
      const double factor = a[r][c] / a[best][c];
      for (std::size_t k = c; k < n; ++k) a[r][k] -= factor * a[best][k];
      b[r] -= factor * b[best];
    }
  }
  std::vector<double> x(n, 0);
  for (std::size_t c = 0; c < n; ++c) {
    if (pivot_of[c] < n) x[c] = b[pivot_of[c]] / a[pivot_of[c]][c];
  }
  return x;
}

class Product {
 public:
  Product(const MixtureSet& set, std::span<const double> power, std::span<const double> zero)
      : set_(set), power_(power), zero_(zero), lp_(set.programme()) {
    for (std::size_t p = 0; p < power.size(); ++p) {
      if (power[p] <= 0) continue;
      gainers_.push_back(p);
      logarithm_.push_back(lp_.add_column(kLowest, 100, power[p], false));
    }
    for (int halved = 0; halved < kFirstTangents; ++halved) {
      for (std::size_t k = 0; k < gainers_.size(); ++k)
        add_tangent(lp_, k, std::ldexp(1.0, -halved));
    }
  }

  std::optional<MixtureFound> run() {
    const double bound = set_.ways() > 0 ? each_way() : searched();
    if (best_.empty() || !std::isfinite(bound)) return std::nullopt;
    return MixtureFound{best_, std::max(0.0, bound - value_), stopped_};
  }

 private:
  using Parts = std::vector<std::vector<double>>;

  // Does it no longer get smaller by much?
  class Stall {
   public:
    bool after(double gap) {
      if (gap < 0.9 * least_) {
        least_ = gap;
        rounds_ = 0;
      }
      return ++rounds_ > 6;
    }

   private:
    double least_ = HUGE_VAL;
    int rounds_ = 0;
  };

  // Both return a bound of the objective over all mixtures; infinite if it is not known.
  double each_way() {
    double bound = -HUGE_VAL;
    for (std::size_t way = 0; way < set_.ways() && !stopped_; ++way)
      bound = std::max(bound, converge(set_.with_way(lp_, way)));
    return stopped_ ? HUGE_VAL : std::max(bound, value_);
  }
  double searched() {
    double bound = HUGE_VAL;
    Stall stall;
    for (int round = 0; round < kMostRounds; ++round) {
      const MixtureSet::Answer answer = set_.maximise(lp_);
      stopped_ = answer.stopped;
      if (!answer.found) break;
      bound = std::min(bound, answer.bound);
      converge(set_.with_choices_of(lp_, answer.x));
      // these tangents leave no more to this choice than what was found; others gain little by them
      const std::vector<double> u = set_.utilities(last_);
      for (std::size_t k = 0; k < gainers_.size() && !last_.empty(); ++k) add_tangent(lp_, k, u);
      const double gap = bound - value_;
      if (answer.stopped || gap <= kDone + 2 * set_.tolerance() || stall.after(gap)) break;
    }
    return bound;
  }

  void add_tangent(LinearProgramme& lp, std::size_t k, double gain) const {
    // log g <= g / gain - 1 + log gain
    const std::size_t p = gainers_[k];
    lp.add_row({{logarithm_[k], 1.0}, {set_.utility_column(p), -1 / gain}},
               -LinearProgramme::kInfinity, std::log(gain) - 1 - zero_[p] / gain);
  }
  void add_tangent(LinearProgramme& lp, std::size_t k, const std::vector<double>& u) const {
    add_tangent(lp, k, std::max(kLeastGain, u[gainers_[k]] - zero_[gainers_[k]]));
  }
  double value(const std::vector<double>& u) const {
    double sum = 0;
    for (const std::size_t p : gainers_) {
      if (u[p] <= zero_[p]) return -HUGE_VAL;
      sum += power_[p] * std::log(u[p] - zero_[p]);
    }
    return sum;
  }
  // The best of one choice of what is whole: points of the programme, each first as it is, then as
  // Newton's method improves it, with tangents laid at both, until nothing better can be there.
  // Returns the bound of this choice; -infinity if no mixture makes it.
  double converge(LinearProgramme lp) {
    double bound = HUGE_VAL, most = -HUGE_VAL;
    last_.clear();
    Stall stall;
    for (int round = 0; round < kMostRounds; ++round) {
      const MixtureSet::Answer answer = set_.maximise(lp);
      stopped_ = stopped_ || answer.stopped;
      if (answer.stopped) break;
      if (!answer.found) return round == 0 ? -HUGE_VAL : bound;
      bound = std::min(bound, answer.bound);
      Parts parts = set_.parts(answer.x);
      for (const bool improved : {false, true}) {
        if (improved) improve(parts);
        const std::vector<double> u = set_.utilities(parts);
        if (value(u) > most || last_.empty()) {
          most = value(u);
          last_ = parts;
        }
        for (std::size_t k = 0; k < gainers_.size(); ++k) add_tangent(lp, k, u);
      }
      if (bound - most <= kDone || bound <= value_ || stall.after(bound - most)) break;
    }
    if (!last_.empty() && (most > value_ || best_.empty())) {
      value_ = most;
      best_ = last_;
    }
    return bound;
  }

  struct Direction {
    std::size_t issue, from, to;  // a part moves from one option to another
  };
  double slope(const Direction& d, std::size_t p) const {
    return set_.value(p, d.issue, d.to) - set_.value(p, d.issue, d.from);
  }
  std::vector<Direction> directions(const Parts& parts) const {
    std::vector<Direction> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::size_t from = parts[i].size();
      for (std::size_t v = 0; v < parts[i].size(); ++v) {
        if (parts[i][v] < kSupport) continue;
        if (from == parts[i].size()) {
          from = v;
        } else {
          out.push_back({i, from, v});
        }
      }
    }
    return out;
  }
  // Newton's method on the options that have a part, along the floors that are met just so.
  void improve(Parts& parts) const {
    const std::vector<Direction> moves = directions(parts);
    if (moves.empty()) return;
    for (int round = 0; round < kMostNewton; ++round) {
      const std::vector<double> u = set_.utilities(parts);
      const double before = value(u);
      if (!std::isfinite(before)) return;
      std::vector<std::size_t> tight;
      for (std::size_t p = 0; p < set_.parties(); ++p) {
        if (std::abs(u[p] - set_.floor(p)) < kSupport) tight.push_back(p);
      }
      const std::size_t n = moves.size();
      std::vector<std::vector<double>> system(n + tight.size(),
                                              std::vector<double>(n + tight.size(), 0));
      std::vector<double> gradient(n + tight.size(), 0);
      for (std::size_t a = 0; a < n; ++a) {
        for (const std::size_t p : gainers_) {
          const double gain = u[p] - zero_[p];
          gradient[a] += power_[p] * slope(moves[a], p) / gain;
          for (std::size_t b = 0; b < n; ++b)
            system[a][b] += power_[p] * slope(moves[a], p) * slope(moves[b], p) / (gain * gain);
        }
        for (std::size_t t = 0; t < tight.size(); ++t)
          system[a][n + t] = system[n + t][a] = slope(moves[a], tight[t]);
      }
      const std::vector<double> step = eliminate(std::move(system), std::move(gradient));
      if (!take(parts, moves, step, before)) return;
    }
  }
  // As much of the step as keeps every part and floor and makes the product larger.
  bool take(Parts& parts, const std::vector<Direction>& moves, const std::vector<double>& step,
            double before) const {
    for (int halved = 0; halved < kHalvings; ++halved) {
      const double length = std::ldexp(1.0, -halved);
      Parts next = parts;
      bool inside = true;
      for (std::size_t k = 0; k < moves.size(); ++k) {
        next[moves[k].issue][moves[k].to] += length * step[k];
        next[moves[k].issue][moves[k].from] -= length * step[k];
      }
      for (const Direction& d : moves)
        inside = inside && next[d.issue][d.to] >= 0 && next[d.issue][d.from] >= 0;
      if (!inside) continue;
      const std::vector<double> u = set_.utilities(next);
      for (std::size_t p = 0; p < u.size(); ++p) inside = inside && u[p] >= set_.floor(p) - 1e-12;
      if (!inside || !(value(u) > before)) continue;
      parts = std::move(next);
      return true;
    }
    return false;
  }

  const MixtureSet& set_;
  std::span<const double> power_, zero_;
  LinearProgramme lp_;
  std::vector<std::size_t> gainers_;
  std::vector<int> logarithm_;  // [gainer]: its column
  Parts best_, last_;           // the best of all, and of the last choice
  double value_ = -HUGE_VAL;    // of best_
  bool stopped_ = false;
};

}  // namespace

std::optional<MixtureFound> largest_product(const MixtureSet& set, std::span<const double> power,
                                            std::span<const double> zero) {
  return Product(set, power, zero).run();
}

}  // namespace detente
