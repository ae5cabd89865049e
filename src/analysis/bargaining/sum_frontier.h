// The efficient frontier of sums over issues, built issue by issue, with every outcome behind it.
//
// Answers: which utility vectors of a dispute far too large to list are efficient, how many
//   outcomes has each, and which?
// Definition: F_0 = {0}; F_i = the vectors of F_{i-1} + (options of issue i) that none of them
//   dominates. Equal vectors are one point that remembers every way to reach it, so counts are
//   exact: all parts of an efficient sum are efficient. Deals are upward closed (floors), so their
//   frontier is the part of F above the floors; partial sums that can no longer reach them are
//   dropped.
// Source: Nemhauser & Ullmann 1969; thinning as in Erlebach, Kellerer & Pferschy 2002, but with
//   losses that add up instead of multiplying.
// Shapes: [point] utilities in billionths, largest first; counts as decimal text.
// Cost: two parties O(|F| m log m) per issue with m options, three parties times a logarithm, more
//   parties times the boxes that a question visits (dominance.h). Stays within kMostBytes, about.
// Checked by: sum_frontier_test.cc, and the explicit path on every dispute small enough.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/sum_stage.h"
#include "analysis/bargaining/wide_counts.h"
#include "base/limits.h"

namespace detente {

class SumFrontier {
 public:
  static constexpr std::size_t kMostPoints = 1'000'000;
  static constexpr std::size_t kMostPointsOfMany = 100'000;  // four parties and more
  static constexpr std::size_t kThinPoints = 100'000, kThinPointsOfMany = 5'000;
  static constexpr std::size_t kMostBytes = std::size_t{1} << 30U;  // of links

  // `floors`: leave out what is below the form's floors. A stage with more points than `most`, or
  // more than memory allows, is thinned to `thin` points or fewer. Empty if it was stopped, or if
  // that would be needed and `thin` is 0.
  static std::optional<SumFrontier> make(const AdditiveForm& form, bool floors, Budget& budget,
                                         std::size_t most = kMostPoints, std::size_t thin = 0);

  // All 0 unless something was thinned. Otherwise, per party in billionths: for every outcome (with
  // floors: for every deal that is above the floors by the gap) there is a point at which each
  // party has at least as much, less its gap; the first party's gap is 0. Every point is the vector
  // of its outcomes, counts are of those that are known.
  const std::vector<std::int64_t>& gap() const { return gap_; }
  bool exact() const;

  const std::vector<Point>& points() const { return points_; }
  std::string count(std::size_t point) const;  // outcomes behind it
  // Up to `limit` outcomes behind a point, as options of the dispute, ascending by choice.
  std::vector<std::vector<int>> outcomes(const AdditiveForm& form, std::size_t point,
                                         std::size_t limit) const;

 private:
  static constexpr int kFinest = 20;
  void collect(const AdditiveForm& form, std::size_t stage, std::size_t point,
               std::vector<int>& choice, std::size_t limit,
               std::vector<std::vector<int>>& out) const;

  // Adds an issue, thinned if need be. False if that cannot be done. `work`: of one try.
  bool add_stage(SumStep& step, std::size_t thin, std::uint64_t work, Budget& budget,
                 std::vector<std::int64_t>& after, SumStage& scratch);

  std::vector<SumStage> stages_;  // [issue]
  std::vector<Point> points_;
  WideCounts counts_{0, 1};  // [point]
  std::vector<std::int64_t> gap_;
  int fineness_ = kFinest;  // 2^-fineness_ of the spread: where thinning starts
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_FRONTIER_H_
