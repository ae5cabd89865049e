#include "format/toml/toml_node.h"

namespace detente::reading {

Context::Context(std::string text, std::string file)
    : text_(std::move(text)), file_(std::move(file)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Location Context::at(const toml::source_region& region) const {
  return {file_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string_view Context::line_view(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > line_starts_.size()) return {};
  const std::size_t from = line_starts_[static_cast<std::size_t>(number) - 1];
  std::string_view line = std::string_view(text_).substr(from);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string Context::line(int number) const { return std::string(line_view(number)); }

// Columns count characters, the text counts bytes.
std::size_t Context::offset(const Location& where) const {
  if (where.line != cursor_.line || where.column < cursor_.column) {
    const auto line = static_cast<std::size_t>(std::max(1, where.line));
    cursor_ = {where.line, 1, line_starts_[std::min(line, line_starts_.size()) - 1]};
  }
  const auto in_line = [&](std::size_t i) {
    return i < text_.size() && text_[i] != '\n' && text_[i] != '\r';
  };
  for (; cursor_.column < where.column && in_line(cursor_.offset); ++cursor_.column) {
    ++cursor_.offset;
    while (in_line(cursor_.offset) &&
           (static_cast<unsigned char>(text_[cursor_.offset]) & 0xC0U) == 0x80U)
      ++cursor_.offset;
  }
  return cursor_.offset;
}

std::string Context::literal(const toml::node& node) const {
  const std::size_t from = offset(at(node));
  const std::size_t to = text_.find_first_of(" \t\r\n,]}#", from);
  return text_.substr(from, (to == std::string::npos ? text_.size() : to) - from);
}

Location Context::inside(const toml::node& node) const {
  Location where = at(node);
  const std::size_t from = offset(where);
  const std::string_view quotes = std::string_view(text_).substr(from, 3);
  if (quotes == "\"\"\"" || quotes == "'''") {
    where.column += 3;
    const std::size_t next = from + 3;
    if (next < text_.size() &&
        (text_[next] == '\n' || text_.compare(next, 2, "\r\n") == 0)) {  // trimmed by TOML
      ++where.line;
      where.column = 1;
    }
  } else {
    ++where.column;
  }
  return where;
}

void Context::error(ErrorCode code, std::string message, Location where, std::string hint) {
  errors_.push_back({code, std::move(message), std::move(where), std::move(hint), {}});
}

void Context::wrong_type(const KeyRow& row, const toml::node& node) {
  error(ErrorCode::kType,
        fmt::format("'{}' must be {}, not {}", row.key, describe(row.type), kind_of(node)),
        at(node));
}

Errors Context::take() { return std::move(errors_); }

bool Context::readable() const {
  return !lost_ && std::all_of(errors_.begin(), errors_.end(), [](const Error& error) {
    return error.code == ErrorCode::kUnknownKey || error.code == ErrorCode::kRange;
  });
}

std::vector<std::pair<const toml::key*, const toml::node*>> in_order(const toml::table& table) {
  std::vector<std::pair<const toml::key*, const toml::node*>> out;
  for (const auto& [key, node] : table) out.emplace_back(&key, &node);
  const auto place = [](const toml::key* key) {
    const auto& begin = key->source().begin;
    return std::make_pair(begin.line, begin.column);
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto& a, const auto& b) { return place(a.first) < place(b.first); });
  return out;
}

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return "a date";
    default:
      return "nothing";
  }
}

}  // namespace detente::reading
