// What a search over sums chooses from: the options of each issue that can be best.
//
// Answers: which options does no other one of the issue make needless?
// Definition: an option goes if another gives every party at least as much and one more; options
//   that give everybody the same are one choice.
// Shapes and units: [issue][choice]; values in billionths.
// Checked by: sum_solutions_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_CHOICES_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_CHOICES_H_

#include <cstdint>
#include <vector>

#include "analysis/bargaining/dual_bound.h"

namespace detente {

// [party][issue][option] in billionths: the numbers of an AdditiveForm.
using SumValues = std::vector<std::vector<std::vector<std::int64_t>>>;

// An option, or several that give everybody the same.
struct SumChoice {
  std::vector<std::int64_t> value;  // [party]
  std::vector<int> options;
};
using SumChoices = std::vector<std::vector<SumChoice>>;  // [issue]

SumChoices undominated_choices(const SumValues& values);

// What a choice counts under these multipliers, in the parties' own units.
double weighted(const Multipliers& multipliers, const SumChoice& choice);

// Is a floor beyond what an issue-by-issue best can give?
bool beyond_reach(const SumChoices& choices, const std::vector<std::int64_t>& floors);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_CHOICES_H_
