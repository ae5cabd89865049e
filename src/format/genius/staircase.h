// Nested sums, maxima and minima of hyper-rectangles as weighted formulas, exactly.
//
// Definition: a function with finitely many values t0 < t1 < ... < tm is
//   t0 + sum over j of (tj - t(j-1)) [f >= tj], and [max(f, g) >= t] = [f >= t] or [g >= t],
//   [min(f, g) >= t] = [f >= t] and [g >= t]. A hyper-rectangle that does not hold is worth 0, so
//   for weights w1 >= w2 >= ... >= 0 a maximum becomes sum of (wk - w(k+1)) [one of the first k].
// Source: layer-cake decomposition; aggregation as in GENIUS, UtilityFunction.
// Cost: text of the order of boxes squared for a maximum of many boxes with different weights.
// Checked by: genius_test (against direct evaluation on random nestings).
#ifndef DETENTE_FORMAT_GENIUS_STAIRCASE_H_
#define DETENTE_FORMAT_GENIUS_STAIRCASE_H_

#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "format/domains/domain.h"
#include "format/genius/genius_file.h"

namespace detente::genius {

// A formula as text, and how loosely its outermost word binds.
struct Event {
  enum class Binding { kAtom, kNot, kAnd, kOr };
  std::string text;
  Binding binding = Binding::kAtom;

  bool always() const { return text == "true"; }
  bool never() const { return text == "false"; }
};
Event negated(const Event& event);
Event joined(const std::vector<Event>& events, bool all);  // "and" of all, or "or"

// What a box says as a formula (kInside), or the short name that stands for it where it is said
// often.
enum class BoxUse { kFormula, kName };
using BoxEvent = std::function<Event(const Box&, BoxUse)>;

// The function divided by `divisor` (not 0) as weighted formulas, in the order of the boxes. The
// outermost function's own weight does not count, as in GENIUS. Errors: kLimit (too much text, a
// sum with too many values inside a maximum or minimum), kRange (products too large).
Result<std::vector<domains::Weighed>> weighed(const Ufun& ufun, const domains::Ratio& divisor,
                                              const BoxEvent& event);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_STAIRCASE_H_
