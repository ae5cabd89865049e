#include "analysis/conditions/polygon.h"

#include <algorithm>
#include <cmath>

namespace detente {

Polygon Polygon::rectangle(const Interval& a, const Interval& b) {
  return {{{a.low, b.low}, {a.high, b.low}, {a.high, b.high}, {a.low, b.high}},
          {kOuter, kOuter, kOuter, kOuter}};
}

double Polygon::area() const {
  double twice = 0;
  for (std::size_t k = 0; k < corners.size(); ++k) {
    const PlanePoint& p = corners[k];
    const PlanePoint& q = corners[(k + 1) % corners.size()];
    twice += (p[0] - corners[0][0]) * (q[1] - corners[0][1]) -
             (q[0] - corners[0][0]) * (p[1] - corners[0][1]);
  }
  return twice / 2;
}

PlanePoint Polygon::centre() const {
  const PlanePoint& o = corners[0];
  double whole = 0;
  PlanePoint sum{0, 0};
  for (std::size_t k = 1; k + 1 < corners.size(); ++k) {
    const PlanePoint &p = corners[k], &q = corners[k + 1];
    const double part = (p[0] - o[0]) * (q[1] - o[1]) - (q[0] - o[0]) * (p[1] - o[1]);
    whole += part;
    for (std::size_t d = 0; d < 2; ++d) sum[d] += part * (p[d] + q[d] - 2 * o[d]) / 3;
  }
  return {o[0] + sum[0] / whole, o[1] + sum[1] / whole};
}

Interval Polygon::range(const Affine& form) const {
  Interval out{form.at(corners[0]), form.at(corners[0])};
  for (const PlanePoint& corner : corners) {
    const double value = form.at(corner);
    out = {std::min(out.low, value), std::max(out.high, value)};
  }
  return out;
}

namespace {

class Splitter {
 public:
  Splitter(const Polygon& polygon, const Affine& form, int line, double close)
      : polygon_(polygon), line_(line) {
    for (const PlanePoint& corner : polygon.corners) {
      const double value = form.at(corner);
      value_.push_back(std::abs(value) <= close ? 0 : value);
    }
  }
  std::pair<Polygon, Polygon> run() {
    for (std::size_t k = 0; k < value_.size(); ++k) {
      const std::size_t next = (k + 1) % value_.size();
      if (value_[k] <= 0) add(low_, k, next);
      if (value_[k] >= 0) add(high_, k, next);
      if (value_[k] * value_[next] < 0) cross(k, next);
    }
    for (Polygon* part : {&low_, &high_}) {
      if (part->corners.size() < 3) *part = {};
    }
    return {std::move(low_), std::move(high_)};
  }

 private:
  // A corner, with the side that leaves it: the old one, or the new line where the part ends here.
  void add(Polygon& part, std::size_t k, std::size_t next) {
    const bool leaves = value_[k] == 0 && (&part == &low_ ? value_[next] > 0 : value_[next] < 0);
    part.corners.push_back(polygon_.corners[k]);
    part.lines.push_back(leaves ? line_ : polygon_.lines[k]);
  }
  void cross(std::size_t k, std::size_t next) {
    const double share = value_[k] / (value_[k] - value_[next]);
    PlanePoint at = polygon_.corners[k];
    for (std::size_t d = 0; d < 2; ++d) at[d] += share * (polygon_.corners[next][d] - at[d]);
    for (Polygon* part : {&low_, &high_}) {
      const bool ends = (value_[k] < 0) == (part == &low_);
      part->corners.push_back(at);
      part->lines.push_back(ends ? line_ : polygon_.lines[k]);
    }
  }

  const Polygon& polygon_;
  int line_;
  std::vector<double> value_;
  Polygon low_, high_;
};

}  // namespace

std::pair<Polygon, Polygon> split(const Polygon& polygon, const Affine& form, int line,
                                  double close) {
  return Splitter(polygon, form, line, close).run();
}

}  // namespace detente
