// The feasible outcomes of a dispute and how each party ranks them, worked out, as plain data: what
// formats need that know states and rankings but no formulas.
#ifndef DETENTE_DISPUTE_RANKED_OUTCOMES_H_
#define DETENTE_DISPUTE_RANKED_OUTCOMES_H_

#include <vector>

namespace detente {

struct RankedOutcomes {
  std::vector<std::vector<int>> outcomes;  // [k]: option per issue
  std::vector<std::vector<int>> rank;      // [party][k]: 1 is best, equal numbers are ties
};

}  // namespace detente

#endif  // DETENTE_DISPUTE_RANKED_OUTCOMES_H_
