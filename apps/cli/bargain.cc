#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/study.h"
#include "cli/case_loop.h"
#include "cli/commands.h"

namespace detente::cli {
namespace {

std::vector<std::string> split(const std::string& text, char sign) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(sign, from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

tl::unexpected<Errors> unknown(const std::string& option, const std::string& kind,
                               const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest_name(name, known);
  return fail(ErrorCode::kUnknownName, fmt::format("{} names no {}: '{}'", option, kind, name), {},
              near.empty() ? fmt::format("known: {}", fmt::join(known, ", "))
                           : "did you mean '" + near + "'?");
}

Result<int> party_of(const Dispute& dispute, const std::string& option, const std::string& name) {
  const int party = dispute.find_party(name);
  if (party >= 0) return party;
  std::vector<std::string> known;
  for (const Party& one : dispute->parties) known.push_back(one.id);
  return unknown(option, "party", name, known);
}

// "a=0.6,b=0.4": numbers above 0.
Result<std::vector<std::pair<int, Decimal>>> numbers_of(const Dispute& dispute,
                                                        const std::string& option,
                                                        const std::string& text) {
  std::vector<std::pair<int, Decimal>> out;
  if (text.empty()) return out;
  for (const std::string& part : split(text, ',')) {
    const std::size_t sign = part.find('=');
    const auto party = party_of(dispute, option, part.substr(0, sign));
    if (!party) return tl::unexpected(party.error());
    const auto value =
        sign == std::string::npos ? std::nullopt : Decimal::parse(part.substr(sign + 1));
    if (!value || value->units() <= 0) {
      return fail(ErrorCode::kRange, fmt::format("{} {} gives no number above 0", option, part), {},
                  fmt::format("as in {} {}=0.6", option,
                              dispute->parties[static_cast<std::size_t>(*party)].id));
    }
    out.emplace_back(*party, *value);
  }
  return out;
}

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
  if (!wanted.parties.empty()) {
    for (const std::string& name : split(wanted.parties, ',')) {
      const auto party = party_of(dispute, "--parties", name);
      if (!party) return tl::unexpected(party.error());
      asked.parties |= party_bit(*party);
    }
  }
  auto weights = numbers_of(dispute, "--weights", wanted.weights);
  if (!weights) return tl::unexpected(std::move(weights.error()));
  asked.weights = std::move(*weights);
  auto powers = numbers_of(dispute, "--power", wanted.power);
  if (!powers) return tl::unexpected(std::move(powers.error()));
  asked.powers = std::move(*powers);
  if (wanted.within == "compromise") {
    asked.within_compromise = true;
  } else if (!wanted.within.empty()) {
    auto formula = parse_formula(wanted.within, {"--within", 1, 1}, dispute->scope,
                                 FormulaKind::kTruth, FormulaSees::kOutcomesAndFactors);
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
