#include "analysis/bargaining/counted_deals.h"

#include <numeric>

#include "analysis/bargaining/sum_count.h"

namespace detente {

CountedDeals::CountedDeals(const Dispute& dispute, const Scenario& scenario,
                           const std::optional<Formula>& within, const std::vector<int>& bargainers,
                           std::size_t most_packages, Budget& budget)
    : dispute_(dispute),
      scenario_(scenario),
      within_(within),
      bargainers_(bargainers),
      most_packages_(most_packages),
      budget_(budget),
      who_(bargainers.size()) {
  std::iota(who_.begin(), who_.end(), std::size_t{0});
}

AdditiveOrWhy CountedDeals::form_of(const Scenario& scenario, const Conditions& conditions) {
  AdditiveOrWhy form = additive_form(dispute_, scenario, bargainers_, conditions, most_packages_);
  if (!form.additive) why = form.why_not;
  return form;
}

CountedDeals::Number CountedDeals::deals(const AdditiveOrWhy& form) {
  if (!form.additive) return std::nullopt;
  return form.deals ? sums(*form.deals) : WideInteger(0);
}

CountedDeals::Number CountedDeals::sums(const AdditiveForm& form) {
  Number out = count_sums(form, who_, budget_);
  if (!out) why = "the values have too many different partial sums";
  return out;
}

std::optional<Conditions> CountedDeals::changed(const Changes& changes, Scenario& scenario) {
  scenario = scenario_;
  apply(changes, scenario);
  auto found = conditions_of(dispute_, scenario, bargainers_, within_);
  if (!found) {
    why = found.error().front().message;
    return std::nullopt;
  }
  if (!found->conditions) why = found->why_not;
  return std::move(found->conditions);
}

}  // namespace detente
