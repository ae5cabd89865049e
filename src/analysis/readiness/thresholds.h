// Where one factor tips the verdict: every threshold in its domain, the other factors held.
//
// Definition: a threshold is a value at which the verdict just below differs from the verdict just
//   above.
// Method: the verdict can change only where a comparison that it rests on changes: where a
//   condition (`when`, a comparison of factors in a formula) tips, or where two outcomes change
//   places for a party. With weights linear in the factor these places are roots of linear
//   functions and are computed, not scanned. Between two neighbouring places the verdict is
//   constant, so one ladder tells it; one more at each place itself finds verdicts that hold at a
//   single value. Where weights are not linear, or the places are more than
//   the limit, the factor is looked at on a grid and each change is narrowed down by bisection;
//   the result says so. Units: the factor's own. Weights are rounded to nine decimals, so a
//   threshold is right to about 1e-9 of the weight.
// Limits: worlds made, ladders, proofs and lists of places are all spent, in visits to outcomes,
//   and the budget is asked between them. Where it ends first nothing is claimed.
// Checked by: setting the factor just below and just above; the grid in tests/oracle;
//   thresholds_limit_test.cc.
#ifndef DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_
#define DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_

#include <cstdint>
#include <vector>

#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

// Adds the number of ladders climbed (or of answers of another measure) to `ladders`. Not
// `complete` where the budget ends before it does. Of a measure that rests on how large utilities
// are nothing is exact where they move: a grid and bisection.
FactorThresholds find_thresholds(const World& world, int factor, Budget& budget,
                                 std::uint64_t& ladders, const Measure& measure = {});

// Beside a threshold, or at a single value, of find_all_thresholds: there is no world there, since
// the status quo or somebody's no-deal is impossible. verdict_name calls it "impossible".
constexpr Verdict kNoWorld = -1;

// Of every factor of the dispute.
struct ThresholdsOfAll {
  std::vector<FactorThresholds> found;  // of the factors that were finished, in file order
  std::vector<int> not_finished;        // the others
  std::uint64_t ladders = 0;
};

// A verdict of 0 where there is no world is kNoWorld here. Each factor may take an equal part of
// what the budget has left, so that which of them are finished does not hang on the others or on
// the number of threads. One that is not finished costs its whole part.
ThresholdsOfAll find_all_thresholds(const World& world, int threads, Budget& budget);

// What is said of a factor that is not finished: nothing.
FactorThresholds unfinished_thresholds(int factor);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_
