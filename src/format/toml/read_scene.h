// What a dispute is made of, read from its tables: sources, factors, parties, issues or a graph,
// propositions, ratifiers. Not for other folders.
//
// Nothing where the entry is of the wrong kind; the context has the errors.
#ifndef DETENTE_FORMAT_TOML_READ_SCENE_H_
#define DETENTE_FORMAT_TOML_READ_SCENE_H_

#include <optional>
#include <utility>

#include "dispute/draft.h"
#include "format/toml/toml_node.h"

namespace detente::reading {

std::optional<draft::Source> read_source(Context& context, const draft::Text& id,
                                         const toml::node& node);
std::optional<draft::Factor> read_factor(Context& context, const draft::Text& id,
                                         const toml::node& node);
std::optional<draft::Party> read_party(Context& context, const draft::Text& id,
                                       const toml::node& node);
std::optional<draft::Issue> read_issue(Context& context, const draft::Text& id,
                                       const toml::node& node);
draft::Graph read_graph(Context& context, const toml::table& node);
std::optional<draft::Proposition> read_proposition(Context& context, const draft::Text& id,
                                                   const toml::node& node);
std::optional<draft::Ratifier> read_ratifier(Context& context, const draft::Text& id,
                                             const toml::node& node);

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_READ_SCENE_H_
