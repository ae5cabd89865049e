#include "analysis/bargaining/study_programme.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "analysis/bargaining/deal_frontier.h"
#include "analysis/bargaining/deal_solutions.h"
#include "analysis/bargaining/programme_fallback.h"
#include "analysis/bargaining/programme_solutions.h"
#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_fallback.h"
#include "analysis/bargaining/zone_judge.h"

namespace detente {
namespace {

constexpr std::size_t kMostFrontier = 5000;
constexpr std::uint64_t kFrontierPart = 100;  // of all work a frontier may take one part of so many
constexpr std::uint64_t kFallbackPart = 20;
constexpr std::size_t kMostListedBehind = 64;  // points whose further outcomes are looked for

constexpr const char* kTooLong = "the numbers are too long for the solver to tell neighbours apart";

class Searches {
 public:
  Searches(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
           const Programme& programme, const BargainingAsked& asked, Budget& budget,
           BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        programme_(programme),
        asked_(asked),
        budget_(budget),
        study_(study),
        solver_(make_cbc_solver()),
        search_(dispute, scenario, study.bargainers, conditions, programme, *solver_, budget) {}

  // Solutions first: a frontier can have very many points.
  void run() {
    study_.method = "integer programme";
    study_.outcomes = "unknown";
    study_.no_deal = conditions_.no_deal;
    if (ideals()) {
      solutions();
      fairness();
    }
    frontiers();
    zone();
  }

 private:
  void zone() {
    study_.zone = ZoneJudge(dispute_, scenario_, study_.bargainers, conditions_).zone(nullptr);
    if (study_.deals) study_.zone->deals = Count::of_digits(*study_.deals);
    study_.zone->why = "outcomes are counted only where they come down to sums over issues";
    add_zone_sample(dispute_, scenario_, conditions_, nullptr, asked_, budget_, study_);
  }
  DealPoint point(const DealSearch& search, const FoundDeal& found, bool deal, bool further) const {
    DealPoint out;
    out.utility = found.utility;
    bool all = false;
    out.deals = {found.outcome};
    if (further) out.deals = search.behind(found, deal, asked_.limit, all);
    out.count = all ? std::to_string(out.deals.size()) : "unknown";
    return out;
  }

  void frontiers() {
    DealList& table = study_.table_frontier;
    if (!asked_.solutions.empty()) {
      study_.frontier.status = table.status = {
          "not_applicable", "single solutions were asked for, and they do without it", 0};
      return;
    }
    if (!study_.deals) frontier(true, study_.frontier);
    frontier(false, table);
    std::set<Point> known;
    for (const DealPoint& one : study_.frontier.points) known.insert(one.utility);
    for (DealPoint& one : table.points) {
      one.in_deals = known.count(one.utility) > 0 ||
                     (study_.frontier.status.status != "exact" &&
                      std::any_of(one.deals.begin(), one.deals.end(),
                                  [&](const auto& deal) { return search_.is_deal(deal); }));
    }
  }
  void frontier(bool deal, DealList& list) const {
    const std::uint64_t left = budget_.limit() - std::min(budget_.limit(), budget_.spent());
    Budget own(std::min(budget_.limit() / kFrontierPart, left), &budget_);
    const DealSearch search(dispute_, scenario_, study_.bargainers, conditions_, programme_,
                            *solver_, own);
    const FoundDeals found = programme_frontier(search, deal, kMostFrontier, {},
                                                deal && study_.ideal ? *study_.ideal : Point{});
    const bool further = found.deals.size() <= kMostListedBehind;
    for (const FoundDeal& one : found.deals)
      list.points.push_back(point(search, one, deal, further));
    budget_.spend(own.spent());
    list.status = status(found, found.gap, utility_step(search_));
    if (found.done) return;
    list.status = {"sampled",
                   found.deals.empty()
                       ? "stopped before an efficient point was found"
                       : fmt::format("stopped at {} efficient points; there are more, or it is not "
                                     "proven that there are none",
                                     found.deals.size()),
                   found.missed ? Decimal::from_units(*found.missed).to_double() : 0};
    stopped();
  }
  void stopped() const {
    study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
  }
  // `gap`, `step`: in the units of what is maximised; the step is the least difference in it that
  // the solver can see.
  Status status(const FoundDeals& found, double gap, double step) const {
    if (!found.done) {
      stopped();
      return found.deals.empty() ? Status{"not_applicable", "stopped before a deal was found", 0}
                                 : Status{"within_gap", "stopped", gap};
    }
    if (!search_.exact() || gap > 0) {
      return {"within_gap", kTooLong, std::max(gap, step)};
    }
    return found.all_ties
               ? Status{}
               : Status{"exact", fmt::format("more than {} utility vectors tie", kMostTies), 0};
  }
  // Each bargainer's best deal; false if there is no deal, or it could not be found.
  bool ideals() {
    Point ideal;
    for (std::size_t p = 0; p < search_.parties(); ++p) {
      LinearProgramme lp = search_.deals();
      search_.aim_at_party(lp, p);
      const auto best = search_.solve(lp);
      if (best.kind == DealSearch::Answer::Kind::kNone) study_.deals = "0";
      if (!best.found()) {
        if (!study_.deals) unfinished();
        return false;
      }
      ideal.push_back(best.deal.utility[p]);
    }
    study_.ideal = std::move(ideal);
    return true;
  }
  void unfinished() {
    stopped();
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      row.status = {"not_applicable", "stopped before each bargainer's best deal was found", 0};
      study_.solutions.push_back(std::move(row));
    }
  }

  void solutions() {
    const SolutionMeasures measures{study_.no_deal, *study_.ideal,
                                    per_bargainer(asked_.weights, study_.bargainers),
                                    per_bargainer(asked_.powers, study_.bargainers)};
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      if (id == "fallback") {
        fallback();
        continue;
      }
      const FoundDeals found = programme_solution(id, search_, measures);
      // sums and egalitarian shares are in billionths
      const bool billionths = id == "utilitarian" || id == "egalitarian";
      row.status =
          status(found, found.gap / (billionths ? static_cast<double>(Decimal::kOne) : 1.0),
                 solution_step(id, search_, measures, found));
      if (found.done && found.deals.empty()) {
        row.status = {"not_applicable",
                      search_.exact() ? "no deal is as good as no-deal for everybody" : kTooLong,
                      0};
      }
      for (const FoundDeal& one : found.deals)
        row.points.push_back(point(search_, one, true, true));
      if (id == "nash" && row.status.status == "exact") add_nash_rates(asked_, row, study_);
      study_.solutions.push_back(std::move(row));
    }
  }

  void fallback() {
    const std::uint64_t left = budget_.limit() - std::min(budget_.limit(), budget_.spent());
    Budget own(std::min(budget_.limit() / kFallbackPart, left), &budget_);
    const DealSearch search(dispute_, scenario_, study_.bargainers, conditions_, programme_,
                            *solver_, own);
    const Fallbacks found =
        programme_fallback(dispute_, scenario_, conditions_, search, {1, asked_.threads}, own);
    budget_.spend(own.spent());
    add_fallback_rows(found, study_, [](const FallbackRow& from, SolutionRow& row) {
      row.points.push_back({from.deal->utility, "unknown", {from.deal->choice}, true});
    });
  }

  void fairness() {
    FairnessReport report;
    report.reference = reference_points(dispute_, scenario_, conditions_, asked_, study_);
    judge_solutions(study_, report);
    const std::vector<std::int64_t> unit(search_.parties(), 1);
    const FoundDeals best = programme_leximin(search_, report.reference, unit);
    for (const FoundDeal& one : best.deals) {
      if (best.done && search_.exact()) report.leximin.push_back(point(search_, one, true, true));
    }
    study_.fairness = std::move(report);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const Programme& programme_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::unique_ptr<Solver> solver_;
  DealSearch search_;
};

}  // namespace

std::string study_programme(const Dispute& dispute, const Scenario& scenario,
                            const Conditions& conditions, const BargainingAsked& asked,
                            Budget& budget, BargainingStudy& study) {
  const ProgrammeOrWhy made = make_programme(dispute, scenario, study.bargainers, conditions);
  if (!made.programme) return made.why_not;
  Searches(dispute, scenario, conditions, *made.programme, asked, budget, study).run();
  return {};
}

}  // namespace detente
