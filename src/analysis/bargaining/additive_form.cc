#include "analysis/bargaining/additive_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/bargaining/additive_filters.h"

namespace detente {
namespace {

constexpr std::int64_t kLargestSum = std::int64_t{1} << 61;

// Which issues are tied together, and by what.
class Partition {
 public:
  explicit Partition(std::size_t issues) : of_(issues), why_(issues) {
    std::iota(of_.begin(), of_.end(), std::size_t{0});
  }
  void tie(const std::vector<int>& issues, const std::string& why) {
    for (const int k : issues) {
      const std::size_t a = group(static_cast<std::size_t>(issues.front()));
      const std::size_t b = group(static_cast<std::size_t>(k));
      if (a == b) continue;
      of_[std::max(a, b)] = std::min(a, b);
      if (why_[std::min(a, b)].empty()) why_[std::min(a, b)] = why;
    }
  }
  std::size_t group(std::size_t issue) const {
    while (of_[issue] != issue) issue = of_[issue];
    return issue;
  }
  const std::string& why(std::size_t group) const { return why_[group]; }

 private:
  std::vector<std::size_t> of_;
  std::vector<std::string> why_;  // [group]: what first tied it
};

// Makes the form from the options that filters leave.
class Filler {
 public:
  Filler(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
         const Partition& partition, const std::vector<std::vector<int>>& options)
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
  const Partition& partition_;
  const std::vector<std::vector<int>>& options_;
  std::vector<int> place_;  // [issue]: its group; -1: it has no choice
  std::vector<Group> groups_;
  AdditiveForm form_;
  bool any_ = true;
};

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

Partition partition_of(const Dispute& dispute, const std::vector<int>& bargainers,
                       const Conditions& conditions, const std::vector<const Tie*>& ties) {
  Partition out(conditions.options.size());
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
  const Partition partition = partition_of(dispute, bargainers, conditions, all);
  Filler whole(dispute, scenario, conditions, partition, table.options());
  out.why_not = whole.run(bargainers, of_table, most_packages);
  if (out.why_not.empty() && deals.any()) {
    Filler part(dispute, scenario, conditions, partition, deals.options());
    out.why_not = part.run(bargainers, all, most_packages);
    out.deals = std::move(part).form_of();
  }
  out.table = std::move(whole).form_of();
  out.additive = out.why_not.empty();
  if (!out.additive) out.table.reset(), out.deals.reset();
  return out;
}

}  // namespace detente
