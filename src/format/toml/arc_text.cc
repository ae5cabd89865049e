#include "format/toml/arc_text.h"

#include <cctype>
#include <string_view>

namespace detente::reading {
namespace {

constexpr const char* kForms = "write \"s1 -> s2\", \"s1 -> s2, s3\" or \"s1 <-> s2\"";

class ArcText {
 public:
  explicit ArcText(const draft::Text& text) : text_(text.value), place_(text.where) {}

  std::optional<Error> parse(std::vector<draft::Arc>& into) {
    draft::Text from;
    if (!name(from)) return expected("the outcome where the arc starts");
    const bool both = take("<->");
    if (!both && !take("->")) return expected("'->' or '<->'");
    do {
      draft::Text to;
      if (!name(to)) return expected("the outcome where the arc ends");
      if (both) into.push_back({to, from});
      into.push_back({from, std::move(to)});
    } while (take(","));
    if (skip(); at_ < text_.size()) return expected("',' or the end");
    return std::nullopt;
  }

 private:
  static bool in_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }

  void step() {
    if (text_[at_] == '\n') {
      ++place_.line;
      place_.column = 0;
    }
    ++at_;
    const bool inside =
        at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U;
    if (!inside) ++place_.column;
  }
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) step();
  }
  bool name(draft::Text& into) {
    skip();
    into.where = place_;
    const std::size_t start = at_;
    while (at_ < text_.size() && in_name(text_[at_])) step();
    into.value = text_.substr(start, at_ - start);
    return !into.value.empty();
  }
  bool take(std::string_view sign) {
    skip();
    if (text_.substr(at_, sign.size()) != sign) return false;
    for (std::size_t i = 0; i < sign.size(); ++i) step();
    return true;
  }
  // The sign or word that stands here instead.
  std::string found() const {
    if (at_ >= text_.size()) return "the end";
    for (const std::string_view sign : {"->", "<->"}) {
      if (text_.substr(at_, sign.size()) == sign) return "'" + std::string(sign) + "'";
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() &&
           (in_name(text_[at_]) ? in_name(text_[end])
                                : (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U))
      ++end;
    return "'" + std::string(text_.substr(at_, std::min<std::size_t>(end - at_, 60))) + "'";
  }
  std::optional<Error> expected(const std::string& what) {
    skip();
    return Error{ErrorCode::kSyntax, "expected " + what + ", found " + found(), place_, kForms, {}};
  }

  std::string_view text_;
  Location place_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Error> parse_arcs(const draft::Text& text, std::vector<draft::Arc>& into) {
  return ArcText(text).parse(into);
}

}  // namespace detente::reading
