#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/paths/paths.h"
#include "analysis/stability/study.h"
#include "cli/case_loop.h"
#include "cli/commands.h"
#include "cli/measure_options.h"
#include "report/json_text.h"
#include "space/state_numbers.h"

namespace detente::cli {
namespace {

Result<std::vector<Formula>> outcome_formulas(const Dispute& dispute, const std::string& option,
                                              const std::vector<std::string>& texts) {
  std::vector<Formula> out;
  for (const std::string& text : texts) {
    auto formula = outcome_formula(dispute, option, text);
    if (!formula) return tl::unexpected(std::move(formula.error()));
    out.push_back(std::move(*formula));
  }
  return out;
}

Result<PartySet> coalition_of(const Dispute& dispute, const std::string& text) {
  PartySet set = 0;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::string name = text.substr(from, comma - from);
    const int party = dispute.find_party(name);
    if (party < 0) {
      std::vector<std::string> known;
      for (const Party& one : dispute->parties) known.push_back(one.id);
      const std::string near = nearest_name(name, known);
      return fail(ErrorCode::kUnknownName, fmt::format("--coalition names no party: '{}'", name),
                  {}, near.empty() ? "as in --coalition a,b" : "did you mean '" + near + "'?");
    }
    set |= party_bit(party);
    from = comma + 1;
  }
  return set;
}

// "default", or "gmcr": the numbers that GMCR+ gives to states.
Result<OutcomeName> outcome_name(const Dispute& dispute, const Space& space,
                                 const std::string& numbering) {
  OutcomeName plain = default_outcome_name(dispute, space);
  if (numbering != "gmcr") return plain;
  const auto numbers = state_numbers(dispute, *space.layout(), space.feasible());
  if (!numbers) return tl::unexpected(numbers.error());
  return OutcomeName([numbers = *numbers, plain](Outcome s) {
    return fmt::format("{} ({})", numbers.ordered[s], plain(s));
  });
}

// Studies of the cases, and how the outcomes of each are called.
template <class Study, class StudyOf>
Result<std::pair<std::vector<Study>, std::vector<OutcomeName>>> each_named(
    const Dispute& dispute, const std::vector<int>& cases, const Budget& budget,
    const std::string& numbering, StudyOf study_of) {
  std::vector<OutcomeName> names;
  auto studies = each_case(dispute, cases, budget, [&](int index, const Tell&) -> Result<Study> {
    auto study = study_of(index);
    if (!study) return study;
    auto name = outcome_name(dispute, study->space, numbering);
    if (!name) return tl::unexpected(std::move(name.error()));
    names.push_back(std::move(*name));
    return study;
  });
  if (!studies) return tl::unexpected(std::move(studies.error()));
  return std::pair(std::move(*studies), std::move(names));
}

void add_numbering(CLI::App& command, std::string& numbering) {
  command
      .add_option("--numbering", numbering,
                  "how outcomes are called: default, or gmcr (the state numbers of GMCR+)")
      ->check(CLI::IsMember({"default", "gmcr"}));
}

}  // namespace

void add_stability(CLI::App& command, StabilityOptionsAsked& wanted) {
  command
      .add_option("--why", wanted.why,
                  "explain this outcome (a formula, or a name in graph form) for every party")
      ->allow_extra_args(false);
  command
      .add_option("--inverse", wanted.inverse,
                  "what would make this outcome stable: shares of orders, smallest changes")
      ->allow_extra_args(false);
  command.add_option("--coalition", wanted.coalitions, "a,b: coalition stability of these parties")
      ->allow_extra_args(false);
  command.add_flag("--all-coalitions", wanted.all_coalitions, "of every set of parties");
  command.add_flag("--sim", wanted.simultaneous, "against simultaneous improvements as well");
  command
      .add_option("--limited", wanted.limited,
                  "two parties: limited moves up to this horizon, and non-myopic stability")
      ->check(CLI::Range(1, 100));
  command.add_option("--maximin", wanted.maximin, "Maximin_h up to this number of moves")
      ->check(CLI::Range(1, 100));
  add_numbering(command, wanted.numbering);
}

void add_paths(CLI::App& command, PathsOptionsAsked& wanted) {
  command.add_option(
      "--from", wanted.from,
      "where to start (a formula, or a name in graph form; default: the status quo)");
  command.add_option("--to", wanted.to, "where to go (default: every equilibrium)");
  command.add_option("--concept", wanted.concept_id, "of which concept: nash, gmr, smr, seq, sseq")
      ->check(CLI::IsMember({"nash", "gmr", "smr", "seq", "sseq"}));
  add_numbering(command, wanted.numbering);
}

int stability(const StabilityOptionsAsked& wanted, const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());
  StabilityAsked asked;
  asked.changes = *changes;
  asked.simultaneous = wanted.simultaneous;
  asked.horizons = wanted.limited;
  asked.maximin = wanted.maximin;
  asked.all_coalitions = wanted.all_coalitions;
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  for (const std::string& text : wanted.coalitions) {
    const auto set = coalition_of(*dispute, text);
    if (!set) return report(set.error());
    asked.coalitions.push_back(*set);
  }
  auto why = outcome_formulas(*dispute, "--why", wanted.why);
  if (!why) return report(why.error());
  asked.why = std::move(*why);
  auto inverse = outcome_formulas(*dispute, "--inverse", wanted.inverse);
  if (!inverse) return report(inverse.error());
  asked.inverse = std::move(*inverse);

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  const auto found = each_named<StabilityStudy>(
      *dispute, *chosen, budget, wanted.numbering,
      [&](int index) { return study_stability(*dispute, index, asked, budget); });
  if (!found) return report(found.error());
  const auto& [studies, names] = *found;
  print(
      options,
      [&, &studies = studies, &names = names] {
        return json_text(stability_json(*dispute, studies, names), 2);
      },
      [&, &studies = studies, &names = names] {
        return stability_document(*dispute, studies, names);
      });
  return status_of(studies);
}

int paths(const PathsOptionsAsked& wanted, const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());
  PathsAsked asked;
  asked.changes = *changes;
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  for (int c = 0; c < kConcepts; ++c) {
    if (concept_id(static_cast<Concept>(c)) == wanted.concept_id)
      asked.which = static_cast<Concept>(c);
  }
  for (const auto& [option, text, to] : {std::tuple("--from", &wanted.from, &asked.from),
                                         std::tuple("--to", &wanted.to, &asked.to)}) {
    if (text->empty()) continue;
    auto formula = outcome_formula(*dispute, option, *text);
    if (!formula) return report(formula.error());
    *to = std::move(*formula);
  }
  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  const auto found = each_named<PathsStudy>(
      *dispute, *chosen, budget, wanted.numbering,
      [&](int index) { return study_paths(*dispute, index, asked, budget); });
  if (!found) return report(found.error());
  const auto& [studies, names] = *found;
  if (options.format == "dot" || options.format == "graphml") {
    const auto draw = options.format == "dot" ? move_graph_dot : move_graph_graphml;
    const auto text = draw(*dispute, studies.front(), names.front());
    if (!text) return report(text.error());
    std::cout << *text;
    return studies.front().stopped == StopReason::kDone ? kAnswered : kStoppedEarly;
  }
  print(
      options,
      [&, &studies = studies, &names = names] {
        return json_text(paths_json(*dispute, studies, names), 2);
      },
      [&, &studies = studies, &names = names] { return paths_document(*dispute, studies, names); });
  return status_of(studies);
}

}  // namespace detente::cli
