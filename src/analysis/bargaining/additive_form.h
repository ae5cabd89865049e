// Whether a dispute comes down to a sum over issues, and the sum if it does.
//
// Answers: can the bargainers' utilities be added up issue by issue, with nothing that ties issues
//   together? Then fifty issues are as exact as four.
// Definition: docs/methods/bargaining.md, "Additive problems". Values tables, and weights each of
//   whose statements speaks of one issue; rules, red lines, ratifiers and `within` that are
//   conjunctions of conditions on one issue each become filters of its options; acceptance is a
//   floor of each bargainer's sum.
// Shapes and units: [party][issue][option] in billionths, over the issues that have a choice left
//   and the options left; constants are part of the first issue's values.
// Cost: the size of the dispute; nothing is enumerated.
// Checked by: additive_form_test.cc, and the explicit path on every dispute small enough.
#ifndef DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_
#define DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/conditions.h"

namespace detente {

struct AdditiveForm {
  std::vector<int> issues;                                    // of the dispute; never empty
  std::vector<std::vector<int>> options;                      // [issue]: of the dispute
  std::vector<std::vector<std::vector<std::int64_t>>> value;  // [bargainer][issue][option]
  std::vector<std::int64_t> no_deal, floor;                   // [bargainer]
  std::vector<int> rest;  // the status quo, for the issues without a choice: option per issue

  // The outcome of the dispute that these choices (places in `options`) make.
  std::vector<int> outcome(std::span<const int> choice) const;
  // How many outcomes, in decimal digits.
  std::string outcomes() const;
};

struct AdditiveOrWhy {
  // The table A, with filters of the table alone, and the deals D: filters of both, and floors.
  // `deals` is empty with an empty why_not if no option of some issue is left: there is no deal.
  std::optional<AdditiveForm> table, deals;
  bool additive = false;
  std::string why_not;
};
AdditiveOrWhy additive_form(const Dispute& dispute, const Scenario& scenario,
                            const std::vector<int>& bargainers, const Conditions& conditions);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_
