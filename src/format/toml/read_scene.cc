#include "format/toml/read_scene.h"

#include "format/toml/arc_text.h"
#include "format/toml/toml_values.h"

namespace detente::reading {

std::optional<draft::Source> read_source(Context& context, const draft::Text& id,
                                         const toml::node& node) {
  const auto table = entry(context, id, node, "sources.*");
  if (!table) return std::nullopt;
  return draft::Source{id,
                       table->text("title"),
                       table->text("author"),
                       table->text("publisher"),
                       table->text("date"),
                       table->text("section"),
                       table->text("url"),
                       table->text("note")};
}

std::optional<draft::Factor> read_factor(Context& context, const draft::Text& id,
                                         const toml::node& node) {
  draft::Factor out;
  out.id = id;
  if (node.is_number()) {
    const KeyRow& row = *row_of("factors.*", "value");
    out.number.value = *Table(context, toml::table{}, "", id.where).number_of(node, row);
    return out;
  }
  if (!node.is_table()) {
    context.error(
        ErrorCode::kType,
        fmt::format("factor '{}' must be a number or a table, not {}", id.value, kind_of(node)),
        context.at(node), "as in trust = 0.35 or trust = { value = 0.35, range = [0.2, 0.5] }");
    return std::nullopt;
  }
  const auto table = entry(context, id, node, "factors.*");
  out.number = uncertain(context, *table);
  out.domain = table->interval("domain");
  out.drift = table->number("drift");
  out.unit = table->text("unit");
  out.remarks = table->remarks();
  return out;
}

std::optional<draft::Party> read_party(Context& context, const draft::Text& id,
                                       const toml::node& node) {
  const auto table = entry(context, id, node, "parties.*");
  if (!table) return std::nullopt;
  draft::Party out;
  out.id = id;
  if (const toml::node* no_deal = table->node("no_deal")) {
    out.no_deal_where = context.at(*no_deal);
    if (no_deal->is_table()) {
      out.no_deal = assignment(context, *no_deal->as_table());
    } else if (auto value = table->number("no_deal")) {
      out.no_deal = *value;
    }
  }
  out.margin = table->number("margin");
  out.discount = table->number("discount");
  out.remarks = table->remarks();
  return out;
}

std::optional<draft::Issue> read_issue(Context& context, const draft::Text& id,
                                       const toml::node& node) {
  const auto table = entry(context, id, node, "issues.*");
  if (!table) return std::nullopt;
  draft::Issue out;
  out.id = id;
  out.options = table->texts("options").value_or(draft::TextList{});
  out.labels = table->texts("labels");
  out.levels = table->numbers("levels");
  out.by = table->texts("by");
  out.by_any = table->texts("by_any");
  out.one_way = table->flag("one_way", false);
  out.divisible = table->flag("divisible", false);
  out.active = table->flag("active", true);
  out.remarks = table->remarks();
  return out;
}

namespace {

std::vector<draft::Arc> arcs(Context& context, const toml::array& list, const KeyRow& row) {
  std::vector<draft::Arc> out;
  for (const toml::node& element : list) {
    if (!element.is_string()) {
      context.wrong_type(row, element);
      continue;
    }
    const auto parsed = parse_arcs({element.as_string()->get(), context.inside(element)}, out);
    if (parsed) context.error(*parsed);
  }
  return out;
}

}  // namespace

draft::Graph read_graph(Context& context, const toml::table& node) {
  const Table table(context, node, "graph", context.at(node));
  draft::Graph out;
  out.where = table.where();
  out.outcomes = table.texts("outcomes").value_or(draft::TextList{});
  out.labels = table.texts("labels");
  if (const auto* moves = table.table("moves")) {
    for (const auto& [party, list] : in_order(*moves)) {
      out.moves.emplace_back(draft::Text{std::string(party->str()), context.at(party->source())},
                             list->is_array() ? arcs(context, *list->as_array(), table.row("moves"))
                                              : (context.wrong_type(table.row("moves"), *list),
                                                 std::vector<draft::Arc>{}));
    }
  }
  return out;
}

std::optional<draft::Proposition> read_proposition(Context& context, const draft::Text& id,
                                                   const toml::node& node) {
  if (!node.is_string()) {
    context.error(
        ErrorCode::kType,
        fmt::format("proposition '{}' must be a formula (a text), not {}", id.value, kind_of(node)),
        context.at(node));
    return std::nullopt;
  }
  return draft::Proposition{id, {node.as_string()->get(), context.inside(node)}};
}

std::optional<draft::Ratifier> read_ratifier(Context& context, const draft::Text& id,
                                             const toml::node& node) {
  const auto table = entry(context, id, node, "ratifiers.*");
  if (!table) return std::nullopt;
  draft::Ratifier out;
  out.id = id;
  out.of = table->required_text("of");
  out.asked_if = table->text("asked_if");
  out.approves = table->text("approves");
  out.party = table->text("party");
  out.quota = table->number("quota");
  out.respondents = table->number("respondents");
  out.active = table->flag("active", true);
  out.remarks = table->remarks();
  if (const auto* list = table->array("segments")) {
    out.segments.emplace();
    for (const toml::node& element : *list) {
      if (!element.is_table()) {
        context.wrong_type(table->row("segments"), element);
        continue;
      }
      const Table part(context, *element.as_table(), "segment", context.at(element));
      out.segments->push_back({part.number("share").value_or(draft::Number{"0", 0, part.where()}),
                               part.required_text("approves"), part.text("name")});
    }
  }
  return out;
}

}  // namespace detente::reading
