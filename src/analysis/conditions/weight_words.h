// Which weights of one statement do what is wanted, in words.
#ifndef DETENTE_ANALYSIS_CONDITIONS_WEIGHT_WORDS_H_
#define DETENTE_ANALYSIS_CONDITIONS_WEIGHT_WORDS_H_

#include <string>

#include "analysis/conditions/study.h"

namespace detente {

// "4": beyond it, as far as weights of its sign go. "4 to 6": where it ends again. "4 to 6, also
// above 9": the stretch that begins at its threshold, then the others. Requires: a threshold.
std::string weights_that_do(const ConditionsStudy& study, const WeightChange& change);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_WEIGHT_WORDS_H_
