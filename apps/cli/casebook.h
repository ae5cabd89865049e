// Where the casebook lies, and what a name on the command line means.
#ifndef DETENTE_APPS_CLI_CASEBOOK_H_
#define DETENTE_APPS_CLI_CASEBOOK_H_

#include <string>
#include <vector>

namespace detente::cli {

// The casebook's folder: $DETENTE_CASEBOOK, else the installed one, else the source tree's. Empty
// if there is none.
std::string casebook_folder();
// The ids of its disputes, sorted.
std::vector<std::string> casebook_ids();
// A file as it is; a casebook id as the path of its dispute.toml. Unknown names are returned as
// they are.
std::string resolve_file(const std::string& name);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_CASEBOOK_H_
