#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/study.h"
#include "cli/case_loop.h"
#include "cli/commands.h"
#include "cli/party_numbers.h"
#include "dispute/asked_formula.h"

namespace detente::cli {
namespace {

// "party:issue=option,issue=option"; without a party: for all.
Result<std::pair<int, Assignment>> reference_of(const Dispute& dispute, const std::string& text) {
  std::pair<int, Assignment> out{-1, {}};
  std::string rest = text;
  if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
    const auto party = party_of(dispute, "--reference", text.substr(0, colon));
    if (!party) return tl::unexpected(party.error());
    out.first = *party;
    rest = text.substr(colon + 1);
  }
  for (const std::string& part : split(rest, ',')) {
    if (part == "status_quo") continue;
    const std::size_t sign = part.find('=');
    const std::string name = part.substr(0, sign);
    const int issue = dispute.find_issue(name);
    if (issue < 0) {
      std::vector<std::string> known;
      for (const Issue& one : dispute->issues) known.push_back(one.id);
      return unknown("--reference", "issue", name, known);
    }
    const Issue& of = dispute->issues[static_cast<std::size_t>(issue)];
    const std::string option = sign == std::string::npos ? "" : part.substr(sign + 1);
    const auto it = std::find(of.options.begin(), of.options.end(), option);
    if (it == of.options.end())
      return unknown("--reference", fmt::format("option of issue '{}'", name), option, of.options);
    out.second.options.emplace_back(issue, static_cast<int>(it - of.options.begin()));
  }
  return out;
}

Result<BargainingAsked> asked_of(const Dispute& dispute, const BargainOptionsAsked& wanted,
                                 const Options& options) {
  BargainingAsked asked;
  auto changes = changes_of(dispute, options);
  if (!changes) return tl::unexpected(std::move(changes.error()));
  asked.changes = std::move(*changes);
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  asked.limit = wanted.limit;
  asked.solutions = wanted.solutions;
  auto parties = parties_of(dispute, "--parties", wanted.parties);
  if (!parties) return tl::unexpected(std::move(parties.error()));
  asked.parties = *parties;
  auto weights = numbers_of(dispute, "--weights", wanted.weights);
  if (!weights) return tl::unexpected(std::move(weights.error()));
  asked.weights = std::move(*weights);
  auto powers = numbers_of(dispute, "--power", wanted.power);
  if (!powers) return tl::unexpected(std::move(powers.error()));
  asked.powers = std::move(*powers);
  if (wanted.within == "compromise") {
    asked.within_compromise = true;
  } else if (!wanted.within.empty()) {
    auto formula = parse_asked_formula(wanted.within, {"--within", 1, 1}, dispute);
    if (!formula) {
      Errors errors = formula.error();
      for (Error& error : errors) error.line_text = wanted.within;
      return tl::unexpected(std::move(errors));
    }
    asked.within = std::move(*formula);
  }
  for (const std::string& text : wanted.references) {
    auto reference = reference_of(dispute, text);
    if (!reference) return tl::unexpected(std::move(reference.error()));
    asked.references.push_back(std::move(*reference));
  }
  return asked;
}

// An error if there is no case with two bargainers; one without them beside others says so itself.
Errors nobody_bargains(const Dispute& dispute, const std::vector<BargainingStudy>& studies) {
  for (const BargainingStudy& study : studies) {
    if (study.why_not.empty()) return {};
  }
  return {Error{ErrorCode::kModel,
                studies.front().why_not,
                {dispute->file, 0, 0},
                "name them: --parties a,b",
                {}}};
}

}  // namespace

void add_bargain(CLI::App& command, BargainOptionsAsked& wanted) {
  command.add_option("--parties", wanted.parties,
                     "a,b: who bargains (default: the negotiators, else all who want something)");
  command.add_option("--within", wanted.within,
                     "only outcomes that satisfy this formula, or 'compromise'");
  command
      .add_option("--solution", wanted.solutions,
                  "only this solution (again for more): nash, kalai_smorodinsky, egalitarian, "
                  "proportional, utilitarian, relative_utilitarian, raiffa, fallback")
      ->allow_extra_args(false);
  command.add_option("--weights", wanted.weights,
                     "a=2,b=1: of the proportional solution (default: all 1)");
  command.add_option("--power", wanted.power,
                     "a=0.6,b=0.4: bargaining powers of the Nash solution (default: all 1)");
  command
      .add_option("--reference", wanted.references,
                  "[party:]issue=option,...: what nobody may fall below (default: no-deal)")
      ->allow_extra_args(false);
  command.add_option("--limit", wanted.limit, "list at most so many outcomes behind a point")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
}

int bargain(const BargainOptionsAsked& wanted, const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  const auto asked = asked_of(*dispute, wanted, options);
  if (!asked) return report(asked.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  const auto studies = each_case(*dispute, *chosen, budget, [&](int index, const Tell&) {
    return study_bargaining(*dispute, index, *asked, budget);
  });
  if (!studies) return report(studies.error());
  if (Errors errors = nobody_bargains(*dispute, *studies); !errors.empty()) return report(errors);
  print(
      options, [&] { return bargaining_json_text(*dispute, *studies); },
      [&] { return bargaining_document(*dispute, *studies, options.format == "csv"); });
  return status_of(*studies);
}

}  // namespace detente::cli
