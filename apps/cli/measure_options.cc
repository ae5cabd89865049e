#include "cli/measure_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/party_numbers.h"
#include "dispute/asked_formula.h"

namespace detente::cli {

void add_measure(CLI::App& command, MeasureAsked& wanted) {
  command
      .add_option("--of", wanted.of,
                  fmt::format("what is asked of the outcomes that count: {}",
                              fmt::join(measure_ids(), ", ")))
      ->check(CLI::IsMember(measure_ids()));
  command
      .add_option("--outcome", wanted.outcome,
                  "with --of: the outcomes that count, a formula (default: the compromise)")
      ->excludes(command.get_option("--compromise"));
  command.add_option("--parties", wanted.parties,
                     "a,b: with --of zone, efficient or a solution: who bargains (default: the "
                     "negotiators, else all who want something)");
  command.add_option("--weights", wanted.weights,
                     "a=2,b=1: with --of proportional (default: all 1)");
  command.add_option("--power", wanted.power,
                     "a=0.6,b=0.4: with --of nash_deal: bargaining powers (default: all 1)");
}

Measure measure_asked(const MeasureAsked& wanted) { return detente::measure_of(wanted.of).value(); }

Result<Measure> measure_of(const MeasureAsked& wanted, const Dispute& dispute) {
  Measure out = measure_asked(wanted);
  const auto only = [&](bool fits, const std::string& option, const std::string& text,
                        const char* goes_with) -> Errors {
    if (fits || text.empty()) return {};
    return {Error{ErrorCode::kUnsupported,
                  fmt::format("{} says nothing of --of {}", option, wanted.of),
                  {},
                  fmt::format("it goes with --of {}", goes_with),
                  {}}};
  };
  for (Errors errors :
       {only(out.bargains(), "--parties", wanted.parties, "zone, efficient or a solution"),
        only(out.solution == "proportional", "--weights", wanted.weights, "proportional"),
        only(out.solution == "nash", "--power", wanted.power, "nash_deal")}) {
    if (!errors.empty()) return tl::unexpected(std::move(errors));
  }
  auto parties = parties_of(dispute, "--parties", wanted.parties);
  if (!parties) return tl::unexpected(std::move(parties.error()));
  out.parties = *parties;
  auto weights = numbers_of(dispute, "--weights", wanted.weights);
  if (!weights) return tl::unexpected(std::move(weights.error()));
  out.weights = std::move(*weights);
  auto powers = numbers_of(dispute, "--power", wanted.power);
  if (!powers) return tl::unexpected(std::move(powers.error()));
  out.powers = std::move(*powers);
  return out;
}

std::vector<std::pair<std::string, std::string>> options_given(const MeasureAsked& wanted) {
  std::vector<std::pair<std::string, std::string>> out;
  if (wanted.of != "ladder") out.emplace_back("--of", wanted.of);
  for (const auto& [name, value] :
       {std::pair("--outcome", &wanted.outcome), std::pair("--parties", &wanted.parties),
        std::pair("--weights", &wanted.weights), std::pair("--power", &wanted.power)}) {
    if (!value->empty()) out.emplace_back(name, *value);
  }
  return out;
}

std::optional<Dispute> load_for(const Measure& measure, const Options& options) {
  return measure.is_ladder() ? load_with_ladder(options) : load(options);
}

Result<Changes> changes_for(const Measure& measure, const MeasureAsked& wanted,
                            const Dispute& dispute, const Options& options) {
  auto changes = changes_of(dispute, options);
  if (!changes) return changes;
  if (wanted.outcome.empty()) {
    if (measure.is_ladder() || dispute.asks() || changes->compromise) return changes;
    return fail(ErrorCode::kMissingKey,
                "the file asks no question, so it does not say which outcomes count",
                {dispute->file, 0, 0}, "give --outcome a formula");
  }
  if (measure.is_ladder())
    return fail(ErrorCode::kUnsupported, "--outcome goes with --of", {},
                "of the ladder --compromise says what counts");
  auto formula = outcome_formula(dispute, "--outcome", wanted.outcome);
  if (!formula) return tl::unexpected(std::move(formula.error()));
  changes->compromise = std::move(*formula);
  return changes;
}

Result<Formula> outcome_formula(const Dispute& dispute, const std::string& option,
                                const std::string& text) {
  std::string formula = text;
  if (dispute->graph) {
    const auto& names = dispute->issues[0].options;
    if (std::find(names.begin(), names.end(), text) != names.end()) formula = "outcome = " + text;
  }
  auto parsed = parse_asked_formula(formula, {option, 1, 1}, dispute);
  if (parsed) return parsed;
  Errors errors = parsed.error();
  if (dispute->graph) {
    const std::string near = nearest_name(text, dispute->issues[0].options);
    if (!near.empty()) errors.front().hint = "did you mean the outcome '" + near + "'?";
  }
  for (Error& error : errors) error.line_text = formula;
  return tl::unexpected(std::move(errors));
}

}  // namespace detente::cli
