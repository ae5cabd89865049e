// Two-level games: what the ratifiers let pass, what would open an empty intersection, and what a
// smaller win-set does to the deal.
//
// Definition: docs/methods/bargaining.md, "Two levels". Win-set of a bargainer: the outcomes of A
//   that are ratified for it. If outcomes are accepted by all and none of them is ratified for all,
//   openings are the single changes that make a deal: a lower quota (or as large a shift of
//   opinion), an inactive issue brought in, an outside party's consent, a ratifier not asked; if no
//   single ratifier is enough, pairs of ratifiers.
// Source: Putnam 1988; Schelling 1960, chapter 2 (a side that can bind itself gains).
// Shapes and units: counts of outcomes; quotas in billionths of the respondents.
// Cost: O(ratifiers * outcomes / 64); one world per inactive issue.
// Checked by: tests/oracle/linkage.py, study_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_H_
#define DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_H_

#include "analysis/bargaining/linkage.h"

namespace detente {

struct WinSet {
  int party = -1;
  Count outcomes;                                  // ratified, of A
  std::vector<std::pair<int, Count>> by_ratifier;  // ratifier, outcomes it lets pass
};
enum class OpeningKind { kQuota, kIssue, kConsent, kRatifier, kRatifiers };
struct Opening {
  OpeningKind kind = OpeningKind::kQuota;
  std::vector<int> ids;           // ratifiers, the issue or the party
  std::int64_t from = 0, to = 0;  // kQuota: the quota and the best support, billionths
  Count deals;                    // how many deals it opens
  std::vector<int> example;       // options of one of them
};
// The Nash deal with all ratifiers, and with one bargainer's ratifiers not asked.
struct BindingEffect {
  int party = -1;
  std::optional<std::vector<int>> with, without;            // option per issue; empty: no deal
  std::vector<std::int64_t> utility_with, utility_without;  // per bargainer
};
struct TwoLevel {
  std::vector<WinSet> win_sets;  // of bargainers with ratifiers
  Count ratified_for_all;
  std::vector<Opening> openings;      // cheapest first: quotas, issues, consents, ratifiers
  std::vector<int> issues_not_tried;  // inactive ones whose outcomes are too many to list
  std::vector<BindingEffect> binding;
  std::string why_no_openings;  // why not all openings were looked for
  std::string why_no_binding;   // why some effects of binding are not known
};

// `choose`: the Nash solution; null if it does not apply. `within`: as for the table.
TwoLevel find_two_level(const World& world, const BargainingTable& table,
                        const std::vector<PartyUtility>& utilities,
                        const std::optional<Formula>& within, const Chooser* choose);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TWO_LEVEL_H_
