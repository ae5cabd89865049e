// A reverse flood over improvements: labels outcomes with the first seed they can reach.
//
// Definition: from z, mover h improves to x if h can go from z to x and all its members prefer x.
// Method: an outcome is labelled once. Per mover and block the outcomes are kept in ranges that
//   are alike in their one-way options and in what order constraints shut out (their class), so
//   that a move from any of a range to x is allowed or none is; which classes can reach x is one
//   bit set. Inside a range they are in the order of the mover's first member. For one member the
//   improving part of a range is a prefix, and a cursor remembers how far it is labelled; for more
//   members a tree of minima over the second member's ranks finds each next one.
// Cost: O(outcomes * classes / 64) for single-party movers; for pairs a factor log(block); third
//   and further members are tested one by one.
#ifndef DETENTE_ANALYSIS_READINESS_FLOOD_H_
#define DETENTE_ANALYSIS_READINESS_FLOOD_H_

#include <cstdint>
#include <vector>

#include "space/order.h"
#include "space/world.h"

namespace detente {

// The members of a group, in order.
std::vector<int> members_of(PartySet group);

// What all floods of a world share, per mover.
struct Predecessors {
  struct Range {
    std::uint32_t first = 0, last = 0;  // into `outcome`
    std::uint32_t tree = 0;             // into the minima: 2 * width entries, root at 1
    std::uint32_t width = 0;            // a power of two
  };
  const Mover* mover = nullptr;
  std::vector<int> members;
  std::vector<Outcome> outcome;  // by block, class, and the first member's rank, worst first
  std::vector<Range> ranges;
  std::size_t minima = 0;                   // entries of all trees; 0 for single-party movers
  std::size_t classes = 1, words = 1;       // of sources; words of a bit set of them
  std::vector<std::uint32_t> range_of;      // [block * classes + class], kNoRange if empty
  std::vector<std::uint64_t> live;          // [block * words]: classes with a range
  std::vector<std::uint32_t> target_class;  // [outcome]; empty: all alike
  std::vector<std::uint64_t>
      compatible;  // [target class * words]: source classes that can move there

  static constexpr std::uint32_t kNoRange = ~std::uint32_t{0};
  std::size_t target_classes() const { return compatible.size() / words; }
  std::size_t target_class_of(Outcome x) const {
    return target_class.empty() ? 0 : target_class[x];
  }
};
Predecessors make_predecessors(const World& world, const Mover& mover, const PartyOrder& first);

class Flood {
 public:
  // Uses the movers that share no member with `without`. `label` holds -1 where an outcome is still
  // to be labelled (only feasible ones), anything else where it is not; `open` counts the former.
  // `orders` must hold the orders of all members of those movers.
  Flood(const World& world, const std::vector<const PartyOrder*>& orders,
        const std::vector<const Predecessors*>& all, PartySet without,
        std::vector<std::int32_t> label, std::size_t open);

  // Labels everything that can reach s, with `value`, and s itself if it has no label.
  void seed(Outcome s, std::int32_t value);
  bool finished() const { return open_ == 0; }
  std::vector<std::int32_t> take() { return std::move(label_); }
  std::uint64_t work() const { return work_; }

 private:
  struct RankPair {
    std::int32_t first, second;
  };
  struct State {
    const Predecessors* of;
    const std::int32_t* first;             // ranks of the first member
    const std::int32_t* second = nullptr;  // of the second
    std::vector<std::uint32_t> cursor;     // [range], single-party movers
    std::vector<std::int32_t> minima;      // groups
    std::vector<std::uint64_t> live;
    // What has been pulled from, per block and target class: an outcome that no member ranks above
    // one of these has nothing new to label.
    std::vector<std::int32_t> highest;             // single-party movers
    std::vector<std::vector<RankPair>> staircase;  // groups of two
  };
  struct Waiting {
    Outcome outcome;
    std::size_t labelled_by;  // the state whose mover leads there, or kNoState
  };
  static constexpr std::size_t kNoState = ~std::size_t{0};
  void build_trees(State& state) const;
  static bool nothing_new(State& state, std::size_t cell, Outcome x);
  void pull(State& state, Outcome x, std::int32_t value);
  bool pull_prefix(State& state, std::uint32_t range, std::int32_t limit, std::int32_t value);
  void pull_tree(State& state, const Predecessors::Range& range, std::uint32_t node,
                 std::uint32_t low, std::uint32_t width, std::uint32_t prefix, Outcome x,
                 std::int32_t value);
  void label(Outcome z, std::int32_t value);

  const std::vector<const PartyOrder*>& orders_;
  std::vector<State> states_;
  std::vector<std::int32_t> label_;
  std::vector<Waiting> stack_;
  std::size_t pulling_ = kNoState;  // the state whose outcomes are being labelled
  bool transitive_ = true;          // a mover need not move again: no order constraint
  std::size_t open_ = 0;
  std::uint64_t work_ = 0;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_FLOOD_H_
