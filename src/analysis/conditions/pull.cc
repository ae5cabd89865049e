#include "analysis/conditions/pull.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace detente {
namespace {

using Point = BoxSpace::Point;

class Puller {
 public:
  Puller(const BoxSpace& space, const std::function<bool(const Point&)>& does)
      : space_(space), does_(does) {}

  std::uint64_t run(Point& best) {
    for (std::size_t k = 0; k < best.size(); ++k) {
      if (best[k] == space_.now()[k]) continue;
      Point at = best;
      at[k] = space_.now()[k];
      if (ask(at)) {
        best = at;
        continue;
      }
      double bad = space_.now()[k], good = best[k];
      while (std::abs(good - bad) > 1e-9 * space_.width(k)) {
        at[k] = bad + (good - bad) / 2;
        if (at[k] == bad || at[k] == good) break;
        (ask(at) ? good : bad) = at[k];
      }
      best[k] = shortest(bad, good, best, k);
    }
    return asked_;
  }

 private:
  bool ask(const Point& at) {
    ++asked_;
    return does_(at);
  }
  // The shortest decimal that works within a hair of the border, so that 0.6 is not 0.6000000003.
  double shortest(double bad, double good, const Point& best, std::size_t k) {
    Point at = best;
    for (int digits = 0; digits <= 8; ++digits) {
      const double scale = std::pow(10.0, digits);
      const double rounded = std::round(good * scale) / scale;
      if (std::abs(rounded - good) > 4e-9 * space_.width(k) + std::abs(good - bad)) continue;
      at[k] = rounded;
      if (ask(at)) return rounded;
    }
    return good;
  }

  const BoxSpace& space_;
  const std::function<bool(const Point&)>& does_;
  std::uint64_t asked_ = 0;
};

// The next number of so many significant digits, or the number itself if it is one.
double next_number(double value, bool upwards, int digits) {
  const auto written = [&](double x) {
    return std::strtod(fmt::format("{:.{}g}", x, digits).c_str(), nullptr);
  };
  const double nearest = written(value);
  if (upwards ? nearest >= value : nearest <= value) return nearest;
  const double last = std::pow(10.0, std::floor(std::log10(std::abs(value))) + 1 - digits);
  return written(nearest + (upwards ? last : -last));
}

}  // namespace

std::uint64_t pull(const BoxSpace& space, Point& point,
                   const std::function<bool(const Point&)>& does) {
  return Puller(space, does).run(point);
}

std::uint64_t round_beyond(const BoxSpace& space, Point& point,
                           const std::function<bool(const Point&)>& does) {
  constexpr double kFar = 1e-3;  // of a range: more than that is another change
  std::uint64_t asked = 0;
  Point last;
  for (int digits = 4; digits <= 16; ++digits) {
    Point at = point;
    bool far = false;
    for (std::size_t k = 0; k < at.size(); ++k) {
      if (at[k] == space.now()[k]) continue;
      const Interval& range = space.whole()[k];
      at[k] = std::clamp(next_number(at[k], at[k] > space.now()[k], digits), range.low, range.high);
      far = far || std::abs(at[k] - point[k]) > kFar * space.width(k);
    }
    if (at == point) return asked;
    if (far || at == last) continue;
    last = at;
    ++asked;
    if (!does(at)) continue;
    point = at;
    return asked;
  }
  return asked;
}

}  // namespace detente
