// Adjusted Winner: two parties divide issues so that the result is efficient, envy-free, equitable.
//
// Answers: who wins which issue, and which one issue has to be split, so that both sides think
//   they have won the same share of what they care about?
// Definition: each issue is between the option that is best for A and the one that is best for B
//   (ties of either: best for the other, then first). A side's points for an issue are the
//   difference that the two options make to it, scaled so that its points add up to 100. An issue
//   goes to the side with more points for it; equal ones to the side with less so far, in order.
//   Then, while the leader has more, issues it holds are handed over in increasing ratio of its
//   points to the other's, the last one in part: x = (A - B) / (a + b).
// Source: Brams & Taylor 1996, "Fair Division", chapter 4; 1999.
// Deviates: where the issues are indivisible the split is still reported: the method calls for it.
// Shapes: value[side][issue][option], billionths; two sides.
// Cost: O(issues log issues + options). Exact.
// Checked by: adjusted_winner_test.cc (Panama Canal, Camp David, a divorce).
#ifndef DETENTE_ANALYSIS_BARGAINING_ADJUSTED_WINNER_H_
#define DETENTE_ANALYSIS_BARGAINING_ADJUSTED_WINNER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/fraction.h"

namespace detente {

struct ContestedIssue {
  std::size_t issue = 0;  // place in `value`
  int best[2] = {0, 0};   // option that is best for side 0, for side 1
  Fraction points[2];     // of 100
  int starts_with = -1;   // the side that wins it at first; -1: nobody contests it
  Fraction share;         // of side 0 in the end, 0 to 1
};
struct Transfer {
  std::size_t issue = 0;
  int from = 0;
  Fraction part;       // of the whole issue
  Fraction totals[2];  // points of both sides afterwards
};
struct AdjustedWinner {
  std::vector<ContestedIssue> issues;  // all, in order
  Fraction start[2];
  std::vector<Transfer> transfers;
  Fraction totals[2];
};
// Empty if a side is indifferent between all options, or the numbers are too long to be exact.
std::optional<AdjustedWinner> adjusted_winner(
    const std::vector<std::vector<std::vector<std::int64_t>>>& value);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ADJUSTED_WINNER_H_
