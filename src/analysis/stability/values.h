// One number per outcome, as the concepts of stability compare them: ranks, or -1 where an outcome
// is infeasible.
#ifndef DETENTE_ANALYSIS_STABILITY_VALUES_H_
#define DETENTE_ANALYSIS_STABILITY_VALUES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "space/space.h"

namespace detente {

using Values = std::vector<std::int32_t>;

// For every outcome s the largest value over s and the outcomes that the mover can go to from s.
// Cost: one pass per issue of the mover in option form without order constraints; otherwise one
// look at every move.
Values best_by_own_moves(const Space& space, std::size_t mover, Values values);

// Along issues, for every outcome: the least value over all their options, or, of those that are
// one-way, over the options from here on.
void spread_minimum(Values& values, std::span<const Place> places);

// Outcomes by rising value, some at a time: floods often need no more than the first, or few of the
// rest.
class Ascending {
 public:
  // `values` must outlive this and not change.
  Ascending(const Values& values, const Bitset& feasible);
  // The next outcomes of `open`, none of a higher value than those to come; empty at the end.
  // `open` may shrink from call to call; the last call takes what is left in it.
  const std::vector<Outcome>& next(const Bitset& open);

 private:
  void sort(std::int64_t low, std::int64_t high);  // the batch: values from low to below high

  const Values& values_;
  std::int32_t most_ = 0;
  std::uint32_t shift_ = 0, bucket_ = 0;
  std::vector<std::uint32_t> counts_;  // per bucket of 2^shift values
  std::vector<Outcome> batch_, sorted_;
  int fills_ = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_VALUES_H_
