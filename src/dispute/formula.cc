#include "dispute/formula.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/check.h"

namespace detente {

bool is_reserved_word(std::string_view word) {
  static constexpr std::string_view kReserved[] = {"and",   "or",      "not",     "in",      "true",
                                                   "false", "level",   "min",     "max",     "abs",
                                                   "clamp", "exactly", "at_most", "at_least"};
  return std::find(std::begin(kReserved), std::end(kReserved), word) != std::end(kReserved);
}

int NameScope::IssueNames::find_option(std::string_view name) const {
  if (!places.empty()) {
    const auto known = places.find(std::string(name));
    return known == places.end() ? -1 : known->second;
  }
  const auto it = std::find(options.begin(), options.end(), name);
  return it == options.end() ? -1 : static_cast<int>(it - options.begin());
}

bool is_truth(Op op) { return op <= Op::kAtLeast; }

bool compare(Relation relation, double left, double right) {
  switch (relation) {
    case Relation::kLess:
      return left < right;
    case Relation::kLessEqual:
      return left <= right;
    case Relation::kGreater:
      return left > right;
    case Relation::kGreaterEqual:
      return left >= right;
    case Relation::kEqual:
      return left == right;
    case Relation::kNotEqual:
      return left != right;
  }
  return false;
}

namespace {

std::vector<int> mentioned(const Formula& formula, std::initializer_list<Op> ops) {
  std::vector<int> found;
  for (const Node& node : formula.nodes) {
    if (std::find(ops.begin(), ops.end(), node.op) != ops.end()) found.push_back(node.index);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const Node& node_at(const Formula& formula, int node) {
  return formula.nodes[static_cast<std::size_t>(node)];
}

}  // namespace

std::vector<int> mentioned_issues(const Formula& f) {
  return mentioned(f, {Op::kIssueIn, Op::kLevel});
}
std::vector<int> mentioned_factors(const Formula& f) { return mentioned(f, {Op::kFactor}); }
std::vector<int> mentioned_propositions(const Formula& f) {
  return mentioned(f, {Op::kProposition});
}

double evaluate_number_at(const Formula& formula, int index, const Valuation& at) {
  const Node& node = node_at(formula, index);
  const auto child = [&](std::size_t k) {
    return evaluate_number_at(formula, node.children[k], at);
  };
  switch (node.op) {
    case Op::kNumber:
      return node.number;
    case Op::kFactor:
      return at.factors[static_cast<std::size_t>(node.index)];
    case Op::kLevel: {
      const auto issue = static_cast<std::size_t>(node.index);
      return (*at.levels)[issue][static_cast<std::size_t>(at.outcome[issue])];
    }
    case Op::kAdd:
      return child(0) + child(1);
    case Op::kSubtract:
      return child(0) - child(1);
    case Op::kMultiply:
      return child(0) * child(1);
    case Op::kDivide:
      return child(0) / child(1);
    case Op::kNegate:
      return -child(0);
    case Op::kAbs:
      return std::abs(child(0));
    case Op::kClamp:
      return std::min(std::max(child(0), child(1)), child(2));
    case Op::kMin:
    case Op::kMax: {
      double best = child(0);
      for (std::size_t k = 1; k < node.children.size(); ++k) {
        best = node.op == Op::kMin ? std::min(best, child(k)) : std::max(best, child(k));
      }
      return best;
    }
    default:
      break;
  }
  DETENTE_CHECK(false, "a truth value where a number was expected");
}

namespace {

// Propositions may use each other many times over: what is known of each, from the first that
// stands within another.
struct Truths {
  const Valuation& at;
  std::vector<signed char> known = {};  // per proposition: -1 unknown; empty: none is kept yet
  bool within = false;                  // a proposition
};

bool truth_at(const Formula& formula, int index, Truths& truths);

bool truth_of(int proposition, Truths& truths) {
  const auto p = static_cast<std::size_t>(proposition);
  const std::vector<Formula>& all = *truths.at.propositions;
  if (truths.within && truths.known.empty()) truths.known.assign(all.size(), -1);
  if (!truths.known.empty() && truths.known[p] >= 0) return truths.known[p] != 0;
  const bool within = std::exchange(truths.within, true);
  const bool truth = truth_at(all[p], all[p].root(), truths);
  truths.within = within;
  if (!truths.known.empty()) truths.known[p] = truth ? 1 : 0;
  return truth;
}

bool truth_at(const Formula& formula, int index, Truths& truths) {
  const Valuation& at = truths.at;
  const Node& node = node_at(formula, index);
  const auto child = [&](std::size_t k) { return truth_at(formula, node.children[k], truths); };
  const auto count = [&] {
    return static_cast<int>(std::count_if(node.children.begin(), node.children.end(),
                                          [&](int c) { return truth_at(formula, c, truths); }));
  };
  switch (node.op) {
    case Op::kTrue:
      return true;
    case Op::kFalse:
      return false;
    case Op::kIssueIn:
      return std::binary_search(node.options.begin(), node.options.end(),
                                at.outcome[static_cast<std::size_t>(node.index)]);
    case Op::kProposition:
      return truth_of(node.index, truths);
    case Op::kCompare:
      return compare(node.relation, evaluate_number_at(formula, node.children[0], at),
                     evaluate_number_at(formula, node.children[1], at));
    case Op::kNot:
      return !child(0);
    case Op::kAnd:
      return count() == static_cast<int>(node.children.size());
    case Op::kOr:
      return count() > 0;
    case Op::kImplies:
      return !child(0) || child(1);
    case Op::kIff:
      return child(0) == child(1);
    case Op::kExactly:
      return count() == node.index;
    case Op::kAtMost:
      return count() <= node.index;
    case Op::kAtLeast:
      return count() >= node.index;
    default:
      break;
  }
  DETENTE_CHECK(false, "a number where a truth value was expected");
}

Interval hull(std::initializer_list<double> values) {
  return {*std::min_element(values.begin(), values.end()),
          *std::max_element(values.begin(), values.end())};
}

// Bounds of every node of the formula, in order; truth nodes get [0, 0].
std::vector<Interval> bound_nodes(const Formula& formula, std::span<const Interval> factors,
                                  const std::vector<std::vector<double>>& levels,
                                  bool& zero_divisor) {
  std::vector<Interval> at(formula.nodes.size());
  for (std::size_t n = 0; n < formula.nodes.size(); ++n) {
    const Node& node = formula.nodes[n];
    const auto child = [&](std::size_t k) {
      return at[static_cast<std::size_t>(node.children[k])];
    };
    switch (node.op) {
      case Op::kNumber:
        at[n] = {node.number, node.number};
        break;
      case Op::kFactor:
        at[n] = factors[static_cast<std::size_t>(node.index)];
        break;
      case Op::kLevel: {
        const auto& all = levels[static_cast<std::size_t>(node.index)];
        at[n] = {all.front(), all.back()};
        break;
      }
      case Op::kAdd:
        at[n] = {child(0).low + child(1).low, child(0).high + child(1).high};
        break;
      case Op::kSubtract:
        at[n] = {child(0).low - child(1).high, child(0).high - child(1).low};
        break;
      case Op::kNegate:
        at[n] = {-child(0).high, -child(0).low};
        break;
      case Op::kMultiply: {
        const Interval a = child(0), b = child(1);
        at[n] = hull({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
        break;
      }
      case Op::kDivide: {
        const Interval a = child(0), b = child(1);
        if (b.low <= 0 && b.high >= 0) {
          zero_divisor = true;
          at[n] = {-std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
        } else {
          at[n] = hull({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
        }
        break;
      }
      case Op::kAbs: {
        const Interval a = child(0);
        const double most = std::max(std::abs(a.low), std::abs(a.high));
        at[n] = {a.low <= 0 && a.high >= 0 ? 0 : std::min(std::abs(a.low), std::abs(a.high)), most};
        break;
      }
      case Op::kClamp:
        at[n] = {std::min(std::max(child(0).low, child(1).low), child(2).low),
                 std::min(std::max(child(0).high, child(1).high), child(2).high)};
        break;
      case Op::kMin:
      case Op::kMax: {
        at[n] = child(0);
        for (std::size_t k = 1; k < node.children.size(); ++k) {
          const bool least = node.op == Op::kMin;
          at[n].low = least ? std::min(at[n].low, child(k).low) : std::max(at[n].low, child(k).low);
          at[n].high =
              least ? std::min(at[n].high, child(k).high) : std::max(at[n].high, child(k).high);
        }
        break;
      }
      default:
        break;
    }
  }
  return at;
}

}  // namespace

bool evaluate_truth(const Formula& formula, const Valuation& at) {
  Truths truths{at};
  return truth_at(formula, formula.root(), truths);
}
double evaluate_number(const Formula& formula, const Valuation& at) {
  return evaluate_number_at(formula, formula.root(), at);
}

IntervalResult bound(const Formula& formula, std::span<const Interval> factors,
                     const std::vector<std::vector<double>>& levels) {
  IntervalResult result;
  result.value = bound_nodes(formula, factors, levels, result.may_divide_by_zero).back();
  return result;
}

bool may_divide_by_zero(const Formula& formula, std::span<const Interval> factors,
                        const std::vector<std::vector<double>>& levels) {
  bool zero = false;
  bound_nodes(formula, factors, levels, zero);
  return zero;
}

}  // namespace detente
