// Places on a line: where to look between them, and how to call one.
#ifndef DETENTE_ANALYSIS_READINESS_PLACES_H_
#define DETENTE_ANALYSIS_READINESS_PLACES_H_

#include <vector>

#include "dispute/dispute.h"

namespace detente {

// The ends of the span and the places inside it, in order; places closer together than `close`
// times its width are one.
std::vector<double> edges_of(std::vector<double> places, Interval span, double close);

// The shortest decimal between the two sides, or a hair of the domain beside them, so that 0.6 is
// not printed as 0.59999999997.
double tidy(double low, double high, const Interval& domain);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_PLACES_H_
