#include <iostream>

#include "analysis/readiness/answer_document.h"
#include "cli/commands.h"

namespace detente::cli {

int ask(const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  if (!dispute->asks()) {
    return report({Error{ErrorCode::kMissingKey,
                         "the file asks no question, so there is no ladder to climb",
                         {(*dispute)->file, 0, 0},
                         "add [question] with of, with and compromise",
                         {}}});
  }
  if ((*dispute)->graph) {
    return report({Error{ErrorCode::kUnsupported,
                         "the ladder is not worked out for disputes in graph form yet",
                         {(*dispute)->file, 0, 0},
                         "it needs [issues] and who controls them",
                         {}}});
  }
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
    const Document document = answer_document(*dispute, answers);
    if (options.format == "md") std::cout << render_markdown(document);
    if (options.format == "csv") std::cout << render_csv(document);
    if (options.format == "text")
      std::cout << render_text(document, {terminal_width(), colour_wanted(options)});
  }
  return stopped ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
