#include "analysis/bargaining/issue_taken_away.h"

#include <utility>

namespace detente {

IssueTakenAway::IssueTakenAway(const Dispute& dispute, const Scenario& scenario,
                               const std::optional<Formula>& within,
                               const std::vector<int>& bargainers, bool as_sums, int issue)
    : issue_(static_cast<std::size_t>(issue)), as_sums_(as_sums), scenario_(scenario) {
  apply(taking_away(dispute, issue), scenario_);
  auto found = conditions_of(dispute, scenario_, bargainers, within);
  if (!found || !found->conditions) {
    why_not_ = found ? found->why_not : found.error().front().message;
    return;
  }
  conditions_ = std::move(*found->conditions);
  if (as_sums_) {
    form_ = additive_form(dispute, scenario_, bargainers, conditions_, AdditiveForm::kMostPackages);
  }
  draws_.emplace(dispute, scenario_, conditions_, form_.table ? &*form_.table : nullptr);
  nothing_on_table_ = !draws_->any() || (form_.additive && !form_.table);
  if (!nothing_on_table_) sums_.emplace(dispute, scenario_, conditions_);
}

Count IssueTakenAway::outcomes() const {
  return form_.table ? Count::of_digits(form_.table->outcomes()) : Count{};
}

bool IssueTakenAway::combines_as(const TableDraws& whole) const {
  if (as_sums_) return false;
  std::vector<std::vector<int>> options = whole.options();
  options[issue_] = {scenario_.status_quo[issue_]};
  return options == draws_->options();
}

void IssueTakenAway::draw(Random& random, std::vector<int>& space, DrawnShare& to) const {
  draws_->draw(random, space);
  count(space, to);
}

void IssueTakenAway::look(std::vector<int>& combination, DrawnShare& to) const {
  const int drawn = std::exchange(combination[issue_], scenario_.status_quo[issue_]);
  count(combination, to);
  combination[issue_] = drawn;
}

void IssueTakenAway::count(std::span<const int> outcome, DrawnShare& to) const {
  ++to.tried;
  if (!sums_->on_table(outcome)) return;
  ++to.drawn;
  to.hits += sums_->is_deal(sums_->all(outcome)) ? 1 : 0;
}

}  // namespace detente
