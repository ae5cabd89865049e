// What is said of saved runs, in words and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/version.h"
#include "store/compare_runs.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

std::string with_error(const Share& share) {
  return fmt::format("{:.1f} +- {:.1f}", 100 * share.value, 100 * share.error);
}
std::string options_in_words(const RunDescription& run) {
  std::string out;
  for (const auto& [name, value] : run.options) {
    if (!out.empty()) out += ' ';
    out += name;
    if (!value.empty()) out.append(" ").append(value);
  }
  return out;
}
std::string state_of(const RunRow& row) {
  if (row.finished) return "done";
  return row.worlds < row.asked ? "to go on with" : "to be finished";
}

Json share_json(const Share& share) { return {{"value", share.value}, {"error", share.error}}; }
// The levels that both runs have: rungs, or that what was asked holds (of the ladder: it is ready).
std::vector<std::pair<Verdict, std::string>> levels_of(const RunDescription& one,
                                                       const RunDescription& other) {
  if (one.measure() != "ladder" || other.measure() != "ladder") return {{kReady, "holds"}};
  std::vector<std::pair<Verdict, std::string>> out;
  for (Verdict v = 1; v <= kRungs; ++v) out.emplace_back(v, std::string(verdict_name(v)));
  return out;
}
Json rungs_json(const std::vector<std::pair<Verdict, std::string>>& levels,
                const std::array<Share, kRungs + 1>& shares) {
  Json out = Json::array();
  for (const auto& [v, name] : levels)
    out.push_back(
        {{"verdict", name}, {"at_least", share_json(shares[static_cast<std::size_t>(v)])}});
  return out;
}
Json run_json(const RunRow& row) {
  Json out{{"run", row.run},
           {"version", row.description.version},
           {"file", row.description.file},
           {"sha256", row.description.sha256},
           {"title", row.description.title},
           {"sampling", row.sampling == Sampling::kSobol ? "sobol" : "random"},
           {"replicates", row.replicates},
           {"seed", row.seed},
           {"asked", row.asked},
           {"worlds", row.worlds},
           {"finished", row.finished},
           {"options", Json::array()}};
  for (const auto& [name, value] : row.description.options)
    out["options"].push_back({{"option", name}, {"value", value}});
  return out;
}
Json head(Json runs) {
  return {{"schema", "detente.runs/1"},
          {"version", version()},
          {"runs", std::move(runs)},
          {"comparison", nullptr}};
}

void bullets(Document& document, const std::string& heading, std::vector<std::string> items,
             const std::string& none) {
  document.heading(2, heading);
  if (items.empty()) {
    document.paragraph(none);
  } else {
    document.bullets(std::move(items));
  }
}

}  // namespace

Document runs_document(const std::vector<RunsListed>& runs) {
  Document document;
  if (runs.empty()) {
    document.paragraph("The file has no runs yet.");
    return document;
  }
  Table table;
  const bool measures = std::any_of(runs.begin(), runs.end(), [](const RunsListed& one) {
    return one.row.description.measure() != "ladder";
  });
  table.header = {"run",       "file", "worlds",
                  "state",     "case", measures ? "ready or holds %" : "ready %",
                  "asked with"};
  table.right = {true, false, true, false, false, true, false};
  for (const RunsListed& one : runs) {
    bool first = true;
    for (const StoredCase& of : one.cases) {
      const RunRow& row = one.row;
      table.rows.push_back({first ? std::to_string(row.run) : "", first ? row.description.file : "",
                            first ? fmt::format("{} of {}", row.worlds, row.asked) : "",
                            first ? state_of(row) : "", of.id,
                            row.worlds == 0 ? "" : with_error(of.at_least[kReady]),
                            first ? options_in_words(row.description) : ""});
      first = false;
    }
  }
  document.table(std::move(table));
  return document;
}

Document comparison_document(const RunComparison& comparison) {
  Document document;
  document.heading(1, fmt::format("Runs {} and {}", comparison.first.run, comparison.second.run));
  for (const RunRow* row : {&comparison.first, &comparison.second})
    document.paragraph(fmt::format("Run {}: {}, {} of {} worlds, {}; {}.", row->run,
                                   row->description.file, row->worlds, row->asked, state_of(*row),
                                   options_in_words(row->description)));
  bullets(document, "What was asked otherwise", comparison.differences, "Nothing.");
  bullets(document, "Inputs that differ", comparison.inputs, "None.");
  document.heading(2, "How far it gets: per cent of the worlds, with standard errors");
  document.paragraph(
      comparison.paired
          ? "World by world both runs have the same draws, so the error of a difference is that "
            "of the differences within worlds."
          : "The runs are taken as independent of each other.");
  Table table;
  table.header = {"case", "at least", "first", "second", "difference"};
  table.right = {false, false, true, true, true};
  const auto levels = levels_of(comparison.first.description, comparison.second.description);
  for (const CaseComparison& one : comparison.cases) {
    for (const auto& [level, name] : levels) {
      const auto v = static_cast<std::size_t>(level);
      const Share& difference = one.difference[v];
      table.rows.push_back(
          {level == levels.front().first ? one.id : "", name, with_error(one.first.at_least[v]),
           with_error(one.second.at_least[v]),
           fmt::format("{:+.1f} +- {:.1f}", 100 * difference.value, 100 * difference.error)});
    }
  }
  if (!table.rows.empty()) document.table(std::move(table));
  if (!comparison.only_first.empty())
    document.paragraph(
        fmt::format("Cases of the first alone: {}.", fmt::join(comparison.only_first, ", ")));
  if (!comparison.only_second.empty())
    document.paragraph(
        fmt::format("Cases of the second alone: {}.", fmt::join(comparison.only_second, ", ")));
  return document;
}

Json runs_json(const std::vector<RunsListed>& runs) {
  Json out = Json::array();
  for (const RunsListed& one : runs) {
    Json run = run_json(one.row);
    run["cases"] = Json::array();
    const auto levels = levels_of(one.row.description, one.row.description);
    for (const StoredCase& of : one.cases)
      run["cases"].push_back({{"case", of.id},
                              {"verdict", one.row.description.level(of.base)},
                              {"rungs", rungs_json(levels, of.at_least)}});
    out.push_back(std::move(run));
  }
  return head(std::move(out));
}

Json comparison_json(const RunComparison& comparison) {
  const auto side = [](const RunRow& row, const auto& cases_of) {
    Json run = run_json(row);
    run["cases"] = Json::array();
    cases_of(run["cases"]);
    return run;
  };
  const auto cases = [&](bool second) {
    return [&comparison, second](Json& out) {
      for (const CaseComparison& one : comparison.cases) {
        const StoredCase& of = second ? one.second : one.first;
        const RunDescription& run = (second ? comparison.second : comparison.first).description;
        out.push_back({{"case", of.id},
                       {"verdict", run.level(of.base)},
                       {"rungs", rungs_json(levels_of(run, run), of.at_least)}});
      }
    };
  };
  Json out = head({side(comparison.first, cases(false)), side(comparison.second, cases(true))});
  Json rows = Json::array();
  const auto levels = levels_of(comparison.first.description, comparison.second.description);
  for (const CaseComparison& one : comparison.cases)
    rows.push_back({{"case", one.id}, {"differences", rungs_json(levels, one.difference)}});
  out["comparison"] = {{"asked_otherwise", comparison.differences},
                       {"inputs", comparison.inputs},
                       {"paired", comparison.paired},
                       {"cases", std::move(rows)},
                       {"only_first", comparison.only_first},
                       {"only_second", comparison.only_second}};
  return out;
}

}  // namespace detente
