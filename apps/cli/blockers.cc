#include "analysis/blockers/study.h"

#include <iostream>

#include "cli/commands.h"
#include "report/json_text.h"

namespace detente::cli {

void add_blockers(CLI::App& command, BlockersOptionsAsked& wanted) {
  add_measure(command, wanted.measure);
  command
      .add_option("--exact-up-to", wanted.exact_up_to,
                  "shares of up to so many players are exact, of more sampled (default: 16)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{20}));
  command
      .add_option("--samples", wanted.pairs,
                  "pairs of opposite orders behind a sampled share (default: 32)")
      ->check(CLI::Range(std::uint64_t{2}, std::uint64_t{1'000'000}));
  command.add_flag("--outcomes", wanted.outcomes,
                   "share out the surviving outcomes too, however many ladders that takes; with "
                   "--of: which outcomes come to pass or cease to without each thing");
  command
      .add_option("--most-sets", wanted.most_sets,
                  "look at sets of three things less if they are at most so many (default: "
                  "20000; 0: at none)")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000'000}));
  command.add_option("--seed", wanted.seed, "of the sampled orders (default: 1)");
}

int blockers(const BlockersOptionsAsked& wanted, const Options& options) {
  const auto dispute = load_for(measure_asked(wanted.measure), options);
  if (!dispute) return kBadInput;
  const auto measure = measure_of(wanted.measure, *dispute);
  if (!measure) return report(measure.error());
  const auto changes = changes_for(*measure, wanted.measure, *dispute, options);
  if (!changes) return report(changes.error());
  const auto chosen = cases_of(*dispute, options);
  if (!chosen) return report(chosen.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  BlockersOptions asked;
  asked.changes = *changes;
  asked.measure = *measure;
  asked.shapley = {wanted.exact_up_to, wanted.pairs, wanted.seed, options.threads};
  asked.outcomes = wanted.outcomes;
  asked.most_sets = wanted.most_sets;
  asked.most_outcomes = options.most_outcomes;
  std::vector<BlockersStudy> studies;
  bool stopped = false;
  {
    Progress progress;
    for (const int index : *chosen) {
      const std::string name = (*dispute)->cases[static_cast<std::size_t>(index)].id;
      asked.progress = [&](std::string_view what, double share) {
        progress.show("case " + name + ", " + std::string(what), share);
      };
      auto study = study_blockers(*dispute, index, asked, budget);
      if (!study) return report(study.error());
      stopped = stopped || study->stopped != StopReason::kDone;
      studies.push_back(std::move(*study));
      if (budget.cancelled()) break;
    }
  }
  if (options.format == "json") {
    std::cout << json_text(blockers_json(*dispute, studies), 2) << "\n";
  } else {
    print_document(blockers_document(*dispute, studies), options);
  }
  return stopped ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
