// `detente convert`: reads a dispute in any format and writes it in another.
#ifndef DETENTE_APPS_CLI_CONVERT_H_
#define DETENTE_APPS_CLI_CONVERT_H_

#include <string>

#include "cli/options.h"

namespace detente::cli {

struct ConvertOptions {
  std::string out;  // a file, or "-" for standard output
  std::string to;   // a format's id; empty: by the ending of `out`
  bool force = false;
};
void add_convert(CLI::App& command, ConvertOptions& convert);
int convert(const Options& options, const ConvertOptions& convert);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_CONVERT_H_
