// The preferences of one party, read from their table. Not for other folders.
#ifndef DETENTE_FORMAT_TOML_READ_PREFERENCES_H_
#define DETENTE_FORMAT_TOML_READ_PREFERENCES_H_

#include "dispute/draft.h"
#include "format/toml/toml_node.h"

namespace detente::reading {

// Without anything that is of the wrong kind; the context has the errors.
draft::Preference read_preference(Context& context, const draft::Text& id, const toml::node& node);

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_READ_PREFERENCES_H_
