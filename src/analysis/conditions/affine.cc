#include "analysis/conditions/affine.h"

#include <algorithm>
#include <cmath>

#include "analysis/readiness/in_force.h"

namespace detente {

double Affine::at(std::span<const double> point) const {
  double sum = constant;
  for (std::size_t k = 0; k < slope.size(); ++k) sum += slope[k] * point[k];
  return sum;
}
bool Affine::flat() const {
  return std::all_of(slope.begin(), slope.end(), [](double s) { return s == 0; });
}
Affine Affine::negated() const {
  Affine out{-constant, slope};
  for (double& s : out.slope) s = -s;
  return out;
}

namespace {

// 0: sees no varied factor; 1: linear in them; nothing: neither.
std::optional<int> degree(const Formula& formula, int node, std::span<const int> varied) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kFactor)
    return std::find(varied.begin(), varied.end(), n.index) == varied.end() ? 0 : 1;
  std::vector<int> child;
  for (const int c : n.children) {
    const auto below = degree(formula, c, varied);
    if (!below) return std::nullopt;
    child.push_back(*below);
  }
  const int most = child.empty() ? 0 : *std::max_element(child.begin(), child.end());
  switch (n.op) {
    case Op::kNumber:
    case Op::kLevel:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kNegate:
      return most;
    case Op::kMultiply:
      if (child[0] + child[1] > 1) return std::nullopt;
      return most;
    case Op::kDivide:
      if (child[1] != 0) return std::nullopt;
      return most;
    default:  // min, max, abs, clamp
      if (most != 0) return std::nullopt;
      return 0;
  }
}

void levels_below(const Formula& formula, int node, std::vector<int>& issues) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kLevel && std::find(issues.begin(), issues.end(), n.index) == issues.end())
    issues.push_back(n.index);
  for (const int child : n.children) levels_below(formula, child, issues);
}

bool same(const Affine& a, const Affine& b) {
  return a.constant == b.constant && a.slope == b.slope;
}

// Adds the comparison's functions; false if that cannot be done.
bool add_forms(const World& world, const Comparison& comparison, std::span<const int> varied,
               std::vector<Affine>& forms) {
  constexpr std::size_t kMostCombinations = 4096;
  const Dispute& dispute = world.dispute();
  const Node& node = comparison.formula->nodes[static_cast<std::size_t>(comparison.node)];
  std::vector<int> issues;
  levels_below(*comparison.formula, comparison.node, issues);
  std::size_t combinations = 1;
  for (const int k : issues) {
    combinations *= dispute->issues[static_cast<std::size_t>(k)].options.size();
    if (combinations > kMostCombinations) return false;
  }
  for (std::size_t c = 0; c < combinations; ++c) {
    LinePlace place{dispute, world.scenario().factors};
    std::size_t rest = c;
    for (const int k : issues) {
      const std::size_t options = dispute->issues[static_cast<std::size_t>(k)].options.size();
      place.options[k] = static_cast<int>(rest % options);
      rest /= options;
    }
    auto left = affine_of(*comparison.formula, node.children[0], varied, place);
    const auto right = affine_of(*comparison.formula, node.children[1], varied, place);
    if (!left || !right) return false;
    left->constant -= right->constant;
    for (std::size_t k = 0; k < varied.size(); ++k) left->slope[k] -= right->slope[k];
    const Affine negated = left->negated();
    const bool known = std::any_of(forms.begin(), forms.end(), [&](const Affine& one) {
      return same(one, *left) || same(one, negated);
    });
    if (!left->flat() && !known) forms.push_back(std::move(*left));
  }
  return true;
}

}  // namespace

std::optional<Affine> affine_of(const Formula& formula, int node, std::span<const int> varied,
                                const LinePlace& place, std::span<const Interval> spans) {
  if (!degree(formula, node, varied)) return std::nullopt;
  std::vector<double> at(place.factors.begin(), place.factors.end());
  const auto span = [&](std::size_t k) { return spans.empty() ? Interval{0, 1} : spans[k]; };
  for (std::size_t k = 0; k < varied.size(); ++k)
    at[static_cast<std::size_t>(varied[k])] = span(k).low;
  LinePlace origin{place.dispute, at, place.options};
  Affine out;
  const auto constant = line_of(formula, node, -1, origin);
  if (!constant) return std::nullopt;
  out.constant = constant->constant;
  for (std::size_t k = 0; k < varied.size(); ++k) {
    origin.moving = {span(k).low, span(k).high - span(k).low};
    const auto line = line_of(formula, node, varied[k], origin);
    if (!line) return std::nullopt;
    out.slope.push_back(line->slope);
  }
  return out;
}

std::optional<std::vector<Affine>> comparison_forms(const World& world,
                                                    std::span<const int> varied) {
  std::vector<Affine> forms;
  for (const Comparison& comparison : comparisons_in_force(world, varied)) {
    if (!add_forms(world, comparison, varied, forms)) return std::nullopt;
  }
  return forms;
}

bool jointly_linear(const World& world, std::span<const int> varied) {
  if (!comparison_forms(world, varied)) return false;
  const std::vector<const Formula*> weights = weights_in_force(world);
  return std::all_of(weights.begin(), weights.end(), [&](const Formula* weight) {
    return degree(*weight, weight->root(), varied).has_value();
  });
}

}  // namespace detente
