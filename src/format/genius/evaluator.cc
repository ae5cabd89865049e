#include "format/genius/evaluator.h"

#include <algorithm>

namespace detente::genius {

using domains::Ratio;

Ratio Evaluator::at(const Ratio& value) const {
  switch (kind) {
    case Kind::kConstant:
      return offset;
    case Kind::kLinear:
      if (!cut) return offset + slope * (value - origin);
      return std::clamp(offset + slope * (value - origin), Ratio(0), Ratio(1));
    case Kind::kTriangular:
      if (value < low) return 0;
      if (value < top) return (value - low) / (top - low);
      if (value < high) return Ratio(1) - (value - top) / (high - top);
      return 0;
  }
  return 0;
}

std::vector<Ratio> Evaluator::corners() const {
  if (kind == Kind::kTriangular) return {low, top, high};
  if (kind == Kind::kConstant || slope.is_zero()) return {};
  return {origin - offset / slope, origin + (Ratio(1) - offset) / slope};
}

bool Evaluator::jumps(const Ratio& from, const Ratio& to) const {
  if (kind != Kind::kTriangular) return false;
  const bool inside = from < top && top <= to;
  return inside && (low >= top || high <= top);
}

}  // namespace detente::genius
