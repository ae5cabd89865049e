#include "format/toml/toml_text.h"

#include <fmt/format.h>

#include <cctype>

namespace detente::writing {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string number(double value) { return fmt::format("{}", value); }

std::string date_or_text(const std::string& text) {
  constexpr std::string_view kShape = "0000-00-00";
  bool date = text.size() == kShape.size();
  for (std::size_t k = 0; date && k < kShape.size(); ++k) {
    date = kShape[k] == '-' ? text[k] == '-' : std::isdigit(static_cast<unsigned char>(text[k]));
  }
  if (!date) return quoted(text);
  const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 28 ? text : quoted(text);
}

std::string list(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}
std::string texts(const std::vector<std::string>& items) {
  std::vector<std::string> out;
  out.reserve(items.size());
  for (const std::string& item : items) out.push_back(quoted(item));
  return list(out);
}
std::string long_list(const std::vector<std::string>& items) {
  if (items.empty()) return "[]";
  return fmt::format("[\n  {},\n]", fmt::join(items, ",\n  "));
}
std::string inline_table(const std::vector<std::string>& keys) {
  return keys.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(keys, ", "));
}

}  // namespace detente::writing
