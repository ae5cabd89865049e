// The dispute without one of its issues, to be drawn from.
//
// Answers: is a combination of the other issues on the table, and a deal, where the issue is not?
// Definition: linkage_sample.h; an issue is taken away with the statements, rules and order
//   constraints that speak of it (taking_away() in linkage.h).
// Cost: the conditions of one scenario; of a combination, what stands in outcome_sums.h.
// Checked by: linkage_sample_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_ISSUE_TAKEN_AWAY_H_
#define DETENTE_ANALYSIS_BARGAINING_ISSUE_TAKEN_AWAY_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/bargaining/linkage.h"
#include "analysis/bargaining/outcome_sums.h"
#include "analysis/bargaining/table_draws.h"

namespace detente {

class IssueTakenAway {
 public:
  // `as_sums`: the table with the issue is a sum over issues. What is given must outlive it.
  IssueTakenAway(const Dispute& dispute, const Scenario& scenario,
                 const std::optional<Formula>& within, const std::vector<int>& bargainers,
                 bool as_sums, int issue);
  IssueTakenAway(const IssueTakenAway&) = delete;
  IssueTakenAway& operator=(const IssueTakenAway&) = delete;

  // Why it cannot be drawn from; empty if it can, or if nothing is on the table.
  const std::string& why_not() const { return why_not_; }
  bool nothing_on_table() const { return nothing_on_table_; }
  // Of the table; known where it is a sum over issues. Requires that it can be drawn from, as all
  // below.
  Count outcomes() const;
  // Are its combinations those of the whole dispute, but for the issue?
  bool combines_as(const TableDraws& whole) const;
  // Counts one combination drawn for it.
  void draw(Random& random, std::vector<int>& space, DrawnShare& to) const;
  // Counts a combination of the whole dispute, and leaves it as it is.
  void look(std::vector<int>& combination, DrawnShare& to) const;

 private:
  void count(std::span<const int> outcome, DrawnShare& to) const;

  std::size_t issue_;
  bool as_sums_;
  Scenario scenario_;
  Conditions conditions_;
  AdditiveOrWhy form_;
  std::optional<TableDraws> draws_;
  std::optional<OutcomeSums> sums_;
  bool nothing_on_table_ = false;
  std::string why_not_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ISSUE_TAKEN_AWAY_H_
