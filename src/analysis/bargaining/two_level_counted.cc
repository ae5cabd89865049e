#include "analysis/bargaining/two_level_counted.h"

#include <algorithm>

#include "analysis/bargaining/counted_deals.h"
#include "analysis/bargaining/nash_of_sums.h"
#include "analysis/bargaining/opening_changes.h"

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
  void openings(TwoLevel& out) {
    const AskForDeal ask = [this](const Scenario& scenario, const Conditions& conditions,
                                  Opening& row, std::string& why) {
      const AdditiveOrWhy form = counter_.form_of(scenario, conditions);
      const Number count = counter_.deals(form);
      if (!count) why = counter_.why;
      if (!count || *count == 0) return count ? DealThere::kNo : DealThere::kUnknown;
      row.deals = CountedDeals::written(count);
      row.example = some_deal(*form.deals, budget_);
      if (!row.example.empty()) return DealThere::kYes;
      why = "no example of a deal was found within the work that it may take";
      return DealThere::kUnknown;
    };
    OpeningsFound found =
        find_openings(dispute_, scenario_, study_.bargainers, within_, conditions_, ask);
    out.openings = std::move(found.openings);
    out.why_no_openings = std::move(found.why);
  }

  void binding(int party, TwoLevel& out) {
    const auto of = [&](int r) {
      return dispute_->ratifiers[static_cast<std::size_t>(r)].of == party;
    };
    const NashOfSums with = nash(conditions_), free = nash(without_ratifiers(conditions_, of));
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
