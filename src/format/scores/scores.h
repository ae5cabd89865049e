// Tables of scores: one row per issue and option, one column per party: docs/formats/csv.md.
#ifndef DETENTE_FORMAT_SCORES_SCORES_H_
#define DETENTE_FORMAT_SCORES_SCORES_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/csv/csv_table.h"
#include "format/writing.h"

namespace detente::scores {

// Is this the header of such a table?
bool is_header(const csv::Row& row);

// Values of every party for every option. A row without issue whose option is `no deal` says what
// parties have without one. Errors: kSyntax (the shape), kMissingKey (an empty field), kRange
// (numbers), kDuplicate (an option, a party), kModel (no parties, issues with one option are kept).
Result<draft::Draft> read_scores(const std::vector<csv::Row>& rows);

// Errors: as domains::outgoing(); kUnsupported for weights of formulas over several issues.
Result<Written> write_scores(const Dispute& dispute, char separator);

}  // namespace detente::scores

#endif  // DETENTE_FORMAT_SCORES_SCORES_H_
