#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/version.h"
#include "cli/casebook.h"
#include "cli/commands.h"
#include "format/registry.h"
#include "format/toml/json_schema.h"
#include "report/document.h"
#include "report/json_text.h"

namespace detente::cli {

int cases(const Options& options) {
  const std::vector<std::string> ids = casebook_ids();
  if (ids.empty()) {
    return report({Error{ErrorCode::kIo,
                         "the casebook was not found",
                         {},
                         "set DETENTE_CASEBOOK to its folder",
                         {}}});
  }
  Table table;
  table.header = {"id", "title", "cases", "question"};
  for (const std::string& id : ids) {
    const auto dispute = load_dispute(resolve_file(id));
    if (dispute) {
      table.rows.push_back(
          {id, (*dispute)->title, std::to_string((*dispute)->cases.size()), (*dispute)->question});
    } else {
      table.rows.push_back({id, "(has errors: detente check " + id + ")", "", ""});
    }
  }
  if (options.format == "json") {
    nlohmann::ordered_json out{{"schema", "detente.cases/1"},
                               {"version", version()},
                               {"cases", nlohmann::ordered_json::array()}};
    for (const auto& row : table.rows)
      out["cases"].push_back({{"id", row[0]}, {"title", row[1]}, {"question", row[3]}});
    std::cout << json_text(out, 2) << "\n";
    return kAnswered;
  }
  Document document;
  document.table(std::move(table));
  if (options.format == "md") std::cout << render_markdown(document);
  if (options.format == "csv") std::cout << render_csv(document);
  if (options.format == "text")
    std::cout << render_text(document, {terminal_width(), colour_wanted(options)});
  return kAnswered;
}

int schema() {
  std::cout << json_text(dispute_schema(), 2) << "\n";
  return kAnswered;
}

}  // namespace detente::cli
