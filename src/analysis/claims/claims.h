// Does the model say what the sources say?
//
// Definition: docs/claims.md. A claim is evaluated in each of its cases. It is trivial in a case
//   if no single removal (readiness: statements, ratifiers, rules, order constraints, third
//   parties) and no single factor moved within its domain (both ends, 16 values between them, and
//   each value at which a comparison in force or in a query tips, with one on either side) changes
//   whether it holds: then it only repeats an assumption. A change that leaves a case without a
//   world (a rule excludes the status quo) changes nothing.
// Cost: a claim about parties and outcomes needs no ladder; the search for triviality stops at the
//   first change.
#ifndef DETENTE_ANALYSIS_CLAIMS_CLAIMS_H_
#define DETENTE_ANALYSIS_CLAIMS_CLAIMS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/claims/query.h"
#include "base/limits.h"
#include "space/scenario.h"
#include "space/world.h"

namespace detente {

// Where a factor tips a case, as a query asks.
struct FoundThresholds {
  int factor = -1;
  int case_index = 0;
  std::vector<double> at;  // in increasing order; may be none
};
struct ClaimRow {
  int claim = -1;  // into Dispute::claims
  int case_index = 0;
  bool holds = false;
  bool trivial = false;
  std::string changed_by;  // what changes it: an id, or "factor = value"; empty if trivial
  std::vector<FoundThresholds> thresholds;  // those that the query had to look for
};

struct ClaimOptions {
  Changes changes;      // of the command line
  bool trivial = true;  // look for triviality
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(double share)> progress;
};

// What is wrong with the queries as written; empty if nothing is.
Errors check_queries(const Dispute& dispute);

// Errors: a query that cannot be parsed; a case whose world cannot be made.
Result<std::vector<ClaimRow>> check_claims(const Dispute& dispute, const ClaimOptions& options,
                                           Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CLAIMS_CLAIMS_H_
