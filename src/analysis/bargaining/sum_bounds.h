// What bounds the branches of a search over sums from above: several sets of multipliers at once.
//
// Definition: dual_bound.h. Under each set a branch is bounded by what it has and the best of the
//   issues left; every option loses so much of that against the best one of its issue. For the
//   least gain, sets that leave one party out each bound the second least.
// Shapes: [depth] in the order of the search; objectives in the parties' own units.
// Checked by: sum_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_BOUNDS_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_BOUNDS_H_

#include <vector>

#include "analysis/bargaining/dual_bound.h"
#include "analysis/bargaining/sum_choices.h"

namespace detente {

class SumBounds {
 public:
  void add(Multipliers set) { sets_.push_back(std::move(set)); }
  // After all sets are added. `order`: issue at each depth.
  void prepare(const SumChoices& choices, const std::vector<std::size_t>& order);
  void prepare_second(const SumTable& table, const SumObjective& objective,
                      const SumChoices& choices, const std::vector<std::size_t>& order);

  std::size_t sets() const { return sets_.size(); }
  // The bound of everything under a set.
  double root(std::size_t set) const { return sets_[set].constant + rest_[set][0]; }
  // [choice * sets + set], at most 0: what a choice at this depth loses.
  const double* lost(std::size_t depth) const { return lost_[depth].data(); }

  bool has_second() const { return !second_sets_.empty(); }
  const std::vector<Multipliers>& second_sets() const { return second_sets_; }
  // No outcome below a branch of this depth, with these sums so far, has a larger second least
  // gain.
  double second(std::size_t depth, const std::vector<std::int64_t>& utility) const;

 private:
  std::vector<Multipliers> sets_, second_sets_;
  std::vector<std::vector<double>> lost_;                // [depth]
  std::vector<std::vector<double>> rest_, second_rest_;  // [set][depth]
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_BOUNDS_H_
