// Reads a dispute file (TOML 1.0): docs/file-reference.md.
#ifndef DETENTE_FORMAT_TOML_TOML_READER_H_
#define DETENTE_FORMAT_TOML_TOML_READER_H_

#include <string>

#include "base/error.h"
#include "dispute/draft.h"

namespace detente {

// `file` is the name for error messages. Errors: kSyntax (the first only); unknown and missing keys
// and wrong types, up to 20. Parties, issues, statements, cases, ... keep the order of the file;
// numbers keep their literal.
Result<draft::Draft> read_toml(std::string text, std::string file);

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_TOML_READER_H_
