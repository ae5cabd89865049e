// The rows and objectives that questions about deals add to the programme: deal_search.h.
#include <algorithm>
#include <cmath>

#include "analysis/bargaining/deal_search.h"
#include "analysis/bargaining/row_numbers.h"

namespace detente {

void DealSearch::at_least(LinearProgramme& to, std::size_t party, std::int64_t value,
                          int where) const {
  const Scale& scale = scale_[party];
  const double by = std::min(1.0, kMostScale / std::max(size_of(utility_[party]), 1.0));
  const auto least = static_cast<double>(ceil_of(value - scale.constant, scale.unit));
  const std::int64_t steps_low = (scale.low - scale.constant) / scale.unit;
  const auto low = static_cast<double>(steps_low);
  std::vector<std::pair<int, double>> terms;
  for (const auto& [column, units] : utility_[party])
    terms.emplace_back(column, by * static_cast<double>(units));
  double bound = by * (least - kMargin);
  if (where >= 0 && least > low) {
    terms.emplace_back(where, -by * (least - low));
    bound = by * (low - kMargin);
  }
  to.add_row(std::move(terms), bound, LinearProgramme::kInfinity);
}

void DealSearch::at_most(LinearProgramme& to, std::size_t party, std::int64_t value,
                         int where) const {
  const Scale& scale = scale_[party];
  const double by = std::min(1.0, kMostScale / std::max(size_of(utility_[party]), 1.0));
  const auto most = static_cast<double>(floor_of(value - scale.constant, scale.unit));
  const std::int64_t steps_high = (scale.high - scale.constant) / scale.unit;
  const auto high = static_cast<double>(steps_high);
  std::vector<std::pair<int, double>> terms;
  for (const auto& [column, units] : utility_[party])
    terms.emplace_back(column, by * static_cast<double>(units));
  double bound = by * (most + kMargin);
  if (where >= 0 && high > most) {
    terms.emplace_back(where, by * (high - most));
    bound = by * (high + kMargin);
  }
  to.add_row(std::move(terms), -LinearProgramme::kInfinity, bound);
}

void DealSearch::exclude(LinearProgramme& to, const Point& vector) const {
  std::vector<std::pair<int, double>> any;
  for (std::size_t p = 0; p < parties(); ++p) {
    const int more = to.add_column(0, 1, 0, true), less = to.add_column(0, 1, 0, true);
    at_least(to, p, vector[p] + step_[p], more);
    at_most(to, p, vector[p] - step_[p], less);
    any.emplace_back(more, 1);
    any.emplace_back(less, 1);
  }
  to.add_row(std::move(any), 1, LinearProgramme::kInfinity);
}

void DealSearch::beat(LinearProgramme& to, const Point& vector) const {
  std::vector<std::pair<int, double>> any;
  for (std::size_t p = 0; p < parties(); ++p) {
    any.emplace_back(to.add_column(0, 1, 0, true), 1);
    at_least(to, p, vector[p] + step_[p], any.back().first);
  }
  to.add_row(std::move(any), 1, LinearProgramme::kInfinity);
}

void DealSearch::forbid(LinearProgramme& to, const std::vector<int>& outcome) const {
  std::vector<std::pair<int, double>> terms;
  for (std::size_t k = 0; k < outcome.size(); ++k) {
    const auto& left = conditions_.options[k];
    for (std::size_t o = 0; o < programme_.choice[k].size(); ++o) {
      if (left[o] == outcome[k]) terms.emplace_back(programme_.choice[k][o], 1);
    }
  }
  const auto most = static_cast<double>(terms.size()) - 1;
  to.add_row(std::move(terms), -LinearProgramme::kInfinity, most);
}

double DealSearch::add_utility(std::vector<std::pair<int, double>>& terms, std::size_t party,
                               double factor) const {
  const double unit = factor * static_cast<double>(scale_[party].unit);
  for (const auto& [column, units] : utility_[party])
    terms.emplace_back(column, unit * static_cast<double>(units));
  return factor * static_cast<double>(scale_[party].constant);
}

void DealSearch::aim(LinearProgramme& at, const std::vector<std::pair<int, double>>& terms) {
  for (auto& column : at.columns) column.objective = 0;
  for (const auto& [column, factor] : terms)
    at.columns[static_cast<std::size_t>(column)].objective += factor;
}

void DealSearch::aim_at_party(LinearProgramme& at, std::size_t party) const {
  std::vector<std::pair<int, double>> terms;
  add_utility(terms, party, 1 / static_cast<double>(scale_[party].unit));
  aim(at, terms);
}

}  // namespace detente
