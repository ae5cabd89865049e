// Random disputes with strict preferences, all five concepts for all parties, timed against
// sorting.
#ifndef DETENTE_ANALYSIS_STABILITY_BENCH_H_
#define DETENTE_ANALYSIS_STABILITY_BENCH_H_

#include <cstdint>
#include <functional>
#include <string>

namespace detente {

struct StabilityBench {
  int issues = 20;  // of two options each, dealt out evenly
  int parties = 4;
  int infeasible_percent = 0;
  int one_way = 0;  // issues of each party that only move forward
  int threads = 2;
  int runs = 1;
  std::uint64_t seed = 1;
};

struct StabilityBenchRow {
  std::string name;
  std::size_t outcomes = 0;  // feasible
  int parties = 0, threads = 0;
  double seconds = 0;        // from utilities to all stable outcomes; the best of the runs
  double ratio_to_sort = 0;  // divided by one std::sort of an index per party, one thread
  std::size_t equilibria = 0;
};

std::string bench_name(const StabilityBench& what);
// `clock` gives seconds.
StabilityBenchRow bench_stability(const StabilityBench& what, const std::function<double()>& clock);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_BENCH_H_
