// One Nash deal of a sum over issues, or just any deal.
//
// Answers: what would the Nash deal be under these conditions, when no list of all ties is needed?
// Method: the frontier where it is small, else a search (sum_solutions.h).
// Cost: that of either, within kNashWork.
// Checked by: linkage_counted_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_NASH_OF_SUMS_H_
#define DETENTE_ANALYSIS_BARGAINING_NASH_OF_SUMS_H_

#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/study.h"

namespace detente {

constexpr std::uint64_t kNashWork = 50'000'000;

struct NashOfSums {
  std::vector<int> outcome;  // option per issue; empty: no deal, or not known
  Point utility;             // per bargainer, in billionths
  std::string why_not;       // if it is not known
};
NashOfSums nash_of_sums(const AdditiveForm& form, const BargainingAsked& asked,
                        const std::vector<int>& bargainers, Budget& budget);

// A deal; empty if there is none, or if none was found within the budget.
std::vector<int> some_deal(const AdditiveForm& form, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_NASH_OF_SUMS_H_
