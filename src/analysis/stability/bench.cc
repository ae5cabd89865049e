#include "analysis/stability/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "analysis/stability/stability.h"
#include "base/check.h"
#include "base/parallel.h"
#include "base/random.h"

namespace detente {
namespace {

// A random strict order as utilities: a permutation of 0 .. outcomes - 1.
std::vector<std::int64_t> random_utilities(std::size_t outcomes, std::uint64_t seed, int party) {
  std::vector<std::int64_t> out(outcomes);
  std::iota(out.begin(), out.end(), std::int64_t{0});
  Random random(seed, static_cast<std::uint64_t>(party));
  for (std::size_t s = outcomes; s > 1; --s) std::swap(out[s - 1], out[random.below(s)]);
  return out;
}

double time_sort(const std::vector<std::int64_t>& utility, const Bitset& feasible,
                 const std::function<double()>& clock) {
  std::vector<Outcome> order = feasible.members();
  const double start = clock();
  std::sort(order.begin(), order.end(),
            [&](Outcome a, Outcome b) { return utility[a] < utility[b]; });
  const double seconds = clock() - start;
  DETENTE_CHECK(order.empty() || utility[order.front()] <= utility[order.back()], "sorted");
  return seconds;
}

std::vector<std::vector<Place>> deal_out(const StabilityBench& what) {
  std::vector<std::vector<Place>> movers(static_cast<std::size_t>(what.parties));
  for (int k = 0; k < what.issues; ++k) {
    auto& mine = movers[static_cast<std::size_t>(k * what.parties / what.issues)];
    const bool one_way = static_cast<int>(mine.size()) < what.one_way;
    mine.push_back({Outcome{1} << (what.issues - 1 - k), 2, one_way});
  }
  return movers;
}

}  // namespace

std::string bench_name(const StabilityBench& what) {
  std::string name = fmt::format("2^{} outcomes, {} parties", what.issues, what.parties);
  if (what.infeasible_percent > 0)
    name += fmt::format(", {} % infeasible", what.infeasible_percent);
  if (what.one_way > 0) name += fmt::format(", {} one-way each", what.one_way);
  return name;
}

StabilityBenchRow bench_stability(const StabilityBench& what,
                                  const std::function<double()>& clock) {
  const std::size_t size = std::size_t{1} << what.issues;
  Bitset feasible(size, true);
  Random random(what.seed, 1000);
  for (std::size_t s = 0; s < size && what.infeasible_percent > 0; ++s) {
    if (static_cast<int>(random.below(100)) < what.infeasible_percent) feasible.reset(s);
  }
  StabilityBenchRow row;
  row.name = bench_name(what);
  row.outcomes = feasible.count();
  row.parties = what.parties;
  row.threads = what.threads;
  row.seconds = std::numeric_limits<double>::max();
  double sorts = std::numeric_limits<double>::max();
  for (int run = 0; run < what.runs; ++run) {
    double sorting = 0, seconds = 0;
    std::vector<PartyOrder> orders(static_cast<std::size_t>(what.parties));
    // Two parties at a time, so that utilities do not take more memory than the analysis.
    for (int first = 0; first < what.parties; first += 2) {
      const int some = std::min(2, what.parties - first);
      std::vector<std::vector<std::int64_t>> utilities;
      for (int p = first; p < first + some; ++p) {
        utilities.push_back(random_utilities(size, what.seed, p));
        sorting += time_sort(utilities.back(), feasible, clock);
      }
      const double start = clock();
      parallel_for(static_cast<std::size_t>(some), what.threads, [&](std::size_t k) {
        orders[static_cast<std::size_t>(first) + k] = order_of(utilities[k], feasible);
      });
      seconds += clock() - start;
    }
    const Space space = Space::of(deal_out(what), feasible, std::move(orders));
    Budget budget;
    const double start = clock();
    const Stability found = find_stability(space, {what.threads}, budget);
    seconds += clock() - start;
    row.equilibria = found.equilibria[at(Concept::kGmr)].count();
    row.seconds = std::min(row.seconds, seconds);
    sorts = std::min(sorts, sorting);
  }
  row.ratio_to_sort = row.seconds / std::max(1e-9, sorts);
  return row;
}

}  // namespace detente
