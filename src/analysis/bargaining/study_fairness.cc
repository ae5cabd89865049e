#include <algorithm>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/study_explicit.h"

namespace detente {
namespace {

// What a deal is worth to a side in points of 100: each issue against the option that is best for
// the other side.
std::vector<Fraction> points_of(const AdditiveForm& form, const AdjustedWinner& division,
                                const std::vector<int>& deal) {
  std::vector<Fraction> out;
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    Int128 mine = 0, all = 0;
    for (const ContestedIssue& row : division.issues) {
      const auto& value = form.value[side][row.issue];
      const auto at = static_cast<std::size_t>(
          std::find(form.options[row.issue].begin(), form.options[row.issue].end(),
                    deal[static_cast<std::size_t>(form.issues[row.issue])]) -
          form.options[row.issue].begin());
      const std::int64_t theirs = value[static_cast<std::size_t>(row.best[1 - side])];
      all += static_cast<Int128>(value[static_cast<std::size_t>(row.best[side])]) - theirs;
      mine += static_cast<Int128>(value[at]) - theirs;
    }
    out.push_back(Fraction::of(mine, all) * Fraction(100));
  }
  return out;
}

}  // namespace

std::vector<std::int64_t> reference_points(const Dispute& dispute, const Scenario& scenario,
                                           const Conditions& conditions,
                                           const BargainingAsked& asked,
                                           const BargainingStudy& study) {
  std::vector<std::int64_t> out = study.no_deal;
  for (std::size_t b = 0; b < study.bargainers.size(); ++b) {
    for (const auto& [who, changes] : asked.references) {
      if (who != -1 && who != study.bargainers[b]) continue;
      std::vector<int> options = scenario.status_quo;
      for (const auto& [issue, option] : changes.options)
        options[static_cast<std::size_t>(issue)] = option;
      out[b] =
          utility_at(dispute, scenario,
                     conditions.utility[static_cast<std::size_t>(study.bargainers[b])], options);
    }
  }
  return out;
}

void judge_solutions(const BargainingStudy& study, FairnessReport& report) {
  for (const SolutionRow& row : study.solutions) {
    if (row.quota > 0) continue;
    for (std::size_t k = 0; k < row.points.size(); ++k) {
      report.deals.push_back(
          {row.id,
           k,
           judge_deal(row.points[k].utility, study.no_deal, *study.ideal, report.reference),
           std::nullopt,
           {}});
    }
  }
}

void add_adjusted_winner(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, BargainingStudy& study) {
  FairnessReport& report = *study.fairness;
  std::string& why = report.why_no_adjusted_winner;
  if (study.bargainers.size() != 2) {
    why = "it is defined for two parties";
    return;
  }
  const auto conditions = conditions_of(dispute, scenario, study.bargainers, within);
  if (!conditions || !conditions->conditions) {
    why = conditions ? conditions->why_not : conditions.error().front().message;
    return;
  }
  const AdditiveOrWhy form =
      additive_form(dispute, scenario, study.bargainers, *conditions->conditions);
  if (!form.table) {
    why = form.why_not.empty() ? "nothing is on the table" : form.why_not;
    return;
  }
  for (std::size_t i = 0; i < form.table->issues.size(); ++i) {
    if (form.table->is_plain(i)) continue;
    why = "some issues are tied together, so that they cannot go to one side each";
    return;
  }
  report.adjusted_winner = adjusted_winner(form.table->value);
  if (!report.adjusted_winner) {
    why = "a side is indifferent between all options, or the numbers are too long to be exact";
    return;
  }
  report.adjusted_issues = form.table->issues;
  report.adjusted_options = form.table->options;
  bool fits = true;
  for (DealVerdict& verdict : report.deals) {
    const auto row = std::find_if(study.solutions.begin(), study.solutions.end(),
                                  [&](const SolutionRow& one) { return one.id == verdict.id; });
    const auto& deal = row->points[verdict.point].deals.front();
    verdict.points = points_of(*form.table, *report.adjusted_winner, deal);
    verdict.envy_free = true;
    for (const Fraction& one : verdict.points)
      verdict.envy_free = *verdict.envy_free && compare(one, Fraction(50), &fits) >= 0;
  }
}

}  // namespace detente
