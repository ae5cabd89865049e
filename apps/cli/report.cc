#include <iostream>

#include "cli/commands.h"
#include "cli/make_dossier.h"
#include "cli/say_changes.h"
#include "cli/write_file.h"

namespace detente::cli {
namespace {

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
  const auto dispute = load_with_ladder(options);
  if (!dispute) return kBadInput;
  const auto changes = changes_of(*dispute, options);
  if (!changes) return report(changes.error());
  const auto cases = cases_of(*dispute, options);
  if (!cases) return report(cases.error());

  Budget budget(options.work_limit);
  const CancelOnInterrupt guard(budget);
  Result<MadeDossier> made;
  {
    Progress progress;
    made = make_dossier(
        *dispute,
        {*changes, *cases, options.threads, options.most_outcomes,
         [&](std::string_view what, double share) { progress.show(std::string(what), share); }},
        budget);
  }
  if (!made) return report(made.error());
  const bool stopped = made->stopped;
  Document document = dossier_document(*dispute, made->dossier);
  say_changes(document, options);
  const std::string text = rendered(*dispute, document, wanted.format);
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
