// Rung 6 for one deal: is there a path on which every step's mover looks ahead to the deal, and
// from which nobody breaks it?
//
// Definition: docs/methods/readiness.md, rung 6.
// Method: the cheap necessary conditions first. Where no path leads there even without the guard
//   against breaks, the answer is no; where somebody breaks the deal at s0, too. Then a path that
//   mixes the options of s0 and t only; then every path. Each search is bounded; what is still
//   open after that is for foresight.h, 64 deals at a time.
// Threads: as its Sanctions.
// Checked by: tests/oracle; verdict_test.cc against foresight.h.
#ifndef DETENTE_ANALYSIS_READINESS_LOOKAHEAD_H_
#define DETENTE_ANALYSIS_READINESS_LOOKAHEAD_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "analysis/readiness/sanctions.h"
#include "base/limits.h"

namespace detente {

class Lookahead {
 public:
  Lookahead(const Sanctions& sanctions, Budget& budget);

  // Requires: the deal is unbroken at its own outcome, and is not s0. Empty: too much work for one
  // deal alone. `weak`: nobody worse, someone better, at every step.
  std::optional<bool> reachable(const Deal& deal, bool weak);
  // After a yes: the outcomes on a path backwards, t left out and s0 last; empty if none was
  // written down.
  const std::vector<Outcome>& path() const { return path_; }

 private:
  struct Search {
    const Deal* deal;
    bool weak, guarded;
  };
  enum class End { kFound, kNone, kGaveUp };
  bool look_forward(const Search& search, PartySet members, Outcome z) const;
  bool stands(const Search& search, Outcome z) const;
  End walk(const Search& search);
  bool mixed_path(const Search& search);
  std::vector<Outcome> mixed_steps(const Search& search, Outcome z) const;
  const std::vector<std::uint8_t>& unlike(std::size_t mover, Outcome t);
  Outcome with(const Search& search, Outcome z, int issue) const;

  struct Places {
    std::vector<std::int32_t> options;  // [slot * the mover's issues + issue]
    Outcome of = ~Outcome{0};           // what `unlike` is for
    std::vector<std::uint8_t> unlike;   // [slot]
  };

  const Sanctions& sanctions_;
  const World& world_;
  Budget& budget_;
  std::vector<Places> places_;       // [mover]
  std::uint64_t most_moves_;         // of one search
  std::vector<std::uint32_t> mark_;  // [outcome]: the search that met it last
  std::uint32_t searches_ = 0;
  struct Node {
    Outcome outcome;
    std::size_t by;  // the mover that led here
  };
  std::vector<std::vector<Node>> by_distance_;  // met, not yet looked behind; [issues unlike t]
  std::vector<Outcome> path_;                   // of the last mixed path: s0 included, t not
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_LOOKAHEAD_H_
