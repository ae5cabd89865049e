#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/claims/claims.h"
#include "base/version.h"
#include "cli/claims_words.h"
#include "cli/commands.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

std::string recorded_in_words(const Claim& claim, bool holds) {
  if (!claim.recorded) return "record unknown";
  return *claim.recorded == holds ? "record agrees"
         : *claim.recorded        ? "record says true"
                                  : "record says false";
}

// Why a claim does not hold or is not as recorded, and the thresholds that one asks for.
std::vector<std::string> remarks_on(const Dispute& dispute, const std::vector<ClaimRow>& rows) {
  const auto case_id = [&](int c) { return dispute->cases[static_cast<std::size_t>(c)].id; };
  std::vector<std::string> out;
  for (const ClaimRow& row : rows) {
    const Claim& claim = dispute->claims[static_cast<std::size_t>(row.claim)];
    std::vector<std::string> parts;
    const bool disagrees = claim.recorded && *claim.recorded != row.holds;
    if (!claim.remarks.note.empty() && (!row.holds || disagrees))
      parts.push_back(claim.remarks.note);
    for (const FoundThresholds& found : row.thresholds) {
      std::vector<std::string> places;
      for (const double at : found.at) places.push_back(fmt::format("{:.4g}", at));
      const std::string& factor = dispute->factors[static_cast<std::size_t>(found.factor)].id;
      parts.push_back(fmt::format("the verdict of {} tips {}", case_id(found.case_index),
                                  places.empty()
                                      ? "at no " + factor
                                      : fmt::format("at {} {}", factor, fmt::join(places, ", "))));
    }
    if (!parts.empty())
      out.push_back(
          fmt::format("{} ({}): {}", claim.id, case_id(row.case_index), fmt::join(parts, "; ")));
  }
  return out;
}

}  // namespace

nlohmann::ordered_json claims_json(const Dispute& dispute, const std::vector<ClaimRow>& rows,
                                   bool stopped) {
  nlohmann::ordered_json out{{"schema", "detente.claims/1"},
                             {"version", version()},
                             {"file", dispute->file},
                             {"stopped", stopped},
                             {"claims", nlohmann::ordered_json::array()}};
  for (const ClaimRow& row : rows) {
    const Claim& claim = dispute->claims[static_cast<std::size_t>(row.claim)];
    nlohmann::ordered_json entry{
        {"id", claim.id},
        {"by", claim.by},
        {"case", dispute->cases[static_cast<std::size_t>(row.case_index)].id},
        {"says", claim.says},
        {"holds", row.holds},
        {"recorded", claim.recorded ? nlohmann::ordered_json(*claim.recorded)
                                    : nlohmann::ordered_json("unknown")},
        {"trivial", row.trivial},
        {"changed_by", row.changed_by.empty() ? nlohmann::ordered_json(nullptr)
                                              : nlohmann::ordered_json(row.changed_by)},
        {"required", claim.required}};
    if (!claim.remarks.note.empty()) entry["note"] = claim.remarks.note;
    for (const FoundThresholds& found : row.thresholds) {
      entry["thresholds"].push_back(
          {{"factor", dispute->factors[static_cast<std::size_t>(found.factor)].id},
           {"case", dispute->cases[static_cast<std::size_t>(found.case_index)].id},
           {"at", found.at}});
    }
    out["claims"].push_back(std::move(entry));
  }
  return out;
}

Document claims_document(const Dispute& dispute, const std::vector<ClaimRow>& rows, bool stopped) {
  Document document;
  document.heading(1, dispute->title);
  std::size_t holding = 0, trivial = 0, agreeing = 0, recorded = 0;
  Table table;
  table.header = {"claim", "case", "holds", "record", "speaker", "says"};
  for (const ClaimRow& row : rows) {
    const Claim& claim = dispute->claims[static_cast<std::size_t>(row.claim)];
    holding += row.holds ? 1U : 0U;
    trivial += row.trivial ? 1U : 0U;
    if (claim.recorded) {
      ++recorded;
      agreeing += *claim.recorded == row.holds ? 1U : 0U;
    }
    table.rows.push_back({claim.id, dispute->cases[static_cast<std::size_t>(row.case_index)].id,
                          std::string(row.holds ? "yes" : "no") + (row.trivial ? ", trivial" : ""),
                          recorded_in_words(claim, row.holds), claim.by, claim.says});
  }
  if (!dispute.asks()) {
    document.paragraph("The file is valid. It asks no question, so there are no claims.", true);
    return document;
  }
  document.paragraph(
      fmt::format("The file is valid. {} checks of claims: {} hold; {} are trivial (they only "
                  "repeat an assumption). The record is known for {} and agrees with {}.",
                  rows.size(), holding, trivial, recorded, agreeing),
      true);
  if (stopped) {
    document.paragraph(
        "Stopped early: only these checks were finished, and none was shown to be trivial.");
  }
  if (!rows.empty()) document.table(std::move(table));
  if (auto remarks = remarks_on(dispute, rows); !remarks.empty())
    document.bullets(std::move(remarks));
  return document;
}

std::vector<std::string> warnings(const Dispute& dispute) {
  std::vector<std::string> out;
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    const auto& parties = dispute->parties;
    bool matters = (dispute.negotiators() & party_bit(p)) != 0;
    for (const Issue& issue : dispute->issues) {
      for (const auto* list : {&issue.by, &issue.by_any})
        matters = matters || std::find(list->begin(), list->end(), p) != list->end();
    }
    matters =
        matters || (dispute->graph && !dispute->graph->arcs[static_cast<std::size_t>(p)].empty());
    for (const Ratifier& ratifier : dispute->ratifiers)
      matters = matters || ratifier.of == p || ratifier.party == p;
    for (const Statement& statement : dispute->statements) matters = matters || statement.from == p;
    for (const Coalition& coalition : dispute->coalitions)
      matters = matters || (coalition.members & party_bit(p)) != 0;
    const auto* table = std::get_if<Assignment>(&parties[static_cast<std::size_t>(p)].no_deal);
    matters = matters || table == nullptr || !table->options.empty();
    if (!matters) {
      out.push_back(fmt::format(
          "party '{}' controls nothing, ratifies nothing and presses nobody: it cannot "
          "affect {}",
          parties[static_cast<std::size_t>(p)].id, dispute.asks() ? "the ladder" : "the answer"));
    }
  }
  return out;
}

int check(const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());

  // every case must make a world, also where no claim looks at it
  for (int c = 0; c < static_cast<int>((*dispute)->cases.size()); ++c) {
    const auto world =
        World::make(*dispute, make_scenario(*dispute, c, *changes), options.most_outcomes);
    if (!world) return report(world.error());
  }
  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  ClaimOptions claim_options;
  claim_options.changes = *changes;
  claim_options.threads = options.threads;
  claim_options.most_outcomes = options.most_outcomes;
  Result<std::vector<ClaimRow>> rows;
  {
    Progress progress;
    claim_options.progress = [&](double share) {
      progress.show("looking for trivial claims", share);
    };
    rows = check_claims(*dispute, claim_options, budget);
  }
  if (!rows) return report(rows.error());
  const bool stopped = budget.cancelled() || budget.exhausted();
  for (const std::string& warning : warnings(*dispute))
    std::cerr << (*dispute)->file << ": warning: " << warning << "\n";
  if (options.format == "json") {
    std::cout << json_text(claims_json(*dispute, *rows, stopped), 2) << "\n";
  } else {
    print_document(claims_document(*dispute, *rows, stopped), options);
  }
  if (stopped) return kStoppedEarly;
  bool failed = false;
  for (const ClaimRow& row : *rows)
    failed =
        failed || (!row.holds && (*dispute)->claims[static_cast<std::size_t>(row.claim)].required);
  return failed ? kFailed : kAnswered;
}

}  // namespace detente::cli
