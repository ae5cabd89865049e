// Disputes small enough to work out by hand, for the tests of several folders.
#ifndef DETENTE_ANALYSIS_HAND_MADE_H_
#define DETENTE_ANALYSIS_HAND_MADE_H_

#include <string>

#include "analysis/measure/measure.h"

namespace detente::hand_made {

// Defined in hand_made_test.cc: tests alone may read files.
Dispute dispute_of(const std::string& text);
inline Formula formula_of(const Dispute& dispute, const std::string& text) {
  return parse_formula(text, {"t", 1, 1}, dispute->scope, FormulaKind::kTruth,
                       FormulaSees::kOutcomesAndFactors)
      .value();
}
inline Measure measure(const char* id) { return measure_of(id).value(); }

// Two who may each give in. u of (mine, yours): both hold 1, both give 3 x, a holds alone 3 x + 1,
// a gives alone 0; b likewise. Holding dominates, so both giving in is never Nash. Who leaves it is
// answered by the other, who then prefers to hold, and is at 1: that deters where 3 x >= 1.
constexpr const char* kDilemma = R"([dispute]
title = "Dilemma"
[factors]
x = { value = 0.2, range = [0, 1] }
[parties]
a = {}
b = {}
[issues]
mine = { options = ["hold", "give"], by = ["a"] }
yours = { options = ["hold", "give"], by = ["b"] }
[preferences]
a = [ { id = "other", wants = "yours = give", weight = "3 * x" },
      { id = "own", wants = "mine = hold", weight = 1 } ]
b = [ { id = "theirs", wants = "mine = give", weight = "3 * x" },
      { id = "mine_too", wants = "yours = hold", weight = 1 } ]
)";
constexpr const char* kBoth = "mine = give and yours = give";

// What a and b get: left 2 and 1; right 1.5 and 3 x. Both accept both. Right is picked by
//   nash_deal, kalai_smorodinsky where 4.5 x > 2 (a's share 3/4 against b's 1 / (3 x));
//   egalitarian where min(1.5, 3 x) > 1; utilitarian where 1.5 + 3 x > 3;
//   relative_utilitarian: left 1 + 1 / m, right 3/4 + 3 x / m, m = max(1, 3 x): where 3 x > 1 that
//   is 3/4 + 1 > 1 + 1 / (3 x), x > 4/9; below, 3/4 + 3 x < 2.
//   It is efficient where 3 x > 1. Fallback of two: ranks (2, 1) against (1, 2) once 3 x > 1, depth
//   2 for both; below left is first for both.
constexpr const char* kSplit = R"([dispute]
title = "Left or right"
[question]
of = "a"
with = ["b"]
compromise = "deal = right"
[factors]
x = { value = 0.1, range = [0, 1] }
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "left", "right"], by = ["a", "b"] }
[preferences]
a = { values = { deal = { left = 2, right = 1.5 } } }
b = [ { id = "l", wants = "deal = left", weight = 1 },
      { id = "r", wants = "deal = right", weight = "3 * x" } ]
)";

// a and b sign; b has two reasons not to, one of them pressed on it by c. Utilities of no and yes:
// a has 0 and 2, b 0 and 1 - 2 - 3.
constexpr const char* kPressed = R"([dispute]
title = "A deal under pressure"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
mood = { options = ["calm", "cross"], by = ["c"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 2 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = 1 },
  { id = "pride", wants = "deal = no", weight = 2 },
  { id = "threat", wants = "deal = no", weight = 3, from = "c" },
]
)";

// a and b sign. b gains 3 trust + 2 aid - 4, a always gains: ready where that is above 0, b
// indifferent where it is 0 (it accepts, and does not step), else stopped at mutual. Now, at 0.2
// and 0.5, b has -2.4.
constexpr const char* kTwoFactors = R"([dispute]
title = "Trust and aid"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.2
aid = 0.5
idle = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = "3 * trust + 2 * aid" },
  { id = "pride", wants = "deal = no", weight = 4 },
]
)";

}  // namespace detente::hand_made

#endif  // DETENTE_ANALYSIS_HAND_MADE_H_
