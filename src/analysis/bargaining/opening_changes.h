// The single changes that might open an empty zone, where outcomes are not listed.
//
// Answers: which other quota, issue, consent or ratifier not asked makes a deal?
// Definition: two_level.h. Every change makes other conditions (conditions.h); whether there is a
//   deal under them is for the caller to find out.
// Method: the best support for a quota is the highest sum of segments' shares at which there is a
//   deal; a lower one is never harder to reach, so it is found by halving.
// Cost: one question per change, about log2 of the levels of support for a quota.
// Checked by: linkage_counted_test.cc, two_level_searched_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_OPENING_CHANGES_H_
#define DETENTE_ANALYSIS_BARGAINING_OPENING_CHANGES_H_

#include <functional>
#include <string>
#include <vector>

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/two_level.h"

namespace detente {

constexpr std::size_t kMostSupportLevels = 100'000;

enum class DealThere { kYes, kNo, kUnknown };
// Whether there is a deal; if so, the row gets their number, if that is known, and an example.
using AskForDeal =
    std::function<DealThere(const Scenario&, const Conditions&, Opening& row, std::string& why)>;

struct OpeningsFound {
  std::vector<Opening> openings;  // cheapest first
  std::string why;                // what was not looked for, or not found out
};
// Requires that there is no deal.
OpeningsFound find_openings(const Dispute& dispute, const Scenario& scenario,
                            const std::vector<int>& bargainers,
                            const std::optional<Formula>& within, const Conditions& conditions,
                            const AskForDeal& ask);

// All conditions but those of the ratifiers that `left_out` names.
Conditions without_ratifiers(const Conditions& conditions,
                             const std::function<bool(int ratifier)>& left_out);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_OPENING_CHANGES_H_
