#include "dispute/formula_parser.h"

#include <algorithm>

namespace detente {
namespace parsing {

std::string describe(const Lexeme& lexeme) {
  return lexeme.token == Token::kEnd ? "the end of the formula"
                                     : "'" + std::string(lexeme.text) + "'";
}

int depth_over(const Node& node, const std::vector<int>& depths) {
  int deepest = 0;
  for (const int child : node.children)
    deepest = std::max(deepest, depths[static_cast<std::size_t>(child)]);
  return deepest + 1;
}

Formula FormulaParser::parse(FormulaKind kind) {
  const Lexeme start = current_;
  const int root = parse_iff();
  if (current_.token != Token::kEnd) {
    if (current_.token == Token::kRelation) {
      stop(current_, "comparisons do not chain", "write 'a < b and b < c'");
    }
    stop(current_, "expected an operator or the end, found " + describe(current_),
         current_.text == "==" ? "equality is written '='" : "");
  }
  require_kind(root, kind == FormulaKind::kTruth, start);
  formula_.text = std::string(text_);
  formula_.where = where_;
  return std::move(formula_);
}

void FormulaParser::stop(const Lexeme& at, std::string message, std::string hint,
                         ErrorCode code) const {
  Location place = where_;
  for (std::size_t i = 0; i < at.at; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U) continue;
    if (text_[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  }
  throw Stop{{code, std::move(message), std::move(place), std::move(hint), {}}};
}

Lexeme FormulaParser::advance() {
  last_ = current_;
  current_ = following_;
  following_ = lexer_.next();
  return last_;
}

Lexeme FormulaParser::expect(Token token, const std::string& what) {
  if (current_.token != token) stop(current_, "expected " + what + ", found " + describe(current_));
  return advance();
}

int FormulaParser::add(Node node) {
  const int depth = depth_over(node, depths_);
  if (depth > kDeepestTree) {
    stop(last_, "formula is more than " + std::to_string(kDeepestTree) + " operations deep",
         "put the parts of a long chain in parentheses, as in (a + b) + (c + d)");
  }
  depths_.push_back(depth);
  formula_.nodes.push_back(std::move(node));
  return formula_.root();
}

int FormulaParser::add(Op op, std::vector<int> children) {
  Node node;
  node.op = op;
  node.children = std::move(children);
  return add(std::move(node));
}

void FormulaParser::require_kind(int node, bool want_truth, const Lexeme& at) const {
  if (truth(node) == want_truth) return;
  if (want_truth) {
    stop(at, "expected something true or false, found a number",
         "compare it, as in 'trust >= 0.5'");
  }
  stop(at, "expected a number, found something true or false");
}

int FormulaParser::parse_iff() {
  Lexeme start = current_;
  int left = parse_implies();
  while (current_.token == Token::kIff) {
    require_kind(left, true, start);
    advance();
    const Lexeme right_start = current_;
    const int right = parse_implies();
    require_kind(right, true, right_start);
    left = add(Op::kIff, {left, right});
  }
  return left;
}

int FormulaParser::parse_implies() {
  const Lexeme start = current_;
  const int left = parse_or();
  if (current_.token != Token::kImplies) return left;
  require_kind(left, true, start);
  const Deeper deeper(*this);
  advance();
  const Lexeme right_start = current_;
  const int right = parse_implies();
  require_kind(right, true, right_start);
  return add(Op::kImplies, {left, right});
}

template <class Operand>
int FormulaParser::parse_joined(std::string_view word, Op op, Operand operand) {
  const Lexeme start = current_;
  const int first = operand();
  if (!is_word(word)) return first;
  require_kind(first, true, start);
  std::vector<int> children{first};
  while (is_word(word)) {
    advance();
    const Lexeme next_start = current_;
    children.push_back(operand());
    require_kind(children.back(), true, next_start);
  }
  return add(op, std::move(children));
}

int FormulaParser::parse_or() {
  return parse_joined("or", Op::kOr, [this] { return parse_and(); });
}

int FormulaParser::parse_and() {
  return parse_joined("and", Op::kAnd, [this] { return parse_not(); });
}

int FormulaParser::parse_not() {
  if (!is_word("not")) return parse_comparison();
  const Deeper deeper(*this);
  advance();
  const Lexeme start = current_;
  const int child = parse_not();
  require_kind(child, true, start);
  return add(Op::kNot, {child});
}

// issue = option, issue in {..}, or arithmetic compared with arithmetic, or a bare truth value.
int FormulaParser::parse_comparison() {
  const Lexeme start = current_;
  if (current_.token == Token::kName) {
    const int issue = find_issue(current_.text);
    if (issue >= 0) return parse_issue_atom(issue);
  }
  const int left = parse_sum();
  if (current_.token != Token::kRelation) return left;
  if (truth(left))
    stop(start, "only numbers and issues can be compared", "use '<->' between formulas");
  const Lexeme relation = advance();
  const Lexeme right_start = current_;
  const int right = parse_sum();
  require_kind(right, false, right_start);
  Node node;
  node.op = Op::kCompare;
  node.relation = relation.relation;
  node.children = {left, right};
  return add(std::move(node));
}

int FormulaParser::parse_sum() {
  const Lexeme start = current_;
  int left = parse_product();
  while (current_.token == Token::kPlus || current_.token == Token::kMinus) {
    require_kind(left, false, start);
    const Op op = advance().token == Token::kPlus ? Op::kAdd : Op::kSubtract;
    const Lexeme right_start = current_;
    const int right = parse_product();
    require_kind(right, false, right_start);
    left = add(op, {left, right});
  }
  return left;
}

int FormulaParser::parse_product() {
  const Lexeme start = current_;
  int left = parse_unary();
  while (current_.token == Token::kTimes || current_.token == Token::kDivide) {
    require_kind(left, false, start);
    const Op op = advance().token == Token::kTimes ? Op::kMultiply : Op::kDivide;
    const Lexeme right_start = current_;
    const int right = parse_unary();
    require_kind(right, false, right_start);
    left = add(op, {left, right});
  }
  return left;
}

int FormulaParser::parse_unary() {
  if (current_.token != Token::kMinus) return parse_primary();
  const Deeper deeper(*this);
  advance();
  const Lexeme start = current_;
  const int child = parse_unary();
  require_kind(child, false, start);
  return add(Op::kNegate, {child});
}

int FormulaParser::parse_primary() {
  const Deeper deeper(*this);
  if (current_.token == Token::kOpen) {
    const Lexeme open = advance();
    const int inside = parse_iff();
    if (current_.token != Token::kClose) {
      if (current_.token == Token::kEnd) stop(open, "this '(' is never closed");
      stop(current_, "expected ')' or an operator, found " + describe(current_),
           current_.text == "==" ? "equality is written '='" : "");
    }
    advance();
    return inside;
  }
  if (current_.token == Token::kNumber) return parse_number();
  if (current_.token == Token::kName) return parse_name();
  stop(current_, "expected a name, a number or '(', found " + describe(current_));
}

}  // namespace parsing

Result<Formula> parse_formula(std::string_view text, const Location& where, const NameScope& scope,
                              FormulaKind kind, FormulaSees sees) {
  try {
    return parsing::FormulaParser(text, where, scope, sees).parse(kind);
  } catch (parsing::Stop& stop) {
    return fail(std::move(stop.error));
  }
}

}  // namespace detente
