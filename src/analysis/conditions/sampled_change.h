// A change of several factors found by looking at places drawn at random, where nothing proves
// more.
//
// Answers: a place where the wanted verdict holds, as near to the present values as was found. Its
//   cost bounds the smallest from above; nothing follows for places that were not looked at.
// Definition: that of conditions/smallest_change.h.
// Method: a place moves some of the factors, each to an end of its range or to a value drawn
//   evenly; which, and how many, is drawn. Every other place starts from the one with the highest
//   verdict seen. A place that does it is brought towards the present: each factor back altogether
//   or by bisection, in an order drawn. Then factors are exchanged: one is taken back by 1, 1/2,
//   ... 1/64 of its change, another moved as far as leaves the whole cheaper and brought back. Once
//   nothing can be exchanged, places are drawn that cost less than the best.
// Deviates: ends at a number of looks. The same seed gives the same at any number of threads.
// Cost: `most` verdicts, and those of the last bringing back.
// Checked by: sampled_change_test.cc; tests/conditions (just inside, random cheaper ones).
#ifndef DETENTE_ANALYSIS_CONDITIONS_SAMPLED_CHANGE_H_
#define DETENTE_ANALYSIS_CONDITIONS_SAMPLED_CHANGE_H_

#include <cstdint>
#include <functional>

#include "analysis/conditions/box_space.h"
#include "analysis/readiness/ladder.h"

namespace detente {

struct SampledChangeOptions {
  Verdict want = kReady;
  std::uint64_t most = 4000, seed = 1;
  int threads = 1;
  std::function<Verdict(const BoxSpace::Point&)> look;  // from any thread
  std::function<bool()> stop;
  std::function<void(double)> progress;  // may be empty
};
struct SampledChange {
  BoxSpace::Point best;  // empty: none that costs less than what was known
  std::uint64_t looks = 0;
};

// `known`: a place that does it; empty: there is none. Nothing costs less than `bound`.
SampledChange sample_change(const BoxSpace& space, const BoxSpace::Point& known, double bound,
                            const SampledChangeOptions& options);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_SAMPLED_CHANGE_H_
