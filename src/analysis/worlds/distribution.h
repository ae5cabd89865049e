// The value below which a share of the probability lies.
//
// Definition: a range is a uniform distribution over it. `normal`, `lognormal` and `beta` are cut
//   to the interval given (a factor's domain) and scaled up inside it; the others lie where they
//   lie and are cut likewise. `empirical`: each value of the list with the same probability.
// Source: quantiles of the normal and the beta distribution by Boost.Math.
// Deviates: with a probability of less than 1e-12 inside the interval, the end nearest to the mean.
// Cost: constant, for the list its length.
// Checked by: distribution_test.cc, against known quantiles and by integration.
#ifndef DETENTE_ANALYSIS_WORLDS_DISTRIBUTION_H_
#define DETENTE_ANALYSIS_WORLDS_DISTRIBUTION_H_

#include "dispute/dispute.h"

namespace detente {

// `share` in (0, 1).
double quantile(const Distribution& distribution, double share, const Interval& inside);
// Of a number that is uncertain; its base value if it is not.
double quantile(const Uncertain& number, double share, const Interval& inside);
bool is_uncertain(const Uncertain& number);

// A gamma-distributed number with this shape and scale 1 (for Dirichlet shares).
double gamma_quantile(double shape, double share);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_DISTRIBUTION_H_
