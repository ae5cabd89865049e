// Propositions, rules, order constraints and coalitions.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_set>

#include "dispute/builder.h"
#include "dispute/formula_parser.h"

namespace detente::building {

void Builder::propositions() {
  for (const draft::Proposition& from : draft_.propositions) {
    if (well_formed("proposition", from.id)) claim_id("proposition", from.id);
    if (data_.graph && data_.scope.issues.back().find_option(from.id.value) >= 0) {
      error(ErrorCode::kDuplicate,
            fmt::format("proposition '{}' has the name of an outcome", from.id.value),
            from.id.where, "where outcomes are named, it could mean either");
    }
    data_.scope.propositions.push_back(from.id.value);
  }
  std::vector<Formula> parsed;
  for (const draft::Proposition& from : draft_.propositions) {
    parsed.push_back(
        formula(from.formula).value_or(Formula{{Node{}}, from.formula.value, from.formula.where}));
  }
  // depth-first: 1 on the way, 2 done
  std::vector<char> state(parsed.size(), 0);
  std::vector<int> way;
  const auto visit = [&](auto&& self, int p) -> void {
    const auto k = static_cast<std::size_t>(p);
    if (state[k] == 2) return;
    if (state[k] == 1) {
      std::string circle;
      for (auto it = std::find(way.begin(), way.end(), p); it != way.end(); ++it)
        circle += draft_.propositions[static_cast<std::size_t>(*it)].id.value + " -> ";
      error(ErrorCode::kCycle,
            "propositions in a circle: " + circle + draft_.propositions[k].id.value,
            draft_.propositions[k].id.where);
      return;
    }
    const auto too_deep = [&] {
      error(ErrorCode::kFormula,
            fmt::format("proposition '{}' is more than {} operations deep, with those in it",
                        draft_.propositions[k].id.value, parsing::kDeepestTree),
            draft_.propositions[k].id.where, "use fewer propositions inside each other");
      state[k] = 2;
    };
    if (way.size() >= static_cast<std::size_t>(parsing::kDeepestTree)) return too_deep();
    state[k] = 1;
    way.push_back(p);
    for (const int next : mentioned_propositions(parsed[k])) self(self, next);
    way.pop_back();
    state[k] = 2;
    const int deep = depth(parsed[k]);
    if (deep > parsing::kDeepestTree) return too_deep();  // and counts as 0 where it is used
    proposition_depths_[k] = deep;
    proposition_sees_[k] = sees_outcomes(parsed[k]) ? 1 : 0;
  };
  proposition_depths_.assign(parsed.size(), 0);
  proposition_sees_.assign(parsed.size(), 0);
  const std::size_t before = errors_.size();
  for (int p = 0; p < static_cast<int>(parsed.size()); ++p) visit(visit, p);
  if (errors_.size() > before)
    parsed.assign(parsed.size(), Formula{{Node{}}, "true", {}});  // nothing may follow the circle
  data_.proposition_formulas = parsed;
  for (std::size_t k = 0; k < parsed.size(); ++k)
    data_.propositions.push_back({draft_.propositions[k].id.value, parsed[k]});
}

void Builder::rules() {
  for (std::size_t r = 0; r < draft_.rules.size(); ++r) {
    const draft::Rule& from = draft_.rules[r];
    Rule rule;
    rule.id = id_or(from.id, "rule", fmt::format("rules.{}", r + 1), from.where);
    rule.never = formula(from.never).value_or(Formula{});
    rule.remarks = remarks(from.remarks, rule.id, from.where);
    rule.toggle = add_toggle(Toggle::Kind::kRule, r, rule.id, from.active);
    data_.rules.push_back(std::move(rule));
  }
}

void Builder::orders() {
  for (std::size_t r = 0; r < draft_.order.size(); ++r) {
    const draft::Order& from = draft_.order[r];
    Order order;
    order.id = id_or(from.id, "order constraint", fmt::format("order.{}", r + 1), from.where);
    order.first = formula(from.first).value_or(Formula{});
    order.then = formula(from.then).value_or(Formula{});
    order.remarks = remarks(from.remarks, order.id, from.where);
    order.toggle = add_toggle(Toggle::Kind::kOrder, r, order.id, from.active);
    data_.orders.push_back(std::move(order));
  }
}

// Circles among the constraints that are switched on together: in the base, or in a case.
void Builder::order_cycles() {
  for (const Case& where : data_.cases) {
    std::vector<bool> on;
    for (const Order& order : data_.orders) {
      const auto changed = where.toggles.find(order.toggle);
      on.push_back(changed != where.toggles.end()
                       ? changed->second
                       : data_.toggles[static_cast<std::size_t>(order.toggle)].active);
    }
    if (order_cycle(on)) return;  // the others are likely the same one
  }
}

// The `then` of one is the `first` of the next, as written (white space aside).
bool Builder::order_cycle(const std::vector<bool>& on) {
  const auto bare = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c != ' ' && c != '\t' && c != '\n') out += c;
    }
    return out;
  };
  const std::size_t n = draft_.order.size();
  for (std::size_t start = 0; start < n; ++start) {
    if (!on[start]) continue;
    std::vector<std::size_t> way{start};
    std::set<std::size_t> seen{start};
    const auto walk = [&](auto&& self) -> bool {
      const std::string goal = bare(draft_.order[way.back()].then.value);
      if (goal == bare(draft_.order[start].first.value)) return true;
      for (std::size_t next = start + 1; next < n; ++next) {
        if (!on[next] || bare(draft_.order[next].first.value) != goal || !seen.insert(next).second)
          continue;
        way.push_back(next);
        if (self(self)) return true;
        way.pop_back();
      }
      return false;
    };
    if (!walk(walk)) continue;
    std::string circle;
    for (const std::size_t k : way) circle += data_.orders[k].id + " -> ";
    error(ErrorCode::kCycle, "order constraints in a circle: " + circle + data_.orders[start].id,
          draft_.order[start].first.where, "none of these could ever be fulfilled");
    return true;
  }
  return false;
}

void Builder::coalitions() {
  for (std::size_t c = 0; c < draft_.coalitions.size(); ++c) {
    const draft::Coalition& from = draft_.coalitions[c];
    Coalition coalition;
    coalition.id = id_or(from.id, "coalition", fmt::format("coalitions.{}", c + 1), from.where);
    for (const int p : find_parties(from.members)) coalition.members |= party_bit(p);
    if (from.members.size() < 2)
      error(ErrorCode::kModel,
            fmt::format("coalition '{}' needs at least two members", coalition.id), from.where);
    coalition.remarks = remarks(from.remarks, coalition.id, from.where);
    coalition.toggle = add_toggle(Toggle::Kind::kCoalition, c, coalition.id, from.active);
    data_.coalitions.push_back(std::move(coalition));
  }
}

}  // namespace detente::building
