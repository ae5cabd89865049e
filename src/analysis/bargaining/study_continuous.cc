#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/mixtures.h"
#include "analysis/bargaining/study_explicit.h"

namespace detente {
namespace {

// Everything on the table of a dispute with mixtures; a reason if it cannot be worked out.
std::string solve(const Dispute& dispute, const Scenario& scenario,
                  const std::optional<Formula>& within, const BargainingAsked& asked,
                  const std::vector<std::string>& ids, Budget& budget, BargainingStudy& study) {
  const auto conditions = conditions_of(dispute, scenario, study.bargainers, within);
  if (!conditions) return conditions.error().front().message;
  if (!conditions->conditions) return conditions->why_not;
  const AdditiveOrWhy form =
      additive_form(dispute, scenario, study.bargainers, *conditions->conditions);
  if (!form.additive) return form.why_not;
  if (!form.deals) return "no option of some issue is left";
  MixtureProblem problem{*form.deals, {}, {}, {}, {}};
  for (std::size_t i = 0; i < form.deals->issues.size(); ++i) {
    const Issue& issue = dispute->issues[static_cast<std::size_t>(form.deals->issues[i])];
    const bool plain = form.deals->is_plain(i);
    problem.divisible.push_back(plain && issue.divisible ? 1 : 0);
    problem.ordered.push_back(issue.levels.empty() ? 0 : 1);
    if (plain) continue;
    for (const int k : form.deals->bundles[i].issues) {
      const Issue& tied = dispute->issues[static_cast<std::size_t>(k)];
      if (tied.divisible) return fmt::format("the divisible issue '{}' is tied to others", tied.id);
    }
  }
  const auto powers = per_bargainer(asked.powers, study.bargainers);
  const auto weights = per_bargainer(asked.weights, study.bargainers);
  for (std::size_t p = 0; p < study.bargainers.size(); ++p) {
    problem.power.push_back(powers[p].to_double());
    problem.weight.push_back(weights[p].to_double());
  }
  const Mixtures found = solve_mixtures(problem, ids, budget);
  for (const MixtureResult& result : found.solutions) {
    ContinuousRow row{result.id, {}, result.point.utility, {}};
    const MixedPoint& point = result.point;
    if (result.gap > 0) row.status = {"within_gap", result.why, result.gap};
    if (!result.why_not.empty()) row.status = {"not_applicable", result.why_not, 0};
    row.mixture.resize(dispute->issues.size());
    for (std::size_t i = 0; i < point.mixture.size(); ++i) {
      for (const auto& [place, part] : point.mixture[i]) {
        for (const auto& [issue, option] : form.deals->chosen(i, static_cast<std::size_t>(place)))
          row.mixture[static_cast<std::size_t>(issue)].emplace_back(option, part);
      }
    }
    study.continuous.push_back(std::move(row));
  }
  return found.why_not;
}

}  // namespace

void add_continuous(const Dispute& dispute, const Scenario& scenario,
                    const std::optional<Formula>& within, const BargainingAsked& asked,
                    Budget& budget, BargainingStudy& study) {
  const bool any =
      std::any_of(dispute->issues.begin(), dispute->issues.end(),
                  [&](const Issue& issue) { return issue.divisible && scenario.on(issue.toggle); });
  if (!any) return;
  std::vector<std::string> ids;
  for (const std::string& id : solution_ids()) {
    if (id != "fallback" && asks_for(asked, id)) ids.push_back(id);
  }
  const std::string why = solve(dispute, scenario, within, asked, ids, budget, study);
  if (why.empty()) return;
  study.continuous.clear();
  for (const std::string& id : ids)
    study.continuous.push_back({id, {"not_applicable", why, 0}, {}, {}});
}

}  // namespace detente
