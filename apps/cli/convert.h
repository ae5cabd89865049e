// `detente convert`: reads a dispute in any format and writes it in another.
#ifndef DETENTE_APPS_CLI_CONVERT_H_
#define DETENTE_APPS_CLI_CONVERT_H_

#include <string>
#include <vector>

#include "cli/options.h"

namespace detente::cli {

struct ConvertOptions {
  std::vector<std::string> files;  // to read; without -o the last one is where to write
  std::string out;                 // a file, or "-" for standard output
  std::string to;                  // a format's id; empty: by the ending of `out`
  bool force = false;
};
void add_convert(CLI::App& command, ConvertOptions& convert);
int convert(Options options, ConvertOptions convert);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_CONVERT_H_
