#include "analysis/bargaining/mixture_chains.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "analysis/bargaining/sum_frontier.h"

namespace detente {
namespace {

using Pair = std::array<double, 2>;
constexpr std::size_t kMostChains = 20'000;

struct Edge {
  std::size_t issue;
  int from, to;  // places of options
  double a, b;   // change: a <= 0 <= b
};
// A place on a chain: all edges before `edge` are done, and `part` of it.
struct Spot {
  std::size_t chain = 0, edge = 0;
  double part = 0;
  Pair at{0, 0};
};

double ones(std::int64_t units) { return Decimal::from_units(units).to_double(); }

class Chains {
 public:
  explicit Chains(const MixtureProblem& problem) : problem_(problem), form_(problem.form) {
    for (const int p : {0, 1}) {
      d_[P(p)] = ones(form_.no_deal[P(p)]);
      floor_[P(p)] = ones(form_.floor[P(p)]);
    }
  }

  // False if there is no chain of some issue, or too many chains of all.
  bool prepare(Budget& budget) {
    start_option_.assign(form_.issues.size(), 0);
    AdditiveForm rest = form_;
    rest.issues.clear(), rest.options.clear(), rest.bundles.clear();  // places will do
    for (auto& value : rest.value) value.clear();
    for (std::size_t i = 0; i < form_.issues.size(); ++i) {
      if (problem_.divisible[i] != 0) {
        if (!add_hull(i)) return false;
        continue;
      }
      indivisible_.push_back(i);
      rest.issues.push_back(form_.issues[i]);
      rest.options.push_back(form_.options[i]);
      for (std::size_t p = 0; p < 2; ++p) rest.value[p].push_back(form_.value[p][i]);
    }
    std::stable_sort(edges_.begin(), edges_.end(),
                     [](const Edge& x, const Edge& y) { return x.b * -y.a > y.b * -x.a; });
    if (indivisible_.empty()) {
      chains_.push_back(base_);
      choices_.emplace_back();
      return true;
    }
    const auto found = SumFrontier::make(rest, false, budget, kMostChains);
    if (!found) return false;
    for (std::size_t k = 0; k < found->points().size(); ++k) {
      const Point& point = found->points()[k];
      chains_.push_back({base_[0] + ones(point[0]), base_[1] + ones(point[1])});
      const auto outcome = found->outcomes(rest, k, 1).front();
      choices_.emplace_back();
      for (const std::size_t i : indivisible_)
        choices_.back().push_back(outcome[P(form_.issues[i])]);
    }
    return true;
  }

  // The largest of each over what both accept; false if there is nothing.
  bool ideals() {
    bool any = false;
    ideal_ = {-HUGE_VAL, -HUGE_VAL};
    each_segment(floor_, [&](const Spot& from, const Spot& to) {
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
    return mixed(spot);
  }

 private:
  static std::size_t P(int p) { return static_cast<std::size_t>(p); }
  double inverse(std::size_t p) const { return ideal_[p] > d_[p] ? 1 / (ideal_[p] - d_[p]) : 0; }

  // The edges from the option best for the first to the one best for the second, steepest first.
  bool add_hull(std::size_t i) {
    const auto &a = form_.value[0][i], &b = form_.value[1][i];
    std::size_t at = 0;
    for (std::size_t o = 1; o < a.size(); ++o) {
      if (a[o] > a[at] || (a[o] == a[at] && b[o] > b[at])) at = o;
    }
    start_option_[i] = static_cast<int>(at);
    base_[0] += ones(a[at]);
    base_[1] += ones(b[at]);
    while (true) {
      std::optional<std::size_t> next;
      for (std::size_t o = 0; o < a.size(); ++o) {
        if (b[o] <= b[at]) continue;
        if (!next) {
          next = o;
          continue;
        }
        // slope of o against that of next: gain of the second per loss of the first
        const long double mine =
            static_cast<long double>(b[o] - b[at]) * static_cast<long double>(a[at] - a[*next]);
        const long double best =
            static_cast<long double>(b[*next] - b[at]) * static_cast<long double>(a[at] - a[o]);
        if (mine > best || (mine == best && b[o] < b[*next])) next = o;
      }
      if (!next) return true;
      const int step = form_.options[i][*next] - form_.options[i][at];
      if (problem_.ordered[i] != 0 && step != 1 && step != -1) return false;
      edges_.push_back({i, static_cast<int>(at), static_cast<int>(*next), ones(a[*next] - a[at]),
                        ones(b[*next] - b[at])});
      at = *next;
    }
  }

  // Calls f(from, to) for the part of every edge (or lone point) that is at least `least`.
  template <class F>
  void each_segment(const Pair& least, F f) const {
    for (std::size_t c = 0; c < chains_.size(); ++c) {
      Pair at = chains_[c];
      if (edges_.empty() && at[0] >= least[0] && at[1] >= least[1]) {
        const Spot lone{c, 0, 0, at};
        f(lone, lone);
      }
      for (std::size_t e = 0; e < edges_.size(); ++e) {
        const Edge& edge = edges_[e];
        double from = 0, to = 1;
        if (at[1] < least[1]) from = (least[1] - at[1]) / edge.b;
        if (at[0] + edge.a < least[0]) to = edge.a < 0 ? (least[0] - at[0]) / edge.a : -1;
        if (from <= to && from <= 1 && to >= 0)
          f(spot(c, e, at, from), spot(c, e, at, std::min(to, 1.0)));
        at = {at[0] + edge.a, at[1] + edge.b};
      }
    }
  }
  Spot spot(std::size_t c, std::size_t e, const Pair& at, double part) const {
    return {c, e, part, {at[0] + part * edges_[e].a, at[1] + part * edges_[e].b}};
  }
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
    each_segment(floor_, [&](const Spot& from, const Spot& to) {
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
    each_segment(floor_, [&](const Spot& from, const Spot& to) {
      for (const Spot& one : {from, to})
        best.offer(one, {unit[0] * one.at[0] + unit[1] * one.at[1], 0});
    });
    return *best.spot;
  }
  // Leximin of (u - zero) / unit; a party whose unit is not above 0 is left out.
  Spot level(const Pair& least, const Pair& zero, const Pair& unit) const {
    Best best;
    each_segment(least, [&](const Spot& from, const Spot& to) {
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
      each_segment(least, [&](const Spot& from, const Spot& to) {
        top[0] = std::max(top[0], from.at[0]);
        top[1] = std::max(top[1], to.at[1]);
      });
      const Pair next{d[0] + (top[0] - d[0]) / 2, d[1] + (top[1] - d[1]) / 2};
      bool left = false;
      each_segment({std::max(next[0], floor_[0]), std::max(next[1], floor_[1])},
                   [&](const Spot&, const Spot&) { left = true; });
      const bool close = top[0] - d[0] <= slack(top[0]) && top[1] - d[1] <= slack(top[1]);
      if (!left || close || round == 200) return level(least, d, {top[0] - d[0], top[1] - d[1]});
      d = next;
    }
  }

  MixedPoint mixed(const Spot& spot) const {
    MixedPoint out;
    out.utility = {spot.at[0], spot.at[1]};
    out.mixture.resize(form_.issues.size());
    for (std::size_t k = 0; k < indivisible_.size(); ++k) {
      const std::size_t i = indivisible_[k];
      const auto& left = form_.options[i];
      const auto place =
          std::find(left.begin(), left.end(), choices_[spot.chain][k]) - left.begin();
      out.mixture[i] = {{static_cast<int>(place), 1.0}};
    }
    for (std::size_t i = 0; i < form_.issues.size(); ++i) {
      if (problem_.divisible[i] != 0) out.mixture[i] = {{start_option_[i], 1.0}};
    }
    for (std::size_t e = 0; e < edges_.size() && e <= spot.edge; ++e) {
      const double part = e < spot.edge ? 1 : spot.part;
      auto& here = out.mixture[edges_[e].issue];
      if (part >= 1) here = {{edges_[e].to, 1.0}};
      if (part > 0 && part < 1) here = {{edges_[e].from, 1 - part}, {edges_[e].to, part}};
    }
    return out;
  }

  const MixtureProblem& problem_;
  const AdditiveForm& form_;
  std::vector<Edge> edges_;
  std::vector<int> start_option_;
  std::vector<std::size_t> indivisible_;
  std::vector<Pair> chains_;               // where each starts
  std::vector<std::vector<int>> choices_;  // [chain][indivisible]: option of the dispute
  Pair base_{0, 0}, d_{0, 0}, floor_{0, 0}, ideal_{0, 0};
};

}  // namespace

std::optional<Mixtures> chain_mixtures(const MixtureProblem& problem,
                                       const std::vector<std::string>& ids, Budget& budget) {
  Chains chains(problem);
  if (!chains.prepare(budget)) return std::nullopt;
  Mixtures out;
  if (!chains.ideals()) {
    out.why_not = kNoMixture;
    return out;
  }
  for (const std::string& id : ids) out.solutions.push_back({id, chains.solve(id), 0, {}, {}});
  return out;
}

}  // namespace detente
