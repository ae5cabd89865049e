#include <nlohmann/json.hpp>

#include "analysis/readiness/answer_document.h"
#include "analysis/readiness/answer_tables.h"
#include "cli/case_loop.h"
#include "cli/commands.h"
#include "report/json_text.h"

namespace detente::cli {

int ask(const Options& options) {
  const auto dispute = load_with_ladder(options);
  if (!dispute) return kBadInput;
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  const auto answers = each_case(*dispute, *chosen, budget, [&](int index, const Tell& tell) {
    AnswerOptions answer_options;
    answer_options.changes = *changes;
    answer_options.threads = options.threads;
    answer_options.most_outcomes = options.most_outcomes;
    answer_options.progress = tell;
    return answer_case(*dispute, index, answer_options, budget);
  });
  if (!answers) return report(answers.error());
  print(
      options, [&] { return json_text(answer_json(*dispute, *answers), 2); },
      [&] {
        return options.format == "csv" ? answer_tables(*dispute, *answers)
                                       : answer_document(*dispute, *answers);
      });
  return status_of(*answers);
}

}  // namespace detente::cli
