#include "analysis/bargaining/nash_of_sums.h"

#include <algorithm>

#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/sum_frontier.h"
#include "analysis/bargaining/sum_solutions.h"

namespace detente {
namespace {

constexpr std::size_t kMostPoints = 20'000;

NashOfSums on_frontier(const AdditiveForm& form, const SumFrontier& frontier,
                       std::vector<Decimal> weights, std::vector<Decimal> powers) {
  const std::vector<Point>& points = frontier.points();
  if (points.empty()) return {};
  Point ideal = points.front();
  for (const Point& point : points) {
    for (std::size_t p = 0; p < ideal.size(); ++p) ideal[p] = std::max(ideal[p], point[p]);
  }
  const auto best =
      plain_solution("nash", {points, form.no_deal, ideal, std::move(weights), std::move(powers)});
  if (!best || best->empty()) return {{}, {}, "no deal is as good as no-deal for everybody"};
  const std::size_t k = best->front();
  return {frontier.outcomes(form, k, 1).front(), points[k], {}};
}

}  // namespace

NashOfSums nash_of_sums(const AdditiveForm& form, const BargainingAsked& asked,
                        const std::vector<int>& bargainers, Budget& budget) {
  std::vector<Decimal> weights = per_bargainer(asked.weights, bargainers);
  std::vector<Decimal> powers = per_bargainer(asked.powers, bargainers);
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  Budget own(std::min(kNashWork, left), &budget);
  NashOfSums out;
  if (const auto frontier = SumFrontier::make(form, true, own, kMostPoints)) {
    out = on_frontier(form, *frontier, std::move(weights), std::move(powers));
  } else {
    SumSolver solver(form, std::move(weights), std::move(powers), 1, own);
    if (solver.deals() == SumSolver::Deals::kSome) {
      const SumSolution found = solver.solve("nash");
      if (!found.why_not.empty() || !found.exact || found.points.empty()) {
        out.why_not = found.why_not.empty() ? "the search was ended at the work that it may take"
                                            : found.why_not;
      } else {
        out = {
            form.outcome(found.points.front().choices.front()), found.points.front().utility, {}};
      }
    } else if (solver.deals() == SumSolver::Deals::kUnknown) {
      out.why_not = "the search was ended at the work that it may take";
    }
  }
  budget.spend(own.spent());
  return out;
}

std::vector<int> some_deal(const AdditiveForm& form, Budget& budget) {
  const std::vector<Decimal> ones(form.value.size(), Decimal::from_units(Decimal::kOne));
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  Budget own(std::min(kNashWork, left), &budget);
  SumSolver solver(form, ones, ones, 1, own);
  std::vector<int> out;
  if (solver.deals() == SumSolver::Deals::kSome) {
    const SumSolution found = solver.solve("utilitarian");
    if (!found.points.empty()) out = form.outcome(found.points.front().choices.front());
  }
  budget.spend(own.spent());
  return out;
}

}  // namespace detente
