#include "analysis/bargaining/additive_fill.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente {
namespace {

constexpr std::int64_t kLargestSum = std::int64_t{1} << 61;

// Makes the form from the options that filters leave.
class Filler {
 public:
  Filler(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
         const IssuePartition& partition, const std::vector<std::vector<int>>& options)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        partition_(partition),
        options_(options),
        place_(options.size(), -1) {}

  // A reason if it cannot be made. Empty with an empty `form_of()` if no package is left.
  std::string run(const std::vector<int>& bargainers, const std::vector<const Tie*>& ties,
                  std::size_t most_packages) {
    group_issues();
    for (Group& group : groups_) {
      std::size_t count = 1;
      for (const int k : group.issues) {
        count *= options_[static_cast<std::size_t>(k)].size();
        if (count > most_packages && group.issues.size() > 1) return too_many(group, most_packages);
      }
      list_packages(group, ties);
    }
    const std::vector<int> at = form_.rest;
    for (const Tie* tie : ties) any_ = any_ && (group_of(tie->issues) >= 0 || tie->passes(at));
    for (const Group& group : groups_) any_ = any_ && !group.packages.empty();
    if (!any_) return {};
    for (std::size_t b = 0; b < bargainers.size(); ++b) {
      if (!add_values(bargainers[b])) {
        return fmt::format("the values of '{}' add up to more than can be added exactly",
                           dispute_->parties[static_cast<std::size_t>(bargainers[b])].id);
      }
      form_.no_deal.push_back(conditions_.no_deal[b]);
      form_.floor.push_back(conditions_.floors[b].least);
    }
    shape();
    return {};
  }
  std::optional<AdditiveForm> form_of() && {
    return any_ ? std::optional(std::move(form_)) : std::nullopt;
  }

 private:
  struct Group {
    std::size_t id = 0;
    std::vector<int> issues;
    std::vector<std::vector<int>> packages;
  };

  void group_issues() {
    form_.rest = scenario_.status_quo;
    std::vector<int> known(options_.size(), -1);
    for (std::size_t k = 0; k < options_.size(); ++k) {
      if (options_[k].size() == 1) {
        form_.rest[k] = options_[k].front();
        continue;
      }
      const std::size_t id = partition_.group(k);
      if (known[id] < 0) {
        known[id] = static_cast<int>(groups_.size());
        groups_.push_back({id, {}, {}});
      }
      place_[k] = known[id];
      groups_[static_cast<std::size_t>(place_[k])].issues.push_back(static_cast<int>(k));
    }
    if (!groups_.empty()) return;
    groups_.push_back({0, {0}, {}});
    place_[0] = 0;
  }
  std::string too_many(const Group& group, std::size_t most_packages) const {
    std::vector<std::string> names;
    for (const int k : group.issues)
      names.push_back("'" + dispute_->issues[static_cast<std::size_t>(k)].id + "'");
    const std::size_t shown = std::min<std::size_t>(names.size(), 4);
    names.resize(shown);
    return fmt::format("{} ties {} issues together ({}{}), which have more than {} packages",
                       partition_.why(group.id), group.issues.size(), fmt::join(names, ", "),
                       group.issues.size() > shown ? ", ..." : "", most_packages);
  }
  // The group that a formula's issues belong to: -1 if none of them has a choice.
  int group_of(const std::vector<int>& issues) const {
    for (const int k : issues) {
      if (place_[static_cast<std::size_t>(k)] >= 0) return place_[static_cast<std::size_t>(k)];
    }
    return -1;
  }
  void list_packages(Group& group, const std::vector<const Tie*>& ties) {
    const int here = place_[static_cast<std::size_t>(group.issues.front())];
    std::vector<const Tie*> mine;
    for (const Tie* tie : ties) {
      if (group_of(tie->issues) == here) mine.push_back(tie);
    }
    std::vector<std::size_t> at(group.issues.size(), 0);
    std::vector<int> outcome = form_.rest;
    while (true) {
      std::vector<int> package;
      for (std::size_t m = 0; m < at.size(); ++m) {
        const auto k = static_cast<std::size_t>(group.issues[m]);
        package.push_back(options_[k][at[m]]);
        outcome[k] = package.back();
      }
      if (std::all_of(mine.begin(), mine.end(),
                      [&](const Tie* tie) { return tie->passes(outcome); }))
        group.packages.push_back(std::move(package));
      std::size_t m = at.size();
      while (m > 0 && ++at[m - 1] == options_[static_cast<std::size_t>(group.issues[m - 1])].size())
        at[--m] = 0;
      if (m == 0) return;
    }
  }

  // False if the sums could be too large.
  bool add_values(int party) {
    const UtilitySum& sum = conditions_.utility[static_cast<std::size_t>(party)];
    std::vector<std::vector<std::int64_t>> value;
    for (const Group& group : groups_) value.emplace_back(group.packages.size(), 0);
    std::int64_t constant = sum.constant;
    for (const auto& [formula, units] : sum.terms) {
      const int g = group_of(issues_in(dispute_, formula));
      std::vector<int> at = form_.rest;
      if (g < 0) {
        if (holds_at(dispute_, scenario_, formula, at)) constant += units;
        continue;
      }
      const Group& group = groups_[static_cast<std::size_t>(g)];
      for (std::size_t o = 0; o < group.packages.size(); ++o) {
        for (std::size_t m = 0; m < group.issues.size(); ++m)
          at[static_cast<std::size_t>(group.issues[m])] = group.packages[o][m];
        if (holds_at(dispute_, scenario_, formula, at))
          value[static_cast<std::size_t>(g)][o] += units;
      }
    }
    for (std::size_t k = 0; k < sum.values.size(); ++k) {
      if (sum.values[k].empty()) continue;
      if (place_[k] < 0) {
        constant += sum.values[k][static_cast<std::size_t>(form_.rest[k])];
        continue;
      }
      const auto g = static_cast<std::size_t>(place_[k]);
      const auto& members = groups_[g].issues;
      const auto m = static_cast<std::size_t>(
          std::find(members.begin(), members.end(), static_cast<int>(k)) - members.begin());
      for (std::size_t o = 0; o < value[g].size(); ++o)
        value[g][o] += sum.values[k][static_cast<std::size_t>(groups_[g].packages[o][m])];
    }
    for (std::int64_t& first : value.front()) first += constant;
    double largest = 0;
    for (const auto& column : value) {
      double most = 0;
      for (const std::int64_t one : column)
        most = std::max(most, std::abs(static_cast<double>(one)));
      largest += most;
    }
    form_.value.push_back(std::move(value));
    return largest <= static_cast<double>(kLargestSum);
  }

  void shape() {
    bool plain = true;
    for (Group& group : groups_) {
      form_.issues.push_back(group.issues.front());
      form_.options.emplace_back();
      form_.bundles.emplace_back();
      const bool alone = group.issues.size() == 1;
      plain = plain && alone;
      for (std::size_t o = 0; o < group.packages.size(); ++o)
        form_.options.back().push_back(alone ? group.packages[o][0] : static_cast<int>(o));
      if (!alone) form_.bundles.back() = {std::move(group.issues), std::move(group.packages)};
    }
    if (plain) form_.bundles.clear();
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const IssuePartition& partition_;
  const std::vector<std::vector<int>>& options_;
  std::vector<int> place_;  // [issue]: its group; -1: it has no choice
  std::vector<Group> groups_;
  AdditiveForm form_;
  bool any_ = true;
};

}  // namespace

FilledForm fill_form(const Dispute& dispute, const Scenario& scenario,
                     const std::vector<int>& bargainers, const Conditions& conditions,
                     const IssuePartition& partition, const std::vector<std::vector<int>>& options,
                     const std::vector<const Tie*>& ties, std::size_t most_packages) {
  Filler filler(dispute, scenario, conditions, partition, options);
  FilledForm out;
  out.why_not = filler.run(bargainers, ties, most_packages);
  if (out.why_not.empty()) out.form = std::move(filler).form_of();
  return out;
}

}  // namespace detente
