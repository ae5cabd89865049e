#include "analysis/bargaining/additive_filters.h"

#include <algorithm>
#include <utility>

namespace detente {

OptionFilters::OptionFilters(const Dispute& dispute, const Scenario& scenario,
                             std::vector<std::vector<int>> options)
    : dispute_(dispute), scenario_(scenario), options_(std::move(options)) {}

void OptionFilters::add(const std::vector<Condition>& conditions,
                        const std::vector<QuotaCondition>& quotas) {
  for (const bool remember : {false, true}) {
    for (const Condition& one : conditions)
      add(one.formula, one.formula.root(), one.holds, remember);
    for (const QuotaCondition& one : quotas) add_quota(one, remember);
  }
}

bool OptionFilters::any() const {
  return std::none_of(options_.begin(), options_.end(),
                      [](const auto& left) { return left.empty(); });
}

void OptionFilters::add(const Formula& formula, int node, bool holds, bool remember) {
  const Formula part = part_of(formula, node);
  const std::vector<int> issues = issues_left(part);
  const auto passes = [dispute = &dispute_, scenario = &scenario_, part,
                       holds](std::span<const int> at) {
    return holds_at(*dispute, *scenario, part, at) == holds;
  };
  if (issues.size() <= 1) {
    filter(issues, passes);
    return;
  }
  const Node& at = formula.nodes[static_cast<std::size_t>(node)];
  if (at.op == Op::kNot) {
    add(formula, at.children[0], !holds, remember);
  } else if (at.op == Op::kProposition) {
    const Formula& inner = dispute_->proposition_formulas[static_cast<std::size_t>(at.index)];
    add(inner, inner.root(), holds, remember);
  } else if (at.op == Op::kImplies && !holds) {
    add(formula, at.children[0], true, remember);
    add(formula, at.children[1], false, remember);
  } else if ((at.op == Op::kAnd && holds) || (at.op == Op::kOr && !holds)) {
    for (const int child : at.children) add(formula, child, holds, remember);
  } else if (remember) {
    ties_.push_back({issues, passes, "'" + formula.text + "'"});
  }
}

void OptionFilters::add_quota(const QuotaCondition& quota, bool remember) {
  std::vector<int> issues = quota.asked.empty() ? std::vector<int>{} : issues_left(quota.asked);
  for (const auto& [formula, share] : quota.shares) {
    const auto more = issues_left(formula);
    issues.insert(issues.end(), more.begin(), more.end());
  }
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
  const auto passes = [dispute = &dispute_, scenario = &scenario_,
                       &quota](std::span<const int> at) {
    if (!quota.asked.empty() && !holds_at(*dispute, *scenario, quota.asked, at)) return true;
    std::int64_t sum = 0;
    for (const auto& [formula, share] : quota.shares)
      sum += holds_at(*dispute, *scenario, formula, at) ? share : 0;
    return sum >= quota.quota;
  };
  if (issues.size() <= 1) {
    filter(issues, passes);
  } else if (remember) {
    ties_.push_back({std::move(issues), passes, "a ratifier's opinion"});
  }
}

std::vector<int> OptionFilters::issues_left(const Formula& formula) const {
  std::vector<int> out;
  for (const int k : issues_in(dispute_, formula)) {
    if (options_[static_cast<std::size_t>(k)].size() > 1) out.push_back(k);
  }
  return out;
}

void OptionFilters::filter(const std::vector<int>& issues,
                           const std::function<bool(std::span<const int>)>& f) {
  std::vector<int> at = scenario_.status_quo;
  for (std::size_t k = 0; k < at.size(); ++k) {
    if (options_[k].empty()) return;  // nothing is left anyway
    if (options_[k].size() == 1) at[k] = options_[k].front();
  }
  const std::size_t issue = issues.empty() ? 0 : static_cast<std::size_t>(issues.front());
  std::erase_if(options_[issue], [&](int option) {
    if (!issues.empty()) at[issue] = option;
    return !f(std::span<const int>(at));
  });
}

}  // namespace detente
