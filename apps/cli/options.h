// What every command that answers takes: a file, cases, changes, a format, limits.
#ifndef DETENTE_APPS_CLI_OPTIONS_H_
#define DETENTE_APPS_CLI_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/limits.h"
#include "cli/time_left.h"
#include "dispute/dispute.h"
#include "report/document.h"
#include "space/outcome_table.h"
#include "space/scenario.h"

namespace detente::cli {

// Exit statuses.
constexpr int kAnswered = 0, kFailed = 1, kBadInput = 2, kStoppedEarly = 3, kInternal = 70;

struct Options {
  std::string file;
  std::vector<std::string> profiles;  // more files, where the first is a domain or a profile
  std::string compat = "none";        // whose reading of GENIUS files
  std::vector<std::string> cases, set, without, on, off;
  std::string compromise;
  std::string format = "text";
  int threads = 0;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::uint64_t work_limit = Budget::kDefaultWork;
  bool no_colour = false;
};

void add_file(CLI::App& command, Options& options);
void add_compat(CLI::App& command, Options& options);
void add_changes(CLI::App& command, Options& options);
void add_output(CLI::App& command, Options& options, const std::vector<std::string>& formats);
void add_most_outcomes(CLI::App& command, Options& options);
void add_limits(CLI::App& command, Options& options);

// The file named, found and read. Prints errors itself: then nothing.
std::optional<Dispute> load(const Options& options);
// The same, for what climbs the ladder: a question, and no graph too large for it.
std::optional<Dispute> load_with_ladder(const Options& options);
// The changes that the options ask for; errors for unknown names and values outside domains.
Result<Changes> changes_of(const Dispute& dispute, const Options& options);
// The cases asked for, `now` first; all if none is named.
Result<std::vector<int>> cases_of(const Dispute& dispute, const Options& options);

// Prints errors to stderr, as a person reads them; returns kBadInput.
int report(const Errors& errors);
bool colour_wanted(const Options& options);
// Prints it as text, Markdown or CSV, whichever is asked for.
void print_document(const Document& document, const Options& options);
int terminal_width();

// Progress on stderr, if it is a terminal and the work has taken more than a second. `always`: also
// where it is none, in lines.
class Progress {
 public:
  explicit Progress(bool always = false);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(const std::string& what, double share);
  // The same with the time that is left, as far as that can be said yet.
  void show_with_time(const std::string& what, double share);

 private:
  void say(const std::string& line);
  bool shown_ = false;
  bool terminal_ = false, always_ = false;
  double start_ = 0, last_ = 0;
  std::string timed_;
  TimeLeft left_;
};

// Ctrl-C cancels this budget while the object lives.
class CancelOnInterrupt {
 public:
  explicit CancelOnInterrupt(Budget& budget);
  ~CancelOnInterrupt();
  CancelOnInterrupt(const CancelOnInterrupt&) = delete;
  CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;
};

double seconds_now();

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_OPTIONS_H_
