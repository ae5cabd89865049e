// What would have to change, for one case.
//
// Answers: which value of one factor, which smallest change of several, which sets of things gone
//   or parties brought along, and which change of one party's priorities or weights make a wanted
//   verdict hold; what the verdict is over two factors.
// Definition: docs/methods/conditions.md, and the header of each part.
#ifndef DETENTE_ANALYSIS_CONDITIONS_STUDY_H_
#define DETENTE_ANALYSIS_CONDITIONS_STUDY_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <utility>

#include "analysis/conditions/factor_map.h"
#include "analysis/conditions/preference_changes.h"
#include "analysis/conditions/removal_sets.h"
#include "analysis/conditions/smallest_change.h"
#include "analysis/measure/measure.h"
#include "report/document.h"

namespace detente {

struct ConditionsOptions {
  Changes changes;
  Measure measure;
  Verdict want = kReady;  // of another measure than the ladder: that it holds; 0: that it fails
  bool thresholds = true, change = true, removals = true, preferences = true;
  int largest_set = 3;
  SmallestChangeOptions smallest;
  std::optional<std::pair<int, int>> map;  // two factors
  FactorMapOptions map_options;
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;  // may be empty
};

struct ConditionsStudy {
  int case_index = 0;
  Measure measure;
  Verdict want = kReady, verdict = 0;
  std::size_t passing = 0;  // outcomes that pass another measure than the ladder
  bool holds = false;       // already; then only thresholds and the map are worked out
  std::vector<FactorThresholds> thresholds;
  std::optional<SmallestChange> change;
  std::optional<RemovalSets> removals;
  std::optional<PreferenceChanges> preferences;
  std::optional<FactorMap> map;
  std::uint64_t ladders = 0;
  StopReason stopped = StopReason::kDone;

  // Is that verdict what is wanted?
  bool does_it(Verdict found) const { return want == 0 ? found == 0 : found >= want; }
};

// Errors: whatever World::make and check_measure refuse.
Result<ConditionsStudy> study_conditions(const Dispute& dispute, int case_index,
                                         const ConditionsOptions& options, Budget& budget);

Document conditions_document(const Dispute& dispute, std::span<const ConditionsStudy> studies);
// {"schema": "detente.conditions/1", ...}: docs/schemas/conditions-1.schema.json
nlohmann::ordered_json conditions_json(const Dispute& dispute,
                                       std::span<const ConditionsStudy> studies);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_STUDY_H_
