// Writes a dispute as a table, of moves and ranks (graph form) or of scores: docs/formats/csv.md.
#ifndef DETENTE_FORMAT_CSV_CSV_WRITER_H_
#define DETENTE_FORMAT_CSV_CSV_WRITER_H_

#include "format/writing.h"

namespace detente {

// Outcomes, arcs between feasible outcomes, and ranks. The status quo comes first.
// A dispute with issues becomes a table of scores (scores.h). Errors: whatever `rank` finds wrong;
// those of write_scores().
Result<Written> write_csv(const Dispute& dispute, const RankOutcomes& rank);
Result<Written> write_tsv(const Dispute& dispute, const RankOutcomes& rank);

}  // namespace detente

#endif  // DETENTE_FORMAT_CSV_CSV_WRITER_H_
