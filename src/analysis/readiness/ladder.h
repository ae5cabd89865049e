// The ladder of readiness: which outcomes of T pass the six rungs.
//
// Answers: is P ready to compromise with Q on C, and if not, at which rung does it stop?
//   Definition: docs/methods/readiness.md. The verdict is the last rung with survivors.
// Source: rung by rung in docs/methods/readiness.md (Li, Kilgour & Hipel 2005; Raiffa 1982; Putnam
//   1988; Fraser & Hipel 1984; Inohara & Hipel 2008; Harsanyi 1974; Chwe 1994).
// Deviates: an outcome with several possible signatory sets Z (`by_any`) is one deal per set; it
//   passes rungs 1..r if one deal of it does.
// Shapes: bit sets over T in the order of outcomes.
// Cost: rungs 1-4 near-linear in outcomes and deals (`by_any` can give an outcome many: as many as
//   it has different sets); rung 5 one flood per (mover, party) pair; rung 6 64 deals at a time.
// Checked by: tests/oracle.
#ifndef DETENTE_ANALYSIS_READINESS_LADDER_H_
#define DETENTE_ANALYSIS_READINESS_LADDER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "analysis/readiness/sanctions.h"
#include "base/limits.h"
#include "space/world.h"

namespace detente {

enum class Rung { kPossible, kWilling, kMutual, kRatifiable, kDurable, kReachable };
constexpr int kRungs = 6;
std::string_view to_string(Rung rung);

// The number of the last rung with survivors: 0 for none, 6 for reachable (ready).
using Verdict = int;
std::string_view verdict_name(Verdict verdict);
constexpr Verdict kReady = kRungs;
constexpr std::size_t at(Rung rung) { return static_cast<std::size_t>(rung); }
constexpr Verdict verdict_of_rung(Rung rung) { return static_cast<Verdict>(rung) + 1; }

// An outcome of T with one choice of signatories.
struct Deal {
  Outcome outcome = 0;
  std::uint32_t target = 0;  // its place in T
  PartySet signatories = 0;
  std::uint8_t passes = 0;  // bit r: passes rung r by itself
  std::uint8_t known = 0;   // bit r: that has been worked out

  bool passes_through(int rungs) const {
    return (passes & ((1U << rungs) - 1U)) == (1U << rungs) - 1U;
  }
};

struct LadderOptions {
  bool weak = true;  // where rung 6 has no survivor, try it with ties
  int threads = 1;
};

struct RungCount {
  Bitset survivors, alone;  // over T
  // Where a work limit stopped us: these may pass as well. Empty sets otherwise.
  std::size_t undecided_survivors = 0, undecided_alone = 0;
};

struct Ladder {
  std::vector<Outcome> targets;  // T, in order
  std::vector<Deal> deals;       // in the order of T, then of the choices
  std::array<RungCount, kRungs> rungs;
  Bitset weak;  // over T: passes with the weak rung 6; only if asked for and useful
  Verdict verdict = 0;
  bool holds_already = false;  // s0 is in T
  StopReason stopped = StopReason::kDone;
  Verdict verdict_at_most = 0;                 // differs from verdict only if stopped
  std::shared_ptr<const Sanctions> sanctions;  // set if rung 5 was looked at; refers to the world
};

// Every rung for every outcome of T.
Ladder climb(const World& world, const LadderOptions& options, Budget& budget);

// The deals of T, in order; s0 needs nothing but to be unbroken.
std::vector<Deal> list_deals(const World& world);
void pass_first_four(const World& world, Deal& deal);

// Outcomes of S that moves lead to from s0 (s0 included).
Bitset reachable_by_moves(const World& world);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_LADDER_H_
