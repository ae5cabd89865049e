// What makes an outcome belong to the table and to the deals, said without listing outcomes.
//
// Answers: which formulas, sums and quotas decide about a dispute too large to enumerate?
// Definition: those of table.h. An issue that the bargainers control can take any option (a one-way
//   issue from its status quo on), every other one stays at the status quo; `table` conditions
//   must hold in A, `deals` conditions as well in D.
// Deviates: order constraints are not expressed (which outcomes they let through is a question of
//   reach); why_not says so.
// Units: utilities in billionths.
// Cost: the size of the dispute.
// Checked by: conditions_test.cc, against table.h on disputes that can be enumerated.
#ifndef DETENTE_ANALYSIS_BARGAINING_CONDITIONS_H_
#define DETENTE_ANALYSIS_BARGAINING_CONDITIONS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dispute/dispute.h"
#include "space/scenario.h"

namespace detente {

// Whose condition it is, among those of the deals.
struct Origin {
  int party = -1;                    // the bargainer
  int red_line = -1, ratifier = -1;  // the statement, or the ratifier
};
struct Condition {
  Formula formula;
  bool holds = true;  // false: the formula must not hold
  Origin origin;
};
// A party's utility: constant + the units of the formulas that hold + those of the options chosen.
struct UtilitySum {
  std::int64_t constant = 0;
  std::vector<std::pair<Formula, std::int64_t>> terms;
  std::vector<std::vector<std::int64_t>> values;  // [issue][option], may be empty
};
// Where `asked` holds (empty: always): the party's utility is at least `least`, or one of the
// formulas in `instead` does not hold (a red line that its no-deal breaks and this outcome does
// not).
struct FloorCondition {
  int party = -1;
  Formula asked;
  std::int64_t least = 0;
  std::vector<Formula> instead;
  Origin origin;  // of a ratifier that judges by its own interests
};
// Where `asked` holds, the shares whose formula holds add up to the quota.
struct QuotaCondition {
  Formula asked;
  std::vector<std::pair<Formula, std::int64_t>> shares;
  std::int64_t quota = 0;
  Origin origin;
};

// A ratifier that judges by a bargainer's own acceptance: that is asked of every deal anyway, so it
// is no condition of its own.
struct PartnerRatifier {
  int ratifier = -1, judge = -1;  // the bargainer's party
  Formula asked;
};

struct Conditions {
  std::vector<std::vector<int>> options;  // [issue]: those the bargainers can bring about
  std::vector<Condition> table, deals;
  std::vector<FloorCondition> floors;  // bargainers first, in their order; then asked parties
  std::vector<QuotaCondition> quotas;
  std::vector<UtilitySum> utility;    // [party of the dispute]; empty sums for ordinal parties
  std::vector<std::int64_t> no_deal;  // [bargainer]
  std::vector<PartnerRatifier> partners;
};

struct ConditionsOrWhy {
  std::optional<Conditions> conditions;
  std::string why_not;  // in words, if there are none
};
// Errors: kModel if a rule makes the status quo or a no-deal impossible (as World::make).
Result<ConditionsOrWhy> conditions_of(const Dispute& dispute, const Scenario& scenario,
                                      const std::vector<int>& bargainers,
                                      const std::optional<Formula>& within);

// The truth of a formula, and a party's utility, at one outcome.
bool holds_at(const Dispute& dispute, const Scenario& scenario, const Formula& formula,
              std::span<const int> outcome);
std::int64_t utility_at(const Dispute& dispute, const Scenario& scenario, const UtilitySum& sum,
                        std::span<const int> outcome);
// Does an outcome satisfy the conditions of A; of A and D?
bool on_table(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
              std::span<const int> outcome);
bool is_deal(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
             std::span<const int> outcome);
// Does each of these conditions hold at an outcome?
bool meets_floor(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
                 const FloorCondition& floor, std::span<const int> outcome);
bool meets_quota(const Dispute& dispute, const Scenario& scenario, const QuotaCondition& quota,
                 std::span<const int> outcome);
// The ratifiers of bargainers that are there, ascending.
std::vector<int> ratifiers_of(const Dispute& dispute, const Scenario& scenario,
                              const std::vector<int>& bargainers);
// The issues that a formula depends on by name, through propositions too (sorted).
std::vector<int> issues_in(const Dispute& dispute, const Formula& formula);
// The part of a formula below one of its nodes.
Formula part_of(const Formula& formula, int node);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_CONDITIONS_H_
