#include "analysis/bargaining/study_large.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_programme.h"
#include "analysis/bargaining/sum_frontier.h"

namespace detente {
namespace {

constexpr std::uint64_t kFrontierWork = 20'000'000'000;

class Sums {
 public:
  Sums(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
       const AdditiveOrWhy& form, const BargainingAsked& asked, Budget& budget,
       BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        form_(form),
        asked_(asked),
        budget_(budget),
        study_(study) {}

  void run() {
    study_.method = "sums over issues";
    study_.outcomes = form_.table ? form_.table->outcomes() : "0";
    study_.no_deal = conditions_.no_deal;
    if (form_.deals) deals_ = frontier(*form_.deals, true, study_.frontier);
    if (!form_.deals || (deals_ && deals_->points().empty())) study_.deals = "0";
    if (form_.table) {
      frontier(*form_.table, false, study_.table_frontier);
      std::set<Point> known;
      if (deals_) known.insert(deals_->points().begin(), deals_->points().end());
      for (DealPoint& point : study_.table_frontier.points)
        point.in_deals = known.count(point.utility) > 0;
    }
    if (deals_ && !deals_->points().empty()) {
      study_.ideal = deals_->points().front();
      for (const Point& point : deals_->points()) {
        for (std::size_t p = 0; p < point.size(); ++p)
          (*study_.ideal)[p] = std::max((*study_.ideal)[p], point[p]);
      }
    }
    if (!study_.deals) solutions();
    fairness();
  }

 private:
  std::optional<SumFrontier> frontier(const AdditiveForm& form, bool floors, DealList& list) {
    Budget own(std::min(kFrontierWork, budget_.limit()), &budget_);
    auto found = SumFrontier::make(form, floors, own);
    budget_.spend(own.spent());
    if (!found) {
      list.status = {"not_applicable",
                     fmt::format("there are more than {} efficient points, or building them takes "
                                 "more work than is allowed",
                                 SumFrontier::kMostPoints),
                     0};
      study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      return found;
    }
    for (std::size_t k = 0; k < found->points().size(); ++k)
      list.points.push_back(point(form, *found, k));
    return found;
  }
  DealPoint point(const AdditiveForm& form, const SumFrontier& from, std::size_t k) const {
    return {from.points()[k], from.count(k), from.outcomes(form, k, asked_.limit), true};
  }

  // Every solution is efficient among deals that are all at least as good as no-deal, so the
  // frontier is enough (docs/methods/bargaining.md).
  void solutions() {
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      if (id == "fallback") {
        row.status = {"not_applicable", "ranks need every deal listed", 0};
      } else if (!deals_) {
        row.status = {"not_applicable", "the frontier was not finished", 0};
      } else {
        const PlainProblem problem{deals_->points(), study_.no_deal, *study_.ideal,
                                   per_bargainer(asked_.weights, study_.bargainers),
                                   per_bargainer(asked_.powers, study_.bargainers)};
        if (const auto places = plain_solution(id, problem)) {
          for (const std::size_t k : *places) row.points.push_back(point(*form_.deals, *deals_, k));
        } else {
          row.status = {"not_applicable", "no deal is as good as no-deal for everybody", 0};
        }
      }
      study_.solutions.push_back(std::move(row));
    }
  }

  void fairness() {
    FairnessReport report;
    report.reference = study_.no_deal;
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      for (const auto& [who, changes] : asked_.references) {
        if (who != -1 && who != study_.bargainers[b]) continue;
        std::vector<int> options = scenario_.status_quo;
        for (const auto& [issue, option] : changes.options)
          options[static_cast<std::size_t>(issue)] = option;
        report.reference[b] = utility_at(
            dispute_, scenario_,
            conditions_.utility[static_cast<std::size_t>(study_.bargainers[b])], options);
      }
    }
    if (deals_ && !deals_->points().empty()) {
      const std::vector<std::int64_t> unit(study_.bargainers.size(), 1);
      for (const std::size_t k : leximin(deals_->points(), report.reference, unit))
        report.leximin.push_back(point(*form_.deals, *deals_, k));
      for (const SolutionRow& row : study_.solutions) {
        for (std::size_t k = 0; k < row.points.size(); ++k) {
          report.deals.push_back(
              {row.id,
               k,
               judge_deal(row.points[k].utility, study_.no_deal, *study_.ideal, report.reference),
               std::nullopt,
               {}});
        }
      }
    }
    study_.fairness = std::move(report);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const AdditiveOrWhy& form_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::optional<SumFrontier> deals_;
};

}  // namespace

Errors study_large(const Dispute& dispute, const Scenario& scenario,
                   const std::optional<Formula>& within, const BargainingAsked& asked,
                   const Errors& too_many, Budget& budget, BargainingStudy& study) {
  const auto conditions = conditions_of(dispute, scenario, study.bargainers, within);
  if (!conditions) return conditions.error();
  std::string why = conditions->why_not;
  if (conditions->conditions) {
    const AdditiveOrWhy form =
        additive_form(dispute, scenario, study.bargainers, *conditions->conditions);
    if (form.additive) {
      Sums(dispute, scenario, *conditions->conditions, form, asked, budget, study).run();
      add_adjusted_winner(dispute, scenario, within, study);
      return {};
    }
    why = study_programme(dispute, scenario, *conditions->conditions, asked, budget, study);
    if (why.empty()) return {};
    why = form.why_not + ", and " + why;
  }
  Errors errors = too_many;
  errors.front().hint =
      fmt::format("it is no sum over issues: {}; raise --max-outcomes, or leave issues out", why);
  return errors;
}

}  // namespace detente
