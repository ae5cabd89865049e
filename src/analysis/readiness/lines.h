// Arithmetic in one factor as a line.
#ifndef DETENTE_ANALYSIS_READINESS_LINES_H_
#define DETENTE_ANALYSIS_READINESS_LINES_H_

#include <map>
#include <optional>
#include <span>

#include "dispute/dispute.h"

namespace detente {

// value = constant + slope * x
struct Line {
  double constant = 0;
  double slope = 0;
};

// What a comparison is made at: all factors, and options for the issues whose levels it sees.
// `moving` is the factor itself as a line: in shares of its domain it is low + width * x.
struct LinePlace {
  const Dispute& dispute;
  std::span<const double> factors;
  std::map<int, int> options = {};
  Line moving = {0, 1};
};

// The arithmetic below `node` as a line in one factor, the others held; nothing if it is no line or
// sees a level that `place` does not give.
std::optional<Line> line_of(const Formula& formula, int node, int factor, const LinePlace& place);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_LINES_H_
