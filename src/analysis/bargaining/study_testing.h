// What tests of two levels and linkage share: a study of a text, and texts with blanks.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_TESTING_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_TESTING_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/study.h"
#include "analysis/hand_made.h"

namespace detente::hand_made {

// `solutions`: empty for all.
inline BargainingStudy studied(const std::string& text, std::uint64_t most_outcomes,
                               std::vector<std::string> solutions = {}) {
  const Dispute dispute = dispute_of(text);
  BargainingAsked asked;
  asked.most_outcomes = most_outcomes;
  asked.solutions = std::move(solutions);
  Budget budget;
  auto study = study_bargaining(dispute, 0, asked, budget);
  EXPECT_TRUE(study.has_value()) << (study ? "" : format_error(study.error().front()));
  return std::move(*study);
}
// The text with what stands in the place of each blank, once.
inline std::string filled(std::string text,
                          const std::vector<std::pair<std::string, std::string>>& blanks) {
  for (const auto& [blank, by] : blanks) text.replace(text.find(blank), blank.size(), by);
  return text;
}

}  // namespace detente::hand_made

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_TESTING_H_
