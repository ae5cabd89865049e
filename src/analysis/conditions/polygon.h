// Convex polygons in the plane of two factors.
#ifndef DETENTE_ANALYSIS_CONDITIONS_POLYGON_H_
#define DETENTE_ANALYSIS_CONDITIONS_POLYGON_H_

#include <array>
#include <utility>
#include <vector>

#include "analysis/conditions/affine.h"

namespace detente {

using PlanePoint = std::array<double, 2>;

struct Polygon {
  static constexpr int kOuter = -1;  // a side of the domain
  std::vector<PlanePoint> corners;   // counterclockwise
  std::vector<int> lines;            // [k]: the line that side k, from corner k to the next, is on

  static Polygon rectangle(const Interval& a, const Interval& b);
  double area() const;
  PlanePoint centre() const;  // of mass
  // The least and the largest value of a function over it.
  Interval range(const Affine& form) const;
};

// Where the function is at most 0, and where it is at least 0; `line` names it. Corners nearer than
// `close` (in the function's own unit) are on it. A part without area has no corners.
std::pair<Polygon, Polygon> split(const Polygon& polygon, const Affine& form, int line,
                                  double close);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_POLYGON_H_
