#include "analysis/bargaining/additive_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/bargaining/additive_fill.h"

namespace detente {
namespace {

// Why acceptance is no floor of the bargainers' own sums; empty if it is.
std::string more_than_floors(const Dispute& dispute, std::size_t bargainers,
                             const Conditions& conditions) {
  if (conditions.floors.size() > bargainers)
    return "a ratifier's own interests decide, which depend on several issues together";
  for (const FloorCondition& floor : conditions.floors) {
    if (floor.instead.empty()) continue;
    return fmt::format("the no-deal of '{}' breaks one of its red lines",
                       dispute->parties[static_cast<std::size_t>(floor.party)].id);
  }
  return {};
}

IssuePartition partition_of(const Dispute& dispute, const std::vector<int>& bargainers,
                            const Conditions& conditions, const std::vector<const Tie*>& ties) {
  IssuePartition out(conditions.options.size());
  for (const Tie* tie : ties) out.tie(tie->issues, tie->text);
  for (const int p : bargainers) {
    for (const auto& [formula, units] : conditions.utility[static_cast<std::size_t>(p)].terms) {
      std::vector<int> open;
      for (const int k : issues_in(dispute, formula)) {
        if (conditions.options[static_cast<std::size_t>(k)].size() > 1) open.push_back(k);
      }
      if (open.empty()) continue;
      out.tie(open, fmt::format("the statement '{}' of '{}'", formula.text,
                                dispute->parties[static_cast<std::size_t>(p)].id));
    }
  }
  return out;
}

}  // namespace

std::vector<std::pair<int, int>> AdditiveForm::chosen(std::size_t issue, std::size_t place) const {
  if (is_plain(issue)) return {{issues[issue], options[issue][place]}};
  std::vector<std::pair<int, int>> out;
  for (std::size_t m = 0; m < bundles[issue].issues.size(); ++m)
    out.emplace_back(bundles[issue].issues[m], bundles[issue].packages[place][m]);
  return out;
}

std::vector<int> AdditiveForm::outcome(std::span<const int> choice) const {
  std::vector<int> out = rest;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    for (const auto& [issue, option] : chosen(i, static_cast<std::size_t>(choice[i])))
      out[static_cast<std::size_t>(issue)] = option;
  }
  return out;
}

bool AdditiveForm::has(std::span<const int> outcome) const {
  std::vector<int> choice(issues.size(), 0);
  for (std::size_t i = 0; i < issues.size(); ++i) {
    std::vector<int> package;
    if (!is_plain(i)) {
      for (const int k : bundles[i].issues) package.push_back(outcome[static_cast<std::size_t>(k)]);
    }
    const auto place =
        is_plain(i) ? std::find(options[i].begin(), options[i].end(),
                                outcome[static_cast<std::size_t>(issues[i])]) -
                          options[i].begin()
                    : std::find(bundles[i].packages.begin(), bundles[i].packages.end(), package) -
                          bundles[i].packages.begin();
    if (place == static_cast<std::ptrdiff_t>(options[i].size())) return false;
    choice[i] = static_cast<int>(place);
  }
  const std::vector<int> same = this->outcome(choice);
  return std::equal(same.begin(), same.end(), outcome.begin(), outcome.end());
}

std::vector<int> AdditiveForm::changed_from(std::span<const int> outcome) const {
  std::set<int> out;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    for (std::size_t place = 0; place < options[i].size(); ++place) {
      for (const auto& [issue, option] : chosen(i, place)) {
        if (option != outcome[static_cast<std::size_t>(issue)]) out.insert(issue);
      }
    }
  }
  for (std::size_t k = 0; k < rest.size(); ++k) {  // one option is left, another one
    if (rest[k] != outcome[k]) out.insert(static_cast<int>(k));
  }
  return {out.begin(), out.end()};
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
                            const std::vector<int>& bargainers, const Conditions& conditions,
                            std::size_t most_packages) {
  AdditiveOrWhy out;
  OptionFilters table(dispute, scenario, conditions.options);
  table.add(conditions.table, {});
  if (!table.any()) {
    out.additive = true;
    return out;
  }
  out.why_not = more_than_floors(dispute, bargainers.size(), conditions);
  if (!out.why_not.empty()) return out;
  OptionFilters deals(dispute, scenario, table.options());
  deals.add(conditions.deals, conditions.quotas);
  std::vector<const Tie*> of_table, all;
  for (const Tie& tie : table.ties()) of_table.push_back(&tie);
  all = of_table;
  for (const Tie& tie : deals.ties()) all.push_back(&tie);
  const IssuePartition partition = partition_of(dispute, bargainers, conditions, all);
  FilledForm whole = fill_form(dispute, scenario, bargainers, conditions, partition,
                               table.options(), of_table, most_packages);
  out.why_not = whole.why_not;
  if (out.why_not.empty() && deals.any()) {
    FilledForm part = fill_form(dispute, scenario, bargainers, conditions, partition,
                                deals.options(), all, most_packages);
    out.why_not = part.why_not;
    out.deals = std::move(part.form);
  }
  out.table = std::move(whole.form);
  out.additive = out.why_not.empty();
  if (!out.additive) out.table.reset(), out.deals.reset();
  return out;
}

}  // namespace detente
