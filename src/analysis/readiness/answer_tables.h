// The answer as tables alone, for CSV: every row names its case.
//
// Answers: the ladder, the rungs of every case, who stops it, the deals, what would lift it, and
//   where factors tip it; a table of each, of all cases together. Empty ones are left out.
// Checked by: answer_tables_test.cc, tests/cli.
#ifndef DETENTE_ANALYSIS_READINESS_ANSWER_TABLES_H_
#define DETENTE_ANALYSIS_READINESS_ANSWER_TABLES_H_

#include <span>

#include "analysis/readiness/answer.h"
#include "report/document.h"

namespace detente {

Document answer_tables(const Dispute& dispute, std::span<const CaseAnswer> answers);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_ANSWER_TABLES_H_
