// The text of TOML by hand, where a parser's places are not enough: where a value ends, and how one
// is written.
#ifndef DETENTE_FORMAT_TOML_TOML_SCAN_H_
#define DETENTE_FORMAT_TOML_TOML_SCAN_H_

#include <string>
#include <string_view>

namespace detente {

// Where the value that begins at `from` ends: behind its last character.
std::size_t toml_value_end(std::string_view text, std::size_t from);

// The next line break from there on, or the end.
std::size_t toml_line_end(std::string_view text, std::size_t from);
inline bool toml_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// A text as a TOML string, and a key as it is written.
std::string toml_string(std::string_view text);
std::string toml_key(std::string_view key);

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_TOML_SCAN_H_
