#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/worlds/run.h"
#include "base/sha256.h"
#include "base/version.h"
#include "cli/casebook.h"
#include "cli/commands.h"
#include "report/json_text.h"
#include "store/run_store.h"

namespace detente::cli {

void add_worlds(CLI::App& command, WorldsOptionsAsked& wanted) {
  add_measure(command, wanted.measure);
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
  command.add_flag("--deals", wanted.deals,
                   "how often every single deal passes all rungs (slower: all are looked at), or "
                   "each outcome what --of asks");
  command
      .add_option("--indices", wanted.indices,
                  "Sobol's first-order and total indices, from so many worlds times the inputs")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000'000}));
  auto* const save =
      command.add_option("--save", wanted.save, "keep every world in this file (SQLite)");
  command
      .add_flag("--resume", wanted.resume,
                "go on with the same run in that file; the answer is as if it had never stopped")
      ->needs(save);
  command.add_flag("--progress", wanted.progress,
                   "progress and the time left on stderr, also where that is no terminal");
}

namespace {

Result<std::string> bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in)
    return fail(ErrorCode::kIo, "the file cannot be read again", {path, 0, 0},
                "--save is for a dispute in one file");
  return out.str();
}

Result<RunDescription> description_of(const Dispute& dispute, const WorldsOptionsAsked& wanted,
                                      const Options& options) {
  if (wanted.seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return fail(ErrorCode::kRange, "--seed is too large to be saved", {}, "at most 2^63 - 1");
  const auto bytes = bytes_of(resolve_file(options.file));
  if (!bytes) return tl::unexpected(bytes.error());
  RunDescription out;
  out.version = version();
  out.file = options.file;
  out.title = dispute->title;
  out.sha256 = sha256(*bytes);
  const auto add = [&](const char* name, std::string value) {
    out.options.emplace_back(name, std::move(value));
  };
  for (const auto& [name, values] :
       {std::pair("--case", &options.cases), std::pair("--set", &options.set),
        std::pair("--without", &options.without), std::pair("--on", &options.on),
        std::pair("--off", &options.off)}) {
    for (const std::string& value : *values) add(name, value);
  }
  if (!options.compromise.empty()) add("--compromise", options.compromise);
  for (auto& [name, value] : options_given(wanted.measure)) add(name.c_str(), std::move(value));
  add("--worlds", std::to_string(wanted.worlds));
  add("--seed", std::to_string(wanted.seed));
  add("--sampling", wanted.sampling);
  if (wanted.sampling == "sobol") add("--replicates", std::to_string(wanted.replicates));
  if (wanted.claims) add("--claims", "");
  if (wanted.deals) add("--deals", "");
  if (wanted.indices > 0) add("--indices", std::to_string(wanted.indices));
  return out;
}

}  // namespace

int worlds(const WorldsOptionsAsked& wanted, const Options& options) {
  const bool ladder = measure_asked(wanted.measure).is_ladder();
  if (wanted.claims && !ladder)
    return report({Error{ErrorCode::kUnsupported,
                         "claims speak of the ladder, whatever --of asks",
                         {},
                         "ask for --claims in a run of its own, without --of",
                         {}}});
  const auto dispute = load_for(measure_asked(wanted.measure), options);
  if (!dispute) return kBadInput;
  const auto measure = measure_of(wanted.measure, *dispute);
  if (!measure) return report(measure.error());
  const auto changes = changes_for(*measure, wanted.measure, *dispute, options);
  if (!changes) return report(changes.error());
  const auto cases = cases_of(*dispute, options);
  if (!cases) return report(cases.error());

  WorldsAsked asked;
  asked.changes = *changes;
  asked.measure = *measure;
  // all cases only if they are named: each takes its time
  asked.cases = options.cases.empty() ? std::vector<int>{0} : *cases;
  asked.worlds = wanted.worlds;
  asked.seed = wanted.seed;
  asked.sampling = wanted.sampling == "sobol" ? Sampling::kSobol : Sampling::kRandom;
  asked.replicates = wanted.replicates;
  asked.claims = wanted.claims;
  asked.deals = wanted.deals;
  asked.indices = wanted.indices;
  asked.threads = options.threads;
  asked.most_outcomes = options.most_outcomes;
  std::unique_ptr<RunStore> store;
  if (!wanted.save.empty()) {
    auto description = description_of(*dispute, wanted, options);
    if (!description) return report(description.error());
    auto opened = RunStore::open(wanted.save, std::move(*description), wanted.resume);
    if (!opened) return report(opened.error());
    store = std::move(*opened);
    asked.keeper = store.get();
  }
  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  Result<WorldsRun> run;
  {
    Progress progress(wanted.progress);
    asked.progress = [&](std::string_view what, double share) {
      progress.show_with_time(std::string(what), share);
    };
    run = run_worlds(*dispute, asked, budget);
  }
  if (!run) return report(run.error());
  if (options.format == "json") {
    std::cout << json_text(worlds_json(*dispute, *run), 2) << "\n";
  } else {
    print_document(worlds_document(*dispute, *run), options);
  }
  if (run->stopped == StopReason::kDone) return kAnswered;
  if (store != nullptr)
    std::cerr << fmt::format("run {} of {} has {} of {} worlds; --resume goes on with it\n",
                             store->run(), wanted.save, store->kept(), wanted.worlds);
  return kStoppedEarly;
}

}  // namespace detente::cli
