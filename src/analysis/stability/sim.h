// Simultaneous sanctions (SIM): does an improvement still pay if others improve at the same moment?
//
// Definition: docs/methods/stability.md, "Simultaneous sanctions".
// Source: Fraser & Hipel, Conflict Analysis, 1984.
// Deviates: nothing in the definition; a combination that is infeasible sanctions nothing.
// Applies to: option form in which every issue that can change is in the hands of one party.
// Shapes: per mover of the space the outcomes that are stable.
// Cost: exact; for every improvement the product over the other parties of one plus the number of
//   their improvements. No shortcut is known for general orders, so a limit is kept.
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_STABILITY_SIM_H_
#define DETENTE_ANALYSIS_STABILITY_SIM_H_

#include <optional>
#include <vector>

#include "base/limits.h"
#include "space/space.h"

namespace detente {

struct Simultaneous {
  std::vector<Bitset> stable;  // [mover]
  StopReason stopped = StopReason::kDone;
};
// Nothing where it does not apply.
std::optional<Simultaneous> find_simultaneous(const Space& space, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_SIM_H_
