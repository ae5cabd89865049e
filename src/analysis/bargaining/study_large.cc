#include "analysis/bargaining/study_large.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/linkage_sample.h"
#include "analysis/bargaining/linkage_unlisted.h"
#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_programme.h"
#include "analysis/bargaining/two_level_searched.h"

namespace detente {

Errors study_large(const Dispute& dispute, const Scenario& scenario,
                   const std::optional<Formula>& within, const BargainingAsked& asked,
                   const Errors& too_many, Budget& budget, BargainingStudy& study) {
  const auto conditions = conditions_of(dispute, scenario, study.bargainers, within);
  if (!conditions) return conditions.error();
  std::string why = conditions->why_not;
  if (conditions->conditions) {
    const auto most_packages = static_cast<std::size_t>(
        std::min<std::uint64_t>(asked.most_outcomes, AdditiveForm::kMostPackages));
    const std::string no_sum = solve_sums(dispute, scenario, within, *conditions->conditions, asked,
                                          most_packages, budget, study);
    if (no_sum.empty()) return {};
    why = study_programme(dispute, scenario, *conditions->conditions, asked, budget, study);
    if (why.empty()) {
      if (study.fairness) add_adjusted_winner(dispute, scenario, within, study);
      add_unlisted_linkage(dispute, scenario, *conditions->conditions, asked, study);
      EffectSampleAsked how;
      how.threads = asked.threads;
      add_sampled_effects(dispute, scenario, within, *conditions->conditions, nullptr, how, budget,
                          study);
      add_searched_two_level(dispute, scenario, within, *conditions->conditions, asked, budget,
                             study);
      return {};
    }
    why = no_sum + ", and " + why;
  }
  Errors errors = too_many;
  errors.front().hint =
      fmt::format("it is no sum over issues: {}; raise --max-outcomes, or leave issues out", why);
  return errors;
}

}  // namespace detente
