#include "analysis/bargaining/study_large.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "analysis/bargaining/linkage_counted.h"
#include "analysis/bargaining/linkage_sample.h"
#include "analysis/bargaining/linkage_unlisted.h"
#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_fallback.h"
#include "analysis/bargaining/sum_count.h"
#include "analysis/bargaining/sum_frontier.h"
#include "analysis/bargaining/sum_solutions.h"
#include "analysis/bargaining/zone_count.h"

namespace detente {
namespace {

// The work that a frontier may take: of two or three parties it is worth much;
// of more it is seldom finished, and the solutions can be had without it.
constexpr std::uint64_t kFrontierWork = 20'000'000'000, kFrontierWorkOfMany = 50'000'000;
constexpr std::size_t kMany = 4;
constexpr std::uint64_t kCountWork = 300'000'000;  // steps of partial sums
constexpr std::uint64_t kFallbackWork = 1'000'000'000;

class Sums {
 public:
  Sums(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
       const AdditiveOrWhy& form, std::size_t most_packages, const BargainingAsked& asked,
       Budget& budget, BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        form_(form),
        most_packages_(most_packages),
        asked_(asked),
        budget_(budget),
        study_(study) {}

  void run() {
    study_.method = "sums over issues";
    study_.outcomes = form_.table ? form_.table->outcomes() : "0";
    study_.no_deal = conditions_.no_deal;
    count();
    if (form_.deals) deals_ = frontier(*form_.deals, true, study_.frontier);
    const bool none = !form_.deals || (deals_ && deals_->points().empty());
    if (none) study_.deals = "0";
    if (form_.table) {
      frontier(*form_.table, false, study_.table_frontier);
      std::set<Point> known;
      for (const DealPoint& point : study_.frontier.points) known.insert(point.utility);
      for (DealPoint& point : study_.table_frontier.points)
        point.in_deals = known.count(point.utility) > 0 || (!deals_ && any_is_deal(point));
    }
    if (deals_ && !deals_->points().empty()) {
      study_.ideal = deals_->points().front();
      for (const Point& point : deals_->points()) {
        for (std::size_t p = 0; p < point.size(); ++p)
          (*study_.ideal)[p] = std::max((*study_.ideal)[p], point[p]);
      }
    }
    if (form_.deals && !deals_) ask_solver();
    if (!none && (!study_.deals || *study_.deals != "0")) solutions();
    fairness();
  }

 private:
  // Counts what can be counted within its part of the work.
  void count() {
    Budget own(std::min(kCountWork, left()), &budget_);
    study_.zone =
        count_zone(dispute_, scenario_, study_.bargainers, conditions_, most_packages_, own);
    budget_.spend(own.spent());
    if (study_.zone->deals.known()) study_.deals = study_.zone->deals.digits();
    if (form_.table && !study_.zone->why.empty())
      add_zone_sample(dispute_, scenario_, conditions_, &*form_.table, asked_, budget_, study_);
  }
  std::optional<SumFrontier> frontier(const AdditiveForm& form, bool floors, DealList& list) {
    const bool many = study_.bargainers.size() >= kMany;
    Budget own(std::min(many ? kFrontierWorkOfMany : kFrontierWork, left()), &budget_);
    auto found = SumFrontier::make(
        form, floors, own, many ? SumFrontier::kMostPointsOfMany : SumFrontier::kMostPoints,
        many ? SumFrontier::kThinPointsOfMany : SumFrontier::kThinPoints);
    budget_.spend(own.spent());
    if (!found) {
      list.status = {"not_applicable",
                     fmt::format("there are more than {} efficient points, or building them takes "
                                 "more work than is allowed",
                                 SumFrontier::kMostPoints),
                     0};
      if (budget_.cancelled()) study_.stopped = StopReason::kCancelled;
      return found;
    }
    for (std::size_t k = 0; k < found->points().size(); ++k)
      list.points.push_back(point(form, *found, k));
    if (found->exact()) return found;
    list.status = within_gap(*found, floors);
    return std::nullopt;  // not good enough to find solutions on
  }
  Status within_gap(const SumFrontier& found, bool floors) const {
    const auto most = std::max_element(found.gap().begin(), found.gap().end());
    const std::string first =
        dispute_->parties[static_cast<std::size_t>(study_.bargainers.front())].id;
    return {
        "within_gap",
        fmt::format("there are too many efficient points: for every {} "
                    "there is a listed one "
                    "at which '{}' has at least as much and no other party "
                    "loses more than "
                    "the gap; counts are at least what is listed",
                    floors ? "deal that clears every party's floor by the gap" : "outcome", first),
        Decimal::from_units(*most).to_double()};
  }
  DealPoint point(const AdditiveForm& form, const SumFrontier& from, std::size_t k) const {
    return {from.points()[k], from.count(k), from.outcomes(form, k, asked_.limit), true};
  }

  // Whether one of the outcomes listed behind a point is a deal.
  bool any_is_deal(const DealPoint& point) const {
    if (!form_.deals) return false;
    const AdditiveForm& form = *form_.deals;
    for (std::size_t p = 0; p < point.utility.size(); ++p) {
      if (point.utility[p] < form.floor[p]) return false;
    }
    return std::any_of(point.deals.begin(), point.deals.end(),
                       [&](const auto& outcome) { return form.has(outcome); });
  }

  // Every solution is efficient among deals that are all at least as good as
  // no-deal, so the frontier is enough (docs/methods/bargaining.md).
  void solutions() {
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      if (id == "fallback") {
        fallback();
        continue;
      }
      SolutionRow row;
      row.id = id;
      if (!deals_) {
        search(row);
      } else {
        const PlainProblem problem{deals_->points(), study_.no_deal, *study_.ideal,
                                   per_bargainer(asked_.weights, study_.bargainers),
                                   per_bargainer(asked_.powers, study_.bargainers)};
        if (const auto places = plain_solution(id, problem)) {
          for (const std::size_t k : *places) row.points.push_back(point(*form_.deals, *deals_, k));
          if (id == "nash") add_nash_rates(asked_, row, study_);
        } else {
          row.status = {"not_applicable", "no deal is as good as no-deal for everybody", 0};
        }
      }
      study_.solutions.push_back(std::move(row));
    }
  }

  void fallback() {
    Budget own(std::min(kFallbackWork, left()), &budget_);
    const Fallbacks found =
        sum_fallback(*form_.deals, deals_ ? &deals_->points() : nullptr, {1, asked_.threads}, own);
    budget_.spend(own.spent());
    add_fallback_rows(found, study_, [&](const FallbackRow& from, SolutionRow& row) {
      for (const std::size_t place : from.efficient)
        row.points.push_back(point(*form_.deals, *deals_, place));
      if (from.deal) {
        row.points.push_back(
            {from.deal->utility, "unknown", {form_.deals->outcome(from.deal->choice)}, true});
      }
    });
  }
  std::uint64_t left() const {
    return budget_.limit() - std::min(budget_.limit(), budget_.spent());
  }

  // Without the frontier.
  void search(SolutionRow& row) {
    SumSolution found = solver_->solve(row.id);
    if (!found.why_not.empty()) {
      row.status = {"not_applicable", found.why_not, 0};
      return;
    }
    if (!found.exact) {
      study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      row.status = {"within_gap", "the search was ended at the work that it may take",
                    std::max(0.0, found.gap)};
    }
    for (SumSolution::Found& point : found.points) {
      DealPoint deal{std::move(point.utility), std::to_string(point.count), {}, true};
      for (const auto& choice : point.choices) deal.deals.push_back(form_.deals->outcome(choice));
      row.points.push_back(std::move(deal));
    }
    const auto some = std::find_if(found.multipliers.begin(), found.multipliers.end(),
                                   [](double weight) { return weight > 0; });
    if (some == found.multipliers.end() || row.id == "utilitarian") return;
    RateRow rates{row.id, found.multipliers};
    const double first = *some;
    for (double& weight : rates.multiplier) weight /= first;
    study_.rates.push_back(std::move(rates));
  }
  // Whether there is a deal at all, and what each could have at best.
  void ask_solver() {
    solver_.emplace(*form_.deals, per_bargainer(asked_.weights, study_.bargainers),
                    per_bargainer(asked_.powers, study_.bargainers), asked_.limit, budget_);
    if (solver_->deals() == SumSolver::Deals::kNone) study_.deals = "0";
    if (solver_->deals() == SumSolver::Deals::kSome) study_.ideal = solver_->ideal();
  }

  void fairness() {
    FairnessReport report;
    report.reference = reference_points(dispute_, scenario_, conditions_, asked_, study_);
    if (form_.deals && study_.zone->deals.known()) {
      AdditiveForm safe = *form_.deals;
      std::vector<std::size_t> who(safe.floor.size());
      std::iota(who.begin(), who.end(), std::size_t{0});
      for (const std::size_t b : who) safe.floor[b] = std::max(safe.floor[b], report.reference[b]);
      Budget own(kCountWork, &budget_);
      if (const auto count = count_sums(safe, who, own))
        report.no_loser_deals = Count::of_digits(count->str());
      budget_.spend(own.spent());
    } else if (!form_.deals) {
      report.no_loser_deals = Count(std::size_t{0});
    }
    if (deals_ && !deals_->points().empty()) {
      const std::vector<std::int64_t> unit(study_.bargainers.size(), 1);
      for (const std::size_t k : leximin(deals_->points(), report.reference, unit))
        report.leximin.push_back(point(*form_.deals, *deals_, k));
    }
    if (study_.ideal) judge_solutions(study_, report);
    study_.fairness = std::move(report);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const AdditiveOrWhy& form_;
  std::size_t most_packages_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::optional<SumFrontier> deals_;
  std::optional<SumSolver> solver_;  // where the frontier was not finished
};

}  // namespace

std::string solve_sums(const Dispute& dispute, const Scenario& scenario,
                       const std::optional<Formula>& within, const Conditions& conditions,
                       const BargainingAsked& asked, std::size_t most_packages, Budget& budget,
                       BargainingStudy& study) {
  const AdditiveOrWhy form =
      additive_form(dispute, scenario, study.bargainers, conditions, most_packages);
  if (!form.additive) return form.why_not;
  Sums(dispute, scenario, conditions, form, most_packages, asked, budget, study).run();
  add_adjusted_winner(dispute, scenario, within, study);
  add_unlisted_linkage(dispute, scenario, conditions, asked, study);
  add_counted_linkage(dispute, scenario, within, conditions, most_packages, asked, budget, study);
  if (form.table) {
    EffectSampleAsked how;
    how.threads = asked.threads;
    add_sampled_effects(dispute, scenario, within, conditions, &*form.table, how, budget, study);
  }
  return {};
}

bool study_sums(const Dispute& dispute, const Scenario& scenario,
                const std::optional<Formula>& within, const BargainingAsked& asked, Budget& budget,
                BargainingStudy& study) {
  const auto found = conditions_of(dispute, scenario, study.bargainers, within);
  return found && found->conditions &&
         solve_sums(dispute, scenario, within, *found->conditions, asked, 1, budget, study).empty();
}

}  // namespace detente
