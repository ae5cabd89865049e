// Linear programmes over the factors varied: the cheapest point of a polyhedron, and points well
// inside it.
//
// Definition: the cost of a point is that of conditions/smallest_change.h; all points are within
//   the ranges. A row is a linear function that must be at least 0. Rows are scaled by the largest
//   step that a whole range makes in them.
// Deviates: as the solver does, by about 1e-10 of a scaled row.
// Checked by: smallest_change_test.cc, through the search.
#ifndef DETENTE_ANALYSIS_CONDITIONS_NEAREST_H_
#define DETENTE_ANALYSIS_CONDITIONS_NEAREST_H_

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "analysis/bargaining/solver.h"
#include "analysis/conditions/affine.h"
#include "analysis/conditions/box_space.h"

namespace detente {

class Nearest {
 public:
  using Point = BoxSpace::Point;
  struct Cheapest {
    Point at;
    double cost = 0;
  };
  struct Inside {
    Point at;
    double slack = 0;  // the least of its scaled rows
  };
  // Scaled rows that cannot get further above 0 than this are borders, not interiors.
  static constexpr double kLeastSlack = 1e-7;

  explicit Nearest(const BoxSpace& space);

  // Nothing if no point has all rows at least 0.
  std::optional<Cheapest> cheapest(std::span<const Affine> rows);
  // As far inside the first `strict` rows as possible while all are at least 0; then, with half of
  // that kept, as far inside the others. Nothing if the strict rows leave no inside. What is at its
  // present value in `held`, if that is given, stays there.
  std::optional<Inside> inside(std::span<const Affine> rows, std::size_t strict,
                               const Point* held = nullptr);
  // A point where no row is 0 and no factor at an end of its range, but for those that are so
  // wherever all rows are at least 0: what ties at such an end need not tie beside it.
  std::optional<Point> amid(std::span<const Affine> rows);
  // The least and the largest value of a function where all rows are at least 0.
  std::optional<Interval> range(const Affine& form, std::span<const Affine> rows);
  std::uint64_t solved() const { return solved_; }

 private:
  LinearProgramme programme() const;
  double scale(const Affine& row) const;
  bool add_row(const Affine& row, int slack_column, double least, LinearProgramme& to) const;
  std::optional<SolverAnswer> solve(const LinearProgramme& programme);
  Point point(const SolverAnswer& answer) const;

  const BoxSpace& space_;
  std::unique_ptr<Solver> solver_;
  std::uint64_t solved_ = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_NEAREST_H_
