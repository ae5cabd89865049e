// The options of commands that ask another measure than the ladder: which one, and of which
// outcomes.
#ifndef DETENTE_APPS_CLI_MEASURE_OPTIONS_H_
#define DETENTE_APPS_CLI_MEASURE_OPTIONS_H_

#include <string>

#include "analysis/measure/measure.h"
#include "cli/options.h"

namespace detente::cli {

struct MeasureAsked {
  std::string of = "ladder", outcome;
};
// Call it behind add_changes.
void add_measure(CLI::App& command, MeasureAsked& wanted);

// The measure asked for. Requires: the command line has been checked.
Measure measure_asked(const MeasureAsked& wanted);
// The file, for this measure. Prints errors itself: then nothing.
std::optional<Dispute> load_for(const Measure& measure, const Options& options);
// Those of the options, --outcome in place of --compromise. Errors: an outcome that is asked of the
// ladder; none of a file without a question.
Result<Changes> changes_for(const Measure& measure, const MeasureAsked& wanted,
                            const Dispute& dispute, const Options& options);
// An error if the option was given and goes with the ladder alone.
Errors only_of_ladder(const Measure& measure, const std::string& option, bool given);

// A formula; in graph form an outcome's name will do.
Result<Formula> outcome_formula(const Dispute& dispute, const std::string& option,
                                const std::string& text);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_MEASURE_OPTIONS_H_
