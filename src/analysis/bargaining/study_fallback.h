// Inside of study_bargaining(): what fallback bargaining found, as solutions of the study.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_FALLBACK_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_FALLBACK_H_

#include <functional>

#include "analysis/bargaining/study.h"
#include "analysis/bargaining/sum_fallback.h"

namespace detente {

// `points`: adds the deals of a quota to its row.
void add_fallback_rows(const Fallbacks& found, BargainingStudy& study,
                       const std::function<void(const FallbackRow&, SolutionRow&)>& points);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_FALLBACK_H_
