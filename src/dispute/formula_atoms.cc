// What the operators of a formula join: issues with options, factors, propositions, numbers and
// functions.
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "dispute/formula_parser.h"

namespace detente::parsing {
namespace {

int find(const std::vector<std::string>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? -1 : static_cast<int>(it - names.begin());
}

}  // namespace

int FormulaParser::find_issue(std::string_view name) const {
  for (std::size_t i = 0; i < scope_.issues.size(); ++i) {
    if (scope_.issues[i].id == name) return static_cast<int>(i);
  }
  return -1;
}

void FormulaParser::require_outcomes(const Lexeme& at) const {
  if (sees_ == FormulaSees::kOutcomesAndFactors) return;
  stop(at, "'" + std::string(at.text) + "' is an issue, but only factors can stand here",
       "in one world a statement is there or it is not: conditions and weights see factors only");
}

int FormulaParser::parse_option(int issue) {
  const auto& names = scope_.issues[static_cast<std::size_t>(issue)];
  if (current_.token != Token::kName) {
    stop(current_, "expected an option of '" + names.id + "', found " + describe(current_));
  }
  const int option = names.find_option(current_.text);
  if (option < 0) {
    const std::string near = nearest_name(current_.text, names.options);
    std::string hint;
    if (!near.empty()) {
      hint = "did you mean '" + near + "'?";
    } else {
      for (const std::string& known : names.options)
        hint += (hint.empty() ? "options: " : ", ") + known;
    }
    stop(current_, "issue '" + names.id + "' has no option '" + std::string(current_.text) + "'",
         hint, ErrorCode::kUnknownName);
  }
  advance();
  return option;
}

int FormulaParser::parse_issue_atom(int issue) {
  const auto& names = scope_.issues[static_cast<std::size_t>(issue)];
  require_outcomes(current_);
  advance();
  Node node;
  node.op = Op::kIssueIn;
  node.index = issue;
  const int count = static_cast<int>(names.options.size());
  if (is_word("in")) {
    advance();
    expect(Token::kOpenBrace, "'{'");
    node.options.push_back(parse_option(issue));
    while (current_.token == Token::kComma) {
      advance();
      node.options.push_back(parse_option(issue));
    }
    expect(Token::kCloseBrace, "',' or '}'");
    std::sort(node.options.begin(), node.options.end());
    node.options.erase(std::unique(node.options.begin(), node.options.end()), node.options.end());
    return add(std::move(node));
  }
  if (current_.token != Token::kRelation) {
    stop(current_,
         "expected '=', '!=' or 'in {...}' after issue '" + names.id + "', found " +
             describe(current_),
         current_.text == "==" ? "equality is written '='"
                               : "as in '" + names.id + " = " + names.options.front() + "'");
  }
  const Lexeme relation = advance();
  const bool equality =
      relation.relation == Relation::kEqual || relation.relation == Relation::kNotEqual;
  if (!equality && names.levels.empty()) {
    stop(relation,
         "issue '" + names.id + "' is not ordered, so '" + std::string(relation.text) +
             "' means nothing for it",
         "give it 'levels', or write '" + names.id + " in {...}'");
  }
  const int option = parse_option(issue);
  if (relation.relation == Relation::kEqual) {
    node.options = {option};
    return add(std::move(node));
  }
  for (int o = 0; o < count; ++o) {
    const bool holds = equality
                           ? o != option
                           : compare(relation.relation, names.levels[static_cast<std::size_t>(o)],
                                     names.levels[static_cast<std::size_t>(option)]);
    if (holds) node.options.push_back(o);
  }
  return add(std::move(node));
}

int FormulaParser::parse_number() {
  const Lexeme literal = advance();
  std::string digits;
  for (const char c : literal.text) {
    if (c != '_') digits += c;
  }
  double value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
    stop(literal, "'" + std::string(literal.text) + "' is not a number this program can hold");
  }
  Node node;
  node.op = Op::kNumber;
  node.number = value;
  return add(std::move(node));
}

int FormulaParser::parse_name() {
  const std::string_view name = current_.text;
  if (name == "true" || name == "false") {
    advance();
    return add(name == "true" ? Op::kTrue : Op::kFalse, {});
  }
  if (following_.token == Token::kOpen) return parse_function();
  Node node;
  node.index = find(scope_.factors, name);
  if (node.index >= 0) {
    node.op = Op::kFactor;
  } else if ((node.index = find(scope_.propositions, name)) >= 0) {
    node.op = Op::kProposition;
  } else {
    unknown(current_);
  }
  advance();
  return add(std::move(node));
}

void FormulaParser::unknown(const Lexeme& name) const {
  if (find_issue(name.text) >= 0) {
    stop(name, "issue '" + std::string(name.text) + "' is not a number",
         "compare it with an option, or write level(" + std::string(name.text) + ")");
  }
  std::vector<std::string> known = scope_.propositions;
  known.insert(known.end(), scope_.factors.begin(), scope_.factors.end());
  for (const auto& issue : scope_.issues) known.push_back(issue.id);
  const std::string near = nearest_name(name.text, known);
  stop(name, "unknown name '" + std::string(name.text) + "'",
       near.empty() ? "names here are issues, factors and propositions"
                    : "did you mean '" + near + "'?",
       ErrorCode::kUnknownName);
}

int FormulaParser::parse_function() {
  const Lexeme name = advance();
  if (name.text == "level") return parse_level();
  static constexpr struct {
    std::string_view name;
    Op op;
  } kArithmetic[] = {
      {"min", Op::kMin}, {"max", Op::kMax}, {"abs", Op::kAbs}, {"clamp", Op::kClamp}};
  static constexpr struct {
    std::string_view name;
    Op op;
  } kCounting[] = {{"exactly", Op::kExactly}, {"at_most", Op::kAtMost}, {"at_least", Op::kAtLeast}};
  for (const auto& row : kArithmetic) {
    if (row.name == name.text) return parse_arithmetic_function(name, row.op);
  }
  for (const auto& row : kCounting) {
    if (row.name == name.text) return parse_counting(name, row.op);
  }
  const std::string near = nearest_name(
      name.text, {"level", "min", "max", "abs", "clamp", "exactly", "at_most", "at_least"});
  stop(name, "unknown function '" + std::string(name.text) + "'",
       near.empty() ? "functions: level min max abs clamp exactly at_most at_least"
                    : "did you mean '" + near + "'?",
       ErrorCode::kUnknownName);
}

int FormulaParser::parse_level() {
  advance();  // (
  const int issue = current_.token == Token::kName ? find_issue(current_.text) : -1;
  if (issue < 0) stop(current_, "expected an issue in level(...), found " + describe(current_));
  require_outcomes(current_);
  if (scope_.issues[static_cast<std::size_t>(issue)].levels.empty()) {
    stop(current_, "issue '" + std::string(current_.text) + "' has no levels", "give it 'levels'");
  }
  advance();
  expect(Token::kClose, "')'");
  Node node;
  node.op = Op::kLevel;
  node.index = issue;
  return add(std::move(node));
}

std::vector<int> FormulaParser::parse_arguments(bool want_truth) {
  std::vector<int> arguments;
  do {
    const Lexeme start = current_;
    arguments.push_back(parse_iff());
    require_kind(arguments.back(), want_truth, start);
  } while (current_.token == Token::kComma && (advance(), true));
  expect(Token::kClose, "',' or ')'");
  return arguments;
}

int FormulaParser::parse_arithmetic_function(const Lexeme& name, Op op) {
  advance();  // (
  std::vector<int> arguments = parse_arguments(false);
  if (op == Op::kAbs && arguments.size() != 1) stop(name, "abs takes one number");
  if (op == Op::kClamp && arguments.size() != 3) {
    stop(name, "clamp takes three numbers", "clamp(value, lowest, highest)");
  }
  return add(op, std::move(arguments));
}

int FormulaParser::parse_counting(const Lexeme& name, Op op) {
  advance();  // (
  Node node;
  node.op = op;
  const Lexeme count = current_;
  const auto parsed =
      std::from_chars(count.text.data(), count.text.data() + count.text.size(), node.index);
  if (count.token != Token::kNumber || parsed.ec != std::errc() ||
      parsed.ptr != count.text.data() + count.text.size()) {
    stop(count, "expected a whole number first in " + std::string(name.text) + "(...), found " +
                    describe(count));
  }
  advance();
  expect(Token::kComma, "','");
  node.children = parse_arguments(true);
  return add(std::move(node));
}

}  // namespace detente::parsing
