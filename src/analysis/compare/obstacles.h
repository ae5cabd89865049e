// What stands against making one dispute of two: names and structure that formulas and moves rest
// on.
#ifndef DETENTE_ANALYSIS_COMPARE_OBSTACLES_H_
#define DETENTE_ANALYSIS_COMPARE_OBSTACLES_H_

#include <string>
#include <vector>

#include "dispute/dispute.h"

namespace detente {

// In words; empty: nothing.
std::vector<std::string> obstacles_between(const Dispute& a, const Dispute& b);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_COMPARE_OBSTACLES_H_
