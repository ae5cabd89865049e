#include "cli/measure_options.h"

#include <fmt/format.h>

#include <algorithm>

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
}

Measure measure_asked(const MeasureAsked& wanted) { return measure_of(wanted.of).value(); }

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

Errors only_of_ladder(const Measure& measure, const std::string& option, bool given) {
  if (measure.is_ladder() || !given) return {};
  return {Error{
      ErrorCode::kUnsupported,
      fmt::format("{} is about the ladder and does not go with --of {}", option, id_of(measure)),
      {},
      "leave one of the two out",
      {}}};
}

Result<Formula> outcome_formula(const Dispute& dispute, const std::string& option,
                                const std::string& text) {
  std::string formula = text;
  if (dispute->graph) {
    const auto& names = dispute->issues[0].options;
    if (std::find(names.begin(), names.end(), text) != names.end()) formula = "outcome = " + text;
  }
  auto parsed = parse_formula(formula, {option, 1, 1}, dispute->scope, FormulaKind::kTruth,
                              FormulaSees::kOutcomesAndFactors);
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
