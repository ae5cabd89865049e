// Writes a dispute in graph form as a table: docs/formats/csv.md.
#ifndef DETENTE_FORMAT_CSV_CSV_WRITER_H_
#define DETENTE_FORMAT_CSV_CSV_WRITER_H_

#include "format/writing.h"

namespace detente {

// Outcomes, arcs between feasible outcomes, and ranks. The status quo comes first.
// Errors: kUnsupported if the dispute is not in graph form; whatever `rank` finds wrong.
Result<Written> write_csv(const Dispute& dispute, const RankOutcomes& rank);
Result<Written> write_tsv(const Dispute& dispute, const RankOutcomes& rank);

}  // namespace detente

#endif  // DETENTE_FORMAT_CSV_CSV_WRITER_H_
