// `detente debug-ladder`: ladders of many disputes as JSON lines, for comparison with
// tests/oracle.
#ifndef DETENTE_APPS_CLI_DEBUG_LADDER_H_
#define DETENTE_APPS_CLI_DEBUG_LADDER_H_

#include <functional>
#include <string>

namespace detente::cli {

struct DebugLadderOptions {
  std::string file;
  bool lifts = false;
  bool thresholds = false;
  int threads = 1;
};
int debug_ladder(const DebugLadderOptions& options);

// Calls task(text, number) for every dispute of a file that holds several, with lines
// `#----8<----` between them. Returns the exit status.
int each_dispute(const std::string& file,
                 const std::function<void(const std::string&, std::size_t)>& task);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_DEBUG_LADDER_H_
