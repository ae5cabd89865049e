// The numbers that GMCR+ gives to the states of a dispute in option form.
//
// Definition: dispute/binary_form.h. `decimal` is the sum of 2^k over the options at Y; `ordered`
//   counts the feasible states by ascending decimal, from 1. The literature mostly numbers states
//   in some order of its own.
// Cost: a sort of the feasible outcomes.
#ifndef DETENTE_SPACE_STATE_NUMBERS_H_
#define DETENTE_SPACE_STATE_NUMBERS_H_

#include <cstdint>
#include <vector>

#include "dispute/binary_form.h"
#include "space/world.h"

namespace detente {

struct StateNumbers {
  std::vector<BinaryOption> options;
  std::vector<std::uint64_t> decimal;  // [outcome]
  std::vector<std::uint32_t> ordered;  // [outcome]; 0: infeasible
  std::vector<Outcome> state;          // [ordered - 1]
};

// Errors: kUnsupported if some issue has not two options or not one owner.
Result<StateNumbers> state_numbers(const Dispute& dispute, const Layout& layout,
                                   const Bitset& feasible);
inline Result<StateNumbers> state_numbers(const World& world) {
  return state_numbers(world.dispute(), world.layout(), world.feasible());
}

}  // namespace detente

#endif  // DETENTE_SPACE_STATE_NUMBERS_H_
