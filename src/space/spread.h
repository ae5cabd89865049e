// Carries 64-bit masks along all moves of one mover at once.
//
// Definition: out(t) = OR of in(s) over all s from which the mover can go to t, or s = t.
// Cost: O(block * issues) per block instead of O(block^2): along a one-way issue the masks are
//   added up in the options' order, along any other issue over all options. Outcomes that order
//   constraints shut out differently are carried separately. In graph form the mover's moves.
#ifndef DETENTE_SPACE_SPREAD_H_
#define DETENTE_SPACE_SPREAD_H_

#include <cstdint>
#include <vector>

#include "space/world.h"

namespace detente {

class Spread {
 public:
  Spread(const World& world, const Mover& mover);

  // Masks of one block go in by slot; add() any number, then run(); out(slot) is valid until
  // clear().
  void clear();
  void add(std::uint32_t block, std::uint32_t slot, std::uint64_t mask);
  void run();
  bool empty() const { return used_ == 0; }
  std::uint64_t out(std::uint32_t block, std::uint32_t slot) const;

 private:
  struct Dimension {
    std::size_t step;  // slots between neighbouring options
    std::size_t radix;
    bool one_way;
  };
  void run_arcs();

  const World* world_;
  const Mover* mover_;
  std::vector<Dimension> dimensions_;
  // One layer per distinct set of order constraints that shut moves out of the source.
  std::vector<std::uint32_t> shut_;
  std::vector<std::vector<std::uint64_t>> layers_;
  std::size_t used_ = 0;
  std::vector<std::uint64_t> sources_;  // graph form: what went in
};

}  // namespace detente

#endif  // DETENTE_SPACE_SPREAD_H_
