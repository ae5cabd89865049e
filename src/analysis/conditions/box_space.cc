#include "analysis/conditions/box_space.h"

#include <algorithm>
#include <cmath>

#include "analysis/readiness/lines.h"

namespace detente {

BoxSpace::BoxSpace(const World& world, const std::vector<int>& factors) {
  for (const int f : factors) {
    const Factor& factor = world.dispute()->factors[static_cast<std::size_t>(f)];
    const double now = world.scenario().factors[static_cast<std::size_t>(f)];
    Interval within = factor.number.range.value_or(factor.domain);
    within = {std::min(within.low, now), std::max(within.high, now)};
    now_.push_back(now);
    within_.push_back(within);
    width_.push_back(within.high > within.low ? within.high - within.low : 1);
  }
  find_tips(world, factors);
}

std::vector<Affine> BoxSpace::ends() const {
  std::vector<Affine> out;
  for (std::size_t k = 0; k < now_.size(); ++k) {
    if (within_[k].high <= within_[k].low) continue;
    Affine along{-within_[k].low, std::vector<double>(now_.size(), 0)};
    along.slope[k] = 1;
    out.push_back(along);
    along.constant = -within_[k].high;
    out.push_back(along.negated());
  }
  return out;
}

double BoxSpace::cost(const Point& at) const {
  double sum = 0;
  for (std::size_t k = 0; k < at.size(); ++k) sum += std::abs(at[k] - now_[k]) / width_[k];
  return sum;
}

void BoxSpace::find_tips(const World& world, const std::vector<int>& factors) {
  tips_.resize(factors.size());
  for (const Comparison& one : comparisons_in_force(world, factors)) {
    const Node& node = one.formula->nodes[static_cast<std::size_t>(one.node)];
    for (std::size_t k = 0; k < factors.size(); ++k) {
      const LinePlace place{world.dispute(), world.scenario().factors};
      const auto left = line_of(*one.formula, node.children[0], factors[k], place);
      const auto right = line_of(*one.formula, node.children[1], factors[k], place);
      if (!left || !right || left->slope == right->slope) continue;
      tips_[k].push_back((right->constant - left->constant) / (left->slope - right->slope));
    }
  }
}

BoxSpace::Point BoxSpace::centre(const Box& box) {
  Point at;
  for (const Interval& side : box) at.push_back(side.low + (side.high - side.low) / 2);
  return at;
}
BoxSpace::Point BoxSpace::between(const Point& from, const Point& to, double share) {
  Point at = from;
  for (std::size_t k = 0; k < at.size(); ++k) at[k] += share * (to[k] - from[k]);
  return at;
}
BoxSpace::Point BoxSpace::near(const Box& box, bool inside) const {
  Point at = centre(box);
  for (std::size_t k = 0; k < box.size(); ++k) {
    const double nearest = std::clamp(now_[k], box[k].low, box[k].high);
    const bool on_side = nearest == box[k].low || nearest == box[k].high;
    if (!on_side || (nearest == now_[k] && !inside)) {
      at[k] = nearest;
    } else {
      at[k] = nearest + (at[k] - nearest) * 1e-6;
    }
  }
  return at;
}
double BoxSpace::distance(const Box& box) const {
  double sum = 0;
  for (std::size_t k = 0; k < box.size(); ++k)
    sum += std::abs(std::clamp(now_[k], box[k].low, box[k].high) - now_[k]) / width_[k];
  return sum;
}
double BoxSpace::largest_side(const Box& box) const {
  double out = 0;
  for (std::size_t k = 0; k < box.size(); ++k) out = std::max(out, side(box, k));
  return out;
}
std::vector<Box> BoxSpace::halves(const Box& box) const {
  std::size_t longest = 0;
  for (std::size_t k = 1; k < box.size(); ++k) {
    if (side(box, k) > side(box, longest)) longest = k;
  }
  double at = box[longest].low + (box[longest].high - box[longest].low) / 2;
  // where a condition tips, or at the present value, if that lies well inside
  const double slack = (box[longest].high - box[longest].low) / 16;
  const auto inside = [&](double x) {
    return x > box[longest].low + slack && x < box[longest].high - slack;
  };
  if (inside(now_[longest])) at = now_[longest];
  for (const double tip : tips_[longest]) {
    if (inside(tip)) at = tip;
  }
  std::vector<Box> out{box, box};
  out[0][longest].high = at;
  out[1][longest].low = at;
  return out;
}

}  // namespace detente
