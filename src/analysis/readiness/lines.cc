#include "analysis/readiness/lines.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace detente {
namespace {

// min, max, abs, clamp of numbers.
double held(Op op, const std::vector<Line>& child) {
  const auto value = [&](std::size_t k) { return child[k].constant; };
  switch (op) {
    case Op::kMin:
    case Op::kMax: {
      double out = value(0);
      for (std::size_t k = 1; k < child.size(); ++k) {
        out = op == Op::kMin ? std::min(out, value(k)) : std::max(out, value(k));
      }
      return out;
    }
    case Op::kAbs:
      return std::abs(value(0));
    default:
      return std::min(std::max(value(0), value(1)), value(2));  // clamp
  }
}

}  // namespace

std::optional<Line> line_of(const Formula& formula, int node, int factor, const LinePlace& place) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  std::vector<Line> child;
  for (const int c : n.children) {
    const auto line = line_of(formula, c, factor, place);
    if (!line) return std::nullopt;
    child.push_back(*line);
  }
  switch (n.op) {
    case Op::kNumber:
      return Line{n.number, 0};
    case Op::kFactor:
      return n.index == factor ? place.moving
                               : Line{place.factors[static_cast<std::size_t>(n.index)], 0};
    case Op::kAdd:
      return Line{child[0].constant + child[1].constant, child[0].slope + child[1].slope};
    case Op::kSubtract:
      return Line{child[0].constant - child[1].constant, child[0].slope - child[1].slope};
    case Op::kNegate:
      return Line{-child[0].constant, -child[0].slope};
    case Op::kMultiply:
      if (child[0].slope != 0 && child[1].slope != 0) return std::nullopt;
      return Line{child[0].constant * child[1].constant,
                  child[0].slope * child[1].constant + child[1].slope * child[0].constant};
    case Op::kDivide:
      if (child[1].slope != 0) return std::nullopt;
      return Line{child[0].constant / child[1].constant, child[0].slope / child[1].constant};
    default:
      break;
  }
  if (n.op == Op::kLevel) {
    const auto option = place.options.find(n.index);
    if (option == place.options.end()) return std::nullopt;
    const Issue& issue = place.dispute->issues[static_cast<std::size_t>(n.index)];
    return Line{issue.levels[static_cast<std::size_t>(option->second)], 0};
  }
  // min, max, abs, clamp of numbers that do not depend on the factor
  if (std::any_of(child.begin(), child.end(), [](const Line& line) { return line.slope != 0; }))
    return std::nullopt;
  return Line{held(n.op, child), 0};
}

}  // namespace detente
