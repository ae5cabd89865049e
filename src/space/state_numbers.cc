#include "space/state_numbers.h"

#include <algorithm>

namespace detente {

Result<StateNumbers> state_numbers(const Dispute& dispute, const Layout& layout,
                                   const Bitset& feasible) {
  auto options = binary_form(dispute);
  if (!options) return tl::unexpected(std::move(options.error()));
  StateNumbers out;
  out.options = std::move(*options);
  out.decimal.assign(layout.size(), 0);
  for (std::size_t k = 0; k < out.options.size(); ++k) {
    const BinaryOption& option = out.options[k];
    for (std::size_t s = 0; s < layout.size(); ++s) {
      if (layout.option(static_cast<Outcome>(s), option.issue) == option.yes)
        out.decimal[s] |= std::uint64_t{1} << k;
    }
  }
  out.state = feasible.members();
  std::sort(out.state.begin(), out.state.end(),
            [&](Outcome a, Outcome b) { return out.decimal[a] < out.decimal[b]; });
  out.ordered.assign(layout.size(), 0);
  for (std::size_t k = 0; k < out.state.size(); ++k)
    out.ordered[out.state[k]] = static_cast<std::uint32_t>(k + 1);
  return out;
}

}  // namespace detente
