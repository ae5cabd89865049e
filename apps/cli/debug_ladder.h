// `detente debug-ladder`: ladders of many disputes as JSON lines, for comparison with
// tests/oracle.
#ifndef DETENTE_APPS_CLI_DEBUG_LADDER_H_
#define DETENTE_APPS_CLI_DEBUG_LADDER_H_

#include <string>

namespace detente::cli {

struct DebugLadderOptions {
  std::string file;
  bool lifts = false;
  bool thresholds = false;
  int threads = 1;
};
int debug_ladder(const DebugLadderOptions& options);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_DEBUG_LADDER_H_
