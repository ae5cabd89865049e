// The linear or triangular evaluator that gives wanted values at given points, if there is one.
#ifndef DETENTE_FORMAT_GENIUS_FIT_H_
#define DETENTE_FORMAT_GENIUS_FIT_H_

#include <optional>
#include <vector>

#include "format/genius/evaluator.h"

namespace detente::genius {

// An evaluator e, as it will be read again from its decimals, such that weight * e(point) rounds to
// values[k] (whole billionths) at every point; one that bends only at the points, if possible.
// Requires: points ascend; as many values; not empty.
// Cost: points squared up to some hundred points, else points.
std::optional<Evaluator> fit(const std::vector<domains::Ratio>& points,
                             const std::vector<domains::Ratio>& values,
                             const domains::Ratio& weight, const domains::Ratio& origin);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_FIT_H_
