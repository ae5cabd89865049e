// The table A and the deals D of a bargaining problem, as bit sets over a world's outcomes.
//
// Answers: what can the bargainers bring about together, and what of it would all of them sign?
// Definition: docs/methods/bargaining.md, "The table" and "Deals". A: feasible outcomes reached
//   from the status quo by any number of joint moves of the bargainers, inside `within`. D: those
//   that every bargainer accepts and that are ratified for every bargainer.
// Source: zone of possible agreement, Raiffa 1982; win-sets, Putnam 1988.
// Deviates: in graph form a joint move is an arc of any bargainer.
// Shapes: one bit per outcome of the world's table.
// Cost: O(outcomes * issues) per layer of order constraints.
// Checked by: tests/oracle/bargaining.py, table_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_TABLE_H_
#define DETENTE_ANALYSIS_BARGAINING_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "space/world.h"

namespace detente {

// The question's negotiators; without a question all parties that want something or accept only
// some outcomes. In file order; `asked` overrides if it is not 0.
std::vector<int> bargainers_of(const Dispute& dispute, const Scenario& scenario, PartySet asked);

struct BargainingTable {
  std::vector<int> bargainers;  // parties, in file order
  Bitset outcomes;              // A
  Bitset deals;                 // D
  // Over A, per bargainer.
  std::vector<Bitset> accepted, ratified;
};

// Outcomes of S that joint moves of the group lead to from the status quo, itself included.
Bitset reached_jointly(const World& world, PartySet group);

BargainingTable make_table(const World& world, std::vector<int> bargainers,
                           const std::optional<Formula>& within);

// What a party makes of the outcomes as numbers.
struct PartyUtility {
  bool cardinal = true;
  // [outcome], red lines left out: billionths; ordinal: steps of its order.
  std::vector<std::int64_t> utility;
  std::int64_t no_deal = 0;  // d_p, in the same unit
};
PartyUtility utility_of(const World& world, int party);
bool is_cardinal(const Dispute& dispute, int party);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_TABLE_H_
