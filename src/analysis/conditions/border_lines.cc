#include "analysis/conditions/border_lines.h"

#include <algorithm>
#include <cmath>

namespace detente {

BorderLines::BorderLines(const Interval& a, const Interval& b) : a_(a), b_(b) {}

int BorderLines::name(const Affine& form) {
  constexpr double kSame = 1e-9;
  const double wide = a_.high - a_.low, high = b_.high - b_.low;
  const double at_a = form.slope[0] * wide, at_b = form.slope[1] * high;
  const double scale = std::max(std::abs(at_a), std::abs(at_b)) *
                       ((std::abs(at_a) > 1e-12 * std::abs(at_b) ? at_a : at_b) < 0 ? -1 : 1);
  const Affine line{form.constant / scale, {form.slope[0] / scale, form.slope[1] / scale}};
  const auto same = [&](const Affine& other) {
    const double here = line.constant + line.slope[0] * a_.low + line.slope[1] * b_.low;
    const double there = other.constant + other.slope[0] * a_.low + other.slope[1] * b_.low;
    return std::abs(line.slope[0] - other.slope[0]) * wide < kSame &&
           std::abs(line.slope[1] - other.slope[1]) * high < kSame &&
           std::abs(here - there) < kSame;
  };
  const auto known = std::find_if(lines_.begin(), lines_.end(), same);
  if (known != lines_.end()) return static_cast<int>(known - lines_.begin());
  lines_.push_back(line);
  return static_cast<int>(lines_.size()) - 1;
}

// The coordinate that tells places on a line apart: the one that it depends on less.
std::size_t BorderLines::along(int number) const {
  const Affine& line = this->line(number);
  return std::abs(line.slope[0]) * (a_.high - a_.low) >=
                 std::abs(line.slope[1]) * (b_.high - b_.low)
             ? 1
             : 0;
}

std::vector<MapBorder> BorderLines::borders(std::span<const Polygon> polygons,
                                            std::span<const MapRegion> regions) const {
  std::vector<Sides> sides(lines_.size());
  for (std::size_t r = 0; r < polygons.size(); ++r) {
    const Polygon& polygon = polygons[r];
    const PlanePoint centre = polygon.centre();
    for (std::size_t k = 0; k < polygon.corners.size(); ++k) {
      const int number = polygon.lines[k];
      if (number == Polygon::kOuter) continue;
      const std::size_t d = along(number);
      double from = polygon.corners[k][d];
      double to = polygon.corners[(k + 1) % polygon.corners.size()][d];
      if (from > to) std::swap(from, to);
      Sides& of = sides[static_cast<std::size_t>(number)];
      (line(number).at(centre) < 0 ? of.low : of.high)
          .push_back({from, to, regions[r].verdict, regions[r].proven});
    }
  }
  std::vector<MapBorder> out;
  for (std::size_t n = 0; n < sides.size(); ++n) add_borders(static_cast<int>(n), sides[n], out);
  return out;
}

void BorderLines::add_borders(int number, const Sides& sides, std::vector<MapBorder>& out) const {
  const std::size_t d = along(number);
  const Affine& line = this->line(number);
  const double close = 1e-9 * (d == 0 ? a_.high - a_.low : b_.high - b_.low);
  std::vector<double> places;
  for (const auto* list : {&sides.low, &sides.high}) {
    for (const Stretch& one : *list) places.insert(places.end(), {one.from, one.to});
  }
  std::sort(places.begin(), places.end());
  const auto at = [&](double place) {
    PlanePoint point;
    point[d] = place;
    point[1 - d] = -(line.constant + line.slope[d] * place) / line.slope[1 - d];
    return point;
  };
  const auto found = [](const std::vector<Stretch>& list, double place) {
    return std::find_if(list.begin(), list.end(),
                        [&](const Stretch& one) { return one.from < place && place < one.to; });
  };
  double last = 0;  // where the border ended that was added last
  bool any = false;
  for (std::size_t k = 0; k + 1 < places.size(); ++k) {
    if (places[k + 1] - places[k] <= close) continue;
    const double middle = (places[k] + places[k + 1]) / 2;
    const auto low = found(sides.low, middle), high = found(sides.high, middle);
    if (low == sides.low.end() || high == sides.high.end() || low->verdict == high->verdict)
      continue;
    MapBorder border{low->verdict, high->verdict, at(places[k]), at(places[k + 1]),
                     low->proven && high->proven};
    const bool goes_on = any && places[k] - last <= close && out.back().below == border.below &&
                         out.back().above == border.above && out.back().exact == border.exact;
    if (goes_on) {
      out.back().to = border.to;
    } else {
      out.push_back(border);
    }
    any = true;
    last = places[k + 1];
  }
  // lines rise with a (or, where a does not count, with b), so low is the side of the smaller one
  for (auto it = out.rbegin(); it != out.rend() && any; ++it) {
    const bool swap = it->from[1] != it->to[1] ? it->from[1] > it->to[1] : it->from[0] > it->to[0];
    if (swap) std::swap(it->from, it->to);
  }
}

}  // namespace detente
