#include "format/toml/read_preferences.h"

#include <utility>
#include <variant>
#include <vector>

#include "format/toml/toml_values.h"

namespace detente::reading {
namespace {

std::optional<std::variant<draft::Uncertain, draft::Text>> weight(Context& context,
                                                                  const Table& table) {
  const toml::node* found = table.node("weight");
  if (found == nullptr) return std::nullopt;
  if (found->is_string()) return table.text_of(*found);
  if (found->is_table())
    return uncertain(context, Table(context, *found->as_table(), "weight", context.at(*found)));
  auto value = table.number_of(*found, table.row("weight"));
  // an error has been noted; a harmless weight keeps the statement
  return draft::Uncertain{value.value_or(draft::Number{"0", 0, context.at(*found)}), std::nullopt,
                          std::nullopt};
}

std::vector<draft::Statement> statements(Context& context, const toml::array& list) {
  std::vector<draft::Statement> out;
  for (const toml::node& element : list) {
    if (!element.is_table()) {
      context.error(ErrorCode::kType,
                    fmt::format("a statement must be a table, not {}", kind_of(element)),
                    context.at(element), "as in { wants = \"treaty = signed\", weight = 10 }");
      continue;
    }
    const Table table(context, *element.as_table(), "statement", context.at(element));
    draft::Statement statement;
    statement.id = table.text("id");
    statement.wants = table.text("wants");
    statement.never = table.text("never");
    statement.weight = weight(context, table);
    statement.when = table.text("when");
    statement.from = table.text("from");
    statement.says = table.text("says");
    statement.active = table.flag("active", true);
    statement.remarks = table.remarks();
    statement.where = table.where();
    out.push_back(std::move(statement));
  }
  return out;
}

std::vector<std::vector<draft::OutcomeSpec>> ranking(Context& context, const toml::array& list,
                                                     const KeyRow& row) {
  std::vector<std::vector<draft::OutcomeSpec>> out;
  for (const toml::node& group : list) {
    if (!group.is_array()) {
      context.wrong_type(row, group);
      continue;
    }
    out.emplace_back();
    for (const toml::node& element : *group.as_array()) {
      if (auto spec = outcome(context, element, row)) out.back().push_back(std::move(*spec));
    }
  }
  return out;
}

std::vector<std::pair<draft::Text, std::vector<std::pair<draft::Text, draft::Number>>>> values_of(
    Context& context, const toml::table& values, const Table& table) {
  std::vector<std::pair<draft::Text, std::vector<std::pair<draft::Text, draft::Number>>>> out;
  for (const auto& [issue, node] : in_order(values)) {
    if (!node->is_table()) {
      context.wrong_type(table.row("values"), *node);
      continue;
    }
    out.emplace_back(draft::Text{std::string(issue->str()), context.at(issue->source())},
                     std::vector<std::pair<draft::Text, draft::Number>>{});
    for (const auto& [option, value] : in_order(*node->as_table())) {
      if (auto number = table.number_of(*value, table.row("values"))) {
        out.back().second.emplace_back(
            draft::Text{std::string(option->str()), context.at(option->source())}, *number);
      }
    }
  }
  return out;
}

std::vector<std::pair<draft::OutcomeSpec, draft::Number>> outcome_values(Context& context,
                                                                         const toml::array& list,
                                                                         const Table& table) {
  std::vector<std::pair<draft::OutcomeSpec, draft::Number>> out;
  for (const toml::node& element : list) {
    if (!element.is_table()) {
      context.wrong_type(table.row("outcome_values"), element);
      continue;
    }
    const Table row(context, *element.as_table(), "outcome_value", context.at(element));
    const toml::node* spec = row.node("outcome");
    const auto value = row.number("value");
    if (spec == nullptr || !value) continue;
    if (auto set = outcome(context, *spec, row.row("outcome")))
      out.emplace_back(std::move(*set), *value);
  }
  return out;
}

}  // namespace

draft::Preference read_preference(Context& context, const draft::Text& id, const toml::node& node) {
  draft::Preference out;
  out.party = id;
  out.where = id.where;
  if (node.is_array()) {
    out.statements = statements(context, *node.as_array());
  } else if (const auto table = entry(context, id, node, "preferences.*")) {
    if (const auto* list = table->array("statements")) out.statements = statements(context, *list);
    if (const toml::node* priority = table->node("priority")) {
      out.priority = draft::Flag{table->flag("priority", false), context.at(*priority)};
    }
    if (const auto* list = table->array("ranking"))
      out.ranking = ranking(context, *list, table->row("ranking"));
    if (const auto* values = table->table("values"))
      out.values = values_of(context, *values, *table);
    if (const auto* list = table->array("outcome_values"))
      out.outcome_values = outcome_values(context, *list, *table);
  }
  return out;
}

}  // namespace detente::reading
