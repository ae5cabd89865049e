// Boxes of factor values around the present ones: how far away they are, and how they are halved.
//
// Definition: distances are those of conditions/smallest_change.h: shares of the widths of ranges,
//   added up over the factors.
// Checked by: smallest_change_test.cc, through the search.
#ifndef DETENTE_ANALYSIS_CONDITIONS_BOX_SPACE_H_
#define DETENTE_ANALYSIS_CONDITIONS_BOX_SPACE_H_

#include <vector>

#include "analysis/conditions/affine.h"
#include "analysis/conditions/box.h"

namespace detente {

class BoxSpace {
 public:
  using Point = std::vector<double>;  // one value per factor varied
  BoxSpace(const World& world, const std::vector<int>& factors);

  const Box& whole() const { return within_; }  // the ranges, widened to the present values
  const Point& now() const { return now_; }
  double width(std::size_t k) const { return width_[k]; }
  // How far a point is from each end of each range that has two.
  std::vector<Affine> ends() const;
  double cost(const Point& at) const;
  double distance(const Box& box) const;
  double largest_side(const Box& box) const;  // as a share of its range
  static Point centre(const Box& box);
  static Point between(const Point& from, const Point& to, double share);
  // The point of the box that is nearest to now, a millionth part of the way to the centre where it
  // would lie on a side; `inside` also where that side is the present value.
  Point near(const Box& box, bool inside) const;
  // Along its longest side, where a condition tips or at the present value if that lies well
  // inside, else in the middle.
  std::vector<Box> halves(const Box& box) const;

 private:
  void find_tips(const World& world, const std::vector<int>& factors);
  double side(const Box& box, std::size_t k) const {
    return (box[k].high - box[k].low) / width_[k];
  }

  Box within_;
  Point now_, width_;
  std::vector<Point> tips_;  // [factor varied]: where a comparison tips, the others as they are
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_BOX_SPACE_H_
