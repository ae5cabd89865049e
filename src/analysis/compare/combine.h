// Two disputes in one, so that parts of one can be put into the other.
//
// Definition: the first dispute with every statement, rule, order constraint and ratifier of the
//   second that it lacks or words otherwise, switched off. Two scenarios of it are the two
//   disputes; every difference between them is one part of a scenario, or one wording off and
//   another on.
// Deviates: possible only where both have the same parties, issues, factors and forms of
//   preference; otherwise it says what stands against it.
// Checked by: compare_test.cc: each scenario has the ladder of its own dispute.
#ifndef DETENTE_ANALYSIS_COMPARE_COMBINE_H_
#define DETENTE_ANALYSIS_COMPARE_COMBINE_H_

#include <string>
#include <vector>

#include "space/scenario.h"

namespace detente {

// One thing in which they differ. Exactly one of the indices is set, or `compromise`, or
// `worlds_only`: no ladder hangs on it.
struct Difference {
  std::string kind;  // factor, status quo, compromise, party, statement, red line, ...
  std::string id;
  std::string first, second;  // how it stands there, in words
  int factor = -1, issue = -1, party = -1;
  std::vector<int> toggles = {};
  bool compromise = false;
  bool worlds_only = false;
};

struct Combined {
  std::vector<Dispute> dispute;  // one, or none if they do not combine
  Scenario first, second;        // of it
  std::vector<Difference> differences;
  std::vector<std::string> obstacles;  // in words; empty: they combine
};
// `first` and `second` are scenarios of the two disputes, which may be the same.
Combined combine(const Dispute& a, const Scenario& first, const Dispute& b, const Scenario& second);

// `from` with one difference taken from `to`.
Scenario with_difference(const Scenario& from, const Scenario& to, const Difference& difference);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_COMPARE_COMBINE_H_
