#include "analysis/readiness/places.h"

#include <algorithm>
#include <cmath>

namespace detente {

std::vector<double> edges_of(std::vector<double> places, Interval span, double close) {
  std::sort(places.begin(), places.end());
  const double apart = close * (span.high - span.low);
  std::vector<double> edges{span.low};
  for (const double x : places) {
    if (x - edges.back() > apart && span.high - x > apart) edges.push_back(x);
  }
  edges.push_back(span.high);
  return edges;
}

double tidy(double low, double high) {
  for (int digits = 0; digits <= 9; ++digits) {
    const double scale = std::pow(10.0, digits);
    const double rounded = std::round((low + (high - low) / 2) * scale) / scale;
    if (rounded >= low - 1e-10 && rounded <= high + 1e-10) return rounded;
  }
  return low + (high - low) / 2;
}

}  // namespace detente
