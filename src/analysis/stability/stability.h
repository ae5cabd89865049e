// Which outcomes are stable for which mover, under each concept, and which are equilibria.
//
// Answers: which outcomes hold, and for whom?
// Definition: docs/methods/stability.md; one file per concept here.
// Method: per mover of one party a worth per outcome and concept (focal.h); for a group by its
//   members together (group.h). Reach is near-linear where moves are transitive (plain_reach.h);
//   elsewhere it is worked out over all moves (legal_reach.h), and the result says so.
// Cost: near-linear in outcomes per pair of mover and opponent; else the number of moves.
// Threads: movers side by side; the same bytes for any number.
// Checked by: tests/oracle on random disputes; published tables in casebook.
#ifndef DETENTE_ANALYSIS_STABILITY_STABILITY_H_
#define DETENTE_ANALYSIS_STABILITY_STABILITY_H_

#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "space/space.h"

namespace detente {

enum class Concept { kNash, kGmr, kSmr, kSeq, kSseq };
constexpr int kConcepts = 5;
std::string_view concept_id(Concept which);    // "nash"
std::string_view concept_name(Concept which);  // "Nash"
constexpr std::size_t at(Concept which) { return static_cast<std::size_t>(which); }

enum class Method { kNearLinear, kEveryMove };

struct MoverStability {
  PartySet members = 0;
  Method method = Method::kNearLinear;
  std::array<Bitset, kConcepts> stable;  // over the space; no infeasible outcome is in
  int finished = 0;  // concepts worked out, in the order of Concept; the others' sets are empty
};

struct Stability {
  std::vector<MoverStability> movers;  // in the space's order
  std::array<Bitset, kConcepts> equilibria;
  StopReason stopped = StopReason::kDone;
  bool known(Concept which) const;  // has every mover finished it? Else there are no equilibria
};

struct StabilityOptions {
  int threads = 1;
};
// Work is counted in visits to outcomes. Where the budget ends, the result is what one mover after
// the other would have finished within it, at any number of threads.
Stability find_stability(const Space& space, const StabilityOptions& options, Budget& budget);
// The equilibria of one concept among some outcomes: no mover is asked once none of them is left,
// and groups are asked of those that are left. Empty where the budget ends.
Bitset equilibria_within(const Space& space, Concept which, const Bitset& within, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_STABILITY_H_
