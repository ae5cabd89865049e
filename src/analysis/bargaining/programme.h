// A dispute's table and deals as a linear programme over binaries.
//
// Answers: how does a solver see a dispute that is too large to list and no sum over issues?
// Definition: a column x_iv per issue i and option v that can still be chosen, exactly one of them
// 1;
//   further columns are truth values of parts of formulas (Tseitin 1968), each with rows that force
//   it from what it is made of, in both directions. Rows state that the conditions of the table,
//   and those of the deals, hold; a floor or a quota that counts only where something is asked is
//   relaxed elsewhere by the most that it can fall short (big M, the exact bound).
// Deviates: comparisons of arithmetic over several issues are listed combination by combination, up
//   to 4,096 of them; why_not says so beyond that.
// Shapes and units: integer coefficients; utilities in billionths.
// Cost: linear in the size of the formulas times the options of their issues.
// Checked by: programme_test.cc, against table.h on every outcome of small disputes.
#ifndef DETENTE_ANALYSIS_BARGAINING_PROGRAMME_H_
#define DETENTE_ANALYSIS_BARGAINING_PROGRAMME_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/conditions.h"

namespace detente {

// least <= constant + sum of coefficient * column <= most.
struct LinearRow {
  std::int64_t constant = 0;
  std::vector<std::pair<int, std::int64_t>> terms;  // column, coefficient
  std::optional<std::int64_t> least, most;
};

struct Programme {
  int columns = 0;  // all binary
  std::vector<std::vector<int>>
      choice;                      // [issue][place in Conditions::options]: column; empty: fixed
  std::vector<LinearRow> table;    // rows of A: choices, truth values, rules, within
  std::vector<LinearRow> deals;    // further rows of D
  std::vector<LinearRow> utility;  // per bargainer; no bounds
};
struct ProgrammeOrWhy {
  std::optional<Programme> programme;
  std::string why_not;
};
ProgrammeOrWhy make_programme(const Dispute& dispute, const Scenario& scenario,
                              const std::vector<int>& bargainers, const Conditions& conditions);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_PROGRAMME_H_
