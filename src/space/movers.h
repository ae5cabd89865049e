// Who can move where: movers, their blocks, one-way issues and order constraints; arcs.
//
// Definition: docs/methods/readiness.md, "Movers" and "Moves". A mover's block of an outcome is
//   every outcome that agrees with it on all issues which the mover cannot change; moves stay
//   inside blocks and are never stored as a matrix. In graph form there is one block of all
//   outcomes, and moves are stored (arcs.h).
// Cost: two words per outcome and mover.
#ifndef DETENTE_SPACE_MOVERS_H_
#define DETENTE_SPACE_MOVERS_H_

#include <cstdint>
#include <vector>

#include "space/bitset.h"
#include "space/outcome_table.h"

namespace detente {

struct Mover {
  PartySet members = 0;
  bool negotiators = false;          // {P} + Q
  std::vector<int> issues;           // that it can change
  std::vector<Outcome> offset;       // [slot]: what to add to a block's base
  std::vector<std::uint32_t> block;  // [outcome]
  std::vector<std::uint32_t> slot;   // [outcome]
  std::vector<Outcome> base;         // [block]
  std::vector<std::uint64_t>
      forward;               // [slot]: one-way options packed with a spare bit each; empty: none
  std::uint64_t spare = 0;   // the spare bits
  std::vector<Bitset> arcs;  // graph form, [slot]: the slots of its moves
  bool anywhere = true;      // from every slot to every other: no one-way issue, no arcs

  std::size_t block_size() const { return offset.size(); }
  // Do all one-way issues go forward or stay from slot a to slot b? In graph form: is it a move?
  bool goes_forward(std::uint32_t a, std::uint32_t b) const {
    if (anywhere) return true;
    if (!arcs.empty()) return arcs[a].test(b);
    return (((forward[b] | spare) - forward[a]) & spare) == spare;
  }
};

// What one group can change together; a group without any issue to change has no slots, unless it
// is that of the negotiators.
Mover make_mover(const Dispute& dispute, const Scenario& scenario, const Layout& layout,
                 PartySet group);

// These parties alone, then these groups, the coalitions that are on and the negotiators (if there
// is a question), each set once.
std::vector<PartySet> with_coalitions(const Dispute& dispute, const Scenario& scenario,
                                      PartySet alone, std::vector<PartySet> joint);

// All movers of a scenario in option form, in the order: single parties, `by` groups in issue
// order, coalitions, the negotiators (if there is a question). Movers without any issue to change
// are left out, except that the negotiators stay.
std::vector<Mover> make_movers(const Dispute& dispute, const Scenario& scenario,
                               const Layout& layout);

}  // namespace detente

#endif  // DETENTE_SPACE_MOVERS_H_
