#include "format/gmcr/state_space.h"

#include <algorithm>
#include <bit>

namespace detente::gmcr {

std::optional<std::uint64_t> StateSpace::next(std::uint64_t from, std::uint64_t& steps) const {
  const std::uint64_t end = std::uint64_t{1} << options_;
  std::uint64_t state = from;
  while (state < end && steps > 0) {
    --steps;
    const auto matched = std::find_if(
        infeasible_.begin(), infeasible_.end(),
        [state](const Pattern& pattern) { return (state & pattern.mask) == pattern.value; });
    if (matched == infeasible_.end()) return state;
    if (matched->mask == 0) return std::nullopt;  // matches every state
    // as long as only bits below the pattern's lowest change, it goes on matching
    const int lowest = std::countr_zero(matched->mask);
    state = ((state >> lowest) + 1) << lowest;
  }
  return std::nullopt;
}

std::string StateSpace::yn(std::uint64_t state) const {
  std::string out;
  for (int k = 0; k < options_; ++k) out += (state >> k & 1U) != 0 ? 'Y' : 'N';
  return out;
}

}  // namespace detente::gmcr
