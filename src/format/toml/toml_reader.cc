#include "format/toml/toml_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "format/text.h"
#include "format/toml/read_cases.h"
#include "format/toml/read_preferences.h"
#include "format/toml/read_scene.h"
#include "format/toml/toml_node.h"
#include "format/toml/toml_table.h"
#include "format/toml/toml_values.h"

namespace detente {
namespace reading {
namespace {

class Reader {
 public:
  explicit Reader(Context& context) : context_(context) {}

  draft::Draft run(const toml::table& root) {
    top_level(root);
    read_dispute(root);
    each(root, "sources", draft_.sources, read_source);
    each(root, "factors", draft_.factors, read_factor);
    listed(context_, root, "correlations", [&](const Table& table) {
      draft_.correlations.push_back(
          {table.texts("between").value_or(draft::TextList{}),
           table.number("value").value_or(draft::Number{"0", 0, table.where()}), table.remarks(),
           table.where()});
    });
    each(root, "parties", draft_.parties, read_party);
    each(root, "issues", draft_.issues, read_issue);
    if (const auto* table = root.get_as<toml::table>("graph"))
      draft_.graph = read_graph(context_, *table);
    if (const auto* table = root.get_as<toml::table>("status_quo"))
      draft_.status_quo = assignment(context_, *table);
    each(root, "propositions", draft_.propositions, read_proposition);
    listed(context_, root, "rules", [&](const Table& table) {
      draft_.rules.push_back({table.text("id"), table.required_text("never"),
                              table.flag("active", true), table.remarks(), table.where()});
    });
    listed(context_, root, "order", [&](const Table& table) {
      draft_.order.push_back({table.text("id"), table.required_text("first"),
                              table.required_text("then"), table.flag("active", true),
                              table.remarks(), table.where()});
    });
    listed(context_, root, "coalitions", [&](const Table& table) {
      draft_.coalitions.push_back({table.text("id"),
                                   table.texts("members").value_or(draft::TextList{}),
                                   table.flag("active", true), table.remarks(), table.where()});
    });
    each(root, "preferences", draft_.preferences, read_preference);
    each(root, "ratifiers", draft_.ratifiers, read_ratifier);
    each(root, "cases", draft_.cases, read_case);
    listed(context_, root, "claims",
           [&](const Table& table) { draft_.claims.push_back(read_claim(context_, table)); });
    return std::move(draft_);
  }

 private:
  // Every named entry of a table, read by `read`, if that makes something of it.
  template <class Item, class Read>
  void each(const toml::table& root, std::string_view name, std::vector<Item>& into, Read read) {
    named(context_, root, name, [&](const draft::Text& id, const toml::node& node) {
      if (std::optional<Item> item = read(context_, id, node)) into.push_back(std::move(*item));
    });
  }

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

  Context& context_;
  draft::Draft draft_;
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
