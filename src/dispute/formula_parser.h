// The parser of formulas, a recursive descent over the grammar of docs/file-reference.md:
// formula_parser.cc has the operators, formula_atoms.cc what they join. Not for other folders;
// parse_formula (formula.h) calls it.
#ifndef DETENTE_DISPUTE_FORMULA_PARSER_H_
#define DETENTE_DISPUTE_FORMULA_PARSER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispute/formula.h"
#include "dispute/formula_lexer.h"

namespace detente::parsing {

using lexing::Lexeme;
using lexing::Lexer;
using lexing::Token;

std::string describe(const Lexeme& lexeme);  // as an error names it

// Formulas are worked out by recursion, and a chain such as a + b + c is a tree as deep as the
// chain is long. So deep may a tree be, on the stack of a worker thread and with a sanitizer's
// frames.
constexpr int kDeepestTree = 500;
// How deep the tree below `node` is, from the depths of its children.
int depth_over(const Node& node, const std::vector<int>& depths);

// Thrown inside the parser only, and caught in parse_formula.
struct Stop {
  Error error;
};

class FormulaParser {
 public:
  FormulaParser(std::string_view text, const Location& where, const NameScope& scope,
                FormulaSees sees)
      : text_(text), where_(where), scope_(scope), sees_(sees), lexer_(text) {
    current_ = lexer_.next();
    following_ = lexer_.next();
  }

  // Throws Stop.
  Formula parse(FormulaKind kind);

 private:
  [[noreturn]] void stop(const Lexeme& at, std::string message, std::string hint = {},
                         ErrorCode code = ErrorCode::kFormula) const;
  Lexeme advance();
  bool is_word(std::string_view word) const {
    return current_.token == Token::kName && current_.text == word;
  }
  Lexeme expect(Token token, const std::string& what);
  int add(Node node);
  int add(Op op, std::vector<int> children);
  bool truth(int node) const { return is_truth(formula_.nodes[static_cast<std::size_t>(node)].op); }
  void require_kind(int node, bool want_truth, const Lexeme& at) const;

  // One level deeper, while it lives.
  class Deeper {
   public:
    explicit Deeper(FormulaParser& parser) : parser_(parser) {
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
    FormulaParser& parser_;
  };

  // Operators, those that bind least first. Each returns the node that it has added last.
  int parse_iff();
  int parse_implies();
  template <class Operand>
  int parse_joined(std::string_view word, Op op, Operand operand);
  int parse_or();
  int parse_and();
  int parse_not();
  int parse_comparison();
  int parse_sum();
  int parse_product();
  int parse_unary();
  int parse_primary();

  // Issues, names, numbers and functions.
  int find_issue(std::string_view name) const;
  void require_outcomes(const Lexeme& at) const;
  int parse_option(int issue);
  int parse_issue_atom(int issue);
  int parse_number();
  int parse_name();
  [[noreturn]] void unknown(const Lexeme& name) const;
  int parse_function();
  int parse_level();
  std::vector<int> parse_arguments(bool want_truth);
  int parse_arithmetic_function(const Lexeme& name, Op op);
  int parse_counting(const Lexeme& name, Op op);

  std::string_view text_;
  Location where_;
  const NameScope& scope_;
  FormulaSees sees_;
  Lexer lexer_;
  Lexeme last_, current_, following_;
  Formula formula_;
  std::vector<int> depths_;  // of its nodes
  int depth_ = 0;
};

}  // namespace detente::parsing

#endif  // DETENTE_DISPUTE_FORMULA_PARSER_H_
