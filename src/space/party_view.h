// What one party makes of every outcome: an order, and what it accepts.
//
// Definition: red lines in listed order first, then utility (weights), statements in their order
//   (priority), ranking groups or values; ties are kept (docs/methods/readiness.md).
// Shapes: one key per outcome of the table, feasible or not; larger is better, equal is
//   indifferent.
// Cost: O(statements * outcomes); a sort only where the keys do not fit 63 bits.
#ifndef DETENTE_SPACE_PARTY_VIEW_H_
#define DETENTE_SPACE_PARTY_VIEW_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "space/bitset.h"
#include "space/outcome_table.h"

namespace detente {

// A weighted sum of bit sets: the utility of an outcome is the sum of the units of the sets it is
// in.
struct Term {
  const Bitset* set = nullptr;
  std::int64_t units = 0;
};
std::vector<std::int64_t> add_terms(std::span<const Term> terms, std::size_t outcomes);
void add_terms_to(std::span<std::int64_t> sum, std::span<const Term> terms);

struct PartyView {
  std::vector<std::int64_t> key;
  std::vector<std::int64_t> utility;  // weights only; empty where the keys are the utilities
  bool indifferent = false;           // between all outcomes
  Bitset accepts;                     // acceptable against no-deal, margin included
  Bitset above_no_deal;               // strictly preferred to no-deal
  Bitset not_below_no_deal;           // at least as good as no-deal
  std::vector<int> statements;        // those that hold in this world, in listed order
  std::vector<std::int64_t> weights;  // their exact weights, in billionths (0 where there is none)

  bool prefers(Outcome a, Outcome b) const { return key[a] > key[b]; }
};

// The statements of a party that hold in this world.
std::vector<int> holding_statements(const Dispute& dispute, const Scenario& scenario, int party);

// Their weights in this world, in billionths; 0 for red lines and statements without a weight.
std::vector<std::int64_t> weights_of(const Dispute& dispute, const Scenario& scenario,
                                     std::span<const int> statements);

// The outcome that a party compares with: the status quo with its `no_deal` entries put in.
// Empty if its no-deal is a number. Errors: kModel if the table has no such outcome.
Result<std::optional<Outcome>> no_deal_outcome(const OutcomeTable& table, const Scenario& scenario,
                                               int party);

// Utility in units (billionths for weights and values; counted steps otherwise), red lines left
// out.
std::vector<std::int64_t> utilities(OutcomeTable& table, const Scenario& scenario, int party,
                                    std::span<const int> statements);

// `like`: a view of the same party over the same table, to start from; or null.
// Errors: no-deal outside the table; a feasible outcome that a ranking or value table leaves out.
Result<PartyView> view_of(OutcomeTable& table, const Scenario& scenario, int party,
                          const Bitset& feasible, const PartyView* like = nullptr);

}  // namespace detente

#endif  // DETENTE_SPACE_PARTY_VIEW_H_
