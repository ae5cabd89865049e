// Inside of study_bargaining(): a case too large to list that is no sum over issues.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_PROGRAMME_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_PROGRAMME_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

// In words, why the conditions are no integer programme; empty if the study was filled in.
std::string study_programme(const Dispute& dispute, const Scenario& scenario,
                            const Conditions& conditions, const BargainingAsked& asked,
                            Budget& budget, BargainingStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_PROGRAMME_H_
