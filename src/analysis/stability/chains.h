// Every mover's blocks in that mover's order, worst outcome first: what a flood over improvements
// runs along instead of arcs.
//
// Definition: from z, a mover improves to x iff z and x lie in one block, one-way issues go forward
//   or stay, and x ranks higher. So the sources of x are the head of its block's order, up to the
//   first outcome that ties with x; with one-way issues they are the heads of the classes of slots
//   whose one-way options do not lie beyond those of x.
//   A group improves where all its members do: its chain runs by the first member's order, with a
//   tree of the second member's least rank over every stretch of the chain.
// Applies to: option form without order constraints.
// Shapes: a position in a block's order and a slot fit `Slot`; blocks have fewer than 2^8, 2^16 or
//   2^32 slots.
// Cost: one pass per mover over its party's order.
#ifndef DETENTE_ANALYSIS_STABILITY_CHAINS_H_
#define DETENTE_ANALYSIS_STABILITY_CHAINS_H_

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "analysis/stability/blocks.h"
#include "analysis/stability/rank_trees.h"

namespace detente {

template <class Slot>
struct Chain {
  static constexpr Slot kEnd = std::numeric_limits<Slot>::max();
  explicit Chain(Blocks of_blocks) : blocks(std::move(of_blocks)) {}

  Blocks blocks;
  std::vector<Slot> order;   // [block * width + position]: slot, worst first, feasible ones only
  std::vector<Slot> filled;  // [block]: how many outcomes that is
  std::vector<Slot> below;   // [outcome]: how many of its block its party ranks lower
  // One-way issues only. Slots with the same one-way options are a class. Where a block has more
  // than 64 slots, and for groups, cell (block, class) lists its outcomes by rising position,
  // closed by kEnd; elsewhere a mask per block and class says whose outcomes may go there.
  std::size_t classes = 1;
  std::vector<std::uint32_t> class_of;       // [slot]
  std::vector<std::uint32_t> class_start;    // [class]: into a block's part of `cells`
  std::vector<std::pair<Slot, Slot>> cells;  // [block * (width + classes) + ...]: position and slot
  std::vector<std::vector<std::uint32_t>> sources;  // [class of x]: classes that can go there
  // [block * (classes + 1)...]: a bit per position; all, then the sources of each class of x
  std::vector<std::uint64_t> sources_of;
  // Groups only: per cell (a whole block where there is one class) a tree over its outcomes by
  // rising position.
  std::vector<int> members;  // empty for a single party
  RankTrees trees;
};

template <class Slot>
Chain<Slot> make_chain(const Space& space, std::size_t mover);

extern template Chain<std::uint8_t> make_chain(const Space& space, std::size_t mover);
extern template Chain<std::uint16_t> make_chain(const Space& space, std::size_t mover);
extern template Chain<std::uint32_t> make_chain(const Space& space, std::size_t mover);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_CHAINS_H_
