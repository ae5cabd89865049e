// How two disputes differ in what is drawn together. No ladder hangs on that; worlds do.
//
// Requires: the two have the same factors, in the same order.
#ifndef DETENTE_ANALYSIS_COMPARE_DRAWN_TOGETHER_H_
#define DETENTE_ANALYSIS_COMPARE_DRAWN_TOGETHER_H_

#include <vector>

#include "analysis/compare/combine.h"

namespace detente {

std::vector<Difference> correlation_differences(const Dispute& a, const Dispute& b);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_COMPARE_DRAWN_TOGETHER_H_
