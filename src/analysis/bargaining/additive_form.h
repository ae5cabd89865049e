// Whether a dispute comes down to a sum over issues, and the sum if it does.
//
// Answers: can the bargainers' utilities be added up issue by issue? Then fifty issues are as exact
//   as four.
// Definition: docs/methods/bargaining.md, "Additive problems". Conditions on one issue (of rules,
//   red lines, ratifiers and `within`) become filters of its options. Issues that a condition or a
//   statement ties together become one, whose options are the packages of theirs that pass, where
//   there are at most kMostPackages of these. Acceptance is a floor of each bargainer's sum.
// Shapes and units: [party][issue][option] in billionths, over the issues that have a choice left
//   and the options left; constants are part of the first issue's values.
// Cost: the size of the dispute; nothing is enumerated.
// Checked by: table_test.cc, and the explicit path on every dispute small enough.
#ifndef DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_
#define DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/conditions.h"

namespace detente {

// Issues tied together.
struct IssueBundle {
  std::vector<int> issues;                 // of the dispute; empty: a plain issue
  std::vector<std::vector<int>> packages;  // [place][issue of the bundle]: option of the dispute
};

struct AdditiveForm {
  static constexpr std::size_t kMostPackages = std::size_t{1} << 14U;

  std::vector<int> issues;                // of the dispute; the first one of a bundle; never empty
  std::vector<std::vector<int>> options;  // [issue]: of the dispute
  std::vector<std::vector<std::vector<std::int64_t>>> value;  // [bargainer][issue][option]
  std::vector<std::int64_t> no_deal, floor;                   // [bargainer]
  std::vector<int> rest;  // the status quo, for the issues without a choice: option per issue
  // [issue], or empty if all are plain. The options of a bundle are the places of its packages.
  std::vector<IssueBundle> bundles;

  bool is_plain(std::size_t issue) const {
    return bundles.empty() || bundles[issue].issues.empty();
  }

  // What an option stands for: issues of the dispute, and the option of each.
  std::vector<std::pair<int, int>> chosen(std::size_t issue, std::size_t place) const;
  // The outcome of the dispute that these choices (places in `options`) make.
  std::vector<int> outcome(std::span<const int> choice) const;
  // Whether an outcome of the dispute is one of these.
  bool has(std::span<const int> outcome) const;
  // Issues of the dispute that some outcome has elsewhere than this one, ascending.
  std::vector<int> changed_from(std::span<const int> outcome) const;
  // How many outcomes, in decimal digits.
  std::string outcomes() const;
};

struct AdditiveOrWhy {
  // The table A, with filters of the table alone, and the deals D: filters of both, and floors.
  // Empty with an empty why_not if no option of some issue is left: nothing is there.
  std::optional<AdditiveForm> table, deals;
  bool additive = false;
  std::string why_not;
};
// No bundle has more than `most_packages`.
AdditiveOrWhy additive_form(const Dispute& dispute, const Scenario& scenario,
                            const std::vector<int>& bargainers, const Conditions& conditions,
                            std::size_t most_packages = AdditiveForm::kMostPackages);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FORM_H_
