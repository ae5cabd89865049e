#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "base/check.h"
#include "base/version.h"
#include "cli/debug_ladder.h"

int main(int argc, char** argv) {
  using namespace detente;
  try {
    CLI::App app("Détente: is there a deal, what blocks it, what would have to change?", "detente");
    app.set_version_flag("--version", std::string(version()));
    app.require_subcommand(1);
    cli::DebugLadderOptions debug;
    CLI::App* debug_command = app.add_subcommand("debug-ladder", "ladders of many disputes as JSON lines");
    debug_command->group("");
    debug_command->add_option("file", debug.file)->required();
    debug_command->add_flag("--lifts", debug.lifts);
    debug_command->add_flag("--thresholds", debug.thresholds);
    debug_command->add_option("--threads", debug.threads);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? 0 : 2;
    }
    return cli::debug_ladder(debug);
  } catch (const std::exception& error) {
    std::cerr << "detente: internal error: " << error.what() << "\n";
    return 70;
  }
}
