// A point that does it, moved towards the present values as far as it goes on doing it.
#ifndef DETENTE_ANALYSIS_CONDITIONS_PULL_H_
#define DETENTE_ANALYSIS_CONDITIONS_PULL_H_

#include <cstdint>
#include <functional>

#include "analysis/conditions/box_space.h"

namespace detente {

// Each factor as near to now as the others allow, by bisection; ends at the shortest decimals that
// do it. Gives how often it has asked. Requires: the point does it.
std::uint64_t pull(const BoxSpace& space, BoxSpace::Point& point,
                   const std::function<bool(const BoxSpace::Point&)>& does);
// The same change in as few digits as do it, four or more: each number the next one away from its
// present value, or the end of its range. As it was where no such number does it.
std::uint64_t round_beyond(const BoxSpace& space, BoxSpace::Point& point,
                           const std::function<bool(const BoxSpace::Point&)>& does);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_PULL_H_
