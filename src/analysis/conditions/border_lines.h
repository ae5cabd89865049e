// Straight lines in the plane of two factors, each named once, and the borders along them.
#ifndef DETENTE_ANALYSIS_CONDITIONS_BORDER_LINES_H_
#define DETENTE_ANALYSIS_CONDITIONS_BORDER_LINES_H_

#include <span>

#include "analysis/conditions/regions.h"

namespace detente {

class BorderLines {
 public:
  BorderLines(const Interval& a, const Interval& b);

  // The line where the function is 0: a number, the same for functions with the same line. It is
  // scaled: a step of one domain along a or b changes it by at most 1.
  int name(const Affine& form);
  const Affine& line(int number) const { return lines_[static_cast<std::size_t>(number)]; }
  // Requires: sides of polygons are on the lines they name.
  std::vector<MapBorder> borders(std::span<const Polygon> polygons,
                                 std::span<const MapRegion> regions) const;

 private:
  struct Stretch {
    double from = 0, to = 0;
    Verdict verdict = 0;
    bool proven = false;
  };
  struct Sides {
    std::vector<Stretch> low, high;  // where the function is below 0, above 0
  };
  void add_borders(int number, const Sides& sides, std::vector<MapBorder>& out) const;
  std::size_t along(int number) const;

  Interval a_, b_;
  std::vector<Affine> lines_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_BORDER_LINES_H_
