// Values as TOML text, for the writer. Not for other folders.
#ifndef DETENTE_FORMAT_TOML_TOML_TEXT_H_
#define DETENTE_FORMAT_TOML_TOML_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

namespace detente::writing {

std::string quoted(std::string_view text);  // a basic string on one line
std::string number(double value);           // the shortest that reads back the same
std::string date_or_text(const std::string& text);
std::string list(const std::vector<std::string>& items);         // [a, b]
std::string texts(const std::vector<std::string>& items);        // ["a", "b"]
std::string long_list(const std::vector<std::string>& items);    // one to a line
std::string inline_table(const std::vector<std::string>& keys);  // { a = 1, b = 2 }

}  // namespace detente::writing

#endif  // DETENTE_FORMAT_TOML_TOML_TEXT_H_
