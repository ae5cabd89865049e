#include "format/toml/read_cases.h"

#include "format/toml/toml_values.h"

namespace detente::reading {

std::optional<draft::Case> read_case(Context& context, const draft::Text& id,
                                     const toml::node& node) {
  const auto table = entry(context, id, node, "cases.*");
  if (!table) return std::nullopt;
  draft::Case out;
  out.id = id;
  out.extends = table->text("extends");
  out.compromise = table->text("compromise");
  out.on = table->texts("on").value_or(draft::TextList{});
  out.off = table->texts("off").value_or(draft::TextList{});
  out.without = table->texts("without").value_or(draft::TextList{});
  if (const auto* status_quo = table->table("status_quo"))
    out.status_quo = assignment(context, *status_quo);
  if (const auto* set = table->table("set")) {
    for (const auto& [factor, value] : in_order(*set)) {
      if (auto number = table->number_of(*value, table->row("set"))) {
        out.set.emplace_back(draft::Text{std::string(factor->str()), context.at(factor->source())},
                             *number);
      }
    }
  }
  if (const toml::node* history = table->node("history"))
    out.history = outcome(context, *history, table->row("history"));
  out.remarks = table->remarks();
  return out;
}

draft::Claim read_claim(Context& context, const Table& table) {
  draft::Claim out;
  out.id = table.required_text("id");
  out.by = table.text("by");
  out.says = table.required_text("says");
  out.holds = table.required_text("holds");
  out.in = table.texts("in").value_or(draft::TextList{});
  out.required = table.flag("required", false);
  if (const toml::node* recorded = table.node("recorded")) {
    if (const auto* value = recorded->as_boolean()) {
      out.recorded = value->get();
    } else if (!recorded->is_string() || recorded->as_string()->get() != "unknown") {
      context.wrong_type(table.row("recorded"), *recorded);
    }
  }
  out.remarks = table.remarks();
  return out;
}

}  // namespace detente::reading
