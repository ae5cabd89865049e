// Two cases, or two files, side by side.
//
// Answers: in what do they differ, what are their ladders, and which difference makes the ladder
//   another?
// Definition: every difference (combine.h) is swapped alone: the first with it taken from the
//   second, and the second with it taken from the first. It matters where a verdict moves.
// Cost: two counts of survivors per difference.
// Checked by: compare_test.cc.
#ifndef DETENTE_ANALYSIS_COMPARE_STUDY_H_
#define DETENTE_ANALYSIS_COMPARE_STUDY_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/compare/combine.h"
#include "analysis/readiness/survivors.h"
#include "report/document.h"

namespace detente {

struct ComparedSide {
  std::string file, title, case_id;
  std::size_t outcomes = 0, in_compromise = 0;
  Survivors survivors;
};
struct Swap {
  Difference difference;
  // Empty: that would make no sense (an impossible status quo, for example).
  std::optional<Survivors> first, second;  // with it taken from the other
};
struct ComparisonStudy {
  ComparedSide first, second;
  std::vector<std::string> obstacles;  // why nothing can be swapped; empty: it can
  std::vector<Swap> swaps;
  StopReason stopped = StopReason::kDone;  // if not done there are no swaps
};

struct CompareOptions {
  Changes first, second;  // changes to each
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
};
// Errors: whatever World::make refuses. The two disputes may be one.
Result<ComparisonStudy> study_comparison(const Dispute& a, int case_a, const Dispute& b, int case_b,
                                         const CompareOptions& options, Budget& budget);

Document comparison_document(const ComparisonStudy& study);
// {"schema": "detente.compare/1", ...}: docs/schemas/compare-1.schema.json
nlohmann::ordered_json comparison_json(const ComparisonStudy& study);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_COMPARE_STUDY_H_
