// What looks along one factor come to: the values at which the verdict changes, and those at which
// it is another than on either side.
//
// Method: between two neighbouring looks that differ the verdict changes at one of the places that
//   are known there; looks between these say at which. Where there may be more than are known (on a
//   grid) it is found by bisection and called by the place known beside it, if there is one: since
//   weights are rounded, two outcomes tie in a little stretch around it. Single values are looked
//   for at the places themselves, and only where all of them are known.
// Checked by: thresholds; conditions_test.cc.
#ifndef DETENTE_ANALYSIS_READINESS_CROSSINGS_H_
#define DETENTE_ANALYSIS_READINESS_CROSSINGS_H_

#include <vector>

#include "analysis/readiness/answer.h"
#include "analysis/readiness/looks.h"

namespace detente {

// Shares of a width: places nearer to each other than this are one.
constexpr double kClosePlaces = 1e-9;

struct KnownPlaces {
  std::vector<double> places;     // where something may change; once all are there, in order
  std::vector<Interval> proved;   // one verdict everywhere, the places inside included
  std::vector<Interval> on_grid;  // more may be there than is known
};

// Adds to `crossings` and, if `out` is exact, to `singles`.
void list_crossings(Looks& looks, const KnownPlaces& known, Interval domain, FactorThresholds& out);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_CROSSINGS_H_
