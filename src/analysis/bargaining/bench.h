// How long frontiers take: of sums over issues, and of listed outcomes against sorting them.
//
// Definition: weights are random and add up to 1; an option is worth its issue's weight times a
//   random part. "Opposed": the second party's part is 1 less the first's, plus a tenth of noise.
// Checked by: bench_test.cc, for what is drawn.
#ifndef DETENTE_ANALYSIS_BARGAINING_BENCH_H_
#define DETENTE_ANALYSIS_BARGAINING_BENCH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"

namespace detente {

struct BargainingBenchRow {
  std::string name;
  std::string outcomes;  // a whole number
  int parties = 0, threads = 1;
  double seconds = 0;        // the best of the runs
  double ratio_to_sort = 0;  // against one std::sort of one party's utilities; 0: there is none
  std::size_t points = 0;
  std::string status = "exact";
  double gap = 0;                // within_gap: the most that a party may lose, in its units
  std::uint64_t peak_bytes = 0;  // filled in by the caller, who may ask the system
};

enum class DrawnValues {
  kIndependent,  // real numbers
  kOpposed,      // two parties
  kPoints,       // 100 whole points per party
  kZeroSum,      // equal weights; what one party gets the others lose
};
AdditiveForm drawn_sums(std::size_t parties, std::size_t issues, std::size_t options,
                        DrawnValues values, std::uint64_t seed);

enum class DrawnOutcomes {
  kIndependent,  // real numbers
  kAlike,        // all parties like the same outcomes, nearly
  kOpposed,      // the last party likes what the others do not, nearly
  kZeroSum,      // the last party likes just what the others do not: all are efficient
  kTied,         // whole numbers from 0 to 100
};
// [party][outcome], in billionths.
std::vector<std::vector<std::int64_t>> drawn_outcomes(std::size_t parties, std::size_t outcomes,
                                                      DrawnOutcomes values, std::uint64_t seed);

struct BargainingBench {
  std::string name;
  std::function<BargainingBenchRow()> run;
};
// In the order in which memory grows. `clock` gives seconds.
std::vector<BargainingBench> bargaining_benches(int threads, const std::function<double()>& clock);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_BENCH_H_
