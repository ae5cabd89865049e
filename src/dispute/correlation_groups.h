// Which factors correlations tie together, and the matrix that they give.
//
// Definition: factors are tied by a correlation other than 0, and so are those tied to the same
//   one. A pair of a group about which nothing is said has the correlation 0.
// Checked by: builder_correlations_test.cc, copula_test.cc.
#ifndef DETENTE_DISPUTE_CORRELATION_GROUPS_H_
#define DETENTE_DISPUTE_CORRELATION_GROUPS_H_

#include <span>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

constexpr std::size_t kMostCorrelated = 200;  // factors of one group

struct CorrelationGroup {
  std::vector<int> factors;  // at least two, in the file's order
  // [row * factors + column]; ones on the diagonal. Empty where the group is too large.
  std::vector<double> matrix;
};
// In the order of their first factors.
std::vector<CorrelationGroup> correlation_groups(std::span<const Correlation> correlations);

}  // namespace detente

#endif  // DETENTE_DISPUTE_CORRELATION_GROUPS_H_
