// The whole answer for one case: the ladder, who stops it, what would lift it, where factors tip
// it.
//
// Answers: is there a deal, what blocks it, what would have to change, and which statement from
//   which source each part rests on. Plain data with indices into the dispute; words are made by
//   the reports.
// Definition: docs/methods/readiness.md.
#ifndef DETENTE_ANALYSIS_READINESS_ANSWER_H_
#define DETENTE_ANALYSIS_READINESS_ANSWER_H_

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "base/limits.h"
#include "space/world.h"

namespace detente {

// One step of a path: who moves (all of `mover` together), and where to. Options per issue, in file
// order.
struct Step {
  PartySet mover = 0;
  std::vector<int> to;
};

// How a mover breaks a deal: from `from` (the deal itself on rung 5) it moves on, others improve,
// and at the end of the path the victim is worse off than at the deal (or no longer accepts).
struct Break {
  PartySet mover = 0;
  std::vector<int> from;
  std::vector<Step> path;       // the breaking move first
  int victim = -1;              // party
  std::vector<int> statements;  // of the victim: its largest loss (Dispute::statements)
};

enum class Role { kNegotiator, kSignatory, kThirdParty, kRatifier, kNobody };
std::string_view to_string(Role role);

// What kind of thing a stopper's statement is.
enum class Ground {
  kRedLine,
  kStatement,
  kRanking,
  kValues,    // of a party that does not accept
  kRatifier,  // a ratifier that does not approve
  kBreaks,    // a mover that breaks the deal; statement = victim's loss
  kWillNotStep,
  kDiverts,  // rung 6
  kRule,
  kOrder,
  kOneWay,
  kNoMove,  // rung 1
};
std::string_view to_string(Ground ground);

// One reason why the nearest deals fail.
struct Stopper {
  Rung rung = Rung::kPossible;
  Ground ground = Ground::kStatement;
  Role role = Role::kNobody;
  std::string who;  // id of the party, ratifier, or parties joined by "+"; empty for kNobody
  std::string statement_id;  // id of the statement, ratifier, rule, order constraint or issue
  int statement = -1;        // index into Dispute::statements, if it is one
  std::string text;          // the statement: its `says`, or its formula as written
  std::string source, note;  // source id; may be empty
};

// A deal worth showing: a survivor, or one of the nearest.
struct DealReport {
  std::vector<int> outcome;  // option per issue
  PartySet signatories = 0;
  std::array<bool, kRungs> passes{};
  std::array<bool, kRungs> known{};    // false only where a limit stopped the work
  PartySet rejecting = 0;              // signatories that do not accept
  int changed = 0;                     // issues that differ from the status quo (World::changes)
  std::vector<Step> path;              // rung 6, if passed
  std::vector<Step> legal_path;        // a shortest sequence of moves, if there is one
  std::optional<Break> broken;         // rung 5, if failed
  bool overtaken = false;              // by some choice of signatories that survives
  bool overtaken_known = true;         // false only where a limit stopped the work
  std::vector<int> overtaken_by;       // an outcome outside C that all of these prefer:
  PartySet overtaken_signatories = 0;  // the first such choice
};

struct Removal {
  std::vector<std::string> ids;  // toggles and parties
  Verdict verdict = 0;
};

struct Threshold {
  int factor = -1;
  double at = 0;  // in the factor's unit
  Verdict below = 0, above = 0;
};
// A value that stands alone: the verdict at it is above those just below and just above it, or
// below both. At an end of the domain there is one of them.
struct SingleValue {
  double at = 0;
  Verdict verdict = 0;
};
struct FactorThresholds {
  int factor = -1;
  std::vector<Threshold> crossings;  // in increasing order
  std::vector<SingleValue> singles;  // the same; empty where it is not exact
  bool exact = true;                 // false: looked for at `looked_at` points, not proved complete
  int looked_at = 0;                 // values of the factor at which a ladder was climbed
  bool complete = true;              // false: a limit ended the search, and nothing is said
};

struct CaseAnswer {
  int case_index = 0;
  std::string case_id;
  PartySet without = 0;         // parties removed in this case
  std::vector<double> factors;  // the world's values
  std::vector<int> status_quo;
  std::string compromise;  // the formula in force, as written

  std::size_t outcomes = 0;       // feasible
  std::size_t in_compromise = 0;  // |T|
  struct Counts {
    std::size_t survivors = 0, alone = 0;
    std::size_t undecided_survivors = 0, undecided_alone = 0;
  };
  std::array<Counts, kRungs> rungs;
  Verdict verdict = 0, verdict_at_most = 0;
  bool ready = false;
  bool holds_already = false;
  bool only_ties = false;  // stops at reachable, and the weak rung 6 has survivors
  std::size_t weak_survivors = 0;
  std::size_t overtaken = 0;            // among the survivors
  std::size_t undecided_overtaken = 0;  // not worked out: a limit came first

  // Empty when ready. First, at the rung where all stop, the reasons of those that got furthest;
  // then the reasons of the nearest outcomes of all T, in the order of rungs.
  std::vector<Stopper> stopped_by;
  std::size_t stopped_at_the_end = 0;  // how many of them are of the first kind
  bool nearest_fails_earlier = false;  // the nearest are not among those that got furthest
  std::vector<DealReport> deals;       // survivors if ready, else the nearest; at most `most_deals`
  std::vector<Removal> lifts;
  bool lifts_make_ready = false;  // the removals listed make it ready (else: only lift it)
  std::vector<FactorThresholds> thresholds;  // of the factors that were finished
  std::vector<int> thresholds_not_finished;  // of these nothing is said; empty if not asked for

  // What history recorded, where the case says so.
  struct History {
    std::string text;
    std::size_t outcomes = 0;  // feasible outcomes that fit the record
    std::size_t in_compromise = 0;
    bool agrees = false;  // (some fitting outcome is a compromise) == ready
  };
  std::optional<History> history;

  StopReason stopped = StopReason::kDone;
  std::uint64_t ladders = 0;  // ladders climbed for this answer
};

struct AnswerOptions {
  Changes changes;
  bool lifts = true;
  bool thresholds = true;
  int most_deals = 5;
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;  // may be empty
};

// Errors: whatever World::make refuses.
Result<CaseAnswer> answer_case(const Dispute& dispute, int case_index, const AnswerOptions& options,
                               Budget& budget);

// The same for a world that is there already; `options.changes` are not looked at, they are in it.
CaseAnswer answer_world(const World& world, const AnswerOptions& options, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_ANSWER_H_
