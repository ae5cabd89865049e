#include <fmt/format.h>

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
