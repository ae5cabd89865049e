#include "analysis/bargaining/outcome_sums.h"

#include <algorithm>

namespace detente {

OutcomeSums::OutcomeSums(const Dispute& dispute, const Scenario& scenario,
                         const Conditions& conditions)
    : dispute_(dispute), scenario_(scenario), constants_(2, 0) {
  const auto broken = [&](std::size_t sum, const Condition& one) {
    add_formula(sum, one.formula, one.holds ? 0 : -1, one.holds ? -1 : 0);
  };
  for (const Condition& one : conditions.table) broken(kTable, one);
  of_table_ = summands_.size();
  for (const Condition& one : conditions.deals) broken(kDeals, one);
  add_floors(conditions);
  add_quotas(conditions);
}

std::size_t OutcomeSums::new_sum(std::int64_t constant) {
  constants_.push_back(constant);
  return constants_.size() - 1;
}

OutcomeSums::Summand& OutcomeSums::added(std::size_t sum, const std::vector<int>& issues) {
  Summand one;
  one.sum = sum;
  one.first = places_.size();
  one.count = issues.size();
  std::size_t stride = 1;
  for (const int k : issues) {
    places_.emplace_back(static_cast<std::size_t>(k), stride);
    stride *= dispute_->issues[static_cast<std::size_t>(k)].options.size();
  }
  summands_.push_back(one);
  return summands_.back();
}

std::size_t OutcomeSums::tabulated(std::size_t sum, const std::vector<int>& issues) {
  const auto [it, fresh] = tables_.emplace(std::pair(sum, issues), values_.size());
  if (!fresh) return it->second;
  added(sum, issues).table = values_.size();
  std::size_t entries = 1;
  for (const int k : issues)
    entries *= dispute_->issues[static_cast<std::size_t>(k)].options.size();
  values_.resize(values_.size() + entries, 0);
  return it->second;
}

void OutcomeSums::add_formula(std::size_t sum, const Formula& formula, std::int64_t holds,
                              std::int64_t fails) {
  const std::vector<int> issues = issues_in(dispute_, formula);
  std::vector<int> at = scenario_.status_quo;
  if (issues.empty()) {
    constants_[sum] += holds_at(dispute_, scenario_, formula, at) ? holds : fails;
    return;
  }
  std::size_t entries = 1;
  for (const int k : issues) {
    entries *= dispute_->issues[static_cast<std::size_t>(k)].options.size();
    if (entries > kMostEntries) {
      added(sum, issues).formula = static_cast<int>(evaluated_.size());
      evaluated_.push_back({formula, holds, fails});
      return;
    }
  }
  const std::size_t to = tabulated(sum, issues);
  for (std::size_t entry = 0; entry < entries; ++entry) {
    std::size_t rest = entry;
    for (const int k : issues) {
      const std::size_t options = dispute_->issues[static_cast<std::size_t>(k)].options.size();
      at[static_cast<std::size_t>(k)] = static_cast<int>(rest % options);
      rest /= options;
    }
    values_[to + entry] += holds_at(dispute_, scenario_, formula, at) ? holds : fails;
  }
}

void OutcomeSums::add_column(std::size_t sum, int issue, const std::vector<std::int64_t>& values) {
  const std::size_t to = tabulated(sum, {issue});
  for (std::size_t o = 0; o < values.size(); ++o) values_[to + o] += values[o];
}

void OutcomeSums::add_floors(const Conditions& conditions) {
  std::map<int, std::size_t> sum_of;  // party
  for (const FloorCondition& floor : conditions.floors) {
    const auto [it, fresh] = sum_of.emplace(floor.party, 0);
    if (fresh) {
      const UtilitySum& utility = conditions.utility[static_cast<std::size_t>(floor.party)];
      it->second = new_sum(utility.constant);
      for (const auto& [formula, units] : utility.terms) add_formula(it->second, formula, units, 0);
      for (std::size_t k = 0; k < utility.values.size(); ++k)
        if (!utility.values[k].empty())
          add_column(it->second, static_cast<int>(k), utility.values[k]);
    }
    Requirement one{it->second, floor.least, 0};
    if (!floor.asked.empty() || !floor.instead.empty()) {
      one.excuse = new_sum(0);
      if (!floor.asked.empty()) add_formula(one.excuse, floor.asked, 0, 1);
      for (const Formula& line : floor.instead) add_formula(one.excuse, line, 0, 1);
    }
    requirements_.push_back(one);
  }
}

void OutcomeSums::add_quotas(const Conditions& conditions) {
  for (const QuotaCondition& quota : conditions.quotas) {
    Requirement one{new_sum(0), quota.quota, 0};
    for (const auto& [formula, share] : quota.shares) add_formula(one.sum, formula, share, 0);
    if (!quota.asked.empty()) {
      one.excuse = new_sum(0);
      add_formula(one.excuse, quota.asked, 0, 1);
    }
    requirements_.push_back(one);
  }
}

std::int64_t OutcomeSums::value(const Summand& summand, std::span<const int> outcome) const {
  if (summand.formula >= 0) {
    const Evaluated& one = evaluated_[static_cast<std::size_t>(summand.formula)];
    return holds_at(dispute_, scenario_, one.formula, outcome) ? one.holds : one.fails;
  }
  std::size_t at = summand.table;
  for (std::size_t m = summand.first; m < summand.first + summand.count; ++m)
    at += places_[m].second * static_cast<std::size_t>(outcome[places_[m].first]);
  return values_[at];
}

bool OutcomeSums::on_table(std::span<const int> outcome) const {
  if (constants_[kTable] != 0) return false;
  return std::all_of(summands_.begin(), summands_.begin() + static_cast<std::ptrdiff_t>(of_table_),
                     [&](const Summand& one) { return value(one, outcome) == 0; });
}

OutcomeSums::Sums OutcomeSums::all(std::span<const int> outcome) const {
  Sums out = constants_;
  for (const Summand& one : summands_) out[one.sum] += value(one, outcome);
  return out;
}

bool OutcomeSums::is_deal(const Sums& sums) const {
  return on_table(sums) && sums[kDeals] == 0 &&
         std::all_of(requirements_.begin(), requirements_.end(), [&](const Requirement& one) {
           return sums[one.sum] >= one.least || (one.excuse != 0 && sums[one.excuse] > 0);
         });
}

std::vector<std::size_t> OutcomeSums::speaking_of(const std::vector<int>& issues) const {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < summands_.size(); ++k) {
    bool speaks = false;
    for (std::size_t m = 0; m < summands_[k].count; ++m) {
      const auto issue = static_cast<int>(places_[summands_[k].first + m].first);
      speaks = speaks || std::find(issues.begin(), issues.end(), issue) != issues.end();
    }
    if (speaks) out.push_back(k);
  }
  return out;
}

bool OutcomeSums::others_on_table(const std::vector<std::size_t>& summands,
                                  std::span<const int> outcome, const Sums& all) const {
  std::int64_t others = all[kTable];
  for (const std::size_t k : summands) {
    if (k >= of_table_) break;
    others -= value(summands_[k], outcome);
  }
  return others == 0;
}

void OutcomeSums::add(const std::vector<std::size_t>& summands, std::span<const int> outcome,
                      int sign, Sums& to) const {
  for (const std::size_t k : summands) to[summands_[k].sum] += sign * value(summands_[k], outcome);
}

}  // namespace detente
