#include "format/toml/toml_scan.h"

#include <algorithm>
#include <cctype>

#include "format/toml/toml_text.h"

namespace detente {
namespace {

// Behind the string that begins at `from` with a quote.
std::size_t string_end(std::string_view text, std::size_t from) {
  const char quote = text[from];
  const bool escapes = quote == '"';
  const std::string three(3, quote);
  const bool many_lines = text.substr(from, 3) == three;
  for (std::size_t k = from + (many_lines ? 3 : 1); k < text.size(); ++k) {
    if (escapes && text[k] == '\\') {
      ++k;
    } else if (many_lines ? text.substr(k, 3) == three : text[k] == quote) {
      if (!many_lines) return k + 1;
      k += 3;
      while (k < text.size() && text[k] == quote) ++k;  // up to two quotes may end the text itself
      return k;
    }
  }
  return text.size();
}

}  // namespace

std::size_t toml_line_end(std::string_view text, std::size_t from) {
  return std::min(text.find('\n', from), text.size());
}

std::size_t toml_value_end(std::string_view text, std::size_t from) {
  std::size_t k = from;
  int depth = 0;
  while (k < text.size()) {
    const char c = text[k];
    if (c == '"' || c == '\'') {
      k = string_end(text, k);
      if (depth == 0) return k;
    } else if (c == '[' || c == '{') {
      ++depth;
      ++k;
    } else if (c == ']' || c == '}') {
      if (depth == 0) return k;
      ++k;
      if (--depth == 0) return k;
    } else if (c == '#') {
      if (depth == 0) return k;
      k = toml_line_end(text, k);
    } else if (depth == 0 && (c == ',' || c == '\n' || c == '\r' || c == ' ' || c == '\t')) {
      // a date and its time may be divided by one space
      const bool time =
          c == ' ' && k + 3 < text.size() && k - from == 10 && text[from + 4] == '-' &&
          std::isdigit(static_cast<unsigned char>(text[k + 1])) != 0 && text[k + 3] == ':';
      if (!time) return k;
      ++k;
    } else {
      ++k;
    }
  }
  return text.size();
}

std::string toml_string(std::string_view text) { return writing::quoted(text); }

std::string toml_key(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
  });
  return bare ? std::string(key) : writing::quoted(key);
}

}  // namespace detente
