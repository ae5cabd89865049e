// What a party makes of a number in an integer or real issue: a piecewise-linear function.
//
// Definition: linear: clamp(offset + slope x, 0, 1), where x counts from the lower bound in integer
//   issues and is the value itself in real ones; constant; triangular: 0 at `low`, up to 1 at
//   `top`, down to 0 at `high`, 0 outside.
// Source: GENIUS, EvaluatorInteger, EvaluatorReal, EVALFUNCTYPE as its programs compute them.
#ifndef DETENTE_FORMAT_GENIUS_EVALUATOR_H_
#define DETENTE_FORMAT_GENIUS_EVALUATOR_H_

#include <vector>

#include "format/domains/ratio.h"

namespace detente::genius {

struct Evaluator {
  enum class Kind { kLinear, kConstant, kTriangular };
  Kind kind = Kind::kLinear;
  domains::Ratio offset, slope;  // linear; constant: offset
  domains::Ratio origin;         // linear: where x is 0
  bool cut = true;               // linear: to [0, 1]; another program's reading does not
  domains::Ratio low, high, top;

  domains::Ratio at(const domains::Ratio& value) const;
  std::vector<domains::Ratio> corners() const;  // where its direction changes
  // Does it jump somewhere in (from, to]? Then no mixture of values says what is between.
  bool jumps(const domains::Ratio& from, const domains::Ratio& to) const;
};

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_EVALUATOR_H_
