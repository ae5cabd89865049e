#include "analysis/bargaining/study_large.h"

#include "analysis/bargaining/additive_form.h"

namespace detente {

Errors study_large(const Dispute& dispute, const Scenario& scenario,
                   const std::optional<Formula>& within, const BargainingAsked& asked,
                   const Errors& too_many, Budget& budget, BargainingStudy& study) {
  (void)dispute, (void)scenario, (void)within, (void)asked, (void)budget, (void)study;
  return too_many;
}

}  // namespace detente
