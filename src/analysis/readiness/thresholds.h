// Where one factor tips the verdict: every threshold in its domain, the other factors held.
//
// Definition: a threshold is a value at which the verdict just below differs from the verdict just
//   above.
// Method: the verdict can change only where a comparison that it rests on changes: where a
//   condition (`when`, a comparison of factors in a formula) tips, or where two outcomes change
//   places for a party. With weights linear in the factor these places are roots of linear
//   functions and are computed, not scanned. Between two neighbouring places the verdict is
//   constant, so one ladder tells it. Where weights are not linear, or the places are more than
//   the limit, the factor is looked at on a grid and each change is narrowed down by bisection;
//   the result says so. Units: the factor's own. Weights are rounded to nine decimals, so a
//   threshold is right to about 1e-9 of the weight.
// Checked by: setting the factor just below and just above; the grid in tests/oracle.
#ifndef DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_
#define DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_

#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

// Adds the number of ladders climbed (or of answers of another measure) to `ladders`. Of a measure
// that rests on how large utilities are nothing is exact where they move: a grid and bisection.
FactorThresholds find_thresholds(const World& world, int factor, Budget& budget,
                                 std::uint64_t& ladders, const Measure& measure = {});

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_THRESHOLDS_H_
