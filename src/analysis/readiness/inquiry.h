// One question at a time: does an outcome spoil a deal for a mover? Answered forwards, and no
// further than the answer needs.
//
// Definition: docs/methods/readiness.md, "Mover g breaks t from z". R(y) = y and everything reached
//   from y by improvements of movers that share no member with g. y spoils t if every member of g
//   prefers all of R(y) to t, and some outcome of R(y) harms a party of Z(t) outside g.
// Method: through R(y), what the mover likes least first; the first outcome that deters ends the
//   search. What it has learnt is kept per mover: an outcome all of whose R is preferred to some t1
//   need not be looked behind again for a t that g's members like no better than t1; and one from
//   which an outcome w can be reached is deterred from wherever w deters.
// Cost: the improvements from the outcomes visited; nothing in proportion to the space but one
//   word per outcome.
// Threads: not safe.
// Checked by: tests/oracle; verdict_test.cc against floods.
#ifndef DETENTE_ANALYSIS_READINESS_INQUIRY_H_
#define DETENTE_ANALYSIS_READINESS_INQUIRY_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "space/outcome_map.h"
#include "space/world.h"

namespace detente {

// Improvements, with large blocks put in order once they have been looked through often enough for
// that to pay. Not thread-safe.
class Improvements {
 public:
  static constexpr std::size_t kLargeBlock = 128;  // from here on an order can pay

  explicit Improvements(const World& world)
      : world_(world), looked_through_(world.movers().size(), 0) {}

  // Those that are worth an order, made ready for worlds varied from this one.
  static void prepare_orders(const World& world) {
    for (std::size_t g = 0; g < world.movers().size(); ++g) {
      if (world.movers()[g].block_size() >= kLargeBlock) world.prepare_block_orders(g);
    }
  }
  // As World::any_improvement.
  template <class F>
  bool any(std::size_t g, Outcome z, Outcome t, std::uint64_t& looked, F f) {
    const std::size_t size = world_.movers()[g].block_size();
    bool in_order = size >= kLargeBlock;
    if (in_order && !world_.has_block_order(g)) {
      looked_through_[g] += size;
      const std::uint64_t pays = world_.block_order_is_cheap(g) ? 1 : kPays;
      in_order = looked_through_[g] > pays * world_.size();
    }
    return world_.any_improvement(g, z, t, in_order, looked, f);
  }

 private:
  static constexpr std::uint64_t kPays = 4;  // looks at every outcome, about what the order costs
  const World& world_;
  std::vector<std::uint64_t> looked_through_;  // [mover]: without an order
};

class Inquiry {
 public:
  // Gives up on a mover after looking at `most_looked` outcomes for it.
  explicit Inquiry(const World& world,
                   std::uint64_t most_looked = std::numeric_limits<std::uint64_t>::max());

  // Empty: given up, for good, on this mover.
  std::optional<bool> spoils(int mover, Outcome y, Outcome t, PartySet signatories);
  bool gave_up(int mover) const { return memories_[static_cast<std::size_t>(mover)].gave_up; }
  // Outcomes looked at so far.
  std::uint64_t looked() const { return looked_; }
  Improvements& improvements() { return improvements_; }

 private:
  static constexpr Outcome kNone = ~Outcome{0};
  static constexpr std::uint32_t kNobody = ~std::uint32_t{0};
  struct Known {
    Outcome safe_for = kNone;  // the members prefer all of R to this t
    Outcome leads_to = kNone;  // something in R that deterred once
  };
  struct Memory {
    bool ready = false;
    bool gave_up = false;
    std::uint64_t looked = 0;
    std::vector<std::size_t> others;  // movers that share no member, small blocks first
    OutcomeMap<Known> known;
  };
  struct Node {
    Outcome outcome;
    std::uint32_t from;  // index of the node that leads here
    std::uint32_t by;    // the mover that did, or kNobody
  };
  struct Question {
    PartySet members, victims;
    bool inside;  // the mover has a member among the signatories
    Outcome t;
  };
  enum class End { kDeterred, kSpared, kGaveUp };
  Memory& memory(int mover);
  End explore(Memory& memory, const Question& question, Outcome y, bool from_memory);
  bool harms(const Question& question, Outcome x) const;
  bool deters(PartySet members, Outcome x, Outcome t) const {
    return !world_.all_prefer(members, x, t);
  }
  // Takes x in; does it deter?
  bool meet(Memory& memory, const Question& question, const Node& node, bool from_memory);

  const World& world_;
  Improvements improvements_;
  std::uint64_t most_looked_;
  std::uint64_t looked_ = 0;
  std::vector<Memory> memories_;     // [mover]
  std::vector<std::uint32_t> mark_;  // [outcome]: the search that met it last
  std::uint32_t search_ = 0;
  std::vector<Node> nodes_;  // of the search under way, in the order met
  // Those still to be looked behind, by the first member's key: a heap, least first.
  std::vector<std::pair<std::int64_t, std::uint32_t>> waiting_;
  bool harmed_ = false;   // by one of them
  bool skipped_ = false;  // an outcome known to be safe was not looked behind
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_INQUIRY_H_
