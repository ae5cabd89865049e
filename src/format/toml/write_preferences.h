// The preferences of a dispute as TOML. Not for other folders.
#ifndef DETENTE_FORMAT_TOML_WRITE_PREFERENCES_H_
#define DETENTE_FORMAT_TOML_WRITE_PREFERENCES_H_

#include <string>
#include <vector>

#include "dispute/dispute.h"

namespace detente::writing {

// The table [preferences], or nothing if nobody prefers anything.
std::string preferences(const Dispute& dispute);
// range and distribution, as keys of a table.
std::vector<std::string> uncertainty(const Uncertain& number);
// source and note, as keys of a table.
std::vector<std::string> source_and_note(const Remarks& remarks);

}  // namespace detente::writing

#endif  // DETENTE_FORMAT_TOML_WRITE_PREFERENCES_H_
