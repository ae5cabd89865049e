// Values that stand in several tables of a dispute file, and the entries of its tables. Not for
// other folders.
#ifndef DETENTE_FORMAT_TOML_TOML_VALUES_H_
#define DETENTE_FORMAT_TOML_TOML_VALUES_H_

#include <optional>
#include <string>
#include <string_view>

#include "dispute/draft.h"
#include "format/toml/toml_node.h"
#include "format/toml/toml_table.h"

namespace detente::reading {

// The key table's own spelling of a place, which outlives us.
std::string_view stable(std::string_view place);

// Calls each(id, node) for the entries of a table of named ones, in the order of the file.
template <class F>
void named(Context& context, const toml::table& root, std::string_view name, F each) {
  const auto* table = root.get_as<toml::table>(name);
  if (table == nullptr) return;
  for (const auto& [key, node] : in_order(*table)) {
    each(draft::Text{std::string(key->str()), context.at(key->source())}, *node);
  }
}
// Calls each(table) for the elements of a list of tables.
template <class F>
void listed(Context& context, const toml::table& root, std::string_view name, F each) {
  const auto* list = root.get_as<toml::array>(name);
  if (list == nullptr) return;
  const std::string place = std::string(name) + "[]";
  for (const toml::node& element : *list) {
    if (element.is_table())
      each(Table(context, *element.as_table(), stable(place), context.at(element)));
  }
}
// A named entry as a table, or nothing and an error.
std::optional<Table> entry(Context& context, const draft::Text& id, const toml::node& node,
                           std::string_view place);

// `value`, `range` and `distribution` of a table; 0 and an error where there is no value.
draft::Uncertain uncertain(Context& context, const Table& table);
// An option per issue.
draft::Assignment assignment(Context& context, const toml::table& table);
// A formula or an assignment.
std::optional<draft::OutcomeSpec> outcome(Context& context, const toml::node& node,
                                          const KeyRow& row);

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_TOML_VALUES_H_
