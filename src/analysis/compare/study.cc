#include "analysis/compare/study.h"

#include "base/parallel.h"
#include "space/world.h"

namespace detente {
namespace {

Result<ComparedSide> side_of(const Dispute& dispute, const Scenario& scenario,
                             std::uint64_t most_outcomes, Budget& budget) {
  const auto world = World::make(dispute, scenario, most_outcomes);
  if (!world) return tl::unexpected(world.error());
  ComparedSide out;
  out.file = dispute->file;
  out.title = dispute->title;
  out.case_id = dispute->cases[static_cast<std::size_t>(scenario.case_index)].id;
  out.outcomes = world->feasible().count();
  out.in_compromise = world->compromise().count();
  out.survivors = count_survivors(*world, budget);
  return out;
}

std::optional<Survivors> survivors_of(const Dispute& dispute, const Scenario& scenario,
                                      std::uint64_t most_outcomes, Budget& budget) {
  const auto world = World::make(dispute, scenario, most_outcomes);
  if (!world) return std::nullopt;
  return count_survivors(*world, budget);
}

}  // namespace

Result<ComparisonStudy> study_comparison(const Dispute& a, int case_a, const Dispute& b, int case_b,
                                         const CompareOptions& options, Budget& budget) {
  const Scenario first = make_scenario(a, case_a, options.first);
  const Scenario second = make_scenario(b, case_b, options.second);
  ComparisonStudy study;
  auto one = side_of(a, first, options.most_outcomes, budget);
  if (!one) return tl::unexpected(one.error());
  study.first = std::move(*one);
  auto other = side_of(b, second, options.most_outcomes, budget);
  if (!other) return tl::unexpected(other.error());
  study.second = std::move(*other);

  const Combined combined = combine(a, first, b, second);
  study.obstacles = combined.obstacles;
  study.swaps.resize(combined.differences.size());
  for (std::size_t k = 0; k < study.swaps.size(); ++k)
    study.swaps[k].difference = combined.differences[k];
  if (study.obstacles.empty()) {
    parallel_for(2 * study.swaps.size(), options.threads, [&](std::size_t k) {
      if (budget.exhausted() || budget.cancelled()) return;  // nobody will use what is found
      Swap& swap = study.swaps[k / 2];
      const bool to_second = k % 2 == 0;
      if (swap.difference.worlds_only) {
        (to_second ? swap.first : swap.second) = (to_second ? study.first : study.second).survivors;
        return;
      }
      const Scenario& from = to_second ? combined.first : combined.second;
      const Scenario& to = to_second ? combined.second : combined.first;
      (to_second ? swap.first : swap.second) =
          survivors_of(combined.dispute.front(), with_difference(from, to, swap.difference),
                       options.most_outcomes, budget);
    });
  }
  if (budget.cancelled() || budget.exhausted()) {
    study.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    study.swaps.clear();
  }
  return study;
}

}  // namespace detente
