#include "analysis/bargaining/table_draws.h"

#include "analysis/bargaining/additive_filters.h"

namespace detente {

TableDraws::TableDraws(const Dispute& dispute, const Scenario& scenario,
                       const Conditions& conditions, const AdditiveForm* table)
    : table_(table), start_(scenario.status_quo) {
  if (table != nullptr) return;
  OptionFilters filters(dispute, scenario, conditions.options);
  filters.add(conditions.table, {});
  options_ = filters.options();
  any_ = filters.any();
}

std::vector<int> TableDraws::draw(Random& random) const {
  if (table_ != nullptr) {
    std::vector<int> choice;
    for (const auto& options : table_->options)
      choice.push_back(static_cast<int>(random.below(options.size())));
    return table_->outcome(choice);
  }
  std::vector<int> out = start_;
  for (std::size_t k = 0; k < options_.size(); ++k)
    out[k] = options_[k][static_cast<std::size_t>(random.below(options_[k].size()))];
  return out;
}

}  // namespace detente
