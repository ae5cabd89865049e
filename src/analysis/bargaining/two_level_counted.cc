#include "analysis/bargaining/two_level_counted.h"

#include <algorithm>
#include <functional>
#include <set>

#include "analysis/bargaining/counted_deals.h"
#include "analysis/bargaining/nash_of_sums.h"

namespace detente {
namespace {

using Number = CountedDeals::Number;

class CountedLevels {
 public:
  CountedLevels(const Dispute& dispute, const Scenario& scenario,
                const std::optional<Formula>& within, const Conditions& conditions,
                std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        within_(within),
        conditions_(conditions),
        most_packages_(most_packages),
        asked_(asked),
        budget_(budget),
        study_(study),
        counter_(dispute, scenario, within, study.bargainers, most_packages, budget) {}

  void run() {
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

 private:
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
    counter_.why.clear();
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
      if (const auto more = counter_.changed(changes, scenario))
        add({OpeningKind::kIssue, {static_cast<int>(k)}, 0, 0, {}, {}},
            counter_.form_of(scenario, *more), out.openings);
    }
    for (int p = 0; p < static_cast<int>(dispute_->parties.size()); ++p) consent(p, out.openings);
    bool single = false;
    for (const int r : ratifiers) {
      const AdditiveOrWhy form = counter_.form_of(without([r](int one) { return one == r; }));
      single = add({OpeningKind::kRatifier, {r}, 0, 0, {}, {}}, form, out.openings) || single;
    }
    for (std::size_t i = 0; i < ratifiers.size() && !single; ++i) {
      for (std::size_t j = i + 1; j < ratifiers.size(); ++j) {
        const int a = ratifiers[i], b = ratifiers[j];
        const auto both = [a, b](int one) { return one == a || one == b; };
        add({OpeningKind::kRatifiers, {a, b}, 0, 0, {}, {}}, counter_.form_of(without(both)),
            out.openings);
      }
    }
    out.why_no_openings = counter_.why;
  }
  // Adds the row if the form has deals.
  bool add(Opening row, const AdditiveOrWhy& form, std::vector<Opening>& to) {
    const Number count = counter_.deals(form);
    if (!count || *count == 0) return false;
    row.deals = CountedDeals::written(count);
    row.example = some_deal(*form.deals, budget_);
    if (row.example.empty()) {
      counter_.why = "no example of a deal was found within the work that it may take";
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
      counter_.why = "a ratifier's shares come down to a formula";
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
      const AdditiveOrWhy form = counter_.form_of(other);
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
      counter_.why = found ? found->why_not : found.error().front().message;
      return;
    }
    Conditions conditions = conditions_;
    conditions.options = found->conditions->options;
    add({OpeningKind::kConsent, {party}, 0, 0, {}, {}}, counter_.form_of(conditions), to);
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
  Budget& budget_;
  BargainingStudy& study_;
  CountedDeals counter_;
};

}  // namespace

void add_counted_two_level(const Dispute& dispute, const Scenario& scenario,
                           const std::optional<Formula>& within, const Conditions& conditions,
                           std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                           BargainingStudy& study) {
  CountedLevels(dispute, scenario, within, conditions, most_packages, asked, budget, study).run();
}

}  // namespace detente
