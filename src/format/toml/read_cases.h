// Cases and claims, read from their tables. Not for other folders.
//
// Nothing where the entry is of the wrong kind; the context has the errors.
#ifndef DETENTE_FORMAT_TOML_READ_CASES_H_
#define DETENTE_FORMAT_TOML_READ_CASES_H_

#include <optional>

#include "dispute/draft.h"
#include "format/toml/toml_table.h"

namespace detente::reading {

std::optional<draft::Case> read_case(Context& context, const draft::Text& id,
                                     const toml::node& node);
draft::Claim read_claim(Context& context, const Table& table);

}  // namespace detente::reading

#endif  // DETENTE_FORMAT_TOML_READ_CASES_H_
