#include "format/genius/fit.h"

#include <algorithm>

namespace detente::genius {
namespace {

using domains::Ratio;

// What rounding to billionths may have moved a value, a little less than half of one.
Ratio half() { return Ratio(49) / Ratio(100) / Ratio(Decimal::kOne); }

Ratio as_read(const Ratio& value) { return Ratio::parse(value.to_text()).value_or(value); }

bool gives(const Evaluator& evaluator, const std::vector<Ratio>& points,
           const std::vector<Ratio>& values, const Ratio& weight) {
  for (std::size_t k = 0; k < points.size(); ++k) {
    const auto value = (as_read(weight) * evaluator.at(points[k])).to_decimal();
    if (!value || Ratio::of(*value) != values[k]) return false;
  }
  return true;
}

Evaluator through(const Ratio& slope, const Ratio& at_origin, const Ratio& weight,
                  const Ratio& origin) {
  Evaluator out;
  out.origin = origin;
  out.slope = as_read(slope / weight);
  out.offset = as_read(at_origin / weight);
  return out;
}

// The line through the values at `first` and `last`, and one within half() of all between them.
std::vector<Evaluator> lines(const std::vector<Ratio>& points, const std::vector<Ratio>& values,
                             std::size_t first, std::size_t last, const Ratio& weight,
                             const Ratio& origin) {
  if (first == last) return {through(0, values[first], weight, origin)};
  const Ratio direct = (values[last] - values[first]) / (points[last] - points[first]);
  std::vector<Evaluator> out{
      through(direct, values[first] - direct * (points[first] - origin), weight, origin)};
  constexpr std::size_t kFew = 300;
  if (last - first > kFew) return out;
  std::optional<Ratio> least, most;
  for (std::size_t i = first; i < last; ++i) {
    for (std::size_t j = i + 1; j <= last; ++j) {
      const Ratio width = points[j] - points[i], rise = values[j] - values[i];
      const Ratio low = (rise - half() - half()) / width, high = (rise + half() + half()) / width;
      least = least ? std::max(*least, low) : low;
      most = most ? std::min(*most, high) : high;
    }
  }
  if (*least > *most) return out;
  const Ratio slope = (*least + *most) / Ratio(2);
  std::optional<Ratio> bottom, top;
  for (std::size_t k = first; k <= last; ++k) {
    const Ratio at_origin = values[k] - slope * (points[k] - origin);
    bottom = bottom ? std::max(*bottom, at_origin - half()) : at_origin - half();
    top = top ? std::min(*top, at_origin + half()) : at_origin + half();
  }
  out.push_back(through(slope, (*bottom + *top) / Ratio(2), weight, origin));
  return out;
}

// Does it change its direction at the points only? Then no point is new when it is read again.
bool bends_at_points(const Evaluator& evaluator, const std::vector<Ratio>& points) {
  const auto corners = evaluator.corners();
  return std::all_of(corners.begin(), corners.end(), [&](const Ratio& corner) {
    return corner <= points.front() || corner >= points.back() ||
           std::any_of(points.begin(), points.end(),
                       [&](const Ratio& point) { return point.to_double() == corner.to_double(); });
  });
}

std::optional<Evaluator> triangle(const std::vector<Ratio>& points,
                                  const std::vector<Ratio>& values) {
  const auto peak = std::max_element(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(peak - values.begin());
  std::size_t left = at, right = at;
  while (left > 0 && !values[left].is_zero()) --left;
  while (right + 1 < values.size() && !values[right].is_zero()) ++right;
  if (!values[left].is_zero() || !values[right].is_zero()) return std::nullopt;
  Evaluator out;
  out.kind = Evaluator::Kind::kTriangular;
  out.low = as_read(points[left]);
  out.top = as_read(points[at]);
  out.high = as_read(points[right]);
  return out;
}

}  // namespace

std::optional<Evaluator> fit(const std::vector<Ratio>& points, const std::vector<Ratio>& values,
                             const Ratio& weight, const Ratio& origin) {
  if (weight.is_zero()) return Evaluator{};
  const std::size_t n = values.size();
  std::size_t first = 0, last = n - 1;  // of those between 0 and the weight
  const auto inside = [&](std::size_t k) { return values[k] > Ratio(0) && values[k] < weight; };
  while (first < n && !inside(first)) ++first;
  while (last > 0 && !inside(last)) --last;
  struct Range {
    std::size_t first, last;
  };
  std::vector<Range> ranges{{0, n - 1}};
  if (first <= last && first < n) {
    ranges.push_back({first == 0 ? 0 : first - 1, std::min(n - 1, last + 1)});
    ranges.push_back({first, std::min(n - 1, last + 1)});
    ranges.push_back({first == 0 ? 0 : first - 1, last});
    ranges.push_back({first, last});
  } else {
    for (std::size_t k = 0; k + 1 < n; ++k) {  // 0 0 1 1
      if (values[k] != values[k + 1]) ranges.push_back({k, k + 1});
      if (ranges.size() > 3) break;
    }
  }
  std::optional<Evaluator> bent;
  for (const Range& range : ranges) {
    for (const Evaluator& out : lines(points, values, range.first, range.last, weight, origin)) {
      if (!gives(out, points, values, weight)) continue;
      if (bends_at_points(out, points)) return out;
      if (!bent) bent = out;
    }
  }
  const auto out = triangle(points, values);
  if (out && gives(*out, points, values, weight)) return out;
  return bent;
}

}  // namespace detente::genius
