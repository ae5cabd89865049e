// Is the verdict the same, or too low, in all worlds between some of them?
//
// Answers: need a search for thresholds look between these two values of a factor, one for small
//   changes inside this box of values?
// Definition: docs/methods/readiness.md, "Mover g breaks t from t". The worlds between the corners
//   are those in which every difference of utility between two outcomes is an average of its
//   values at the corners: what a party prefers at all of them it prefers everywhere, and what it
//   prefers at none it prefers nowhere, and acceptance likewise. Moves and the feasible outcomes
//   are the same. (Two corners: the ends of an interval.)
// Method: up to `ratifiable` the verdict is v if some deal passes rungs 1..v at all corners and
//   none may pass v + 1: pass each test of that rung at one of them, or (rung 5) not be broken for
//   certain. An improvement at all corners is one everywhere; an improvement at one of them
//   may be one somewhere. A break is certain if its first step is, if everything that improvements
//   which may be there lead to deters no member of the mover, and if improvements that are certain
//   lead to a certain harm. It is ready if one deal passes rungs 1-4 at all corners, every step of
//   one way there looks ahead to it at all, and nobody breaks it anywhere on that way: against
//   every first step that may be there, somebody is deterred for certain, or nobody is ever harmed.
// Deviates: false proves nothing.
// Cost: for each outcome looked behind one pass over the blocks that hold it, kept for all deals.
// Checked by: certain_test.cc, against ladders in between.
#ifndef DETENTE_ANALYSIS_READINESS_CERTAIN_H_
#define DETENTE_ANALYSIS_READINESS_CERTAIN_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/readiness/verdict.h"

namespace detente {

class CertainVerdict {
 public:
  // The worlds must outlive it. `most_looked`: outcomes that may be looked at before giving up.
  CertainVerdict(std::vector<const World*> corners, std::uint64_t most_looked);

  // Verdicts up to `ratifiable`.
  bool is(Verdict verdict);
  // Every verdict is below this one.
  bool below(Verdict verdict);
  bool is_ready(const ReadyBy& by);
  std::uint64_t looked() const { return looked_; }

 private:
  struct Passes {
    int certainly = 0, perhaps = 0;  // rungs passed, up to 4
  };
  Passes passes(const Deal& deal) const;
  struct Step {
    Outcome to;
    std::uint32_t by;  // mover
    bool certain;
  };
  template <class F>
  bool everywhere(F holds) const {
    return std::all_of(corners_.begin(), corners_.end(),
                       [&](const World* world) { return holds(*world); });
  }
  template <class F>
  bool somewhere(F holds) const {
    return std::any_of(corners_.begin(), corners_.end(),
                       [&](const World* world) { return holds(*world); });
  }
  bool sometimes(int party, Outcome a, Outcome b) const {  // prefers a to b
    return somewhere([&](const World& world) { return world.prefers(party, a, b); });
  }
  bool all_always(PartySet group, Outcome a, Outcome b) const {
    return everywhere([&](const World& world) { return world.all_prefer(group, a, b); });
  }
  bool all_broken(const std::vector<Deal>& deals);
  bool gave_up() const { return looked_ > most_looked_; }
  enum class Sure { kCertainly, kPerhaps };
  bool comes_after(Outcome z, Outcome next, Outcome t) const;
  bool broken(const Deal& deal);
  bool broken_by(std::size_t mover, const Deal& deal);
  bool stands(Outcome z, const Deal& deal);
  bool spoils(PartySet members, Outcome y, const Deal& deal);
  bool may_spoil(PartySet members, Outcome y, const Deal& deal);
  bool harms(Sure sure, PartySet members, Outcome x, const Deal& deal) const;
  bool may_prefer(PartySet group, Outcome a, Outcome b) const;
  // Is `met` true of y or something reached from it by improvements of others than the members?
  template <class F>
  bool follow(Sure sure, PartySet members, Outcome y, F met);
  std::uint32_t next_search();
  const std::vector<Step>& steps(Outcome z);

  std::vector<const World*> corners_;
  const World& low_;  // the first, for what is the same at all
  std::uint64_t most_looked_, looked_ = 0;
  bool comparable_;
  std::vector<std::uint32_t> list_;       // [outcome]: its place in steps_, plus one
  std::vector<std::vector<Step>> steps_;  // improvements that may be there, of all movers
  std::vector<std::uint32_t> mark_;       // [outcome]: the search that met it last
  std::uint32_t search_ = 0;
  std::vector<Outcome> queue_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_CERTAIN_H_
