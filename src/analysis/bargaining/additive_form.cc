#include "analysis/bargaining/additive_form.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente {
namespace {

constexpr std::int64_t kLargestSum = std::int64_t{1} << 61;

// Reduces conditions to filters of the options of single issues.
class Filters {
 public:
  Filters(const Dispute& dispute, const Scenario& scenario, std::vector<std::vector<int>> options)
      : dispute_(dispute), scenario_(scenario), options_(std::move(options)) {}

  // False if the condition ties several issues together; `which` then is that part of it.
  bool add(const Formula& formula, bool holds) { return add(formula, formula.root(), holds); }
  bool add_quota(const QuotaCondition& quota) {
    std::vector<int> issues = issues_left(quota.asked);
    for (const auto& [formula, share] : quota.shares) {
      const auto more = issues_left(formula);
      issues.insert(issues.end(), more.begin(), more.end());
    }
    std::sort(issues.begin(), issues.end());
    issues.erase(std::unique(issues.begin(), issues.end()), issues.end());
    if (issues.size() > 1) return false;
    keep(issues, [&](std::span<const int> at) {
      if (!quota.asked.empty() && !holds_at(dispute_, scenario_, quota.asked, at)) return true;
      std::int64_t sum = 0;
      for (const auto& [formula, share] : quota.shares)
        sum += holds_at(dispute_, scenario_, formula, at) ? share : 0;
      return sum >= quota.quota;
    });
    return true;
  }
  const std::vector<std::vector<int>>& options() const { return options_; }
  bool any() const {
    return std::none_of(options_.begin(), options_.end(),
                        [](const auto& left) { return left.empty(); });
  }

 private:
  bool add(const Formula& formula, int node, bool holds) {
    const Formula part = part_of(formula, node);
    const std::vector<int> issues = issues_left(part);
    if (issues.size() <= 1) {
      keep(issues, [&](std::span<const int> at) {
        return holds_at(dispute_, scenario_, part, at) == holds;
      });
      return true;
    }
    const Node& at = formula.nodes[static_cast<std::size_t>(node)];
    const auto child = [&](std::size_t k, bool sign) { return add(formula, at.children[k], sign); };
    switch (at.op) {
      case Op::kNot:
        return child(0, !holds);
      case Op::kProposition: {
        const Formula& inner = dispute_->proposition_formulas[static_cast<std::size_t>(at.index)];
        return add(inner, inner.root(), holds);
      }
      case Op::kImplies:
        return !holds && child(0, true) && child(1, false);
      case Op::kAnd:
      case Op::kOr: {
        if (holds != (at.op == Op::kAnd)) return false;
        for (std::size_t k = 0; k < at.children.size(); ++k) {
          if (!child(k, holds)) return false;
        }
        return true;
      }
      default:
        return false;
    }
  }
  // The issues a formula speaks of that still have a choice.
  std::vector<int> issues_left(const Formula& formula) const {
    std::vector<int> out;
    for (const int k : issues_in(dispute_, formula)) {
      if (options_[static_cast<std::size_t>(k)].size() > 1) out.push_back(k);
    }
    return out;
  }
  template <class F>
  void keep(const std::vector<int>& issues, F f) {
    std::vector<int> at = scenario_.status_quo;
    for (std::size_t k = 0; k < at.size(); ++k) {
      if (options_[k].empty()) return;  // nothing is left anyway
      if (options_[k].size() == 1) at[k] = options_[k].front();
    }
    const std::size_t issue = issues.empty() ? 0 : static_cast<std::size_t>(issues.front());
    auto& left = options_[issue];
    left.erase(std::remove_if(left.begin(), left.end(),
                              [&](int option) {
                                if (!issues.empty()) at[issue] = option;
                                return !f(std::span<const int>(at));
                              }),
               left.end());
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  std::vector<std::vector<int>> options_;
};

// The values of the options left; empty with a reason if a statement ties issues together.
std::string fill(const Dispute& dispute, const Scenario& scenario,
                 const std::vector<int>& bargainers, const Conditions& conditions,
                 const std::vector<std::vector<int>>& options, AdditiveForm& form) {
  form.rest = scenario.status_quo;
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (options[k].size() == 1) {
      form.rest[k] = options[k].front();
    } else {
      form.issues.push_back(static_cast<int>(k));
    }
  }
  if (form.issues.empty()) form.issues.push_back(0);
  for (const int k : form.issues) form.options.push_back(options[static_cast<std::size_t>(k)]);
  for (std::size_t b = 0; b < bargainers.size(); ++b) {
    const UtilitySum& sum = conditions.utility[static_cast<std::size_t>(bargainers[b])];
    std::vector<std::vector<std::int64_t>> value;
    for (const auto& left : form.options) value.emplace_back(left.size(), 0);
    double largest = 0;
    std::int64_t constant = sum.constant;
    for (const auto& [formula, units] : sum.terms) {
      std::vector<std::size_t> places;
      for (const int k : issues_in(dispute, formula)) {
        const auto it = std::find(form.issues.begin(), form.issues.end(), k);
        if (it != form.issues.end())
          places.push_back(static_cast<std::size_t>(it - form.issues.begin()));
      }
      if (places.size() > 1) {
        return fmt::format("the statement '{}' of '{}' speaks of several issues at once",
                           formula.text,
                           dispute->parties[static_cast<std::size_t>(bargainers[b])].id);
      }
      std::vector<int> at = form.rest;
      if (places.empty()) {
        if (holds_at(dispute, scenario, formula, at)) constant += units;
        continue;
      }
      const std::size_t i = places.front();
      for (std::size_t o = 0; o < form.options[i].size(); ++o) {
        at[static_cast<std::size_t>(form.issues[i])] = form.options[i][o];
        if (holds_at(dispute, scenario, formula, at)) value[i][o] += units;
      }
    }
    for (std::size_t k = 0; k < sum.values.size(); ++k) {
      if (sum.values[k].empty()) continue;
      const auto it = std::find(form.issues.begin(), form.issues.end(), static_cast<int>(k));
      if (it == form.issues.end()) {
        constant += sum.values[k][static_cast<std::size_t>(form.rest[k])];
        continue;
      }
      const auto i = static_cast<std::size_t>(it - form.issues.begin());
      for (std::size_t o = 0; o < form.options[i].size(); ++o)
        value[i][o] += sum.values[k][static_cast<std::size_t>(form.options[i][o])];
    }
    for (std::int64_t& first : value.front()) first += constant;
    for (const auto& column : value) {
      double most = 0;
      for (const std::int64_t one : column)
        most = std::max(most, std::abs(static_cast<double>(one)));
      largest += most;
    }
    if (largest > static_cast<double>(kLargestSum)) {
      return fmt::format("the values of '{}' add up to more than can be added exactly",
                         dispute->parties[static_cast<std::size_t>(bargainers[b])].id);
    }
    form.value.push_back(std::move(value));
    form.no_deal.push_back(conditions.no_deal[b]);
    form.floor.push_back(conditions.floors[b].least);
  }
  return {};
}

}  // namespace

std::vector<int> AdditiveForm::outcome(std::span<const int> choice) const {
  std::vector<int> out = rest;
  for (std::size_t i = 0; i < issues.size(); ++i)
    out[static_cast<std::size_t>(issues[i])] = options[i][static_cast<std::size_t>(choice[i])];
  return out;
}

std::string AdditiveForm::outcomes() const {
  std::vector<std::uint32_t> digits{1};  // base 10^9, least significant first
  for (const auto& left : options) {
    std::uint64_t carry = 0;
    for (std::uint32_t& digit : digits) {
      const std::uint64_t product = digit * static_cast<std::uint64_t>(left.size()) + carry;
      digit = static_cast<std::uint32_t>(product % 1'000'000'000);
      carry = product / 1'000'000'000;
    }
    if (carry > 0) digits.push_back(static_cast<std::uint32_t>(carry));
  }
  std::string out = std::to_string(digits.back());
  for (std::size_t d = digits.size() - 1; d-- > 0;) out += fmt::format("{:09}", digits[d]);
  return out;
}

AdditiveOrWhy additive_form(const Dispute& dispute, const Scenario& scenario,
                            const std::vector<int>& bargainers, const Conditions& conditions) {
  AdditiveOrWhy out;
  Filters table(dispute, scenario, conditions.options);
  // twice: what the first filters leave may make a later look at the same condition simpler
  for (int round = 0; round < 2; ++round) {
    for (const Condition& condition : conditions.table) {
      if (!table.add(condition.formula, condition.holds) && round == 1) {
        out.why_not = fmt::format("'{}' ties several issues together", condition.formula.text);
        return out;
      }
    }
  }
  if (!table.any()) {
    out.additive = true;
    return out;
  }
  Filters deals(dispute, scenario, table.options());
  for (int round = 0; round < 2; ++round) {
    for (const Condition& condition : conditions.deals) {
      if (!deals.add(condition.formula, condition.holds) && round == 1) {
        out.why_not = fmt::format("'{}' ties several issues together", condition.formula.text);
        return out;
      }
    }
    for (const QuotaCondition& quota : conditions.quotas) {
      if (!deals.add_quota(quota) && round == 1) {
        out.why_not = "a ratifier's opinion depends on several issues together";
        return out;
      }
    }
  }
  if (conditions.floors.size() > bargainers.size()) {
    out.why_not = "a ratifier's own interests decide, which depend on several issues together";
    return out;
  }
  for (const FloorCondition& floor : conditions.floors) {
    if (floor.instead.empty()) continue;
    out.why_not = fmt::format("the no-deal of '{}' breaks one of its red lines",
                              dispute->parties[static_cast<std::size_t>(floor.party)].id);
    return out;
  }
  out.table.emplace();
  out.why_not = fill(dispute, scenario, bargainers, conditions, table.options(), *out.table);
  if (out.why_not.empty() && deals.any()) {
    out.deals.emplace();
    out.why_not = fill(dispute, scenario, bargainers, conditions, deals.options(), *out.deals);
  }
  out.additive = out.why_not.empty();
  if (!out.additive) out.table.reset(), out.deals.reset();
  return out;
}

}  // namespace detente
