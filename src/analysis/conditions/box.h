// Is the verdict the same everywhere inside a box of factor values?
//
// Definition: a box is an interval per factor, the other factors held. `certain` proves that all
//   ladders inside the open box are alike: every comparison of factors comes out alike, every
//   party accepts the same outcomes, and, where some deal passes rung 4, every party orders all
//   outcomes alike.
// Method: where numbers are linear in each factor (multilinear), a difference inside the box is an
//   average of its values at the corners, all with positive weights. So it has one sign inside if
//   it has no two different signs at the corners. No pair of outcomes changes places if, sorted by
//   their utilities at all corners, they rise at each of them.
// Deviates: weights are rounded to nine decimals in each world; differences of that size are taken
//   as they are at the corners.
// Cost: 2^factors sums and one sort per party whose weights see a factor. At most 10 factors.
// Checked by: factor_map_test.cc, against looking.
#ifndef DETENTE_ANALYSIS_CONDITIONS_BOX_H_
#define DETENTE_ANALYSIS_CONDITIONS_BOX_H_

#include <vector>

#include "analysis/measure/measure.h"
#include "analysis/readiness/in_force.h"
#include "analysis/readiness/ladder.h"

namespace detente {

using Box = std::vector<Interval>;  // one per factor

class BoxTest {
 public:
  static constexpr std::size_t kMostFactors = 10;
  // `world` must outlive this.
  BoxTest(const World& world, std::vector<int> factors, Measure measure = {});

  const std::vector<int>& factors() const { return factors_; }
  // Something is not multilinear: no box will be certain.
  bool curved() const { return curved_; }
  // Requires: `inside` is the world at some point inside the box, `verdict` is its verdict. Of
  // another measure: all that it rests on is alike; where amounts count, that no utility moves.
  bool certain(const Box& box, const World& inside, Verdict verdict) const;
  // Is every verdict in the open box below `want`? A ladder need not be alike everywhere for that:
  // the weights at the corners, with conditions as they are inside, are the corners of a
  // CertainVerdict. False proves nothing. `looked` grows by the outcomes looked at. Of the ladder
  // alone.
  bool below(const Box& box, const World& inside, Verdict want, std::uint64_t& looked) const;
  // The same where in that part of the box which counts conditions are as they are inside.
  bool below_in_cell(const Box& box, const World& inside, Verdict want,
                     std::uint64_t& looked) const;

 private:
  std::vector<std::vector<double>> corners_of(const Box& box) const;
  std::vector<double> corner(const Box& box, std::size_t which) const;
  bool comparisons_alike(const std::vector<std::vector<double>>& corners) const;
  bool comparison_alike(const Comparison& comparison,
                        const std::vector<std::vector<double>>& corners) const;
  RestsOn counts(Verdict verdict) const;
  bool party_alike(int party, const World& inside, const RestsOn& rests,
                   const std::vector<std::vector<double>>& corners) const;

  const World& world_;
  std::vector<int> factors_;
  Measure measure_;
  std::vector<Comparison> comparisons_;
  bool curved_ = false;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_BOX_H_
