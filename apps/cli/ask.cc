#include <iostream>

#include "analysis/readiness/answer_document.h"
#include "cli/commands.h"

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
  std::vector<CaseAnswer> answers;
  bool stopped = false;
  {
    Progress progress;
    for (std::size_t k = 0; k < chosen->size(); ++k) {
      AnswerOptions answer_options;
      answer_options.changes = *changes;
      answer_options.threads = options.threads;
      answer_options.most_outcomes = options.most_outcomes;
      const std::string name = (*dispute)->cases[static_cast<std::size_t>((*chosen)[k])].id;
      answer_options.progress = [&](std::string_view what, double share) {
        progress.show("case " + name + ", " + std::string(what), share);
      };
      auto answer = answer_case(*dispute, (*chosen)[k], answer_options, budget);
      if (!answer) return report(answer.error());
      stopped = stopped || answer->stopped != StopReason::kDone;
      answers.push_back(std::move(*answer));
      if (budget.cancelled()) break;
    }
  }
  if (options.format == "json") {
    std::cout << answer_json(*dispute, answers).dump(2) << "\n";
  } else {
    print_document(answer_document(*dispute, answers), options);
  }
  return stopped ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
