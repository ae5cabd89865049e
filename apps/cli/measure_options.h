// The options of commands that ask another measure than the ladder: which one, and of which
// outcomes.
#ifndef DETENTE_APPS_CLI_MEASURE_OPTIONS_H_
#define DETENTE_APPS_CLI_MEASURE_OPTIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "analysis/measure/measure.h"
#include "cli/options.h"

namespace detente::cli {

struct MeasureAsked {
  std::string of = "ladder", outcome, parties, weights, power;
};
// Call it behind add_changes.
void add_measure(CLI::App& command, MeasureAsked& wanted);

// The measure asked for, without what names parties. Requires: the command line has been checked.
Measure measure_asked(const MeasureAsked& wanted);
// The same with it. Errors: names no party; options that say nothing of this measure.
Result<Measure> measure_of(const MeasureAsked& wanted, const Dispute& dispute);
// The options that say what is asked, in order: what tells two runs apart.
std::vector<std::pair<std::string, std::string>> options_given(const MeasureAsked& wanted);
// The file, for this measure. Prints errors itself: then nothing.
std::optional<Dispute> load_for(const Measure& measure, const Options& options);
// Those of the options, --outcome in place of --compromise. Errors: an outcome that is asked of the
// ladder; none of a file without a question.
Result<Changes> changes_for(const Measure& measure, const MeasureAsked& wanted,
                            const Dispute& dispute, const Options& options);
// A formula; in graph form an outcome's name will do.
Result<Formula> outcome_formula(const Dispute& dispute, const std::string& option,
                                const std::string& text);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_MEASURE_OPTIONS_H_
