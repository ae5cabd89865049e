// The text of arcs in [graph.moves]: "s1 -> s2", "s1 -> s2, s3", "s1 <-> s2".
#ifndef DETENTE_FORMAT_TOML_ARC_TEXT_H_
#define DETENTE_FORMAT_TOML_ARC_TEXT_H_

#include <optional>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"

namespace detente::reading {

// Adds the arcs that `text` names, each end with its place; or says what is wrong with it
// (kSyntax).
std::optional<Error> parse_arcs(const draft::Text& text, std::vector<draft::Arc>& into);

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_ARC_TEXT_H_
