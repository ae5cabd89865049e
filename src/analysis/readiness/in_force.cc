#include "analysis/readiness/in_force.h"

#include <algorithm>
#include <set>

namespace detente {
namespace {

const Formula& proposition(const Dispute& dispute, const Node& node) {
  return dispute->proposition_formulas[static_cast<std::size_t>(node.index)];
}

// Looks at each proposition once: `seen`.
bool mentions(const Dispute& dispute, const Formula& formula, int factor, std::set<int>& seen) {
  return std::any_of(formula.nodes.begin(), formula.nodes.end(), [&](const Node& node) {
    if (node.op == Op::kProposition)
      return seen.insert(node.index).second &&
             mentions(dispute, proposition(dispute, node), factor, seen);
    return node.op == Op::kFactor && node.index == factor;
  });
}

bool sees(const Formula& formula, int node, std::span<const int> factors) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kFactor)
    return std::find(factors.begin(), factors.end(), n.index) != factors.end();
  return std::any_of(n.children.begin(), n.children.end(),
                     [&](int child) { return sees(formula, child, factors); });
}

void add_ratifier(const Ratifier& ratifier, std::vector<const Formula*>& out) {
  if (!ratifier.asked_if.empty()) out.push_back(&ratifier.asked_if);
  if (!ratifier.approves.empty()) out.push_back(&ratifier.approves);
  for (const Segment& segment : ratifier.segments) out.push_back(&segment.approves);
}

}  // namespace

std::vector<const Formula*> formulas_in_force(const World& world) {
  const Dispute& dispute = world.dispute();
  const Scenario& scenario = world.scenario();
  std::vector<const Formula*> out{&scenario.compromise};
  for (const Rule& rule : dispute->rules) {
    if (scenario.on(rule.toggle)) out.push_back(&rule.never);
  }
  for (const Order& order : dispute->orders) {
    if (!scenario.on(order.toggle)) continue;
    out.push_back(&order.first);
    out.push_back(&order.then);
  }
  for (const Statement& statement : dispute->statements) {
    if (!scenario.on(statement.toggle)) continue;
    out.push_back(&statement.formula);
    if (!statement.when.empty()) out.push_back(&statement.when);
  }
  for (const Preference& preference : dispute->preferences) {
    for (const auto& group : preference.ranking) {
      for (const Formula& formula : group) out.push_back(&formula);
    }
    for (const auto& row : preference.outcome_values) out.push_back(&row.first);
  }
  for (const Ratifier& ratifier : dispute->ratifiers) {
    if (ratifier_holds(scenario, ratifier)) add_ratifier(ratifier, out);
  }
  return out;
}

std::vector<const Formula*> weights_in_force(const World& world) {
  std::vector<const Formula*> out;
  for (const Statement& statement : world.dispute()->statements) {
    if (world.scenario().on(statement.toggle) && statement.weight.is_expression())
      out.push_back(&statement.weight.expression);
  }
  return out;
}

std::vector<int> factors_in_force(const World& world) {
  const Dispute& dispute = world.dispute();
  std::vector<const Formula*> all = formulas_in_force(world);
  const std::vector<const Formula*> weights = weights_in_force(world);
  all.insert(all.end(), weights.begin(), weights.end());
  std::vector<int> out;
  for (int f = 0; f < static_cast<int>(dispute->factors.size()); ++f) {
    const Interval& domain = dispute->factors[static_cast<std::size_t>(f)].domain;
    std::set<int> seen;
    const auto named = [&](const Formula* formula) { return mentions(dispute, *formula, f, seen); };
    if (domain.low < domain.high && std::any_of(all.begin(), all.end(), named)) out.push_back(f);
  }
  return out;
}

std::optional<std::uint32_t> multilinear(const Formula& formula, int node,
                                         std::span<const int> factors) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kFactor) {
    const auto it = std::find(factors.begin(), factors.end(), n.index);
    return it == factors.end() ? 0U : std::uint32_t{1} << (it - factors.begin());
  }
  std::uint32_t all = 0;
  std::vector<std::uint32_t> child;
  for (const int c : n.children) {
    const auto below = multilinear(formula, c, factors);
    if (!below) return std::nullopt;
    child.push_back(*below);
    all |= *below;
  }
  switch (n.op) {
    case Op::kNumber:
    case Op::kLevel:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kNegate:
      return all;
    case Op::kMultiply:
      if ((child[0] & child[1]) != 0) return std::nullopt;
      return all;
    case Op::kDivide:
      if (child[1] != 0) return std::nullopt;
      return all;
    default:  // min, max, abs, clamp
      if (all != 0) return std::nullopt;
      return all;
  }
}

std::vector<Comparison> comparisons_in_force(const World& world, std::span<const int> factors) {
  std::vector<Comparison> out;
  std::set<int> seen;  // propositions
  const auto visit = [&](auto&& self, const Formula& formula) -> void {
    for (int k = 0; k < static_cast<int>(formula.nodes.size()); ++k) {
      const Node& node = formula.nodes[static_cast<std::size_t>(k)];
      if (node.op == Op::kProposition && seen.insert(node.index).second)
        self(self, proposition(world.dispute(), node));
      if (node.op == Op::kCompare && sees(formula, k, factors)) out.push_back({&formula, k});
    }
  };
  for (const Formula* formula : formulas_in_force(world)) {
    seen.clear();
    visit(visit, *formula);
  }
  return out;
}

bool weights_move(const World& world, std::span<const int> factors) {
  const auto weights = weights_in_force(world);
  return std::any_of(weights.begin(), weights.end(), [&](const Formula* weight) {
    return multilinear(*weight, weight->root(), factors).value_or(1) != 0;
  });
}

}  // namespace detente
