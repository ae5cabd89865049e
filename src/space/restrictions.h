// What a case's rules and order constraints leave: the feasible outcomes, and which moves may not
// be made.
#ifndef DETENTE_SPACE_RESTRICTIONS_H_
#define DETENTE_SPACE_RESTRICTIONS_H_

#include <cstdint>
#include <vector>

#include "space/bitset.h"
#include "space/outcome_table.h"
#include "space/scenario.h"

namespace detente {

// The outcomes that satisfy every rule that is on. Errors: kModel if there is none, or if a rule
// excludes the status quo.
Result<Bitset> feasible_outcomes(OutcomeTable& table, const Scenario& scenario, Outcome status_quo);

// One bit per order constraint that is on; both empty if there is none.
struct OrderBits {
  std::vector<std::uint32_t> blocked;  // [outcome]: those that a move from here may not fulfil
  std::vector<std::uint32_t> entered;  // [outcome]: those that are fulfilled here
  bool any() const { return !blocked.empty(); }
  bool allows(Outcome s, Outcome t) const {
    return blocked.empty() || (blocked[s] & entered[t]) == 0;
  }
};
// Errors: kLimit if more than 32 are on.
Result<OrderBits> order_bits(OutcomeTable& table, const Scenario& scenario);

}  // namespace detente

#endif  // DETENTE_SPACE_RESTRICTIONS_H_
