// How much each issue counts for a party. Not for other folders.
//
// Definition: weights belong to the profile's own indices and are divided by their sum, unless that
//   is 1 within a billionth per issue; other programs divide seldom or never (readings.h). What is
//   left out and what is changed goes to `remarks`.
#ifndef DETENTE_FORMAT_GENIUS_WEIGHTS_H_
#define DETENTE_FORMAT_GENIUS_WEIGHTS_H_

#include <string>
#include <vector>

#include "format/genius/plan.h"
#include "format/genius/readings.h"

namespace detente::genius {

struct Weights {
  std::vector<Ratio> of_issues;  // in the domain's order
  Ratio constant;                // of all outcomes
};

// Requires: `matched` has every issue. Errors: kMissingKey (no weights), kModel (a sum of 0 or
// less).
Result<Weights> weights_of(const Matched& matched, const Plan& plan, const Reading& reading,
                           std::vector<std::string>& remarks);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_WEIGHTS_H_
