#include "analysis/bargaining/raiffa.h"

#include <algorithm>
#include <utility>

namespace detente {

RaiffaReference::RaiffaReference(std::span<const std::int64_t> no_deal)
    : numerator_(no_deal.begin(), no_deal.end()) {}

bool RaiffaReference::reached_by(const Point& point) const {
  for (std::size_t p = 0; p < point.size(); ++p) {
    if (above(point[p], p) < 0) return false;
  }
  return true;
}

void RaiffaReference::advance(const Point& most) {
  const auto n = static_cast<std::int64_t>(most.size());
  for (std::size_t p = 0; p < most.size(); ++p)
    numerator_[p] = numerator_[p] * (n - 1) + most[p] * denominator_;
  denominator_ *= n;
}

std::int64_t RaiffaReference::ceiling(std::size_t party) const {
  Whole down = numerator_[party] / denominator_;  // towards 0
  if (down * denominator_ < numerator_[party]) ++down;
  return static_cast<std::int64_t>(down);
}

double RaiffaReference::to_double(std::size_t party) const {
  return boost::multiprecision::cpp_rational(numerator_[party], denominator_).convert_to<double>();
}

Places RaiffaReference::leximin(const std::vector<Point>& points, const Point& most) const {
  using Ratio = std::pair<Whole, Whole>;  // the second above 0
  const auto compare = [](const Ratio& a, const Ratio& b) {
    const Whole left = a.first * b.second, right = b.first * a.second;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const auto sorted = [&](const Point& point) {
    std::vector<Ratio> row;
    for (std::size_t p = 0; p < point.size(); ++p) {
      Whole range = above(most[p], p);
      if (range > 0) row.emplace_back(above(point[p], p), std::move(range));
    }
    std::sort(row.begin(), row.end(),
              [&](const Ratio& a, const Ratio& b) { return compare(a, b) < 0; });
    return row;
  };
  Places out;
  std::vector<Ratio> top;
  for (std::size_t k = 0; k < points.size(); ++k) {
    std::vector<Ratio> row = sorted(points[k]);
    int more = out.empty() ? 1 : 0;
    for (std::size_t i = 0; i < row.size() && more == 0; ++i) more = compare(row[i], top[i]);
    if (more < 0) continue;
    if (more > 0) {
      out.clear();
      top = std::move(row);
    }
    out.push_back(k);
  }
  return out;
}

}  // namespace detente
