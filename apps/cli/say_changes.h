// What a user changed for one answer, said at the head of its document.
#ifndef DETENTE_APPS_CLI_SAY_CHANGES_H_
#define DETENTE_APPS_CLI_SAY_CHANGES_H_

#include "cli/options.h"

namespace detente::cli {

// --set, --without, --on, --off and --compromise in words, behind the document's title; nothing
// where none was given.
void say_changes(Document& document, const Options& options);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_SAY_CHANGES_H_
