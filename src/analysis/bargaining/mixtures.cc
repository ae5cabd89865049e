#include "analysis/bargaining/mixtures.h"

#include "analysis/bargaining/mixture_chains.h"
#include "analysis/bargaining/mixture_search.h"

namespace detente {

Mixtures solve_mixtures(const MixtureProblem& problem, const std::vector<std::string>& ids,
                        Budget& budget) {
  if (problem.form.value.size() == 2) {
    if (const auto found = chain_mixtures(problem, ids, budget)) return *found;
  }
  return search_mixtures(problem, ids, budget);
}

}  // namespace detente
