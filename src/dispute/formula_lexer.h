// The words and signs of a formula, one after the other.
#ifndef DETENTE_DISPUTE_FORMULA_LEXER_H_
#define DETENTE_DISPUTE_FORMULA_LEXER_H_

#include <cctype>
#include <string_view>

#include "dispute/formula.h"

namespace detente::lexing {

enum class Token {
  kEnd,
  kName,
  kNumber,
  kQuoted,
  kOpen,
  kClose,
  kOpenBrace,
  kCloseBrace,
  kComma,
  kPlus,
  kMinus,
  kTimes,
  kDivide,
  kRelation,
  kImplies,
  kIff,
  kBad,
};

struct Lexeme {
  Token token = Token::kEnd;
  std::string_view text;
  std::size_t at = 0;  // byte offset
  Relation relation = Relation::kEqual;
};

inline bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
inline bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Lexeme next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    if (at_ == text_.size()) return {Token::kEnd, {}, at_, {}};
    const char c = text_[at_];
    if (starts_name(c)) return take(Token::kName, length_while(in_name));
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      return take(Token::kNumber, number_length());
    return symbol();
  }

 private:
  template <class Predicate>
  std::size_t length_while(Predicate predicate) const {
    std::size_t end = at_;
    while (end < text_.size() && predicate(text_[end])) ++end;
    return end - at_;
  }
  std::size_t number_length() const {
    std::size_t end = at_;
    const auto digits = [&] {
      while (end < text_.size() &&
             (std::isdigit(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '_'))
        ++end;
    };
    digits();
    if (end < text_.size() && text_[end] == '.') {
      ++end;
      digits();
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      std::size_t exponent = end + 1;
      if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
      if (exponent < text_.size() &&
          std::isdigit(static_cast<unsigned char>(text_[exponent])) != 0) {
        end = exponent;
        digits();
      }
    }
    return end - at_;
  }
  Lexeme take(Token token, std::size_t length, Relation relation = Relation::kEqual) {
    Lexeme lexeme{token, text_.substr(at_, length), at_, relation};
    at_ += length;
    return lexeme;
  }
  bool follows(std::string_view symbol) const { return text_.substr(at_, symbol.size()) == symbol; }

  Lexeme symbol() {
    if (follows("<->")) return take(Token::kIff, 3);
    if (follows("->")) return take(Token::kImplies, 2);
    if (follows("<=")) return take(Token::kRelation, 2, Relation::kLessEqual);
    if (follows(">=")) return take(Token::kRelation, 2, Relation::kGreaterEqual);
    if (follows("!=")) return take(Token::kRelation, 2, Relation::kNotEqual);
    if (follows("==")) return take(Token::kBad, 2);
    switch (text_[at_]) {
      case '<':
        return take(Token::kRelation, 1, Relation::kLess);
      case '>':
        return take(Token::kRelation, 1, Relation::kGreater);
      case '=':
        return take(Token::kRelation, 1, Relation::kEqual);
      case '(':
        return take(Token::kOpen, 1);
      case ')':
        return take(Token::kClose, 1);
      case '{':
        return take(Token::kOpenBrace, 1);
      case '}':
        return take(Token::kCloseBrace, 1);
      case ',':
        return take(Token::kComma, 1);
      case '+':
        return take(Token::kPlus, 1);
      case '-':
        return take(Token::kMinus, 1);
      case '*':
        return take(Token::kTimes, 1);
      case '/':
        return take(Token::kDivide, 1);
      default:
        break;
    }
    // one whole UTF-8 character, so that the message can show it
    std::size_t length = 1;
    while (at_ + length < text_.size() &&
           (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U)
      ++length;
    return take(Token::kBad, length);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace detente::lexing

#endif  // DETENTE_DISPUTE_FORMULA_LEXER_H_
