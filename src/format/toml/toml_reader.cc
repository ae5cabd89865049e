#include "format/toml/toml_reader.h"

#include <limits>

#include "format/text.h"
#include "format/toml/arc_text.h"
#include "format/toml/toml_node.h"
#include "format/toml/toml_table.h"

namespace detente {
namespace reading {
namespace {

class Reader {
 public:
  explicit Reader(Context& context) : context_(context) {}

  draft::Draft run(const toml::table& root) {
    top_level(root);
    read_dispute(root);
    named(root, "sources",
          [&](const draft::Text& id, const toml::node& node) { read_source(id, node); });
    named(root, "factors",
          [&](const draft::Text& id, const toml::node& node) { read_factor(id, node); });
    listed(root, "correlations", [&](const Table& table) {
      draft_.correlations.push_back(
          {table.texts("between").value_or(draft::TextList{}),
           table.number("value").value_or(draft::Number{"0", 0, table.where()}), table.remarks(),
           table.where()});
    });
    named(root, "parties",
          [&](const draft::Text& id, const toml::node& node) { read_party(id, node); });
    named(root, "issues",
          [&](const draft::Text& id, const toml::node& node) { read_issue(id, node); });
    if (const auto* table = root.get_as<toml::table>("graph")) read_graph(*table);
    if (const auto* table = root.get_as<toml::table>("status_quo"))
      draft_.status_quo = assignment(*table);
    named(root, "propositions",
          [&](const draft::Text& id, const toml::node& node) { read_proposition(id, node); });
    listed(root, "rules", [&](const Table& table) {
      draft_.rules.push_back({table.text("id"), table.required_text("never"),
                              table.flag("active", true), table.remarks(), table.where()});
    });
    listed(root, "order", [&](const Table& table) {
      draft_.order.push_back({table.text("id"), table.required_text("first"),
                              table.required_text("then"), table.flag("active", true),
                              table.remarks(), table.where()});
    });
    listed(root, "coalitions", [&](const Table& table) {
      draft_.coalitions.push_back({table.text("id"),
                                   table.texts("members").value_or(draft::TextList{}),
                                   table.flag("active", true), table.remarks(), table.where()});
    });
    named(root, "preferences",
          [&](const draft::Text& id, const toml::node& node) { read_preference(id, node); });
    named(root, "ratifiers",
          [&](const draft::Text& id, const toml::node& node) { read_ratifier(id, node); });
    named(root, "cases",
          [&](const draft::Text& id, const toml::node& node) { read_case(id, node); });
    listed(root, "claims", [&](const Table& table) { read_claim(table); });
    return std::move(draft_);
  }

 private:
  void top_level(const toml::table& root) {
    std::vector<std::string> known;
    for (const TableRow& row : table_rows()) known.emplace_back(row.name);
    for (const auto& [key, node] : in_order(root)) {
      const auto row = std::find_if(table_rows().begin(), table_rows().end(),
                                    [k = key->str()](const TableRow& r) { return r.name == k; });
      if (row == table_rows().end()) {
        const std::string near = nearest_name(key->str(), known);
        context_.error(ErrorCode::kUnknownKey, fmt::format("unknown table '{}'", key->str()),
                       context_.at(key->source()),
                       near.empty() ? fmt::format("tables: {}", fmt::join(known, ", "))
                                    : "did you mean '" + near + "'?");
      } else if (row->kind == TableKind::kList
                     ? !node->is_array_of_tables() &&
                           !(node->is_array() && node->as_array()->empty())
                     : !node->is_table()) {
        context_.error(
            ErrorCode::kType,
            fmt::format("'{}' must be a {}, not {}", row->name,
                        row->kind == TableKind::kList ? "list of tables" : "table", kind_of(*node)),
            context_.at(key->source()),
            row->kind == TableKind::kList ? fmt::format("write [[{}]]", row->name)
                                          : fmt::format("write [{}]", row->name));
      }
    }
    for (const TableRow& row : table_rows()) {
      if (!row.required || root.get(row.name) != nullptr) continue;
      context_.error(ErrorCode::kMissingKey, fmt::format("the table [{}] is missing", row.name),
                     file_start(), fmt::format("it says {}", row.doc));
    }
  }
  Location file_start() const {
    Location where = context_.at(toml::source_region{});
    where.line = where.column = 1;
    return where;
  }

  template <class F>
  void named(const toml::table& root, std::string_view name, F each) {
    const auto* table = root.get_as<toml::table>(name);
    if (table == nullptr) return;
    for (const auto& [key, node] : in_order(*table)) {
      each(draft::Text{std::string(key->str()), context_.at(key->source())}, *node);
    }
  }
  template <class F>
  void listed(const toml::table& root, std::string_view name, F each) {
    const auto* list = root.get_as<toml::array>(name);
    if (list == nullptr) return;
    const std::string place = std::string(name) + "[]";
    for (const toml::node& element : *list) {
      if (element.is_table())
        each(Table(context_, *element.as_table(), stable(place), context_.at(element)));
    }
  }
  // The key table's own spelling of a place, which outlives us.
  static std::string_view stable(std::string_view place) {
    for (const KeyRow& row : key_rows()) {
      if (row.table == place) return row.table;
    }
    return "";
  }
  std::optional<Table> entry(const draft::Text& id, const toml::node& node,
                             std::string_view place) {
    if (!node.is_table()) {
      context_.error(ErrorCode::kType,
                     fmt::format("'{}' must be a table, not {}", id.value, kind_of(node)),
                     context_.at(node), fmt::format("keys: {}", fmt::join(keys_of(place), ", ")));
      return std::nullopt;
    }
    return Table(context_, *node.as_table(), stable(place), id.where);
  }

  void read_dispute(const toml::table& root) {
    if (const auto* table = root.get_as<toml::table>("dispute")) {
      const Table dispute(context_, *table, "dispute", context_.at(*table));
      draft_.title = dispute.required_text("title");
      draft_.note = dispute.text("note");
      draft_.date = dispute.text("date");
    }
    if (const auto* table = root.get_as<toml::table>("question")) {
      const Table question(context_, *table, "question", context_.at(*table));
      draft_.question = draft::Question{question.text("text"), question.required_text("of"),
                                        question.texts("with").value_or(draft::TextList{}),
                                        question.required_text("compromise")};
    }
  }
  void read_source(const draft::Text& id, const toml::node& node) {
    const auto table = entry(id, node, "sources.*");
    if (!table) return;
    draft_.sources.push_back({id, table->text("title"), table->text("author"),
                              table->text("publisher"), table->text("date"), table->text("section"),
                              table->text("url"), table->text("note")});
  }

  std::optional<draft::Distribution> distribution(const Table& table) {
    const toml::table* found = table.table("distribution");
    if (found == nullptr) return std::nullopt;
    const Table inner(context_, *found, "distribution", context_.at(*found));
    draft::Distribution out;
    out.kind = inner.required_text("kind");
    out.where = inner.where();
    for (const auto& [key, node] : in_order(*found)) {
      const KeyRow* row = row_of("distribution", key->str());
      if (row == nullptr || row->type != KeyType::kNumber) continue;
      if (auto value = inner.number(key->str()))
        out.parameters.emplace_back(
            draft::Text{std::string(key->str()), context_.at(key->source())}, *value);
    }
    out.values = inner.numbers("values").value_or(std::vector<draft::Number>{});
    return out;
  }
  draft::Uncertain uncertain(const Table& table) {
    draft::Uncertain out;
    out.value = table.number("value").value_or(draft::Number{"0", 0, table.where()});
    out.range = table.interval("range");
    out.distribution = distribution(table);
    return out;
  }
  void read_factor(const draft::Text& id, const toml::node& node) {
    draft::Factor out;
    out.id = id;
    if (node.is_number()) {
      const KeyRow& row = *row_of("factors.*", "value");
      out.number.value = *Table(context_, empty_, "", id.where).number_of(node, row);
      draft_.factors.push_back(std::move(out));
      return;
    }
    if (!node.is_table()) {
      context_.error(
          ErrorCode::kType,
          fmt::format("factor '{}' must be a number or a table, not {}", id.value, kind_of(node)),
          context_.at(node), "as in trust = 0.35 or trust = { value = 0.35, range = [0.2, 0.5] }");
      return;
    }
    const auto table = entry(id, node, "factors.*");
    out.number = uncertain(*table);
    out.domain = table->interval("domain");
    out.drift = table->number("drift");
    out.unit = table->text("unit");
    out.remarks = table->remarks();
    draft_.factors.push_back(std::move(out));
  }
  draft::Assignment assignment(const toml::table& table) {
    draft::Assignment out;
    for (const auto& [key, node] : in_order(table)) {
      if (!node->is_string()) {
        context_.error(
            ErrorCode::kType,
            fmt::format("'{}' must name an option (a text), not {}", key->str(), kind_of(*node)),
            context_.at(*node));
        continue;
      }
      out.emplace_back(draft::Text{std::string(key->str()), context_.at(key->source())},
                       draft::Text{node->as_string()->get(), context_.inside(*node)});
    }
    return out;
  }
  void read_party(const draft::Text& id, const toml::node& node) {
    const auto table = entry(id, node, "parties.*");
    if (!table) return;
    draft::Party out;
    out.id = id;
    if (const toml::node* no_deal = table->node("no_deal")) {
      out.no_deal_where = context_.at(*no_deal);
      if (no_deal->is_table()) {
        out.no_deal = assignment(*no_deal->as_table());
      } else if (auto value = table->number("no_deal")) {
        out.no_deal = *value;
      }
    }
    out.margin = table->number("margin");
    out.discount = table->number("discount");
    out.remarks = table->remarks();
    draft_.parties.push_back(std::move(out));
  }
  void read_issue(const draft::Text& id, const toml::node& node) {
    const auto table = entry(id, node, "issues.*");
    if (!table) return;
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
    draft_.issues.push_back(std::move(out));
  }
  void read_graph(const toml::table& node) {
    const Table table(context_, node, "graph", context_.at(node));
    draft::Graph out;
    out.where = table.where();
    out.outcomes = table.texts("outcomes").value_or(draft::TextList{});
    out.labels = table.texts("labels");
    if (const auto* moves = table.table("moves")) {
      for (const auto& [party, list] : in_order(*moves)) {
        out.moves.emplace_back(draft::Text{std::string(party->str()), context_.at(party->source())},
                               list->is_array() ? arcs(*list->as_array(), table.row("moves"))
                                                : (context_.wrong_type(table.row("moves"), *list),
                                                   std::vector<draft::Arc>{}));
      }
    }
    draft_.graph = std::move(out);
  }
  std::vector<draft::Arc> arcs(const toml::array& list, const KeyRow& row) {
    std::vector<draft::Arc> out;
    for (const toml::node& element : list) {
      if (!element.is_string()) {
        context_.wrong_type(row, element);
        continue;
      }
      const auto parsed = parse_arcs({element.as_string()->get(), context_.inside(element)}, out);
      if (parsed) context_.error(*parsed);
    }
    return out;
  }
  void read_proposition(const draft::Text& id, const toml::node& node) {
    if (!node.is_string()) {
      context_.error(ErrorCode::kType,
                     fmt::format("proposition '{}' must be a formula (a text), not {}", id.value,
                                 kind_of(node)),
                     context_.at(node));
      return;
    }
    draft_.propositions.push_back({id, {node.as_string()->get(), context_.inside(node)}});
  }

  void read_preference(const draft::Text& id, const toml::node& node) {
    draft::Preference out;
    out.party = id;
    out.where = id.where;
    if (node.is_array()) {
      out.statements = statements(*node.as_array());
    } else if (const auto table = entry(id, node, "preferences.*")) {
      if (const auto* list = table->array("statements")) out.statements = statements(*list);
      if (const toml::node* priority = table->node("priority")) {
        out.priority = draft::Flag{table->flag("priority", false), context_.at(*priority)};
      }
      if (const auto* list = table->array("ranking"))
        out.ranking = ranking(*list, table->row("ranking"));
      if (const auto* values = table->table("values")) out.values = values_of(*values, *table);
      if (const auto* list = table->array("outcome_values"))
        out.outcome_values = outcome_values(*list, *table);
    }
    draft_.preferences.push_back(std::move(out));
  }
  std::vector<draft::Statement> statements(const toml::array& list) {
    std::vector<draft::Statement> out;
    for (const toml::node& element : list) {
      if (!element.is_table()) {
        context_.error(ErrorCode::kType,
                       fmt::format("a statement must be a table, not {}", kind_of(element)),
                       context_.at(element), "as in { wants = \"treaty = signed\", weight = 10 }");
        continue;
      }
      const Table table(context_, *element.as_table(), "statement", context_.at(element));
      draft::Statement statement;
      statement.id = table.text("id");
      statement.wants = table.text("wants");
      statement.never = table.text("never");
      statement.weight = weight(table);
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
  std::optional<std::variant<draft::Uncertain, draft::Text>> weight(const Table& table) {
    const toml::node* found = table.node("weight");
    if (found == nullptr) return std::nullopt;
    if (found->is_string()) return table.text_of(*found);
    if (found->is_table())
      return uncertain(Table(context_, *found->as_table(), "weight", context_.at(*found)));
    auto value = table.number_of(*found, table.row("weight"));
    // an error has been noted; a harmless weight keeps the statement
    return draft::Uncertain{value.value_or(draft::Number{"0", 0, context_.at(*found)}),
                            std::nullopt, std::nullopt};
  }
  std::optional<draft::OutcomeSpec> outcome(const toml::node& node, const KeyRow& row) {
    if (node.is_string()) return draft::Text{node.as_string()->get(), context_.inside(node)};
    if (node.is_table()) return assignment(*node.as_table());
    context_.wrong_type(row, node);
    return std::nullopt;
  }
  std::vector<std::vector<draft::OutcomeSpec>> ranking(const toml::array& list, const KeyRow& row) {
    std::vector<std::vector<draft::OutcomeSpec>> out;
    for (const toml::node& group : list) {
      if (!group.is_array()) {
        context_.wrong_type(row, group);
        continue;
      }
      out.emplace_back();
      for (const toml::node& element : *group.as_array()) {
        if (auto spec = outcome(element, row)) out.back().push_back(std::move(*spec));
      }
    }
    return out;
  }
  std::vector<std::pair<draft::Text, std::vector<std::pair<draft::Text, draft::Number>>>> values_of(
      const toml::table& values, const Table& table) {
    std::vector<std::pair<draft::Text, std::vector<std::pair<draft::Text, draft::Number>>>> out;
    for (const auto& [issue, node] : in_order(values)) {
      if (!node->is_table()) {
        context_.wrong_type(table.row("values"), *node);
        continue;
      }
      out.emplace_back(draft::Text{std::string(issue->str()), context_.at(issue->source())},
                       std::vector<std::pair<draft::Text, draft::Number>>{});
      for (const auto& [option, value] : in_order(*node->as_table())) {
        if (auto number = table.number_of(*value, table.row("values"))) {
          out.back().second.emplace_back(
              draft::Text{std::string(option->str()), context_.at(option->source())}, *number);
        }
      }
    }
    return out;
  }
  std::vector<std::pair<draft::OutcomeSpec, draft::Number>> outcome_values(const toml::array& list,
                                                                           const Table& table) {
    std::vector<std::pair<draft::OutcomeSpec, draft::Number>> out;
    for (const toml::node& element : list) {
      if (!element.is_table()) {
        context_.wrong_type(table.row("outcome_values"), element);
        continue;
      }
      const Table row(context_, *element.as_table(), "outcome_value", context_.at(element));
      const toml::node* spec = row.node("outcome");
      const auto value = row.number("value");
      if (spec == nullptr || !value) continue;
      if (auto set = outcome(*spec, row.row("outcome"))) out.emplace_back(std::move(*set), *value);
    }
    return out;
  }

  void read_ratifier(const draft::Text& id, const toml::node& node) {
    const auto table = entry(id, node, "ratifiers.*");
    if (!table) return;
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
          context_.wrong_type(table->row("segments"), element);
          continue;
        }
        const Table part(context_, *element.as_table(), "segment", context_.at(element));
        out.segments->push_back({part.number("share").value_or(draft::Number{"0", 0, part.where()}),
                                 part.required_text("approves"), part.text("name")});
      }
    }
    draft_.ratifiers.push_back(std::move(out));
  }
  void read_case(const draft::Text& id, const toml::node& node) {
    const auto table = entry(id, node, "cases.*");
    if (!table) return;
    draft::Case out;
    out.id = id;
    out.extends = table->text("extends");
    out.compromise = table->text("compromise");
    out.on = table->texts("on").value_or(draft::TextList{});
    out.off = table->texts("off").value_or(draft::TextList{});
    out.without = table->texts("without").value_or(draft::TextList{});
    if (const auto* status_quo = table->table("status_quo"))
      out.status_quo = assignment(*status_quo);
    if (const auto* set = table->table("set")) {
      for (const auto& [factor, value] : in_order(*set)) {
        if (auto number = table->number_of(*value, table->row("set"))) {
          out.set.emplace_back(
              draft::Text{std::string(factor->str()), context_.at(factor->source())}, *number);
        }
      }
    }
    if (const toml::node* history = table->node("history"))
      out.history = outcome(*history, table->row("history"));
    out.remarks = table->remarks();
    draft_.cases.push_back(std::move(out));
  }
  void read_claim(const Table& table) {
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
        context_.wrong_type(table.row("recorded"), *recorded);
      }
    }
    out.remarks = table.remarks();
    draft_.claims.push_back(std::move(out));
  }

  Context& context_;
  draft::Draft draft_;
  const toml::table empty_;
};

}  // namespace
}  // namespace reading

Result<draft::Draft> read_toml(std::string text, std::string file) {
  if (Errors errors = check_text(text, file); !errors.empty())
    return tl::unexpected(std::move(errors));
  reading::Context context(std::move(text), file);
  toml::table root;
  try {
    root = toml::parse(context.text(), file);
  } catch (const toml::parse_error& problem) {
    const Location where = context.at(problem.source());
    std::string message = "not valid TOML: " + std::string(problem.description());
    if (message.size() > 300) message = message.substr(0, 297) + "...";
    const bool unclosed = message.find("control characters other than TAB") != std::string::npos;
    return fail({ErrorCode::kSyntax, message, where,
                 unclosed ? "is the closing quote missing on this line?" : "",
                 context.line(where.line)});
  }
  draft::Draft draft = reading::Reader(context).run(root);
  const bool readable = context.readable();
  Errors errors = context.take();
  if (!readable) {
    tidy_errors(errors, context.text());
    return tl::unexpected(std::move(errors));
  }
  draft.errors = std::move(errors);
  draft.file = std::move(file);
  draft.text = context.text();
  return draft;
}

}  // namespace detente
