// Bargaining solutions over listed points, straight from their definitions.
//
// Definition: docs/methods/bargaining.md, "Solutions".
// Shapes: points[k] is a utility vector (billionths), all different; results are places of points,
//   ascending, all ties.
// Cost: O(points log points) for the frontier of two parties, O(points * frontier) for more; the
//   solutions O(points), Raiffa a little more.
#ifndef DETENTE_ANALYSIS_BARGAINING_PLAIN_SOLUTIONS_H_
#define DETENTE_ANALYSIS_BARGAINING_PLAIN_SOLUTIONS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace detente {

using Point = std::vector<std::int64_t>;
using Places = std::vector<std::size_t>;

Places plain_frontier(const std::vector<Point>& points);

struct PlainProblem {
  const std::vector<Point>& points;
  std::vector<std::int64_t> no_deal, ideal;
  std::vector<Decimal> weights, powers;  // per bargainer
};
// One of nash, kalai_smorodinsky, egalitarian, proportional, utilitarian, relative_utilitarian,
// raiffa. Requires at least one point. Empty (nothing) if no point is as good as no-deal (Raiffa).
std::optional<Places> plain_solution(const std::string& id, const PlainProblem& problem);

// Leximin of (u - zero) / unit over the parties whose unit is above 0.
Places leximin(const std::vector<Point>& points, std::span<const std::int64_t> zero,
               std::span<const std::int64_t> unit);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_PLAIN_SOLUTIONS_H_
