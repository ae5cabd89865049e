#include "analysis/conditions/factor_map.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/conditions/box.h"
#include "analysis/readiness/thresholds.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

class Mapper {
 public:
  Mapper(const World& world, int a, int b, const FactorMapOptions& options, Budget& budget)
      : world_(world), options_(options), budget_(budget), test_(world, {a, b}, options.measure) {
    map_.a = a;
    map_.b = b;
    map_.domain_a = world.dispute()->factors[static_cast<std::size_t>(a)].domain;
    map_.domain_b = world.dispute()->factors[static_cast<std::size_t>(b)].domain;
    map_.columns = options.columns;
    map_.curved = test_.curved();
  }

  FactorMap run() {
    const auto columns = static_cast<std::size_t>(options_.columns);
    map_.grid.resize(columns * columns);
    map_.rows.resize(columns);
    std::vector<std::uint64_t> ladders(columns, 0);
    constexpr std::size_t kRound = 4;
    for (std::size_t first = 0; first < columns; first += kRound) {
      if (stop()) return std::move(map_);
      const std::size_t some = std::min(kRound, columns - first);
      parallel_for(some, options_.threads,
                   [&](std::size_t k) { row(first + k, ladders[first + k]); });
      if (options_.progress)
        options_.progress(static_cast<double>(first + some) / static_cast<double>(columns));
    }
    if (stop()) return std::move(map_);
    map_.ladders = std::accumulate(ladders.begin(), ladders.end(), std::uint64_t{0});
    map_.regions = find_regions(world_, map_.a, map_.b, options_.measure, budget_);
    map_.ladders += map_.regions.ladders;
    if (stop()) return std::move(map_);
    areas();
    if (map_.regions.linear) {
      map_.borders = map_.regions.borders;
    } else {
      borders();
    }
    return std::move(map_);
  }

 private:
  bool stop() {
    if (!budget_.exhausted() && !budget_.cancelled()) return false;
    map_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    map_.grid.clear();
    map_.rows.clear();
    map_.regions = {};
    return true;
  }
  static Interval part(const Interval& whole, std::size_t k, std::size_t of) {
    const double width = whole.high - whole.low;
    const auto at = [&](std::size_t n) {
      return n == of ? whole.high
                     : whole.low + width * static_cast<double>(n) / static_cast<double>(of);
    };
    return {at(k), at(k + 1)};
  }
  static double middle(const Interval& side) { return side.low + (side.high - side.low) / 2; }

  void row(std::size_t r, std::uint64_t& ladders) {
    const auto columns = static_cast<std::size_t>(options_.columns);
    const Interval b = part(map_.domain_b, r, columns);
    for (std::size_t c = 0; c < columns; ++c)
      cell({part(map_.domain_a, c, columns), b}, options_.depth, map_.grid[r * columns + c],
           ladders);
    Changes changes;
    changes.set.emplace_back(map_.b, middle(b));
    map_.rows[r].b = middle(b);
    map_.rows[r].thresholds.factor = map_.a;
    if (const auto world = world_.vary(changes))
      map_.rows[r].thresholds = find_thresholds(*world, map_.a, budget_, ladders, options_.measure);
  }
  void cell(const Box& box, int depth, std::vector<MapCell>& out, std::uint64_t& ladders) const {
    MapCell found{box[0], box[1], 0, false};
    Changes changes;
    changes.set.emplace_back(map_.a, middle(box[0]));
    changes.set.emplace_back(map_.b, middle(box[1]));
    if (const auto inside = world_.vary(changes)) {
      found.verdict = verdict_of(options_.measure, *inside, budget_);
      ++ladders;
      found.certain = test_.certain(box, *inside, found.verdict);
    } else if (options_.measure.kind == Measure::Kind::kEquilibrium) {
      found.verdict = verdict_with(options_.measure, world_, changes, budget_).value_or(0);
    }
    if (found.certain || depth == 0 || map_.curved) {
      out.push_back(found);
      return;
    }
    for (std::size_t k = 0; k < 4; ++k)
      cell({part(box[0], k % 2, 2), part(box[1], k / 2, 2)}, depth - 1, out, ladders);
  }

  void areas() {
    const double whole =
        (map_.domain_a.high - map_.domain_a.low) * (map_.domain_b.high - map_.domain_b.low);
    const auto add = [&](double area, Verdict verdict, bool proven) {
      (proven ? map_.certain[static_cast<std::size_t>(verdict)] : map_.uncertain) += area / whole;
    };
    if (map_.regions.linear) {
      for (const MapRegion& one : map_.regions.regions)
        add(Polygon{one.corners, {}}.area(), one.verdict, one.proven);
      return;
    }
    for (const auto& cells : map_.grid) {
      for (const MapCell& one : cells)
        add((one.a.high - one.a.low) * (one.b.high - one.b.low), one.verdict, one.certain);
    }
  }

  // Chains of crossings between the same two verdicts, row after row on one line.
  void borders() {
    std::vector<std::vector<char>> used;
    for (const MapRow& row : map_.rows) used.emplace_back(row.thresholds.crossings.size(), 0);
    for (std::size_t r = 0; r + 2 < map_.rows.size(); ++r) {
      for (std::size_t k = 0; k < used[r].size(); ++k) {
        if (used[r][k] == 0) longest_from(r, k, used);
      }
    }
  }
  void longest_from(std::size_t r, std::size_t k, std::vector<std::vector<char>>& used) {
    const Threshold& first = crossing(r, k);
    std::vector<std::size_t> best;
    for (std::size_t n = 0; n < used[r + 1].size(); ++n) {
      if (used[r + 1][n] != 0 || !alike(first, crossing(r + 1, n))) continue;
      const std::vector<std::size_t> chain = follow(r, k, n);
      if (chain.size() > best.size()) best = chain;
    }
    if (best.size() < 3) return;
    for (std::size_t n = 0; n < best.size(); ++n) used[r + n][best[n]] = 1;
    const std::size_t last = r + best.size() - 1;
    const MapBorder border{first.below,
                           first.above,
                           {first.at, map_.rows[r].b},
                           {crossing(last, best.back()).at, map_.rows[last].b},
                           false};
    map_.borders.push_back(border);
  }
  const Threshold& crossing(std::size_t r, std::size_t k) const {
    return map_.rows[r].thresholds.crossings[k];
  }
  static bool alike(const Threshold& a, const Threshold& b) {
    return a.below == b.below && a.above == b.above;
  }
  std::vector<std::size_t> follow(std::size_t r, std::size_t k, std::size_t next) const {
    std::vector<std::size_t> chain{k, next};
    const double step = crossing(r + 1, next).at - crossing(r, k).at;
    const double close = 1e-7 * (map_.domain_a.high - map_.domain_a.low);
    for (std::size_t n = r + 2; n < map_.rows.size(); ++n) {
      const double expected = crossing(r, k).at + step * static_cast<double>(n - r);
      const auto& list = map_.rows[n].thresholds.crossings;
      const auto it = std::find_if(list.begin(), list.end(), [&](const Threshold& t) {
        return alike(t, crossing(r, k)) && std::abs(t.at - expected) <= close;
      });
      if (it == list.end()) break;
      chain.push_back(static_cast<std::size_t>(it - list.begin()));
    }
    return chain;
  }

  const World& world_;
  const FactorMapOptions& options_;
  Budget& budget_;
  BoxTest test_;
  FactorMap map_;
};

}  // namespace

FactorMap map_factors(const World& world, int a, int b, const FactorMapOptions& options,
                      Budget& budget) {
  return Mapper(world, a, b, options, budget).run();
}

}  // namespace detente
