#include <fmt/format.h>

#include "analysis/compare/study.h"

namespace detente {
namespace {

std::string named(Verdict verdict) {
  return verdict == kReady ? "ready" : std::string(verdict_name(verdict));
}
std::string then(const std::optional<Survivors>& survivors) {
  return survivors
             ? fmt::format("{} ({})", named(survivors->verdict()), fmt::join(survivors->at, " "))
             : "makes no sense";
}
std::string name_of(const ComparedSide& side) { return side.title + ", case " + side.case_id; }

void add_ladders(const ComparisonStudy& study, Document& document) {
  Table table;
  table.header = {"rung", "first", "second"};
  table.right = {false, true, true};
  table.rows.push_back({"feasible outcomes", std::to_string(study.first.outcomes),
                        std::to_string(study.second.outcomes)});
  table.rows.push_back({"compromises", std::to_string(study.first.in_compromise),
                        std::to_string(study.second.in_compromise)});
  for (std::size_t r = 0; r < kRungs; ++r)
    table.rows.push_back({std::string(to_string(static_cast<Rung>(r))),
                          std::to_string(study.first.survivors.at[r]),
                          std::to_string(study.second.survivors.at[r])});
  document.table(std::move(table));
}

void add_differences(const ComparisonStudy& study, Document& document) {
  document.heading(2, "Differences");
  if (!study.obstacles.empty()) {
    document.paragraph("They cannot be put into each other, so nothing is swapped:");
    document.bullets(study.obstacles);
    return;
  }
  if (study.stopped != StopReason::kDone) {
    document.paragraph("Nothing was swapped: the work limit was reached.");
    return;
  }
  if (study.swaps.empty()) {
    document.paragraph("There is none that could matter to the ladder.");
    return;
  }
  Table words;
  words.header = {"what", "first", "second"};
  words.right = {false, false, false};
  Table effects;
  effects.header = {"swapped alone", "the first becomes", "the second becomes"};
  effects.right = {false, false, false};
  std::vector<std::string> matter;
  for (const Swap& swap : study.swaps) {
    const std::string what = swap.difference.kind + " " + swap.difference.id;
    words.rows.push_back({what, swap.difference.first, swap.difference.second});
    effects.rows.push_back({what, then(swap.first), then(swap.second)});
    const bool moves = (swap.first && swap.first->verdict() != study.first.survivors.verdict()) ||
                       (swap.second && swap.second->verdict() != study.second.survivors.verdict());
    if (moves) matter.push_back(what);
  }
  document.table(std::move(words));
  document.table(std::move(effects));
  document.paragraph(matter.empty()
                         ? "No difference moves a verdict alone."
                         : fmt::format("Alone these move a verdict: {}.", fmt::join(matter, "; ")),
                     true);
}

}  // namespace

Document comparison_document(const ComparisonStudy& study) {
  Document document;
  document.heading(1, "Side by side");
  document.bullets({"first: " + name_of(study.first), "second: " + name_of(study.second)});
  document.paragraph(
      fmt::format("The first is {}, the second {}.", named(study.first.survivors.verdict()),
                  named(study.second.survivors.verdict())),
      true);
  add_ladders(study, document);
  add_differences(study, document);
  return document;
}

}  // namespace detente
