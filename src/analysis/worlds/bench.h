// How long a world takes, against the time of sorting every party's outcomes once.
#ifndef DETENTE_ANALYSIS_WORLDS_BENCH_H_
#define DETENTE_ANALYSIS_WORLDS_BENCH_H_

#include <string>

#include "analysis/readiness/bench.h"

namespace detente {

struct WorldsBenchRow {
  std::string name;
  std::size_t outcomes = 0, inputs = 0;
  int parties = 0, threads = 1;
  std::uint64_t worlds = 0;
  double worlds_per_second = 0;
  double ratio_to_sort = 0;  // the time of one world on one thread (threads * seconds / worlds)
  std::uint64_t peak_bytes = 0;
};

// A random dispute of two-option issues with 4 parties and 8 uncertain factors, each in the weights
// of one party.
std::string uncertain_dispute_text(int issues, std::uint64_t seed);

WorldsBenchRow bench_worlds(const std::string& name, const Dispute& dispute, std::uint64_t worlds,
                            int threads, const Clock& clock);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_BENCH_H_
