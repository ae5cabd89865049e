// Deals counted under other conditions than the case's own, for sums over issues.
//
// Answers: how many deals would there be if this issue were frozen, that ratifier not asked?
// Shapes: whole numbers of any size; nothing, and why, where there is no number.
// Cost: a count of partial sums each (sum_count.h), all of them within the budget given.
// Checked by: linkage_counted_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_COUNTED_DEALS_H_
#define DETENTE_ANALYSIS_BARGAINING_COUNTED_DEALS_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/count.h"
#include "analysis/bargaining/wide_numbers.h"
#include "base/limits.h"

namespace detente {

constexpr std::uint64_t kCountedLinkageWork =
    300'000'000;  // steps of partial sums, for all numbers

class CountedDeals {
 public:
  using Number = std::optional<WideInteger>;

  // All given must outlive it.
  CountedDeals(const Dispute& dispute, const Scenario& scenario,
               const std::optional<Formula>& within, const std::vector<int>& bargainers,
               std::size_t most_packages, Budget& budget);

  AdditiveOrWhy form_of(const Scenario& scenario, const Conditions& conditions);
  AdditiveOrWhy form_of(const Conditions& conditions) { return form_of(scenario_, conditions); }
  Number deals(const AdditiveOrWhy& form);
  Number deals(const Conditions& conditions) { return deals(form_of(conditions)); }
  Number sums(const AdditiveForm& form);
  // The conditions of the case with these changes, and the scenario they make; nothing, and why, if
  // there are none.
  std::optional<Conditions> changed(const Changes& changes, Scenario& scenario);
  static Count written(const Number& number) {
    return number ? Count::of_digits(number->str()) : Count();
  }

  std::string why;  // what was last found not to be known

 private:
  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::optional<Formula>& within_;
  const std::vector<int>& bargainers_;
  std::size_t most_packages_;
  Budget& budget_;
  std::vector<std::size_t> who_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_COUNTED_DEALS_H_
