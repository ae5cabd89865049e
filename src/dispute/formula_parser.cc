// The formula parser: a recursive descent over the grammar of docs/file-reference.md.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "dispute/formula.h"
#include "dispute/formula_lexer.h"

namespace detente {
namespace {

using lexing::Lexeme;
using lexing::Lexer;
using lexing::Token;

std::string describe(const Lexeme& lexeme) {
  return lexeme.token == Token::kEnd ? "the end of the formula"
                                     : "'" + std::string(lexeme.text) + "'";
}

int find(const std::vector<std::string>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? -1 : static_cast<int>(it - names.begin());
}

// Thrown inside the parser only, and caught in parse_formula.
struct Stop {
  Error error;
};

class Parser {
 public:
  Parser(std::string_view text, const Location& where, const NameScope& scope, FormulaSees sees)
      : text_(text), where_(where), scope_(scope), sees_(sees), lexer_(text) {
    current_ = lexer_.next();
    following_ = lexer_.next();
  }

  Formula parse(FormulaKind kind) {
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

 private:
  [[noreturn]] void stop(const Lexeme& at, std::string message, std::string hint = {},
                         ErrorCode code = ErrorCode::kFormula) const {
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
  Lexeme advance() {
    Lexeme taken = current_;
    current_ = following_;
    following_ = lexer_.next();
    return taken;
  }
  bool is_word(std::string_view word) const {
    return current_.token == Token::kName && current_.text == word;
  }
  Lexeme expect(Token token, const std::string& what) {
    if (current_.token != token)
      stop(current_, "expected " + what + ", found " + describe(current_));
    return advance();
  }
  int add(Node node) {
    formula_.nodes.push_back(std::move(node));
    return formula_.root();
  }
  int add(Op op, std::vector<int> children) {
    Node node;
    node.op = op;
    node.children = std::move(children);
    return add(std::move(node));
  }
  bool truth(int node) const { return is_truth(formula_.nodes[static_cast<std::size_t>(node)].op); }
  void require_kind(int node, bool want_truth, const Lexeme& at) const {
    if (truth(node) == want_truth) return;
    if (want_truth) {
      stop(at, "expected something true or false, found a number",
           "compare it, as in 'trust >= 0.5'");
    }
    stop(at, "expected a number, found something true or false");
  }

  class Deeper {
   public:
    explicit Deeper(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > kDeepestFormula) {
        parser_.stop(parser_.current_,
                     "formula is nested more than " + std::to_string(kDeepestFormula) + " deep",
                     "name parts of it under [propositions]");
      }
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Parser& parser_;
  };

  int parse_iff() {
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
  int parse_implies() {
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
  int parse_joined(std::string_view word, Op op, Operand operand) {
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
  int parse_or() {
    return parse_joined("or", Op::kOr, [this] { return parse_and(); });
  }
  int parse_and() {
    return parse_joined("and", Op::kAnd, [this] { return parse_not(); });
  }
  int parse_not() {
    if (!is_word("not")) return parse_comparison();
    const Deeper deeper(*this);
    advance();
    const Lexeme start = current_;
    const int child = parse_not();
    require_kind(child, true, start);
    return add(Op::kNot, {child});
  }

  // issue = option, issue in {..}, or arithmetic compared with arithmetic, or a bare truth value.
  int parse_comparison() {
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

  int find_issue(std::string_view name) const {
    for (std::size_t i = 0; i < scope_.issues.size(); ++i) {
      if (scope_.issues[i].id == name) return static_cast<int>(i);
    }
    return -1;
  }
  void require_outcomes(const Lexeme& at) const {
    if (sees_ == FormulaSees::kOutcomesAndFactors) return;
    stop(at, "'" + std::string(at.text) + "' is an issue, but only factors can stand here",
         "in one world a statement is there or it is not: conditions and weights see factors only");
  }
  int parse_option(int issue) {
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

  int parse_issue_atom(int issue) {
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

  int parse_sum() {
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
  int parse_product() {
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
  int parse_unary() {
    if (current_.token != Token::kMinus) return parse_primary();
    const Deeper deeper(*this);
    advance();
    const Lexeme start = current_;
    const int child = parse_unary();
    require_kind(child, false, start);
    return add(Op::kNegate, {child});
  }

  int parse_primary() {
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

  int parse_number() {
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

  int parse_name() {
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

  [[noreturn]] void unknown(const Lexeme& name) const {
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

  int parse_function() {
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
    } kCounting[] = {
        {"exactly", Op::kExactly}, {"at_most", Op::kAtMost}, {"at_least", Op::kAtLeast}};
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
  int parse_level() {
    advance();  // (
    const int issue = current_.token == Token::kName ? find_issue(current_.text) : -1;
    if (issue < 0) stop(current_, "expected an issue in level(...), found " + describe(current_));
    require_outcomes(current_);
    if (scope_.issues[static_cast<std::size_t>(issue)].levels.empty()) {
      stop(current_, "issue '" + std::string(current_.text) + "' has no levels",
           "give it 'levels'");
    }
    advance();
    expect(Token::kClose, "')'");
    Node node;
    node.op = Op::kLevel;
    node.index = issue;
    return add(std::move(node));
  }
  std::vector<int> parse_arguments(bool want_truth) {
    std::vector<int> arguments;
    do {
      const Lexeme start = current_;
      arguments.push_back(parse_iff());
      require_kind(arguments.back(), want_truth, start);
    } while (current_.token == Token::kComma && (advance(), true));
    expect(Token::kClose, "',' or ')'");
    return arguments;
  }
  int parse_arithmetic_function(const Lexeme& name, Op op) {
    advance();  // (
    std::vector<int> arguments = parse_arguments(false);
    if (op == Op::kAbs && arguments.size() != 1) stop(name, "abs takes one number");
    if (op == Op::kClamp && arguments.size() != 3) {
      stop(name, "clamp takes three numbers", "clamp(value, lowest, highest)");
    }
    return add(op, std::move(arguments));
  }
  int parse_counting(const Lexeme& name, Op op) {
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

  std::string_view text_;
  Location where_;
  const NameScope& scope_;
  FormulaSees sees_;
  Lexer lexer_;
  Lexeme current_, following_;
  Formula formula_;
  int depth_ = 0;
};

}  // namespace

Result<Formula> parse_formula(std::string_view text, const Location& where, const NameScope& scope,
                              FormulaKind kind, FormulaSees sees) {
  try {
    return Parser(text, where, scope, sees).parse(kind);
  } catch (Stop& stop) {
    return fail(std::move(stop.error));
  }
}

}  // namespace detente
