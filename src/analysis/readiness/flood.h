// A reverse flood over improvements: labels every outcome with the first seed it can reach.
//
// Definition: from z, mover h improves to x if h can go from z to x and all its members prefer x.
// Method: an outcome is labelled once. Per mover and block the outcomes are kept in ranges that are alike in their
//   one-way options and in what order constraints shut out, so that a move from any of a range to x is allowed or
//   none is; inside a range they are in the order of the mover's first member. For one member the improving part of a
//   range is a prefix, and a cursor remembers how far it is labelled; for more members a tree of minima over the second
//   member's ranks finds each next one.
// Cost: for single-party movers O(outcomes * ranges of a block); for pairs a factor log(block); third and further
//   members are tested one by one.
#ifndef DETENTE_ANALYSIS_READINESS_FLOOD_H_
#define DETENTE_ANALYSIS_READINESS_FLOOD_H_

#include <cstdint>
#include <vector>

#include "analysis/readiness/order.h"
#include "space/world.h"

namespace detente {

// The members of a group, in order.
std::vector<int> members_of(PartySet group);

// What all floods of a world share, per mover.
struct Predecessors {
  struct Range {
    std::uint32_t first = 0, last = 0;   // into `outcome`
    std::uint32_t tree = 0;              // into `minima`: 2 * width entries, root at 1
    std::uint32_t width = 0;             // a power of two
    std::uint32_t slot = 0;              // of its first outcome: for one-way options
    std::uint32_t shut_out = 0;          // order constraints
  };
  const Mover* mover = nullptr;
  std::vector<int> members;
  std::vector<Outcome> outcome;          // by block, range, and the first member's rank, worst first
  std::vector<Range> ranges;
  std::vector<std::uint32_t> block_start;   // [block] into ranges, and the end
  std::vector<std::int32_t> minima;      // of the second member's rank; empty for single-party movers
};
Predecessors make_predecessors(const World& world, const Mover& mover, const std::vector<PartyOrder>& orders);

class Flood {
 public:
  // Uses the movers that share no member with `without`.
  Flood(const World& world, const std::vector<PartyOrder>& orders, const std::vector<Predecessors>& all, PartySet without);

  // Labels s and everything that can reach it, unless labelled already.
  void seed(Outcome s, std::int32_t value);
  std::vector<std::int32_t> take() { return std::move(label_); }   // -1: not labelled
  std::uint64_t work() const { return work_; }

 private:
  struct State {
    const Predecessors* of;
    std::vector<std::uint32_t> cursor;       // [range], single-party movers
    std::vector<std::int32_t> minima;        // groups
    std::vector<std::uint32_t> live;         // ranges not exhausted, per block in its own stretch
    std::vector<std::uint32_t> live_count;   // [block]
  };
  void pull(State& state, Outcome x, std::int32_t value);
  bool pull_prefix(State& state, std::uint32_t range, std::int32_t limit, std::int32_t value);
  void pull_tree(State& state, const Predecessors::Range& range, std::uint32_t node, std::uint32_t low,
                 std::uint32_t width, std::uint32_t prefix, Outcome x, std::int32_t value);
  void label(Outcome z, std::int32_t value);

  const World& world_;
  const std::vector<PartyOrder>& orders_;
  std::vector<State> states_;
  std::vector<std::int32_t> label_;
  std::vector<Outcome> stack_;
  std::uint64_t work_ = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_FLOOD_H_
