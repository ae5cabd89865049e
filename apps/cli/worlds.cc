#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/worlds/run.h"
#include "cli/commands.h"

namespace detente::cli {

void add_worlds(CLI::App& command, WorldsOptionsAsked& wanted) {
  command.add_option("--worlds", wanted.worlds, "so many worlds")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}));
  command.add_option("--seed", wanted.seed, "another seed, other worlds");
  command
      .add_option("--sampling", wanted.sampling,
                  "sobol (points spread evenly) or random (plain random numbers)")
      ->check(CLI::IsMember({"sobol", "random"}));
  command
      .add_option("--replicates", wanted.replicates,
                  "independent shifts of Sobol points; their spread gives the errors")
      ->check(CLI::Range(1, 64));
  command.add_flag("--claims", wanted.claims,
                   "hold every claim to every world, and look for claims that exclude each other");
  command
      .add_option("--indices", wanted.indices,
                  "Sobol's first-order and total indices, from so many worlds times the inputs")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000'000}));
}

int worlds(const WorldsOptionsAsked& wanted, const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  if (!dispute->asks() || (*dispute)->graph) {
    return report({Error{ErrorCode::kUnsupported,
                         "worlds are about a question, and the file asks none that has a ladder",
                         {(*dispute)->file, 0, 0},
                         "add [question]; graph form is not supported here",
                         {}}});
  }
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto cases = cases_of(*dispute, options);
  if (!cases) return report(cases.error());

  WorldsAsked asked;
  asked.changes = *changes;
  // all cases only if they are named: each takes its time
  asked.cases = options.cases.empty() ? std::vector<int>{0} : *cases;
  asked.worlds = wanted.worlds;
  asked.seed = wanted.seed;
  asked.sampling = wanted.sampling == "sobol" ? Sampling::kSobol : Sampling::kRandom;
  asked.replicates = wanted.replicates;
  asked.claims = wanted.claims;
  asked.indices = wanted.indices;
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  Result<WorldsRun> run;
  {
    Progress progress;
    asked.progress = [&](std::string_view what, double share) {
      progress.show(std::string(what), share);
    };
    run = run_worlds(*dispute, asked, budget);
  }
  if (!run) return report(run.error());
  if (options.format == "json") {
    std::cout << worlds_json(*dispute, *run).dump(2) << "\n";
  } else {
    const Document document = worlds_document(*dispute, *run);
    if (options.format == "md") std::cout << render_markdown(document);
    if (options.format == "csv") std::cout << render_csv(document);
    if (options.format == "text")
      std::cout << render_text(document, {terminal_width(), colour_wanted(options)});
  }
  return run->stopped == StopReason::kDone ? kAnswered : kStoppedEarly;
}

}  // namespace detente::cli
