// One TOML table read against the rows of one place in the key table: unknown and missing keys,
// and values of the wrong type, are errors with their place.
#ifndef DETENTE_FORMAT_TOML_TOML_TABLE_H_
#define DETENTE_FORMAT_TOML_TOML_TABLE_H_

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispute/draft.h"
#include "format/toml/schema_table.h"
#include "format/toml/toml_node.h"

namespace detente::reading {

inline const KeyRow* row_of(std::string_view table, std::string_view key) {
  for (const KeyRow& row : key_rows()) {
    if (row.table == table && row.key == key) return &row;
  }
  return nullptr;
}

// One TOML table read against the rows of one place in the key table.
class Table {
 public:
  Table(Context& context, const toml::table& table, std::string_view place, Location where)
      : context_(context), table_(table), place_(place), where_(std::move(where)) {
    const std::vector<std::string_view> keys = keys_of(place);
    std::vector<std::string> meant;  // by keys that are misspelt
    for (const auto& [key, node] : in_order(table)) {
      if (row_of(place, key->str()) != nullptr) continue;
      const std::vector<std::string> known(keys.begin(), keys.end());
      const std::string near = nearest_name(key->str(), known);
      meant.push_back(near);
      context.error(ErrorCode::kUnknownKey, fmt::format("unknown key '{}'", key->str()),
                    context.at(key->source()),
                    near.empty() ? fmt::format("keys here: {}", fmt::join(known, ", "))
                                 : "did you mean '" + near + "'?");
    }
    for (const KeyRow& row : key_rows()) {
      if (row.table != place || !row.required || table.get(row.key) != nullptr) continue;
      if (std::find(meant.begin(), meant.end(), row.key) != meant.end()) {
        context.lose();  // told already, but what it says is not known
        continue;
      }
      context.error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", row.key), where_,
                    fmt::format("{}: {}", describe(row.type), row.doc));
    }
  }

  const Location& where() const { return where_; }
  const toml::node* node(std::string_view key) const { return table_.get(key); }

  std::optional<draft::Text> text(std::string_view key) const {
    const toml::node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const KeyRow& row = *row_of(place_, key);
    if (row.type == KeyType::kDate && (found->is_date() || found->is_date_time())) {
      return draft::Text{context_.literal(*found), context_.at(*found)};
    }
    if (!found->is_string()) {
      context_.wrong_type(row, *found);
      return std::nullopt;
    }
    return text_of(*found);
  }
  draft::Text required_text(std::string_view key) const {
    return text(key).value_or(draft::Text{"", where_});
  }
  draft::Text text_of(const toml::node& found) const {
    return {found.as_string()->get(), context_.inside(found)};
  }

  bool flag(std::string_view key, bool fallback) const {
    const toml::node* found = node(key);
    if (found == nullptr) return fallback;
    if (!found->is_boolean()) {
      context_.wrong_type(*row_of(place_, key), *found);
      return fallback;
    }
    return found->as_boolean()->get();
  }
  std::optional<draft::Number> number(std::string_view key) const {
    const toml::node* found = node(key);
    if (found == nullptr) return std::nullopt;
    return number_of(*found, *row_of(place_, key));
  }
  std::optional<draft::Number> number_of(const toml::node& found, const KeyRow& row) const {
    draft::Number out;
    const auto* whole = found.as_integer();
    if (whole != nullptr) {
      out.value = static_cast<double>(whole->get());
    } else if (const auto* real = found.as_floating_point()) {
      out.value = real->get();
    } else {
      context_.wrong_type(row, found);
      return std::nullopt;
    }
    out.literal = context_.literal(found);
    const bool other_base = out.literal.starts_with("0x") || out.literal.starts_with("0o") ||
                            out.literal.starts_with("0b");
    if (whole != nullptr && other_base) out.literal = fmt::format("{}", whole->get());
    out.where = context_.at(found);
    return out;
  }
  std::optional<draft::TextList> texts(std::string_view key) const {
    const toml::array* list = array(key);
    if (list == nullptr) return std::nullopt;
    draft::TextList out;
    for (const toml::node& element : *list) {
      if (element.is_string()) {
        out.push_back(text_of(element));
      } else {
        context_.wrong_type(*row_of(place_, key), element);
      }
    }
    return out;
  }
  std::optional<std::vector<draft::Number>> numbers(std::string_view key) const {
    const toml::array* list = array(key);
    if (list == nullptr) return std::nullopt;
    std::vector<draft::Number> out;
    for (const toml::node& element : *list) {
      if (auto value = number_of(element, *row_of(place_, key))) out.push_back(*value);
    }
    return out;
  }
  std::optional<std::pair<draft::Number, draft::Number>> interval(std::string_view key) const {
    const toml::node* found = node(key);
    if (found == nullptr) return std::nullopt;
    const auto ends = numbers(key);
    if (!ends) return std::nullopt;
    if (ends->size() != 2) {
      if (found->as_array()->size() != 2) {
        context_.error(ErrorCode::kType, fmt::format("'{}' must be two numbers, [low, high]", key),
                       context_.at(*found));
      }
      return std::nullopt;
    }
    return std::make_pair((*ends)[0], (*ends)[1]);
  }
  const toml::array* array(std::string_view key) const {
    const toml::node* found = node(key);
    if (found == nullptr) return nullptr;
    if (!found->is_array()) context_.wrong_type(*row_of(place_, key), *found);
    return found->as_array();
  }
  const toml::table* table(std::string_view key) const {
    const toml::node* found = node(key);
    if (found == nullptr) return nullptr;
    if (!found->is_table()) context_.wrong_type(*row_of(place_, key), *found);
    return found->as_table();
  }
  draft::Remarks remarks() const {
    draft::Remarks out;
    if (row_of(place_, "name") != nullptr) out.name = text("name");
    if (row_of(place_, "source") != nullptr) out.source = text("source");
    if (row_of(place_, "note") != nullptr) out.note = text("note");
    return out;
  }
  const KeyRow& row(std::string_view key) const { return *row_of(place_, key); }

 private:
  Context& context_;
  const toml::table& table_;
  std::string_view place_;
  Location where_;
};

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_TOML_TABLE_H_
