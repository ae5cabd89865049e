// Everything that stability knows of a dispute as one line of JSON: what tests/oracle compares.
#ifndef DETENTE_APPS_CLI_DEBUG_STABILITY_H_
#define DETENTE_APPS_CLI_DEBUG_STABILITY_H_

#include <string>

namespace detente::cli {

// `number`: of the dispute in its file.
void debug_stability(const std::string& text, std::size_t number, const std::string& file);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_DEBUG_STABILITY_H_
