// The efficient frontier of sums over issues, built issue by issue, with every outcome behind it.
//
// Answers: which utility vectors of a dispute far too large to list are efficient, how many
// outcomes
//   has each, and which?
// Definition: F_0 = {0}; F_i = the vectors of F_{i-1} + (options of issue i) that none of them
//   dominates. Equal vectors are one point that remembers every way to reach it, so counts are
//   exact: all parts of an efficient sum are efficient. Deals are upward closed (floors), so their
//   frontier is the part of F above the floors; partial sums that can no longer reach them are
//   dropped.
// Source: Nemhauser & Ullmann 1969.
// Shapes: [point] utilities in billionths, largest first; counts as decimal text.
// Cost: two parties O(m |F| log |F|) per issue with m options, three parties likewise with a
//   staircase, more parties O(m |F|^2); stops at `most` points or when the budget is spent.
// Checked by: sum_frontier_test.cc, and the explicit path on every dispute small enough.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "base/limits.h"

namespace detente {

class SumFrontier {
 public:
  static constexpr std::size_t kMostPoints = 2'000'000;

  // `floors`: leave out what is below the form's floors. Empty if it was stopped.
  static std::optional<SumFrontier> make(const AdditiveForm& form, bool floors, Budget& budget,
                                         std::size_t most = kMostPoints);

  const std::vector<Point>& points() const { return points_; }
  std::string count(std::size_t point) const;  // outcomes behind it
  // Up to `limit` outcomes behind a point, as options of the dispute, ascending by choice.
  std::vector<std::vector<int>> outcomes(const AdditiveForm& form, std::size_t point,
                                         std::size_t limit) const;

 private:
  struct Link {
    std::uint32_t parent = 0;
    std::int32_t option = 0;
  };
  struct Stage {
    std::vector<Link> links;            // point after point
    std::vector<std::uint32_t> starts;  // [point], and the end
  };
  void collect(const AdditiveForm& form, std::size_t stage, std::size_t point,
               std::vector<int>& choice, std::size_t limit,
               std::vector<std::vector<int>>& out) const;

  std::vector<Stage> stages_;  // [issue]
  std::vector<Point> points_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_
