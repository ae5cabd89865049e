// A sum over issues made from the options that filters leave.
//
// Answers: which packages does each group of tied issues have, and what is each worth to whom?
// Definition: additive_form.h. A group of issues that a partition ties together is listed package
//   by package; those that its ties let pass are its options. Formulas without an open issue are
//   constants, added to the first group's values.
// Cost: one look per package and tie, one per package and term.
// Checked by: table_test.cc, by way of additive_form.h.
#ifndef DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILL_H_
#define DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILL_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_filters.h"
#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/issue_partition.h"

namespace detente {

struct FilledForm {
  std::optional<AdditiveForm> form;  // empty with an empty why_not: no package is left
  std::string why_not;
};
// `options`: [issue of the dispute], none of them empty. No group has more than `most_packages`.
FilledForm fill_form(const Dispute& dispute, const Scenario& scenario,
                     const std::vector<int>& bargainers, const Conditions& conditions,
                     const IssuePartition& partition, const std::vector<std::vector<int>>& options,
                     const std::vector<const Tie*>& ties, std::size_t most_packages);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ADDITIVE_FILL_H_
