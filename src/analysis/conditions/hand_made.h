// What the tests of this folder ask of disputes made by hand.
#ifndef DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_
#define DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_

#include <gtest/gtest.h>

#include <utility>

#include "analysis/conditions/study.h"
#include "analysis/hand_made.h"

namespace detente::hand_made {

inline ConditionsStudy study_of(const Dispute& dispute, const ConditionsOptions& options = {}) {
  Budget budget;
  auto study = study_conditions(dispute, 0, options, budget);
  EXPECT_TRUE(study.has_value());
  return std::move(*study);
}

}  // namespace detente::hand_made

#endif  // DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_
