#include "analysis/worlds/distribution.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/check.h"

namespace detente {
namespace {

constexpr double kNothing = 1e-12;  // a probability that is taken for none

double parameter(const Distribution& distribution, std::string_view name) {
  for (const auto& [known, value] : distribution.parameters) {
    if (known == name) return value;
  }
  DETENTE_CHECK(false, "the builder has checked the parameters");
}

// The quantile of a distribution cut to an interval, by its own quantiles and probabilities.
template <class Law>
double cut_quantile(const Law& law, double share, double low, double high) {
  const double below = boost::math::cdf(law, low), above = boost::math::cdf(law, high);
  if (above - below < kNothing) return boost::math::mean(law) < low ? low : high;
  const double at = below + share * (above - below);
  if (at <= 0) return low;
  if (at >= 1) return high;
  return std::clamp(boost::math::quantile(law, at), low, high);
}

double triangular(double low, double mode, double high, double share) {
  const double width = high - low;
  if (width <= 0) return low;
  const double rising = (mode - low) / width;
  return share < rising ? low + std::sqrt(share * width * (mode - low))
                        : high - std::sqrt((1 - share) * width * (high - mode));
}
// The share below x.
double triangular_below(double low, double mode, double high, double x) {
  if (x <= low) return 0;
  if (x >= high) return 1;
  const double width = high - low;
  if (x < mode) return (x - low) * (x - low) / (width * (mode - low));
  return 1 - (high - x) * (high - x) / (width * (high - mode));
}

}  // namespace

double quantile(const Distribution& distribution, double share, const Interval& inside) {
  const auto of = [&](std::string_view name) { return parameter(distribution, name); };
  const std::string& kind = distribution.kind;
  if (kind == "uniform") {
    const double low = std::clamp(of("low"), inside.low, inside.high);
    const double high = std::clamp(of("high"), inside.low, inside.high);
    return low + share * (high - low);
  }
  if (kind == "triangular") {
    const double low = of("low"), mode = of("mode"), high = of("high");
    const double below = triangular_below(low, mode, high, inside.low);
    const double above = triangular_below(low, mode, high, inside.high);
    if (above - below < kNothing) return std::clamp(mode, inside.low, inside.high);
    return std::clamp(triangular(low, mode, high, below + share * (above - below)), inside.low,
                      inside.high);
  }
  if (kind == "normal") {
    return cut_quantile(boost::math::normal_distribution<double>(of("mean"), of("sd")), share,
                        inside.low, inside.high);
  }
  if (kind == "lognormal") {
    if (inside.high <= 0) return inside.high;
    const boost::math::normal_distribution<double> log(of("mean"), of("sd"));
    const double low = inside.low > 0 ? std::log(inside.low) : -1e3;
    return std::clamp(std::exp(cut_quantile(log, share, low, std::log(inside.high))), inside.low,
                      inside.high);
  }
  if (kind == "beta") {
    const double low = std::clamp(inside.low, 0.0, 1.0), high = std::clamp(inside.high, 0.0, 1.0);
    if (!(low < high)) return std::clamp(0.5, inside.low, inside.high);
    return cut_quantile(boost::math::beta_distribution<double>(of("alpha"), of("beta")), share, low,
                        high);
  }
  const auto count = static_cast<double>(distribution.values.size());
  const auto place =
      static_cast<std::size_t>(std::clamp(std::floor(share * count), 0.0, count - 1));
  return std::clamp(distribution.values[place], inside.low, inside.high);
}

bool is_uncertain(const Uncertain& number) {
  if (number.distribution) return true;
  return number.range && number.range->low < number.range->high;
}

double quantile(const Uncertain& number, double share, const Interval& inside) {
  if (number.distribution) return quantile(*number.distribution, share, inside);
  if (number.range) return number.range->low + share * (number.range->high - number.range->low);
  return number.value;
}

double gamma_quantile(double shape, double share) {
  return boost::math::quantile(boost::math::gamma_distribution<double>(shape), share);
}

}  // namespace detente
