// Inside of study_bargaining(): a case with too many outcomes to list.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_LARGE_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_LARGE_H_

#include "analysis/bargaining/study.h"

namespace detente {

// The case as sums over issues, if it comes down to that; else false, with nothing done.
bool study_sums(const Dispute& dispute, const Scenario& scenario,
                const std::optional<Formula>& within, const BargainingAsked& asked, Budget& budget,
                BargainingStudy& study);

// `too_many`: the error to give, with the reason added, if nothing else can be done.
Errors study_large(const Dispute& dispute, const Scenario& scenario,
                   const std::optional<Formula>& within, const BargainingAsked& asked,
                   const Errors& too_many, Budget& budget, BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_LARGE_H_
