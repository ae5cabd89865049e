// Additive values as weights that add up to 1 times evaluations from 0 to 1, as GENIUS and
// GeniusWeb write them.
#ifndef DETENTE_FORMAT_DOMAINS_UNIT_SCALE_H_
#define DETENTE_FORMAT_DOMAINS_UNIT_SCALE_H_

#include <vector>

#include "format/domains/outgoing.h"

namespace detente::domains {

struct UnitScale {
  std::vector<Ratio> weights;                   // [issue]
  std::vector<std::vector<Ratio>> evaluations;  // [issue][option], magnitudes at most 1
  Ratio divisor = 1;                            // what all values, and the no-deal, were divided by
};

// The divisor is 1 if the largest magnitudes add up to no more than 1 (within a billionth per
// issue, which rounding may have added). What is missing to 1 goes to the weight of issue `spare`.
UnitScale unit_scale(const OutParty& party, std::size_t spare = 0);

}  // namespace detente::domains

#endif  // DETENTE_FORMAT_DOMAINS_UNIT_SCALE_H_
