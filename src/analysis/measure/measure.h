// What is asked of a world: how far its ladder gets, or what stability or bargaining say of the
// outcomes that count as a compromise.
//
// Answers: one whole number per world, for conditions, blockers and worlds, which ask it of many.
// Definition: docs/methods/measures.md. F are the feasible outcomes that satisfy the compromise in
//   force. A measure other than the ladder says which outcomes of F pass: are an equilibrium of a
//   concept, lie in the zone of agreement, are efficient in it, are picked by a solution. It holds
//   where one passes.
// Source: analysis/readiness, analysis/stability, analysis/bargaining; nothing is defined anew.
// Shapes: a verdict. Of the ladder it is the rung's number; of others kReady where it holds, 0
//   where it does not, so that what asks for verdicts can ask for either.
// Cost: that of the analysis for one world: all outcomes are listed.
// Checked by: measure_test.cc; tests/measures, against `stability` and `bargain` themselves.
#ifndef DETENTE_ANALYSIS_MEASURE_MEASURE_H_
#define DETENTE_ANALYSIS_MEASURE_MEASURE_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "analysis/stability/stability.h"

namespace detente {

struct Measure {
  enum class Kind { kLadder, kEquilibrium, kZone, kEfficient, kSolution };
  Kind kind = Kind::kLadder;
  Concept which = Concept::kNash;  // kEquilibrium
  std::string solution = {};       // kSolution: its id in bargaining
  PartySet parties = 0;            // bargaining's: who bargains; 0: as always
  // Of `proportional` and of the Nash solution: party, number; all others 1.
  std::vector<std::pair<int, Decimal>> weights = {}, powers = {};
  // Wanted is that it fails: kReady where no outcome passes, else 0. What passes is the same.
  bool turned = false;

  bool is_ladder() const { return kind == Kind::kLadder; }
  // Is it one of bargaining's?
  bool bargains() const { return kind >= Kind::kZone; }
};

// "ladder", then "nash", "gmr", ..., "zone", "efficient", "nash_deal", "kalai_smorodinsky", ...
const std::vector<std::string>& measure_ids();
std::optional<Measure> measure_of(std::string_view id);
std::string_view id_of(const Measure& measure);
// The same measure, wanted to fail. Requires: not the ladder.
Measure turned(Measure measure);
// Its verdict for the other; of worlds that there are.
Verdict turned(Verdict verdict);
// {"parties": [...], "weights": {...}, "powers": {...}}: those of them that are given; null if
// none.
nlohmann::ordered_json details_json(const Measure& measure, const Dispute& dispute);
// Sentences: "Bargainers: A, B. Weights: A 2; of all others 1."; empty if nothing is given.
std::string details_in_words(const Measure& measure, const Dispute& dispute);
// What passing means, as the end of "an outcome that counts": "is an SEQ equilibrium".
std::string passing_in_words(const Measure& measure);
// A sentence: "An outcome that counts as a compromise is an SEQ equilibrium: this holds, for 2
// outcomes."
std::string holding_in_words(const Measure& measure, std::size_t passing);
// "holds" or "fails"; of the ladder the name of the verdict.
std::string_view level_name(const Measure& measure, Verdict verdict);

// What keeps the measure from being asked of this world: nobody to bargain with, no numbers.
Errors check_measure(const Measure& measure, const World& world);

// The outcomes of F that pass. Nothing passes where fewer than two bargain. Where the budget ends
// on the way the set is empty and the budget exhausted. Requires: not the ladder.
Bitset passing(const Measure& measure, const World& world, Budget& budget);
// The same in the world that differs by some changes, over its own outcomes; nothing where there is
// no such world. `base` must outlive the call alone.
std::optional<Bitset> passing_with(const Measure& measure, const World& base,
                                   const Changes& changes, Budget& budget);

// The same as options per issue: what is removed can leave an issue to nobody, and then there are
// other outcomes than in `base`. In the order of their numbers there.
using OutcomeList = std::vector<std::vector<int>>;
std::optional<OutcomeList> passing_outcomes(const Measure& measure, const World& base,
                                            const Changes& changes, Budget& budget);

Verdict verdict_of(const Measure& measure, const World& world, Budget& budget);
std::optional<Verdict> verdict_with(const Measure& measure, const World& base,
                                    const Changes& changes, Budget& budget);

// What a measure other than the ladder can change with, feasible outcomes and conditions apart.
struct RestsOn {
  bool acceptance = false;  // who accepts what
  bool orders = false;      // each party's order of outcomes
  bool utilities = false;   // the order of utilities where red lines are left out
  bool amounts = false;     // more than orders: how large utilities are
};
RestsOn rests_on(const Measure& measure);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_MEASURE_MEASURE_H_
