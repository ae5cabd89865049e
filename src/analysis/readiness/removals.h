// What would have to go: all minimal sets of at most two removals that make it ready, or else lift
// the verdict.
//
// Definition: removable are the statements that hold in the world (red lines and pressures among
//   them), ratifiers, rules and order constraints that are switched on, and third parties. A set
//   counts if no smaller set inside it does.
// Cost: one ladder per single removal; a pair costs a ladder only if some outcome passes rungs 1-4
//   under it. Rungs 1-4 of a pair are put together from the two singles where they touch different
//   parties.
#ifndef DETENTE_ANALYSIS_READINESS_REMOVALS_H_
#define DETENTE_ANALYSIS_READINESS_REMOVALS_H_

#include <functional>
#include <string>
#include <vector>

#include "analysis/readiness/answer.h"

namespace detente {

struct Removable {
  std::string id;
  Changes changes;
  int party = -1;           // a statement: whose
  bool structural = false;  // a rule, an order constraint, a third party
  int ratifier = -1;
};
std::vector<Removable> removables(const World& world);

struct Lifts {
  std::vector<Removal> removals;  // by size, then in the order of the file
  bool make_ready = false;
  bool complete = true;  // false if a work limit stopped the search
  std::uint64_t ladders = 0;
};
// Requires: `verdict` is the verdict of `world`.
Lifts find_lifts(const World& world, Verdict verdict, int threads, Budget& budget,
                 const std::function<void(double)>& progress = {});

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_REMOVALS_H_
