#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "analysis/dossier/dossier.h"
#include "cli/commands.h"
#include "cli/write_file.h"

namespace detente::cli {
namespace {

// The ladder of every case asked for. `stopped`: a limit left something open.
Result<std::vector<CaseAnswer>> answers_of(const Dispute& dispute, const Changes& changes,
                                           const std::vector<int>& cases, const Options& options,
                                           Progress& progress, Budget& budget, bool& stopped) {
  std::vector<CaseAnswer> out;
  for (const int c : cases) {
    AnswerOptions wanted;
    wanted.changes = changes;
    wanted.threads = options.threads;
    wanted.most_outcomes = options.most_outcomes;
    // what would change it is said of the first case only
    wanted.lifts = wanted.thresholds = out.empty();
    const std::string name = dispute->cases[static_cast<std::size_t>(c)].id;
    wanted.progress = [&](std::string_view what, double share) {
      progress.show("case " + name + ", " + std::string(what), share);
    };
    auto answer = answer_case(dispute, c, wanted, budget);
    if (!answer) return tl::unexpected(std::move(answer.error()));
    stopped = stopped || answer->stopped != StopReason::kDone;
    out.push_back(std::move(*answer));
    if (budget.cancelled()) break;
  }
  return out;
}

// The two factors that move the most: those that tip the verdict nearest to where they are.
std::vector<int> two_factors(const Dispute& dispute, const CaseAnswer& answer) {
  std::vector<std::pair<double, int>> near;
  for (const FactorThresholds& factor : answer.thresholds) {
    const auto index = static_cast<std::size_t>(factor.factor);
    const Interval& domain = dispute->factors[index].domain;
    double least = 2;
    for (const Threshold& t : factor.crossings)
      least = std::min(least, std::abs(t.at - answer.factors[index]) / (domain.high - domain.low));
    if (least <= 1) near.emplace_back(least, factor.factor);
  }
  std::stable_sort(near.begin(), near.end());
  if (near.size() < 2) return {};
  return {near[0].second, near[1].second};
}

// What the page says of the first case beside its ladder. What cannot be had is left out.
void explore_first(const Dispute& dispute, const Changes& changes, int case_index,
                   const Options& options, Progress& progress, Budget& budget, Dossier& dossier) {
  BlockersOptions blockers;
  blockers.changes = changes;
  blockers.shapley.threads = options.threads;
  blockers.most_outcomes = options.most_outcomes;
  progress.show("what stands in the way", 0);
  if (!dossier.answers.front().ready) {
    if (auto study = study_blockers(dispute, case_index, blockers, budget))
      dossier.games = std::move(study->games);
  }
  const std::vector<int> two = two_factors(dispute, dossier.answers.front());
  if (!two.empty()) {
    FactorMapOptions map;
    map.columns = 24;
    map.depth = 0;
    map.threads = options.threads;
    const auto world =
        World::make(dispute, make_scenario(dispute, case_index, changes), options.most_outcomes);
    progress.show("a map of two factors", 0);
    if (world) dossier.map = map_factors(*world, two[0], two[1], map, budget);
  }
  StabilityAsked stability;
  stability.changes = changes;
  stability.threads = options.threads;
  stability.most_outcomes = options.most_outcomes;
  progress.show("what would hold", 0);
  if (auto study = study_stability(dispute, case_index, stability, budget))
    dossier.stability = std::move(*study);
  WorldsAsked worlds;
  worlds.changes = changes;
  worlds.cases = {case_index};
  worlds.threads = options.threads;
  worlds.most_outcomes = options.most_outcomes;
  worlds.progress = [&](std::string_view what, double share) {
    progress.show(std::string(what), share);
  };
  if (auto run = run_worlds(dispute, worlds, budget)) dossier.worlds = std::move(*run);
}

std::string rendered(const Dispute& dispute, const Document& document, const std::string& format) {
  if (format == "md") return render_markdown(document);
  if (format == "csv") return render_csv(document);
  if (format == "text") return render_text(document, {});
  return render_html(document, {"en", dispute->title});
}

}  // namespace

void add_report(CLI::App& command, ReportOptionsAsked& wanted) {
  command.add_option("-o,--out", wanted.out,
                     "the file to write (default: standard output); \"-\" is standard output");
  command.add_option("--format", wanted.format, "html, md, csv, text")
      ->check(CLI::IsMember({"html", "md", "csv", "text"}));
  command.add_flag("--force", wanted.force, "write over a file of that name");
}

int report_page(const ReportOptionsAsked& wanted, const Options& options) {
  const auto dispute = load(options);
  if (!dispute) return kBadInput;
  if (!dispute->asks() || (*dispute)->graph) {
    return report({Error{ErrorCode::kUnsupported,
                         "a report is about a question, and the file asks none that has a ladder",
                         {(*dispute)->file, 0, 0},
                         "add [question]; graph form is not supported here",
                         {}}});
  }
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto cases = cases_of(*dispute, options);
  if (!cases) return report(cases.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  Dossier dossier;
  bool stopped = false;
  {
    Progress progress;
    auto answers = answers_of(*dispute, *changes, *cases, options, progress, budget, stopped);
    if (!answers) return report(answers.error());
    dossier.answers = std::move(*answers);
    explore_first(*dispute, *changes, cases->front(), options, progress, budget, dossier);
    BargainingAsked asked;
    asked.changes = *changes;
    asked.threads = options.threads;
    asked.most_outcomes = options.most_outcomes;
    progress.show("fair deals", 0);
    // some disputes have no bargaining problem: then the page has no such part
    if (auto study = study_bargaining(*dispute, cases->front(), asked, budget))
      dossier.bargaining = std::move(*study);
    ClaimOptions claims;
    claims.changes = *changes;
    claims.trivial = false;
    claims.threads = options.threads;
    claims.most_outcomes = options.most_outcomes;
    auto rows = check_claims(*dispute, claims, budget);
    if (!rows) return report(rows.error());
    dossier.claims = std::move(*rows);
  }
  stopped = stopped || budget.cancelled();
  const std::string text = rendered(*dispute, dossier_document(*dispute, dossier), wanted.format);
  if (wanted.out.empty() || wanted.out == "-") {
    std::cout << text;
  } else {
    const auto done = write_file(wanted.out, text, wanted.force);
    if (!done) return report(done.error());
    std::cerr << "written: " << wanted.out << "\n";
  }
  return stopped ? kStoppedEarly : kAnswered;
}

}  // namespace detente::cli
