// The point of reference of the sequential Raiffa solution, exactly.
//
// Definition: d_0 is the no-deal point; d_{k+1} = d_k + (m - d_k) / n, where m holds the most that
//   each of the n parties can have among the outcomes that give nobody less than d_k
//   (docs/methods/bargaining.md). All of d_k are whole numbers over n^k, which grow without limit.
// Source: Raiffa 1953; Luce & Raiffa 1957.
#ifndef DETENTE_ANALYSIS_BARGAINING_RAIFFA_H_
#define DETENTE_ANALYSIS_BARGAINING_RAIFFA_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/bargaining/plain_solutions.h"

namespace detente {

class RaiffaReference {
 public:
  explicit RaiffaReference(std::span<const std::int64_t> no_deal);

  // Does the point give nobody less?
  bool reached_by(const Point& point) const;
  void advance(const Point& most);
  // The least whole number that is not below the reference.
  std::int64_t ceiling(std::size_t party) const;
  double to_double(std::size_t party) const;
  // Leximin of (u - d) / (most - d) over the parties whose most is above d; all ties, ascending.
  // Requires points that reach d.
  Places leximin(const std::vector<Point>& points, const Point& most) const;

 private:
  using Whole = boost::multiprecision::cpp_int;
  Whole above(std::int64_t value, std::size_t party) const {
    return value * denominator_ - numerator_[party];
  }
  std::vector<Whole> numerator_;
  Whole denominator_ = 1;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_RAIFFA_H_
