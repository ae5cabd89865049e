// The feasible outcomes in one party's order, worst first, with dense ranks.
#ifndef DETENTE_SPACE_ORDER_H_
#define DETENTE_SPACE_ORDER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "space/movers.h"
#include "space/party_view.h"

namespace detente {

struct PartyOrder {
  std::vector<Outcome> worst_first;  // feasible outcomes only
  std::vector<std::int32_t> rank;    // per outcome; equal ranks are ties; -1 where infeasible
  std::int32_t ranks = 0;            // number of different ranks
};

// `key`: one number per outcome, larger is better.
// Cost: a radix sort of the keys; a counting sort where they lie close together.
PartyOrder order_of(std::span<const std::int64_t> key, const Bitset& feasible);
inline PartyOrder order_of(const PartyView& view, const Bitset& feasible) {
  return order_of(view.key, feasible);
}

// The same outcomes by a mover's blocks, best first for one of its members within a block.
struct BlockOrder {
  std::vector<Outcome> outcome;      // feasible, block after block
  std::vector<std::uint32_t> start;  // [block], and the end
  std::vector<std::int64_t> key;     // [place]: that member's keys
};
// What another member makes of the outcomes in that order.
struct BlockKeys {
  static constexpr std::size_t kStride = 64;  // places per entry of `most`

  std::vector<std::int64_t> key;   // [place]
  std::vector<std::int64_t> most;  // the largest of each kStride places
};

// `order`, `key`: of the member that leads.
// Cost: one pass.
BlockOrder block_order_of(const PartyOrder& order, const Mover& mover,
                          std::span<const std::int64_t> key);
BlockKeys block_keys_of(const BlockOrder& order, std::span<const std::int64_t> key);

}  // namespace detente

#endif  // DETENTE_SPACE_ORDER_H_
