#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>

#include "analysis/registry.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/convert.h"
#include "cli/debug_ladder.h"
#include "cli/debug_stability.h"
#include "cli/write_file.h"
#include "server/serve.h"

namespace {

using detente::cli::Options;

// Every command in one table: its name, what help says of it, what it takes, and what it does.
struct Command {
  const char* name;
  std::string help;
  std::function<void(CLI::App&)> options;
  std::function<int()> run;
};

std::string question_of(const char* command) {
  return std::string(detente::analysis_of_command(command).question);
}

int run(int argc, char** argv) {
  namespace cli = detente::cli;
  CLI::App app("Détente: is there a deal, what blocks it, what would have to change?", "detente");
  app.set_version_flag("--version", std::string(detente::version()));
  app.require_subcommand(1);
  Options options;
  std::string what = "readiness", only, second;
  cli::DebugLadderOptions debug;
  detente::server::ServeOptions workbench;
  cli::ConvertOptions convert;
  cli::StabilityOptionsAsked stability;
  cli::PathsOptionsAsked paths;
  cli::BargainOptionsAsked bargain;
  cli::WorldsOptionsAsked worlds;
  cli::RunsOptionsAsked runs;
  cli::ReportOptionsAsked page;
  cli::BlockersOptionsAsked blockers;
  cli::ConditionsOptionsAsked conditions;
  const std::vector<std::string> formats{"text", "json", "md", "csv"};
  const auto answering = [&](CLI::App& command) {
    cli::add_file(command, options);
    cli::add_changes(command, options);
    cli::add_output(command, options, formats);
    cli::add_limits(command, options);
  };
  const Command commands[] = {
      {"ask", question_of("ask"), answering, [&] { return cli::ask(options); }},
      {"check", question_of("check"), answering, [&] { return cli::check(options); }},
      {"stability", question_of("stability"),
       [&](CLI::App& command) {
         answering(command);
         cli::add_stability(command, stability);
       },
       [&] { return cli::stability(stability, options); }},
      {"paths", question_of("paths"),
       [&](CLI::App& command) {
         cli::add_file(command, options);
         cli::add_changes(command, options);
         cli::add_output(command, options, {"text", "json", "md", "csv", "dot", "graphml"});
         cli::add_limits(command, options);
         cli::add_paths(command, paths);
       },
       [&] { return cli::paths(paths, options); }},
      {"bargain", question_of("bargain"),
       [&](CLI::App& command) {
         answering(command);
         cli::add_bargain(command, bargain);
       },
       [&] { return cli::bargain(bargain, options); }},
      {"worlds", question_of("worlds"),
       [&](CLI::App& command) {
         answering(command);
         cli::add_worlds(command, worlds);
       },
       [&] { return cli::worlds(worlds, options); }},
      {"runs", "list saved runs of worlds, compare two, or write them as CSV",
       [&](CLI::App& command) {
         cli::add_runs(command, runs);
         cli::add_output(command, options, formats);
       },
       [&] { return cli::runs(runs, options); }},
      {"report", "everything about a dispute on one page",
       [&](CLI::App& command) {
         cli::add_file(command, options);
         cli::add_changes(command, options);
         cli::add_limits(command, options);
         cli::add_report(command, page);
       },
       [&] { return cli::report_page(page, options); }},
      {"conditions", question_of("conditions"),
       [&](CLI::App& command) {
         answering(command);
         cli::add_conditions(command, conditions);
       },
       [&] { return cli::conditions(conditions, options); }},
      {"blockers", question_of("blockers"),
       [&](CLI::App& command) {
         answering(command);
         cli::add_blockers(command, blockers);
       },
       [&] { return cli::blockers(blockers, options); }},
      {"compare", question_of("compare"),
       [&](CLI::App& command) { cli::add_compare(command, options, second); },
       [&] { return cli::compare(second, options); }},
      {"cases", "list the casebook",
       [&](CLI::App& command) { cli::add_output(command, options, formats); },
       [&] { return cli::cases(options); }},
      {"convert", "write a dispute in another format",
       [&](CLI::App& command) {
         cli::add_convert(command, convert);
         cli::add_compat(command, options);
         cli::add_most_outcomes(command, options);
       },
       [&] { return cli::convert(options, convert); }},
      {"schema", "print the JSON Schema of dispute files, for editors", [](CLI::App&) {},
       [] { return cli::schema(); }},
      {"bench", "print the benchmark table",
       [&](CLI::App& command) {
         command.add_option("what", what, "readiness, stability, bargaining or worlds");
         command.add_option("--only", only, "only the rows whose name contains this");
         cli::add_output(command, options, formats);
         cli::add_limits(command, options);
       },
       [&] { return cli::bench(what, only, options); }},
  };
  int status = cli::kAnswered;
  for (const Command& row : commands) {
    CLI::App* const command = app.add_subcommand(row.name, row.help);
    row.options(*command);
    command->callback([&status, &row] { status = row.run(); });
  }
  CLI::App* const debug_command =
      app.add_subcommand("debug-ladder", "ladders of many disputes as JSON lines");
  debug_command->group("");  // not in help
  debug_command->add_option("file", debug.file)->required();
  debug_command->add_flag("--lifts", debug.lifts);
  debug_command->add_flag("--thresholds", debug.thresholds);
  debug_command->add_option("--threads", debug.threads);
  debug_command->callback([&] { status = cli::debug_ladder(debug); });
  CLI::App* const debug_stability =
      app.add_subcommand("debug-stability", "stability of many disputes as JSON lines");
  debug_stability->group("");  // not in help
  debug_stability->add_option("file", debug.file)->required();
  debug_stability->callback([&] {
    status = cli::each_dispute(debug.file, [&](const std::string& text, std::size_t number) {
      cli::debug_stability(text, number, debug.file);
    });
  });
  CLI::App* const serve_command =
      app.add_subcommand("serve", "the workbench: a dispute in the browser, to edit and try out");
  detente::server::add_serve(*serve_command, workbench);
  serve_command->callback([&] { status = detente::server::serve(workbench); });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kAnswered : cli::kBadInput;
  }
  return status;
}

// Whatever the command printed has to have arrived: a full disk is no answer.
int with_output_written(int status) {
  namespace cli = detente::cli;
  std::cout.flush();
  if (std::cout) return status;
  return cli::report(
      cli::cannot_write("standard output", "its disk is full, or it was closed").value());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return with_output_written(run(argc, argv));
  } catch (const std::bad_alloc&) {
    std::cerr << "detente: error: out of memory\n  hint: lower --max-outcomes\n";
    return detente::cli::kStoppedEarly;
  } catch (const std::exception& error) {
    std::cerr << "detente: internal error: " << error.what() << "\n";
    return detente::cli::kInternal;
  }
}
