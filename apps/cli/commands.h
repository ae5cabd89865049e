// The commands, one function each; they print and return the exit status.
#ifndef DETENTE_APPS_CLI_COMMANDS_H_
#define DETENTE_APPS_CLI_COMMANDS_H_

#include "cli/options.h"

namespace detente::cli {

int ask(const Options& options);
int check(const Options& options);
int cases(const Options& options);
int schema();
// Only the rows whose name contains `only`.
int bench(const std::string& what, const std::string& only, const Options& options);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_COMMANDS_H_
