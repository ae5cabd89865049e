// Weighted formulas as nested GENIUS functions of hyper-rectangles.
#ifndef DETENTE_FORMAT_GENIUS_WRITE_UFUN_H_
#define DETENTE_FORMAT_GENIUS_WRITE_UFUN_H_

#include <string>

#include "dispute/dispute.h"
#include "format/domains/outgoing.h"

namespace detente::genius {

// The <ufun> of a party: a sum of its statements. A conjunction of intervals is a hyperRectangle
// with INCLUDES, its negation one with EXCLUDES, other "and" a minimum, "or" a maximum, "not" 1
// minus. Errors: kUnsupported (an issue that is not integer, words of formulas without a
// counterpart).
Result<std::string> ufun_text(const Dispute& dispute, const domains::Outgoing& from,
                              const domains::OutParty& party, const domains::Ratio& divisor);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_WRITE_UFUN_H_
