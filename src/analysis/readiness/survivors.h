// How many outcomes pass rungs 1..r, for every r, and nothing else.
//
// Answers: the column `survivors` of climb(), for the many worlds that blockers and maps ask about.
// Method: deals that pass rungs 1-4 are asked one by one; what one search cannot decide, 64
//   together.
// Cost: rungs 5 and 6 for every deal that passes rung 4; rungs 5 and 6 alone are never counted.
// Threads: one; call it for several worlds at once.
// Checked by: survivors_test.cc against climb().
#ifndef DETENTE_ANALYSIS_READINESS_SURVIVORS_H_
#define DETENTE_ANALYSIS_READINESS_SURVIVORS_H_

#include <array>
#include <vector>

#include "analysis/readiness/ladder.h"

namespace detente {

struct Survivors {
  std::array<std::size_t, kRungs> at{};  // [rung]: outcomes of T that pass it and all before

  Verdict verdict() const;
  std::size_t ready() const { return at[kRungs - 1]; }
  friend bool operator==(const Survivors&, const Survivors&) = default;
};

// Where the budget ends first, what is proven by then. `ready`, if given, gets the outcomes that
// pass all rungs, in order.
Survivors count_survivors(const World& world, Budget& budget,
                          std::vector<Outcome>* ready = nullptr);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_SURVIVORS_H_
