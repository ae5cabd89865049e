// The map over two factors in words: a table of cells, and its straight borders.
#ifndef DETENTE_ANALYSIS_CONDITIONS_MAP_DOCUMENT_H_
#define DETENTE_ANALYSIS_CONDITIONS_MAP_DOCUMENT_H_

#include "analysis/conditions/factor_map.h"
#include "report/document.h"

namespace detente {

std::string verdict_in_words(Verdict verdict);
void write_map(const Dispute& dispute, const Measure& measure, const FactorMap& map,
               Document& document);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_MAP_DOCUMENT_H_
