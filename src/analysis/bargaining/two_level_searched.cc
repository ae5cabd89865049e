#include "analysis/bargaining/two_level_searched.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "analysis/bargaining/deal_solutions.h"
#include "analysis/bargaining/opening_changes.h"
#include "analysis/bargaining/study_explicit.h"

namespace detente {
namespace {

constexpr std::uint64_t kPart = 50;  // of all work these questions may take one part of so many
constexpr const char* kEnded = "the search was ended at the work that it may take";
constexpr const char* kTooLong = "the numbers are too long for the solver to tell neighbours apart";

class SearchedLevels {
 public:
  SearchedLevels(const Dispute& dispute, const Scenario& scenario,
                 const std::optional<Formula>& within, const Conditions& conditions,
                 const BargainingAsked& asked, Budget& budget, BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        within_(within),
        conditions_(conditions),
        asked_(asked),
        budget_(budget),
        study_(study),
        solver_(make_cbc_solver()) {}

  void run() {
    if (!study_.two_level || study_.two_level->win_sets.empty()) return;
    TwoLevel& out = *study_.two_level;
    out.why_no_openings.clear();
    out.why_no_binding.clear();
    if (study_.deals && *study_.deals == "0") {
      openings(out);
    } else if (!study_.ideal) {  // no deal was found, nor that there is none
      out.why_no_openings = "whether there is a deal is not known";
    }
    const Nash with = nash(conditions_);
    for (const WinSet& row : out.win_sets) binding(row.party, with, out);
  }

 private:
  struct Nash {
    std::optional<FoundDeal> deal;  // empty with an empty why_not: there is none
    std::string why_not, why_inexact;
  };

  void openings(TwoLevel& out) {
    bool inexact = false;
    const AskForDeal ask = [&](const Scenario& scenario, const Conditions& conditions, Opening& row,
                               std::string& why) {
      const ProgrammeOrWhy made = make_programme(dispute_, scenario, study_.bargainers, conditions);
      if (!made.programme) {
        why = made.why_not;
        return DealThere::kUnknown;
      }
      const DealSearch search(dispute_, scenario, study_.bargainers, conditions, *made.programme,
                              *solver_, budget_);
      const auto answer = search.solve(search.deals());
      if (answer.kind == DealSearch::Answer::Kind::kStopped) {
        why = kEnded;
        return DealThere::kUnknown;
      }
      if (!answer.found()) {
        inexact = inexact || !search.exact();
        return DealThere::kNo;
      }
      row.example = answer.deal.outcome;
      return DealThere::kYes;
    };
    OpeningsFound found =
        find_openings(dispute_, scenario_, study_.bargainers, within_, conditions_, ask);
    out.openings = std::move(found.openings);
    out.why_no_openings = std::move(found.why);
    if (inexact && out.why_no_openings.empty())
      out.why_no_openings = std::string(kTooLong) + ", so that more may open it";
  }

  Nash nash(const Conditions& conditions) {
    Nash out;
    const ProgrammeOrWhy made = make_programme(dispute_, scenario_, study_.bargainers, conditions);
    if (!made.programme) {
      out.why_not = made.why_not;
      return out;
    }
    const DealSearch search(dispute_, scenario_, study_.bargainers, conditions, *made.programme,
                            *solver_, budget_);
    const FoundDeals found =
        programme_nash(search, study_.no_deal, per_bargainer(asked_.powers, study_.bargainers));
    if (!found.done) {
      out.why_not = kEnded;
      return out;
    }
    if (!search.exact())
      out.why_inexact = std::string(kTooLong) + ": the Nash deals may be bettered by a step";
    if (!found.deals.empty()) out.deal = found.deals.front();
    return out;
  }
  void binding(int party, const Nash& with, TwoLevel& out) {
    const auto its = [&](int r) {
      return dispute_->ratifiers[static_cast<std::size_t>(r)].of == party;
    };
    const Nash free = nash(without_ratifiers(conditions_, its));
    if (!with.why_not.empty() || !free.why_not.empty()) {
      out.why_no_binding = with.why_not.empty() ? free.why_not : with.why_not;
      return;
    }
    if (!with.why_inexact.empty()) out.why_no_binding = with.why_inexact;
    if (!free.why_inexact.empty()) out.why_no_binding = free.why_inexact;
    BindingEffect row;
    row.party = party;
    if (with.deal) row.with = with.deal->outcome, row.utility_with = with.deal->utility;
    if (free.deal) row.without = free.deal->outcome, row.utility_without = free.deal->utility;
    out.binding.push_back(std::move(row));
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::optional<Formula>& within_;
  const Conditions& conditions_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::unique_ptr<Solver> solver_;
};

}  // namespace

void add_searched_two_level(const Dispute& dispute, const Scenario& scenario,
                            const std::optional<Formula>& within, const Conditions& conditions,
                            const BargainingAsked& asked, Budget& budget, BargainingStudy& study) {
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  Budget own(std::min(budget.limit() / kPart, left), &budget);
  SearchedLevels(dispute, scenario, within, conditions, asked, own, study).run();
  budget.spend(own.spent());
}

}  // namespace detente
