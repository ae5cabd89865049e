// Inside of study_bargaining(): a case with too many outcomes to list.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_LARGE_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_LARGE_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

// Empty if the case is a sum over issues, and solved; else why it is none. No bundle of issues has
// more than `most_packages`.
std::string solve_sums(const Dispute& dispute, const Scenario& scenario,
                       const std::optional<Formula>& within, const Conditions& conditions,
                       const BargainingAsked& asked, std::size_t most_packages, Budget& budget,
                       BargainingStudy& study);

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
