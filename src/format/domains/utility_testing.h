// For tests: the utility of one outcome, straight from the dispute's values and statements.
#ifndef DETENTE_FORMAT_DOMAINS_UTILITY_TESTING_H_
#define DETENTE_FORMAT_DOMAINS_UTILITY_TESTING_H_

#include <functional>
#include <vector>

#include "dispute/dispute.h"

namespace detente::testing_support {

inline bool feasible(const Dispute& dispute, const std::vector<int>& outcome) {
  for (const Rule& rule : dispute->rules) {
    if (evaluate_truth(rule.never, {{}, outcome, &dispute->proposition_formulas, &dispute->levels}))
      return false;
  }
  return true;
}

// In billionths.
inline std::int64_t utility(const Dispute& dispute, std::size_t party,
                            const std::vector<int>& outcome) {
  const Preference& preference = dispute->preferences[party];
  std::int64_t out = 0;
  for (std::size_t k = 0; k < preference.values.size(); ++k)
    out += preference.values[k][static_cast<std::size_t>(outcome[k])].units();
  for (const int s : preference.statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (evaluate_truth(statement.formula,
                       {{}, outcome, &dispute->proposition_formulas, &dispute->levels}))
      out += statement.weight.value.units();
  }
  return out;
}

inline void each_outcome(const Dispute& dispute,
                         const std::function<void(const std::vector<int>&)>& visit) {
  std::vector<int> outcome(dispute->issues.size(), 0);
  for (;;) {
    if (feasible(dispute, outcome)) visit(outcome);
    std::size_t k = 0;
    while (k < outcome.size() &&
           ++outcome[k] == static_cast<int>(dispute->issues[k].options.size()))
      outcome[k++] = 0;
    if (k == outcome.size()) return;
  }
}

// The utilities of all feasible outcomes, party after party.
inline std::vector<std::int64_t> utilities(const Dispute& dispute) {
  std::vector<std::int64_t> out;
  for (std::size_t p = 0; p < dispute->parties.size(); ++p) {
    each_outcome(dispute, [&](const std::vector<int>& outcome) {
      out.push_back(utility(dispute, p, outcome));
    });
  }
  return out;
}

}  // namespace detente::testing_support

#endif  // DETENTE_FORMAT_DOMAINS_UTILITY_TESTING_H_
