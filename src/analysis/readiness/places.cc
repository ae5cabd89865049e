#include "analysis/readiness/places.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

double tidy(double low, double high, const Interval& domain) {
  const double width = domain.high - domain.low;
  const double largest = std::max(std::abs(domain.low), std::abs(domain.high));
  // beside large numbers what doubles cannot tell apart; else a condition's own number stays
  const double hair =
      std::max(1e-10 * std::min(width, 1.0), 2 * std::numeric_limits<double>::epsilon() * largest);
  const int finer = width > 0 ? static_cast<int>(std::ceil(-std::log10(width))) : 0;
  for (int digits = 0; digits <= 9 + std::clamp(finer, 0, 290); ++digits) {
    const double scale = std::pow(10.0, digits);
    const double rounded = std::round((low + (high - low) / 2) * scale) / scale;
    if (rounded >= low - hair && rounded <= high + hair) return rounded;
  }
  return low + (high - low) / 2;
}

}  // namespace detente
