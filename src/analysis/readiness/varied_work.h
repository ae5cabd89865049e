// What it costs to look at a world that differs from another by some changes.
//
// Units: visits to outcomes, as in base/limits.h. A pass over bit sets is next to nothing (64
//   outcomes to a word) and counts as such; what World::vary shares costs nothing.
// Checked by: thresholds_limit_test.cc (a limit that cuts looks short is met).
#ifndef DETENTE_ANALYSIS_READINESS_VARIED_WORK_H_
#define DETENTE_ANALYSIS_READINESS_VARIED_WORK_H_

#include <bit>
#include <cstdint>

#include "space/world.h"

namespace detente {

// A sort of so many things.
inline std::uint64_t sort_work(std::uint64_t things) {
  return things * static_cast<std::uint64_t>(std::bit_width(things));
}

// Making `varied`, which base.vary() has made: a pass per statement over the outcomes for every
// preference made anew, and one over every mover's moves where what is feasible may have changed.
std::uint64_t work_of_varying(const World& base, const World& varied);

// Listing the deals and passing them through the first four rungs.
std::uint64_t work_of_listing(const World& world);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_VARIED_WORK_H_
