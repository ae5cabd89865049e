// Disputes small enough to work out by hand, for the tests of this folder.
#ifndef DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_
#define DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "analysis/conditions/study.h"

namespace detente::hand_made {

// a and b sign. b gains 3 trust + 2 aid - 4, a always gains: ready where that is above 0, b
// indifferent where it is 0 (it accepts, and does not step), else stopped at mutual. Now, at 0.2
// and 0.5, b has -2.4.
constexpr const char* kTwoFactors = R"([dispute]
title = "Trust and aid"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.2
aid = 0.5
idle = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { id = "gain", wants = "deal = yes", weight = 1 } ]
b = [
  { id = "trade", wants = "deal = yes", weight = "3 * trust + 2 * aid" },
  { id = "pride", wants = "deal = no", weight = 4 },
]
)";

inline ConditionsStudy study_of(const Dispute& dispute, const ConditionsOptions& options = {}) {
  Budget budget;
  auto study = study_conditions(dispute, 0, options, budget);
  EXPECT_TRUE(study.has_value());
  return std::move(*study);
}

}  // namespace detente::hand_made

#endif  // DETENTE_ANALYSIS_CONDITIONS_HAND_MADE_H_
