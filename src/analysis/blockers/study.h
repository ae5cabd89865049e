// Who and what stands in the way of a compromise, for one case.
//
// Answers: what one removal does to the ladder; how the effect of removing everything is shared
//   out; who loses what if there is no deal.
// Definition: docs/methods/blockers.md. Drop-one: the survivors of every rung without one removable
//   thing (readiness/removals.h). Drop-few: the minimal sets (conditions/removal_sets.h). Shares:
//   two games, v(S) = the number of the verdict's rung, and v(S) = the outcomes that pass all six
//   rungs, with the players in S removed and nothing else. Of another measure (measure.h) the same
//   with v(S) = 1 where it holds, and v(S) = the outcomes that pass.
// Source: Shapley 1953.
// Units: shares in rungs and in outcomes; gains in the party's own units, or in ranks where it has
//   only an order.
// Cost: a count of survivors per removal; a verdict per set of players, or a count where there are
//   at most 1024 sets or `outcomes` asks for it.
// Checked by: blockers/study_test.cc (hand-made ladders); tests/oracle.
#ifndef DETENTE_ANALYSIS_BLOCKERS_STUDY_H_
#define DETENTE_ANALYSIS_BLOCKERS_STUDY_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/blockers/shapley.h"
#include "analysis/conditions/removal_sets.h"
#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"
#include "analysis/readiness/survivors.h"
#include "report/document.h"

namespace detente {

constexpr std::uint64_t kMostSets = 20'000;

struct DropEffect {
  std::string id;
  std::string kind;  // red line, pressure, statement, ratifier, rule, order constraint, third party
  std::optional<Survivors> after;      // empty: it cannot be removed, or another measure is asked
  std::optional<std::size_t> passing;  // the same for another measure
  // Of another measure, if `outcomes`: those that pass without it alone, and that do no longer.
  OutcomeList gained, lost;
};

struct BlockingGame {
  std::string id;                    // statements, pressures, parties
  std::vector<std::string> players;  // ids of statements or parties
  // Rungs and outcomes (of another measure: holds and outcomes), the latter only if `outcomes`.
  ShapleyResult result;
  bool outcomes = true;
  std::string undefined;  // why there is no such game; empty: there is
};

// What a party has from an outcome beyond its no-deal.
struct Gain {
  std::int64_t units = 0;  // billionths of its unit, or ranks
  bool accepts = false;
};
struct PartyGains {
  int party = -1;
  bool cardinal = false;
  std::optional<Gain> best;  // of the outcomes of T that moves reach and the party accepts
  std::vector<Gain> deals;   // at each candidate deal
};

struct BlockersStudy {
  int case_index = 0;
  Measure measure;
  // Of the ladder: with its deals and minimal removals, up to pairs; what survives now.
  CaseAnswer answer;
  Survivors now;
  std::size_t passing = 0;  // of another measure, now
  bool outcomes = false;    // the same: which outcomes those are, and what becomes of them
  OutcomeList now_passing;
  // Minimal sets of up to three things less: that make it ready, or lift the verdict if no set
  // makes it ready; that make another measure hold. Empty where it is ready, or holds.
  std::optional<RemovalSets> sets;
  std::vector<DropEffect> drops;    // in the order of the file
  std::vector<BlockingGame> games;  // those with at least one player
  std::vector<PartyGains> gains;    // of the ladder
  StopReason stopped = StopReason::kDone;
};

struct BlockersOptions {
  Changes changes;
  Measure measure;
  ShapleyOptions shapley;
  // Play the game of outcomes also where it takes many ladders; of another measure: list outcomes.
  bool outcomes = false;
  std::uint64_t most_sets = kMostSets;  // sets of one size are looked at if they are no more
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;  // may be empty
};

// Errors: whatever World::make and check_measure refuse.
Result<BlockersStudy> study_blockers(const Dispute& dispute, int case_index,
                                     const BlockersOptions& options, Budget& budget);

Document blockers_document(const Dispute& dispute, std::span<const BlockersStudy> studies);
// {"schema": "detente.blockers/1", ...}: docs/schemas/blockers-1.schema.json; of another measure
// {"schema": "detente.blockers-of/1", ...}: docs/schemas/blockers-of-1.schema.json
nlohmann::ordered_json blockers_json(const Dispute& dispute,
                                     std::span<const BlockersStudy> studies);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BLOCKERS_STUDY_H_
