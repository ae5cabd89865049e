// The commands, one function each; they print and return the exit status.
#ifndef DETENTE_APPS_CLI_COMMANDS_H_
#define DETENTE_APPS_CLI_COMMANDS_H_

#include "cli/measure_options.h"
#include "cli/options.h"

namespace detente::cli {

int ask(const Options& options);
int check(const Options& options);
int cases(const Options& options);

struct StabilityOptionsAsked {
  std::vector<std::string> why, inverse, coalitions;
  bool simultaneous = false, all_coalitions = false;
  int limited = 0, maximin = 0;
  std::string numbering = "default";
};
void add_stability(CLI::App& command, StabilityOptionsAsked& wanted);
int stability(const StabilityOptionsAsked& wanted, const Options& options);

struct PathsOptionsAsked {
  std::string from, to, concept_id = "seq", numbering = "default";
};
void add_paths(CLI::App& command, PathsOptionsAsked& wanted);
int paths(const PathsOptionsAsked& wanted, const Options& options);

struct BargainOptionsAsked {
  std::string parties, within, weights, power;
  std::vector<std::string> solutions, references;
  std::size_t limit = 10;
};
void add_bargain(CLI::App& command, BargainOptionsAsked& wanted);
int bargain(const BargainOptionsAsked& wanted, const Options& options);
struct WorldsOptionsAsked {
  MeasureAsked measure;
  std::uint64_t worlds = 1000, seed = 1, indices = 0;
  int replicates = 8;
  std::string sampling = "sobol";
  bool claims = false, deals = false, resume = false, progress = false;
  std::string save;
};
void add_worlds(CLI::App& command, WorldsOptionsAsked& wanted);
int worlds(const WorldsOptionsAsked& wanted, const Options& options);

struct RunsOptionsAsked {
  std::string file, export_to;
  std::vector<std::int64_t> runs;
};
void add_runs(CLI::App& command, RunsOptionsAsked& wanted);
int runs(const RunsOptionsAsked& wanted, const Options& options);

struct ReportOptionsAsked {
  std::string out, format = "html";
  bool force = false;
};
void add_report(CLI::App& command, ReportOptionsAsked& wanted);
int report_page(const ReportOptionsAsked& wanted, const Options& options);

struct BlockersOptionsAsked {
  MeasureAsked measure;
  std::size_t exact_up_to = 16;
  std::uint64_t pairs = 32, seed = 1, most_sets = 20'000;
  bool outcomes = false;
};
void add_blockers(CLI::App& command, BlockersOptionsAsked& wanted);
int blockers(const BlockersOptionsAsked& wanted, const Options& options);

struct ConditionsOptionsAsked {
  MeasureAsked measure;
  std::string want, vary, map;
  std::vector<std::string> parts;
  std::uint64_t boxes = 0;  // 0: as many as usual
  std::uint64_t samples = 4000, seed = 1;
  int largest_set = 3, cells = 12, depth = 2;
};
void add_conditions(CLI::App& command, ConditionsOptionsAsked& wanted);
int conditions(const ConditionsOptionsAsked& wanted, const Options& options);

void add_compare(CLI::App& command, Options& options, std::string& second);
int compare(const std::string& second, const Options& options);

int schema();
// Only the rows whose name contains `only`.
int bench(const std::string& what, const std::string& only, const Options& options);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_COMMANDS_H_
