#include "analysis/bargaining/table_draws.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "analysis/bargaining/additive_filters.h"
#include "base/parallel.h"

namespace detente {

TableDraws::TableDraws(const Dispute& dispute, const Scenario& scenario,
                       const Conditions& conditions, const AdditiveForm* table)
    : table_(table), status_quo_(scenario.status_quo) {
  if (table != nullptr) return;
  OptionFilters filters(dispute, scenario, conditions.options);
  filters.add(conditions.table, {});
  options_ = filters.options();
  any_ = filters.any();
}

void TableDraws::draw(Random& random, std::vector<int>& outcome) const {
  if (table_ == nullptr) {
    outcome.resize(options_.size());
    for (std::size_t k = 0; k < options_.size(); ++k)
      outcome[k] = options_[k][static_cast<std::size_t>(random.below(options_[k].size()))];
    return;
  }
  outcome = table_->rest;
  for (std::size_t i = 0; i < table_->options.size(); ++i) {
    const auto place = static_cast<std::size_t>(random.below(table_->options[i].size()));
    if (table_->is_plain(i)) {
      outcome[static_cast<std::size_t>(table_->issues[i])] = table_->options[i][place];
      continue;
    }
    const IssueBundle& bundle = table_->bundles[i];
    for (std::size_t m = 0; m < bundle.issues.size(); ++m)
      outcome[static_cast<std::size_t>(bundle.issues[m])] = bundle.packages[place][m];
  }
}

std::vector<int> TableDraws::changeable() const {
  if (table_ != nullptr) return table_->changed_from(status_quo_);
  std::vector<int> out;
  for (std::size_t k = 0; k < options_.size(); ++k) {
    if (std::any_of(options_[k].begin(), options_[k].end(),
                    [&](int option) { return option != status_quo_[k]; }))
      out.push_back(static_cast<int>(k));
  }
  return out;
}

IssueChoices TableDraws::alone(int issue, const std::vector<int>& options) const {
  IssueChoices out;
  out.issues = {issue};
  out.groups.emplace_back();
  for (const int option : options) {
    const std::size_t place = out.packages.size();
    out.packages.push_back({option});
    out.groups.back().push_back(place);
    if (option == status_quo_[static_cast<std::size_t>(issue)]) out.frozen.push_back(place);
  }
  return out;
}

IssueChoices TableDraws::choices(int issue) const {
  const auto k = static_cast<std::size_t>(issue);
  if (table_ == nullptr) return alone(issue, options_[k]);
  for (std::size_t i = 0; i < table_->issues.size(); ++i) {
    if (table_->is_plain(i)) {
      if (table_->issues[i] == issue) return alone(issue, table_->options[i]);
      continue;
    }
    const IssueBundle& bundle = table_->bundles[i];
    const auto at = std::find(bundle.issues.begin(), bundle.issues.end(), issue);
    if (at == bundle.issues.end()) continue;
    const auto m = static_cast<std::size_t>(at - bundle.issues.begin());
    IssueChoices out{bundle.issues, bundle.packages, {}, {}};
    std::map<std::vector<int>, std::size_t> group_of;
    for (std::size_t place = 0; place < out.packages.size(); ++place) {
      std::vector<int> others = out.packages[place];
      if (others[m] == status_quo_[k]) out.frozen.push_back(place);
      others[m] = -1;
      const auto [it, fresh] = group_of.emplace(std::move(others), out.groups.size());
      if (fresh) out.groups.emplace_back();
      out.groups[it->second].push_back(place);
    }
    return out;
  }
  return alone(issue, {table_->rest[k]});  // one option is left
}

std::uint64_t draw_until(
    const TableDraws& draws, const DrawsAsked& asked, const Budget& budget,
    const std::function<bool(std::size_t task, const std::vector<int>& outcome)>& take) {
  if (!draws.any()) return 0;
  std::vector<std::uint64_t> tried(kDrawTasks, 0);
  parallel_for(kDrawTasks, asked.threads, [&](std::size_t task) {
    Random random(asked.seed, task);
    std::vector<int> outcome;
    for (std::uint64_t taken = 0;
         taken < asked.wanted / kDrawTasks && tried[task] < asked.most_tried / kDrawTasks &&
         !budget.cancelled();
         ++tried[task]) {
      draws.draw(random, outcome);
      if (take(task, outcome)) ++taken;
    }
  });
  return std::accumulate(tried.begin(), tried.end(), std::uint64_t{0});
}

}  // namespace detente
