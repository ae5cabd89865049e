// A place in the text of a query, and what stands there: names, signs and errors with their place.
// For the parser of queries only.
#ifndef DETENTE_ANALYSIS_CLAIMS_QUERY_CURSOR_H_
#define DETENTE_ANALYSIS_CLAIMS_QUERY_CURSOR_H_

#include <fmt/format.h>

#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace detente {

// Thrown inside the parser, and caught in parse_query.
struct QueryStop {
  Errors errors;
};

class QueryCursor {
 public:
  QueryCursor(std::string_view text, const Location& where) : text_(text), where_(where) {}

 protected:
  Location place(std::size_t at) const {
    Location out = where_;
    for (std::size_t i = 0; i < at; ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U) continue;
      if (text_[i] == '\n') {
        ++out.line;
        out.column = 1;
      } else {
        ++out.column;
      }
    }
    return out;
  }
  [[noreturn]] void stop(std::size_t at, std::string message, std::string hint = {},
                         ErrorCode code = ErrorCode::kFormula) const {
    throw QueryStop{{Error{code, std::move(message), place(at), std::move(hint), {}}}};
  }
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  static bool in_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
  }
  std::string_view peek_name() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && in_name(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }
  std::string word_or_sign() {
    const std::string_view name = peek_name();
    return name.empty() ? (at_ < text_.size() ? std::string(1, text_[at_]) : "the end")
                        : std::string(name);
  }
  std::string_view take_name(std::string_view what) {
    const std::string_view name = peek_name();
    if (name.empty()) stop(at_, fmt::format("expected {}, found '{}'", what, word_or_sign()));
    at_ += name.size();
    return name;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) stop(at_, fmt::format("expected '{}', found '{}'", c, word_or_sign()));
  }

  std::string_view text_;
  Location where_;
  std::size_t at_ = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CLAIMS_QUERY_CURSOR_H_
