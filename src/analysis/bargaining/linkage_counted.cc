#include "analysis/bargaining/linkage_counted.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <numeric>
#include <set>

#include "analysis/bargaining/nash_of_sums.h"
#include "analysis/bargaining/sum_count.h"

namespace detente {
namespace {

constexpr std::uint64_t kCountWork = 300'000'000;  // steps of partial sums, for all numbers
constexpr const char* kTooManySums = "the values have too many different partial sums";

using Number = std::optional<WideInteger>;

Count written(const Number& number) { return number ? Count::of_digits(number->str()) : Count(); }

// Options of one issue that no other one is at least as good as for everybody.
std::vector<Point> worth_choosing(const AdditiveForm& form, std::size_t issue) {
  std::vector<Point> all;
  for (std::size_t o = 0; o < form.options[issue].size(); ++o) {
    Point one;
    for (const auto& party : form.value) one.push_back(party[issue][o]);
    all.push_back(std::move(one));
  }
  std::sort(all.begin(), all.end(), std::greater<>());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<Point> kept;
  for (const Point& one : all) {
    const auto covers = [&](const Point& other) {
      return std::equal(one.begin(), one.end(), other.begin(),
                        [](std::int64_t x, std::int64_t y) { return y >= x; });
    };
    if (std::none_of(kept.begin(), kept.end(), covers)) kept.push_back(one);
  }
  return kept;
}

class Counted {
 public:
  Counted(const Dispute& dispute, const Scenario& scenario, const std::optional<Formula>& within,
          const Conditions& conditions, std::size_t most_packages, const BargainingAsked& asked,
          Budget& budget, BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        within_(within),
        conditions_(conditions),
        most_packages_(most_packages),
        asked_(asked),
        budget_(std::min(kCountWork, budget.limit() - std::min(budget.limit(), budget.spent())),
                &budget),
        study_(study),
        who_(study.bargainers.size()) {
    std::iota(who_.begin(), who_.end(), std::size_t{0});
  }

  void run() {
    study_.linkage->why_no_effects.clear();
    if (study_.zone->deals.known()) {
      effects();
    } else {
      study_.linkage->why_no_effects = study_.zone->why;
    }
    if (!study_.two_level || study_.two_level->win_sets.empty()) return;
    TwoLevel& out = *study_.two_level;
    out.why_no_openings.clear();
    out.why_no_binding.clear();
    if (!study_.zone->deals.known()) {
      out.why_no_openings = study_.zone->why;
    } else if (study_.zone->deals.is_zero()) {
      openings(out);
    }
    for (const WinSet& row : out.win_sets) binding(row.party, out);
  }
  std::uint64_t spent() const { return budget_.spent(); }

 private:
  AdditiveOrWhy form_of(const Scenario& scenario, const Conditions& conditions) {
    AdditiveOrWhy form =
        additive_form(dispute_, scenario, study_.bargainers, conditions, most_packages_);
    if (!form.additive) why_ = form.why_not;
    return form;
  }
  Number deals(const AdditiveOrWhy& form) {
    if (!form.additive) return std::nullopt;
    return form.deals ? sums(*form.deals) : WideInteger(0);
  }
  Number deals(const Conditions& conditions) { return deals(form_of(scenario_, conditions)); }
  Number sums(const AdditiveForm& form) {
    Number out = count_sums(form, who_, budget_);
    if (!out) why_ = kTooManySums;
    return out;
  }
  // The conditions of the case with these changes; nothing, and why, if there are none.
  std::optional<Conditions> changed(const Changes& changes, Scenario& scenario) {
    scenario = scenario_;
    apply(changes, scenario);
    auto found = conditions_of(dispute_, scenario, study_.bargainers, within_);
    if (!found) {
      why_ = found.error().front().message;
      return std::nullopt;
    }
    if (!found->conditions) why_ = found->why_not;
    return std::move(found->conditions);
  }

  void effects() {
    const AdditiveOrWhy form = form_of(scenario_, conditions_);
    if (!form.table) return;
    std::set<int> changeable;
    for (std::size_t i = 0; i < form.table->issues.size(); ++i) {
      for (std::size_t o = 0; o < form.table->options[i].size(); ++o) {
        for (const auto& [issue, option] : form.table->chosen(i, o)) {
          if (option != scenario_.status_quo[static_cast<std::size_t>(issue)])
            changeable.insert(issue);
        }
      }
    }
    for (std::size_t k = 0; k < form.table->rest.size(); ++k) {  // one option is left, another one
      if (form.table->rest[k] != scenario_.status_quo[k]) changeable.insert(static_cast<int>(k));
    }
    for (const int k : changeable) {
      why_.clear();
      IssueEffect row;
      row.issue = k;
      Conditions frozen = conditions_;
      frozen.options[static_cast<std::size_t>(k)] = {
          scenario_.status_quo[static_cast<std::size_t>(k)]};
      row.deals_frozen = written(deals(frozen));
      row.packages = written(packages(form, k));
      Scenario scenario;
      if (const auto left = changed(taking_away(dispute_, k), scenario)) {
        const AdditiveOrWhy without = form_of(scenario, *left);
        row.without = written(deals(without));
        if (row.without.known())
          row.outcomes_without = Count::of_digits(without.table ? without.table->outcomes() : "0");
      }
      if (!why_.empty()) study_.linkage->why_no_effects = why_;
      study_.linkage->issues.push_back(row);
    }
  }
  Number packages(const AdditiveOrWhy& form, int issue) {
    if (!form.deals) return WideInteger(0);
    const AdditiveForm& all = *form.deals;
    const auto at = static_cast<std::size_t>(
        std::find(all.issues.begin(), all.issues.end(), issue) - all.issues.begin());
    const bool listed = at < all.issues.size();
    if (!listed && all.bundles.empty()) return sums(all);  // one option is left of it
    if (!listed || !all.is_plain(at)) {
      why_ = "other issues are tied to it";
      return std::nullopt;
    }
    const std::vector<Point> options = worth_choosing(all, at);
    if (options.size() > kMostUnion) {
      why_ = "it has too many options to put together";
      return std::nullopt;
    }
    WideInteger in = 0, out = 0;
    AdditiveForm one = all;
    one.options[at] = {all.options[at].front()};
    for (std::size_t set = 1; set < std::size_t{1} << options.size(); ++set) {
      for (std::size_t p = 0; p < one.value.size(); ++p) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::size_t o = 0; o < options.size(); ++o) {
          if ((set >> o & 1U) != 0) least = std::min(least, options[o][p]);
        }
        one.value[p][at] = {least};
      }
      const Number some = sums(one);
      if (!some) return std::nullopt;
      (std::popcount(set) % 2 == 1 ? in : out) += *some;
    }
    return in - out;
  }

  // All conditions but those of the ratifiers that `left_out` names.
  Conditions without(const std::function<bool(int ratifier)>& left_out) const {
    Conditions out = conditions_;
    const auto theirs = [&](const auto& one) {
      return one.origin.ratifier >= 0 && left_out(one.origin.ratifier);
    };
    std::erase_if(out.deals, theirs);
    std::erase_if(out.quotas, theirs);
    return out;
  }

  void openings(TwoLevel& out) {
    why_.clear();
    std::vector<int> ratifiers;
    for (const WinSet& row : out.win_sets) {
      for (const auto& [r, passed] : row.by_ratifier) ratifiers.push_back(r);
    }
    std::sort(ratifiers.begin(), ratifiers.end());
    for (const int r : ratifiers) quota(r, out.openings);
    std::stable_sort(
        out.openings.begin(), out.openings.end(),
        [](const Opening& a, const Opening& b) { return a.from - a.to < b.from - b.to; });
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k) {
      if (scenario_.on(dispute_->issues[k].toggle)) continue;
      Changes changes;
      changes.toggles.emplace_back(dispute_->issues[k].toggle, true);
      Scenario scenario;
      if (const auto more = changed(changes, scenario))
        add({OpeningKind::kIssue, {static_cast<int>(k)}, 0, 0, {}, {}}, form_of(scenario, *more),
            out.openings);
    }
    for (int p = 0; p < static_cast<int>(dispute_->parties.size()); ++p) consent(p, out.openings);
    bool single = false;
    for (const int r : ratifiers) {
      const AdditiveOrWhy form = form_of(scenario_, without([r](int one) { return one == r; }));
      single = add({OpeningKind::kRatifier, {r}, 0, 0, {}, {}}, form, out.openings) || single;
    }
    for (std::size_t i = 0; i < ratifiers.size() && !single; ++i) {
      for (std::size_t j = i + 1; j < ratifiers.size(); ++j) {
        const int a = ratifiers[i], b = ratifiers[j];
        const auto both = [a, b](int one) { return one == a || one == b; };
        add({OpeningKind::kRatifiers, {a, b}, 0, 0, {}, {}}, form_of(scenario_, without(both)),
            out.openings);
      }
    }
    out.why_no_openings = why_;
  }
  // Adds the row if the form has deals.
  bool add(Opening row, const AdditiveOrWhy& form, std::vector<Opening>& to) {
    const Number count = deals(form);
    if (!count || *count == 0) return false;
    row.deals = written(count);
    row.example = some_deal(*form.deals, budget_);
    if (row.example.empty()) {
      why_ = "no example of a deal was found within the work that it may take";
      return false;
    }
    to.push_back(std::move(row));
    return true;
  }
  void quota(int r, std::vector<Opening>& to) {
    const Ratifier& ratifier = dispute_->ratifiers[static_cast<std::size_t>(r)];
    if (ratifier.segments.empty()) return;
    const auto its = [r](const QuotaCondition& one) { return one.origin.ratifier == r; };
    const auto mine = std::find_if(conditions_.quotas.begin(), conditions_.quotas.end(), its);
    if (mine == conditions_.quotas.end()) {
      why_ = "a ratifier's shares come down to a formula";
      return;
    }
    std::set<std::int64_t, std::greater<>> levels{0};
    for (const auto& [formula, share] : mine->shares) {
      const std::set<std::int64_t, std::greater<>> so_far = levels;
      for (const std::int64_t level : so_far) levels.insert(level + share);
    }
    levels.erase(0);
    for (const std::int64_t level : levels) {
      Conditions other = conditions_;
      for (QuotaCondition& one : other.quotas) {
        if (its(one)) one.quota = level;
      }
      const AdditiveOrWhy form = form_of(scenario_, other);
      if (!form.additive) return;
      if (add({OpeningKind::kQuota, {r}, ratifier.quota.units(), level, {}, {}}, form, to)) return;
    }
  }
  // What a party from outside can bring about as well; it is not asked whether it likes it.
  void consent(int party, std::vector<Opening>& to) {
    std::vector<int> wider = study_.bargainers;
    if (std::find(wider.begin(), wider.end(), party) != wider.end() || !scenario_.present(party))
      return;
    wider.push_back(party);
    const auto found = conditions_of(dispute_, scenario_, wider, within_);
    if (!found || !found->conditions) {
      why_ = found ? found->why_not : found.error().front().message;
      return;
    }
    Conditions conditions = conditions_;
    conditions.options = found->conditions->options;
    add({OpeningKind::kConsent, {party}, 0, 0, {}, {}}, form_of(scenario_, conditions), to);
  }

  void binding(int party, TwoLevel& out) {
    const auto of = [&](int r) {
      return dispute_->ratifiers[static_cast<std::size_t>(r)].of == party;
    };
    const NashOfSums with = nash(conditions_), free = nash(without(of));
    if (!with.why_not.empty() || !free.why_not.empty()) {
      out.why_no_binding = with.why_not.empty() ? free.why_not : with.why_not;
      return;
    }
    BindingEffect row{party, {}, {}, with.utility, free.utility};
    if (!with.outcome.empty()) row.with = with.outcome;
    if (!free.outcome.empty()) row.without = free.outcome;
    out.binding.push_back(std::move(row));
  }
  NashOfSums nash(const Conditions& conditions) {
    const AdditiveOrWhy form =
        additive_form(dispute_, scenario_, study_.bargainers, conditions, most_packages_);
    if (!form.additive) return {{}, {}, form.why_not};
    if (!form.deals) return {};
    return nash_of_sums(*form.deals, asked_, study_.bargainers, budget_);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::optional<Formula>& within_;
  const Conditions& conditions_;
  std::size_t most_packages_;
  const BargainingAsked& asked_;
  Budget budget_;
  BargainingStudy& study_;
  std::vector<std::size_t> who_;
  std::string why_;  // what was last found not to be known
};

}  // namespace

void add_counted_linkage(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, const Conditions& conditions,
                         std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                         BargainingStudy& study) {
  Counted counted(dispute, scenario, within, conditions, most_packages, asked, budget, study);
  counted.run();
  budget.spend(counted.spent());
}

}  // namespace detente
