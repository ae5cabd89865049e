// A good outcome of a sum over issues, by changing one issue and two as long as that helps.
//
// Answers: which outcome is worth comparing others with?
// Definition: what misses the floors by less is better, then what has more of the objective, then
//   the larger scaled sum.
// Shapes and units: utilities in billionths; places of choices in the order of the search.
// Cost: O(issues^2 choices^2 parties) per round, a few rounds.
// Checked by: sum_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_CLIMBER_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_CLIMBER_H_

#include <cstdint>
#include <vector>

#include "analysis/bargaining/sum_choices.h"

namespace detente {

bool meets(const std::vector<std::int64_t>& utility, const std::vector<std::int64_t>& floors);
double value_of(const std::vector<std::int64_t>& utility, const SumObjective& objective);
// The second least of the scaled gains; infinite where fewer than two are scaled.
double second_least(const std::vector<std::int64_t>& utility, const SumObjective& objective);

struct SumPosition {
  // What climbing compares: the shortfall under the floors first, then the objective, then the sum.
  struct Score {
    double short_of = 0, value = 0, sum = 0;
    bool operator>(const Score& other) const {
      if (short_of != other.short_of) return short_of < other.short_of;
      if (value != other.value) return value > other.value;
      return sum > other.sum;
    }
  };
  std::vector<std::size_t> at;  // [depth]: choice
  std::vector<std::int64_t> utility;
  Score score;
};

class SumClimber {
 public:
  // `order`: issues in the order of the search. All must outlive it.
  SumClimber(const SumChoices& choices, const std::vector<std::size_t>& order,
             const std::vector<std::int64_t>& floors, const SumObjective& objective)
      : choices_(choices), order_(order), floors_(floors), objective_(objective) {}

  // From the best outcome under these weights.
  SumPosition climb_from(const Multipliers& set) const;

 private:
  SumPosition::Score score(const std::vector<std::int64_t>& utility) const;
  void place(SumPosition& position, std::size_t i, std::size_t v) const;
  void climb(SumPosition& position) const;

  const SumChoices& choices_;
  const std::vector<std::size_t>& order_;
  const std::vector<std::int64_t>& floors_;
  const SumObjective& objective_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_CLIMBER_H_
