// The plane of two factors in regions with one verdict each, and the straight borders between them.
//
// Definition: both factors over their domains, all others held. Where comparisons and weights are
//   linear in the two together the verdict can only change on the lines of conditions/affine.h and
//   conditions/utility_forms.h. A region is a convex polygon between such lines. It is proven if no
//   line crosses it, or if the verdicts between its corners are proven to be one
//   (readiness/certain.h). Borders are the stretches of lines between regions of different
//   verdicts.
// Method: all lines of comparisons first; then every polygon is cut along the line at which the
//   verdict changes between its centre and a corner; where none is met, along the one nearest to
//   its centre, until it is proven.
//   Of another measure the lines are those of what it rests on, and only a polygon that none
//   crosses is proven; where amounts count verdicts change along curves, and there are no regions.
// Deviates: a proof from the corners looks a millionth of the way from them to the centre. Verdicts
//   on the lines themselves are not looked for.
// Cost: some ladders per region; at most kMostRegions of them, fewer where outcomes are many, the
//   others are not proven.
// Checked by: factor_map_test.cc; tests/conditions (points in regions, both sides of borders).
#ifndef DETENTE_ANALYSIS_CONDITIONS_REGIONS_H_
#define DETENTE_ANALYSIS_CONDITIONS_REGIONS_H_

#include "analysis/conditions/polygon.h"
#include "analysis/measure/measure.h"
#include "analysis/readiness/ladder.h"

namespace detente {

struct MapRegion {
  std::vector<PlanePoint> corners;  // counterclockwise
  Verdict verdict = 0;              // at its centre
  bool proven = false;
};
struct MapBorder {
  // On the sides of smaller and larger a; along a line of one b, of smaller and larger b.
  Verdict below = 0, above = 0;
  PlanePoint from{}, to{};  // from the smaller b, or the smaller a where b is the same
  bool exact = false;       // both sides are proven; else inferred from rows of thresholds
};
struct Regions {
  bool linear = false;  // else nothing is listed
  std::vector<MapRegion> regions;
  std::vector<MapBorder> borders;
  std::uint64_t ladders = 0;
};

constexpr std::size_t kMostRegions = 2000;
// Stops early, with regions that are not proven, where the budget ends.
Regions find_regions(const World& world, int a, int b, const Measure& measure, Budget& budget);

// What the regions say of a rectangle.
struct VerdictsIn {
  std::array<bool, kRungs + 1> some{};  // by verdict
  bool proven = true;
};
VerdictsIn verdicts_in(const Regions& regions, const Interval& a, const Interval& b);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_REGIONS_H_
