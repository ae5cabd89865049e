// How long a ladder takes, against the time of sorting every party's outcomes once.
#ifndef DETENTE_ANALYSIS_READINESS_BENCH_H_
#define DETENTE_ANALYSIS_READINESS_BENCH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dispute/dispute.h"
#include "space/world.h"

namespace detente {

struct BenchRow {
  std::string name;
  std::size_t outcomes = 0;  // feasible
  int parties = 0;
  int threads = 1;
  double seconds = 0;        // of the task, the fastest of several runs
  double ratio_to_sort = 0;  // against one index sort (std::sort) per party of all its outcomes
  std::size_t entered_rung5 = 0, entered_rung6 = 0;
  std::size_t at_most_rung5 = 0, at_most_rung6 = 0;  // larger only if stopped
  std::uint64_t ladders = 1;
  bool stopped = false;          // at the work limit, 256 times the outcomes
  std::uint64_t peak_bytes = 0;  // filled in by the caller, who may ask the system
};

// A random dispute of two-option issues with 4 parties, one two-party group and one order
// constraint, as TOML text.
std::string random_dispute_text(int issues, std::uint64_t seed);

using Clock = std::function<double()>;  // seconds; src/ does not read the clock itself

// One index sort per party of all feasible outcomes, the fastest of several runs.
double seconds_of_sorts(const World& world, int runs, const Clock& clock);

// One ladder on the base case, without removals and thresholds.
BenchRow bench_ladder(const std::string& name, const Dispute& dispute, int threads, int runs,
                      const Clock& clock);
// The verdict of the base case alone, as removals and thresholds ask for it: no counts.
BenchRow bench_verdict(const std::string& name, const Dispute& dispute, int runs,
                       const Clock& clock);
// The whole answer to one case, with removals and thresholds.
BenchRow bench_answer(const std::string& name, const Dispute& dispute, int threads,
                      const Clock& clock);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_BENCH_H_
