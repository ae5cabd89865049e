// Formulas over outcomes and factors, and arithmetic over factors and levels, as trees.
//
// Definition: docs/file-reference.md, "Formulas". A Formula is parsed once and holds no names,
//   only indices into the Dispute. It is evaluated for all outcomes at once in
//   space/outcome_table.h; the one-outcome evaluation here serves factor-only conditions and
//   sentences about a single outcome.
#ifndef DETENTE_DISPUTE_FORMULA_H_
#define DETENTE_DISPUTE_FORMULA_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"

namespace detente {

enum class Op : std::uint8_t {
  // truth values
  kTrue,
  kFalse,
  kIssueIn,      // index = issue, options = the options that satisfy it (sorted)
  kProposition,  // index = proposition
  kCompare,      // relation, two arithmetic children
  kNot,
  kAnd,
  kOr,
  kImplies,
  kIff,
  kExactly,
  kAtMost,
  kAtLeast,  // index = k
  // numbers
  kNumber,  // number
  kFactor,  // index = factor
  kLevel,   // index = issue
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNegate,
  kMin,
  kMax,
  kAbs,
  kClamp,
};

enum class Relation : std::uint8_t {
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kEqual,
  kNotEqual
};

bool is_truth(Op op);  // does this operation give a truth value (true) or a number (false)?

struct Node {
  Op op = Op::kTrue;
  Relation relation = Relation::kEqual;
  int index = -1;
  double number = 0;
  std::vector<int> options;
  std::vector<int> children;  // indices of nodes; always smaller than the node's own index
};

// One parsed formula or arithmetic expression. Nodes are in post-order: the root is the last.
struct Formula {
  std::vector<Node> nodes;
  std::string text;  // as written
  Location where;    // of the first character of the text

  bool empty() const { return nodes.empty(); }
  int root() const { return static_cast<int>(nodes.size()) - 1; }
  bool is_truth() const { return !nodes.empty() && detente::is_truth(nodes.back().op); }
};

// What the parser must know of the names in scope.
struct NameScope {
  struct IssueNames {
    std::string id;
    std::vector<std::string> options;
    std::vector<double> levels;                        // empty: not ordered
    std::unordered_map<std::string, int> places = {};  // of the options; empty: search for them

    int find_option(std::string_view name) const;  // -1 if there is none
  };
  std::vector<IssueNames> issues;
  std::vector<std::string> factors;
  std::vector<std::string> propositions;
};

// The words of the formula language (and, not, level, min, ...), which can name nothing else.
bool is_reserved_word(std::string_view word);

enum class FormulaKind { kTruth, kArithmetic };
enum class FormulaSees { kOutcomesAndFactors, kFactorsOnly };

// Parses `text`, whose first character stands at `where` (errors point into it).
// Errors: kFormula (syntax, wrong kind, too deep), kUnknownName with the nearest known name.
// kFactorsOnly refuses issues and levels; a proposition may still reach them: the builder checks
// that with mentions_issues().
Result<Formula> parse_formula(std::string_view text, const Location& where, const NameScope& scope,
                              FormulaKind kind, FormulaSees sees);

constexpr int kDeepestFormula = 200;

// The issues / factors / propositions that the tree names directly (sorted, no duplicates).
std::vector<int> mentioned_issues(const Formula& formula);
std::vector<int> mentioned_factors(const Formula& formula);
std::vector<int> mentioned_propositions(const Formula& formula);

// A closed interval of numbers, for "can this be zero anywhere in the domains?".
struct Interval {
  double low = 0;
  double high = 0;
};
struct IntervalResult {
  Interval value;
  bool may_divide_by_zero = false;
};
// Bounds of an arithmetic formula when each factor ranges over its interval and each level over all
// levels of its issue. The bounds hold, but need not be attained.
IntervalResult bound(const Formula& formula, std::span<const Interval> factors,
                     const std::vector<std::vector<double>>& levels);
// Bounds of every arithmetic part in it: may any division's divisor be zero?
bool may_divide_by_zero(const Formula& formula, std::span<const Interval> factors,
                        const std::vector<std::vector<double>>& levels);

// What evaluating one formula in one place needs.
struct Valuation {
  std::span<const double> factors;
  std::span<const int> outcome;  // one option per issue; may be empty for factor-only formulas
  const std::vector<Formula>* propositions = nullptr;
  const std::vector<std::vector<double>>* levels = nullptr;  // [issue][option]
};
bool evaluate_truth(const Formula& formula, const Valuation& at);
double evaluate_number(const Formula& formula, const Valuation& at);
double evaluate_number_at(const Formula& formula, int node, const Valuation& at);
bool compare(Relation relation, double left, double right);

}  // namespace detente

#endif  // DETENTE_DISPUTE_FORMULA_H_
