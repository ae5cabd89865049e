// Inverse stability: which orders of a party make an outcome stable for it, counted exactly.
//
// Definition: with everybody else's order as given, whether target t is stable for party i depends
//   only on which outcomes i ranks above t (call them B): t is unstable iff some q in R_i(t) is in
//   B and nothing that follows it deters. Nash: q in B. GMR, SEQ: {q} and R_H(q) (or R+_H(q)) lie
//   in B. SMR, SSEQ: q in B, and every x of R_H(q) (or R+_H(q)) is in B or has some outcome of
//   R_i(x) in B. Fewer outcomes in B never make a stable target unstable.
// Source: Hipel, Kilgour & Kinsara 2014 (Syria and Iraq: Nash 240, SEQ 384; the handout of GMCR+
//   prints 420 for the latter, which is a misprint).
// Method: of the m! strict orders, those with exactly k of the r outcomes that matter above t make
//   up k! (r - k)! / (r + 1)! each; so the subsets that matter are counted by size. Where only sets
//   must lie in B, inclusion and exclusion over the minimal ones: a set of a outcomes all above t
//   has the share 1 / (a + 1).
// Cost: 2^min(r, number of minimal sets), at most 2^22; beyond that no count is given.
// Checked by: tests/oracle (all m! orders), the published case.
#ifndef DETENTE_ANALYSIS_STABILITY_INVERSE_H_
#define DETENTE_ANALYSIS_STABILITY_INVERSE_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/stability/stability.h"

namespace detente {

// 128 bits: an extension of GCC and Clang, which -Wpedantic is told of.
__extension__ using Wide = unsigned __int128;
__extension__ using WideSigned = __int128;

// An exact share of all strict orders.
struct OrderShare {
  Wide numerator = 0, denominator = 1;  // in lowest terms
  double value() const;
  std::string text() const;  // "2/3"
};

struct InverseCount {
  Concept which = Concept::kNash;
  std::optional<OrderShare> share;    // of the strict orders of the party; empty: too many to count
  std::optional<std::string> orders;  // how many of the m! that is, where m! fits 128 bits
  // Each list: at least one of these must not be above the target. Empty for SMR and SSEQ, where
  // escapes matter as well.
  std::vector<std::vector<Outcome>> one_of;
  bool stable_now = false;
  // Smallest sets of outcomes that must come down to the target's rank or below; empty if stable
  // now, or if none of at most four outcomes does it.
  std::vector<std::vector<Outcome>> changes;
};

// Requires: the mover is one party. All concepts, in their order.
std::vector<InverseCount> count_orders(const Space& space, std::size_t mover, Outcome target);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_STABILITY_INVERSE_H_
