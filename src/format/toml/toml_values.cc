#include "format/toml/toml_values.h"

namespace detente::reading {

std::string_view stable(std::string_view place) {
  for (const KeyRow& row : key_rows()) {
    if (row.table == place) return row.table;
  }
  return "";
}

std::optional<Table> entry(Context& context, const draft::Text& id, const toml::node& node,
                           std::string_view place) {
  if (!node.is_table()) {
    context.error(ErrorCode::kType,
                  fmt::format("'{}' must be a table, not {}", id.value, kind_of(node)),
                  context.at(node), fmt::format("keys: {}", fmt::join(keys_of(place), ", ")));
    return std::nullopt;
  }
  return Table(context, *node.as_table(), stable(place), id.where);
}

namespace {

std::optional<draft::Distribution> distribution(Context& context, const Table& table) {
  const toml::table* found = table.table("distribution");
  if (found == nullptr) return std::nullopt;
  const Table inner(context, *found, "distribution", context.at(*found));
  draft::Distribution out;
  out.kind = inner.required_text("kind");
  out.where = inner.where();
  for (const auto& [key, node] : in_order(*found)) {
    const KeyRow* row = row_of("distribution", key->str());
    if (row == nullptr || row->type != KeyType::kNumber) continue;
    if (auto value = inner.number(key->str()))
      out.parameters.emplace_back(draft::Text{std::string(key->str()), context.at(key->source())},
                                  *value);
  }
  out.values = inner.numbers("values").value_or(std::vector<draft::Number>{});
  return out;
}

}  // namespace

draft::Uncertain uncertain(Context& context, const Table& table) {
  draft::Uncertain out;
  out.value = table.number("value").value_or(draft::Number{"0", 0, table.where()});
  out.range = table.interval("range");
  out.distribution = distribution(context, table);
  return out;
}

draft::Assignment assignment(Context& context, const toml::table& table) {
  draft::Assignment out;
  for (const auto& [key, node] : in_order(table)) {
    if (!node->is_string()) {
      context.error(
          ErrorCode::kType,
          fmt::format("'{}' must name an option (a text), not {}", key->str(), kind_of(*node)),
          context.at(*node));
      continue;
    }
    out.emplace_back(draft::Text{std::string(key->str()), context.at(key->source())},
                     draft::Text{node->as_string()->get(), context.inside(*node)});
  }
  return out;
}

std::optional<draft::OutcomeSpec> outcome(Context& context, const toml::node& node,
                                          const KeyRow& row) {
  if (node.is_string()) return draft::Text{node.as_string()->get(), context.inside(node)};
  if (node.is_table()) return assignment(context, *node.as_table());
  context.wrong_type(row, node);
  return std::nullopt;
}

}  // namespace detente::reading
