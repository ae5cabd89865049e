// What conditions say of one outcome: conditions.h.
#include <algorithm>

#include "analysis/bargaining/conditions.h"

namespace detente {

bool holds_at(const Dispute& dispute, const Scenario& scenario, const Formula& formula,
              std::span<const int> outcome) {
  return evaluate_truth(
      formula, {scenario.factors, outcome, &dispute->proposition_formulas, &dispute->levels});
}

std::int64_t utility_at(const Dispute& dispute, const Scenario& scenario, const UtilitySum& sum,
                        std::span<const int> outcome) {
  std::int64_t total = sum.constant;
  for (const auto& [formula, units] : sum.terms) {
    if (holds_at(dispute, scenario, formula, outcome)) total += units;
  }
  for (std::size_t k = 0; k < sum.values.size(); ++k) {
    if (!sum.values[k].empty()) total += sum.values[k][static_cast<std::size_t>(outcome[k])];
  }
  return total;
}

bool on_table(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
              std::span<const int> outcome) {
  return std::all_of(conditions.table.begin(), conditions.table.end(), [&](const Condition& one) {
    return holds_at(dispute, scenario, one.formula, outcome) == one.holds;
  });
}

bool meets_floor(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
                 const FloorCondition& floor, std::span<const int> outcome) {
  const auto holds = [&](const Formula& formula) {
    return holds_at(dispute, scenario, formula, outcome);
  };
  if (!floor.asked.empty() && !holds(floor.asked)) return true;
  const UtilitySum& sum = conditions.utility[static_cast<std::size_t>(floor.party)];
  return utility_at(dispute, scenario, sum, outcome) >= floor.least ||
         !std::all_of(floor.instead.begin(), floor.instead.end(), holds);
}

bool meets_quota(const Dispute& dispute, const Scenario& scenario, const QuotaCondition& quota,
                 std::span<const int> outcome) {
  if (!quota.asked.empty() && !holds_at(dispute, scenario, quota.asked, outcome)) return true;
  std::int64_t sum = 0;
  for (const auto& [formula, share] : quota.shares)
    sum += holds_at(dispute, scenario, formula, outcome) ? share : 0;
  return sum >= quota.quota;
}

bool is_deal(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
             std::span<const int> outcome) {
  if (!on_table(dispute, scenario, conditions, outcome)) return false;
  for (const Condition& one : conditions.deals) {
    if (holds_at(dispute, scenario, one.formula, outcome) != one.holds) return false;
  }
  for (const FloorCondition& floor : conditions.floors) {
    if (!meets_floor(dispute, scenario, conditions, floor, outcome)) return false;
  }
  return std::all_of(
      conditions.quotas.begin(), conditions.quotas.end(),
      [&](const QuotaCondition& quota) { return meets_quota(dispute, scenario, quota, outcome); });
}

std::vector<int> ratifiers_of(const Dispute& dispute, const Scenario& scenario,
                              const std::vector<int>& bargainers) {
  std::vector<int> out;
  for (std::size_t r = 0; r < dispute->ratifiers.size(); ++r) {
    const Ratifier& one = dispute->ratifiers[r];
    if (ratifier_holds(scenario, one) &&
        std::find(bargainers.begin(), bargainers.end(), one.of) != bargainers.end())
      out.push_back(static_cast<int>(r));
  }
  return out;
}

Formula part_of(const Formula& formula, int node) {
  Formula out = formula;
  out.nodes.resize(static_cast<std::size_t>(node) + 1);
  return out;
}

}  // namespace detente
