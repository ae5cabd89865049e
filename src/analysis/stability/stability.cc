#include "analysis/stability/stability.h"

#include <bit>

#include "analysis/stability/gmr.h"
#include "analysis/stability/group.h"
#include "analysis/stability/legal_reach.h"
#include "analysis/stability/nash.h"
#include "analysis/stability/plain_reach.h"
#include "analysis/stability/seq.h"
#include "analysis/stability/smr.h"
#include "analysis/stability/sseq.h"
#include "base/parallel.h"

namespace detente {
namespace {

struct ConceptRow {
  std::string_view id, name;
  Values (*worth)(Focal&);
  bool escapes;    // sanctions must hold against one more move of the mover
  bool improving;  // sanctions are improvements of those who make them
};
constexpr ConceptRow kRows[kConcepts] = {{"nash", "Nash", nash_worth, false, false},
                                         {"gmr", "GMR", gmr_worth, false, false},
                                         {"smr", "SMR", smr_worth, true, false},
                                         {"seq", "SEQ", seq_worth, false, true},
                                         {"sseq", "SSEQ", sseq_worth, true, true}};

// Stable iff the best worth within one move is not above the outcome's own rank.
Bitset not_below(const Space& space, const Values& best, std::span<const std::int32_t> rank) {
  Bitset stable(space.size());
  for (std::size_t w = 0; w < stable.word_count(); ++w) {
    const std::size_t from = w * 64, to = std::min(space.size(), from + 64);
    std::uint64_t word = 0;
    for (std::size_t s = from; s < to; ++s) word |= std::uint64_t{best[s] <= rank[s]} << (s - from);
    stable.word(w) = word & space.feasible().word(w);
  }
  return stable;
}

MoverStability of_single(const Space& space, std::size_t mover, Reach& reach) {
  MoverStability out;
  out.members = space.movers()[mover].members;
  const int party = std::countr_zero(out.members);
  Focal focal(space, mover, party, reach);
  for (std::size_t c = 0; c < kConcepts; ++c) {
    out.stable[c] =
        not_below(space, best_by_own_moves(space, mover, kRows[c].worth(focal)), space.rank(party));
  }
  return out;
}

MoverStability of_group(const Space& space, std::size_t mover, Reach& reach, Budget& budget) {
  MoverStability out;
  out.members = space.movers()[mover].members;
  const Actor* const actor = &space.movers()[mover];
  const Steps own = moves_of(space, mover);
  std::vector<Focal> members;
  for (PartySet rest = out.members; rest != 0; rest &= rest - 1)
    members.emplace_back(space, mover, std::countr_zero(rest), reach);
  const auto worths = [&](Concept which) {
    std::vector<Values> all;
    for (Focal& member : members) all.push_back(kRows[at(which)].worth(member));
    return all;
  };
  const auto by_worths = [&](Concept which) {
    out.stable[at(which)] = stable_by_worths(space, out.members, own, worths(which), actor, budget);
  };
  const auto with_escape = [&](Concept which, Concept without) {
    std::vector<Steps> opponents;
    for (const std::size_t h : space.opponents(mover)) {
      opponents.push_back(kRows[at(which)].improving ? improvements_of(space, h)
                                                     : moves_of(space, h));
    }
    const EscapeBounds bounds{&out.stable[at(without)], worths(which)};
    out.stable[at(which)] =
        stable_without_escape(space, out.members, own, opponents, &bounds, actor, budget);
  };
  by_worths(Concept::kNash);
  by_worths(Concept::kGmr);
  with_escape(Concept::kSmr, Concept::kGmr);
  by_worths(Concept::kSeq);
  with_escape(Concept::kSseq, Concept::kSeq);
  return out;
}

// Looks at moves that the slow way needs, at most.
double work_of(const Space& space, std::size_t mover, const std::vector<std::size_t>& opponents) {
  double moves = 0;
  for (const std::size_t h : opponents) moves += static_cast<double>(space.block_size(h));
  const double outcomes = static_cast<double>(space.size());
  double work = 0;
  if (!plain_reach_applies(space)) work += 4 * outcomes * moves;
  if (!space.movers()[mover].single())
    work += 5 * outcomes * static_cast<double>(space.block_size(mover));
  return work;
}

}  // namespace

std::string_view concept_id(Concept which) { return kRows[at(which)].id; }
std::string_view concept_name(Concept which) { return kRows[at(which)].name; }

Stability find_stability(const Space& space, const StabilityOptions& options, Budget& budget) {
  Stability out;
  const std::size_t movers = space.movers().size();
  std::vector<std::vector<std::size_t>> opponents;
  std::vector<char> fast;
  std::vector<char> needs_chain(movers, 0);
  for (std::size_t g = 0; g < movers; ++g) {
    opponents.push_back(space.opponents(g));
    fast.push_back(plain_reach_applies(space) ? 1 : 0);
    out.work_needed += work_of(space, g, opponents[g]);
    for (const std::size_t h : opponents[g]) {
      if (fast[g] != 0) needs_chain[h] = 1;
    }
  }
  if (out.work_needed > static_cast<double>(budget.limit())) {
    out.stopped = StopReason::kWorkLimit;
    return out;
  }
  std::vector<std::size_t> chained;
  for (std::size_t h = 0; h < movers; ++h) {
    if (needs_chain[h] != 0) chained.push_back(h);
  }
  const std::unique_ptr<ChainSet> chains =
      space.transitive() ? make_chains(space, chained, options.threads) : nullptr;
  out.movers.resize(movers);
  parallel_for(movers, options.threads, [&](std::size_t g) {
    std::unique_ptr<Reach> reach;
    if (fast[g] != 0) {
      reach = chains->reach(opponents[g]);
    } else {
      reach = std::make_unique<LegalReach>(space, opponents[g], budget);
    }
    const bool single = space.movers()[g].single();
    out.movers[g] = single ? of_single(space, g, *reach) : of_group(space, g, *reach, budget);
    out.movers[g].method = fast[g] != 0 && single ? Method::kNearLinear : Method::kEveryMove;
  });
  if (budget.cancelled()) out.stopped = StopReason::kCancelled;
  for (std::size_t c = 0; c < kConcepts; ++c) {
    out.equilibria[c] = space.feasible();
    for (const MoverStability& mover : out.movers) out.equilibria[c] &= mover.stable[c];
  }
  return out;
}

}  // namespace detente
