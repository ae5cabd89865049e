// Which surviving deals their signatories would together go beyond, to something that is not the
// compromise.
//
// Definition: docs/methods/readiness.md, "Overtaken"; every choice of signatories that survives all
//   six rungs is asked.
// Method: the deals of one set of signatories lie in blocks, the outcomes that the set can reach by
//   what it controls. In a block only outcomes outside T that no other such outcome beats for all
//   signatories need be compared with a deal; where one-way issues or order constraints stand in
//   the way of these, the others too, best for the first signatory first.
// Cost: the blocks with survivors, one sort each, and what is compared. All of it is spent.
// Threads: one.
// Checked by: overtaken_test.cc against a look at every pair; tests/oracle.
#ifndef DETENTE_ANALYSIS_READINESS_OVERTAKEN_H_
#define DETENTE_ANALYSIS_READINESS_OVERTAKEN_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "analysis/readiness/ladder.h"

namespace detente {

struct Overtaken {
  static constexpr std::size_t kNoDeal = std::numeric_limits<std::size_t>::max();

  Bitset targets;                 // over T
  std::vector<std::size_t> deal;  // [target]: the first of its deals that is overtaken, or kNoDeal
  Bitset undecided;               // over T: a limit came first, and none was found
  StopReason stopped = StopReason::kDone;
};

Overtaken find_overtaken(const World& world, const Ladder& ladder, Budget& budget);

// The first outcome, in order, that overtakes one deal.
std::optional<Outcome> overtaken_by(const World& world, const Deal& deal);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_OVERTAKEN_H_
