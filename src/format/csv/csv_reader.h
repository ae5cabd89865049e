// Reads a dispute from a table, of moves and ranks (graph form) or of scores: docs/formats/csv.md.
#ifndef DETENTE_FORMAT_CSV_CSV_READER_H_
#define DETENTE_FORMAT_CSV_CSV_READER_H_

#include <string>

#include "base/error.h"
#include "dispute/draft.h"

namespace detente {

// Errors: kSyntax (quotes, the header), kUnknownKey (the kind of a row), kMissingKey (an empty
// field), kUnknownName, kDuplicate, kRange (a rank), kModel (outcomes that are not ranked).
Result<draft::Draft> read_csv(std::string text, std::string file);
Result<draft::Draft> read_tsv(std::string text, std::string file);

}  // namespace detente

#endif  // DETENTE_FORMAT_CSV_CSV_READER_H_
