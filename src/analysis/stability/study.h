// One case of a dispute with everything about stability that was asked for.
//
// Answers: which outcomes hold, for whom, under which foresight, and why?
// Definition: docs/methods/stability.md.
// Cost: that of the parts (stability.h, sim.h, limited.h, maximin.h, coalition.h, inverse.h).
#ifndef DETENTE_ANALYSIS_STABILITY_STUDY_H_
#define DETENTE_ANALYSIS_STABILITY_STUDY_H_

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/stability/coalition.h"
#include "analysis/stability/inverse.h"
#include "analysis/stability/limited.h"
#include "analysis/stability/reasons.h"
#include "analysis/stability/sim.h"
#include "analysis/stability/stability.h"
#include "report/document.h"

namespace detente {

struct StabilityAsked {
  Changes changes;
  bool simultaneous = false;
  int horizons = 0;  // L_h for h = 1 .. horizons, and non-myopic
  int maximin = 0;   // Maximin_h for h = 1 .. maximin
  std::vector<PartySet> coalitions;
  bool all_coalitions = false;
  // Formulas for outcomes: to be explained; to be made stable.
  std::vector<Formula> why, inverse;
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
};

struct InverseRow {
  Outcome target = 0;
  std::size_t mover = 0;
  std::vector<InverseCount> counts;
};
struct WhyRow {
  Outcome outcome = 0;
  std::size_t mover = 0;
  std::vector<Reason> reasons;
};

struct StabilityStudy {
  int case_index = 0;
  Space space;
  Stability stability;
  std::optional<Simultaneous> simultaneous;
  std::optional<Limited> limited;
  std::vector<std::vector<std::optional<Bitset>>> maximin;  // [h - 1][mover]; empty for groups
  Coalitions coalitions;
  std::vector<InverseRow> inverse;
  std::vector<WhyRow> why;
  StopReason stopped = StopReason::kDone;
};

// Errors: those of Space::make; kLimit if a formula of `why` or `inverse` names no feasible outcome
// or more than 20; kUnsupported if all coalitions of more than 10 parties are asked for, or if
// something was asked for that does not apply to this dispute (it says why).
Result<StabilityStudy> study_stability(const Dispute& dispute, int case_index,
                                       const StabilityAsked& asked, Budget& budget);

// How an outcome is called in a report.
using OutcomeName = std::function<std::string(Outcome)>;
// Graph form: the outcome's name. Option form: what differs from the status quo.
OutcomeName default_outcome_name(const Dispute& dispute, const Space& space);

// `names` for every study: a function that names outcomes.
Document stability_document(const Dispute& dispute, const std::vector<StabilityStudy>& studies,
                            const std::vector<OutcomeName>& names);
nlohmann::ordered_json stability_json(const Dispute& dispute,
                                      const std::vector<StabilityStudy>& studies,
                                      const std::vector<OutcomeName>& names);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_STUDY_H_
