// What conditions leave of each issue's options, and which of them tie issues together.
//
// Definition: docs/methods/bargaining.md, "Additive problems". A condition on one issue, a
//   conjunction of such, a negated disjunction, and a quota that depends on one issue, are filters
//   of its options. Whatever speaks of several issues is a tie: it judges packages of them.
//   Everything is looked at twice, since one filter can leave another condition with one issue.
// Cost: the size of the conditions times the options of their issues.
// Checked by: table_test.cc, by way of additive_form.h.
#ifndef DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILTERS_H_
#define DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILTERS_H_

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/bargaining/conditions.h"

namespace detente {

struct Tie {
  std::vector<int> issues;  // of the dispute, two or more
  std::function<bool(std::span<const int>)> passes;
  std::string text;  // the condition in words
};

class OptionFilters {
 public:
  // `dispute` and `scenario` must outlive the ties.
  OptionFilters(const Dispute& dispute, const Scenario& scenario,
                std::vector<std::vector<int>> options);

  // What is given must outlive the ties as well.
  void add(const std::vector<Condition>& conditions, const std::vector<QuotaCondition>& quotas);

  const std::vector<std::vector<int>>& options() const { return options_; }
  const std::vector<Tie>& ties() const { return ties_; }
  bool any() const;  // has every issue an option left?

 private:
  void add(const Formula& formula, int node, bool holds, bool remember);
  void add_quota(const QuotaCondition& quota, bool remember);
  void filter(const std::vector<int>& issues, const std::function<bool(std::span<const int>)>& f);
  std::vector<int> issues_left(const Formula& formula) const;  // those that still have a choice

  const Dispute& dispute_;
  const Scenario& scenario_;
  std::vector<std::vector<int>> options_;  // [issue of the dispute]
  std::vector<Tie> ties_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILTERS_H_
