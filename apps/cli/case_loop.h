// What commands that answer case by case share: the loop with its progress, and printing.
#ifndef DETENTE_APPS_CLI_CASE_LOOP_H_
#define DETENTE_APPS_CLI_CASE_LOOP_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "report/document.h"

namespace detente::cli {

// Says what is being done within a case, and how much of that is done.
using Tell = std::function<void(std::string_view what, double share)>;

// answer(case, tell) for every case, a Result; after a cancelled one no further case is begun.
template <class AnswerOf>
auto each_case(const Dispute& dispute, const std::vector<int>& cases, const Budget& budget,
               AnswerOf answer)
    -> Result<std::vector<typename decltype(answer(0, Tell{}))::value_type>> {
  std::vector<typename decltype(answer(0, Tell{}))::value_type> out;
  Progress progress;
  for (const int index : cases) {
    const std::string name = "case " + dispute->cases[static_cast<std::size_t>(index)].id;
    progress.show(name, static_cast<double>(out.size()) / static_cast<double>(cases.size()));
    auto one = answer(index, [&](std::string_view what, double share) {
      progress.show(name + ", " + std::string(what), share);
    });
    if (!one) return tl::unexpected(std::move(one.error()));
    out.push_back(std::move(*one));
    if (budget.cancelled()) break;
  }
  return out;
}

// kStoppedEarly if one of the answers did not come to its end.
template <class Answer>
int status_of(const std::vector<Answer>& answers) {
  for (const Answer& one : answers) {
    if (one.stopped != StopReason::kDone) return kStoppedEarly;
  }
  return kAnswered;
}

// In the format asked for; only what that needs is made.
void print(const Options& options, const std::function<std::string()>& json,
           const std::function<Document()>& document);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_CASE_LOOP_H_
