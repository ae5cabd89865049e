#include "analysis/stability/stability.h"

#include <algorithm>
#include <bit>
#include <set>

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

// The concepts of one mover, in their order: those of a group with an escape need those without.
class OfMover {
 public:
  OfMover(const Space& space, std::size_t mover, Reach& reach, Budget& budget)
      : space_(space), mover_(mover), budget_(budget), own_(moves_of(space, mover)) {
    for (PartySet rest = actor().members; rest != 0; rest &= rest - 1)
      members_.emplace_back(space, mover, std::countr_zero(rest), reach);
  }
  const Actor& actor() const { return space_.movers()[mover_]; }

  // Of the outcomes `asked`; a mover of one party says it of all. `done`: the concepts before this
  // one.
  Bitset stable(Concept which, const Bitset& asked, const std::array<Bitset, kConcepts>& done) {
    const std::size_t c = at(which);
    // Passes over all outcomes, besides what is counted move by move.
    const std::size_t passes = which == Concept::kNash ? 1 : 1 + space_.opponents(mover_).size();
    budget_.spend(space_.size() * passes * members_.size());
    if (actor().single()) {
      const int party = std::countr_zero(actor().members);
      return not_below(space_, best_by_own_moves(space_, mover_, kRows[c].worth(members_.front())),
                       space_.rank(party));
    }
    std::vector<Values> worths;
    for (Focal& member : members_) worths.push_back(kRows[c].worth(member));
    if (!kRows[c].escapes)
      return stable_by_worths(space_, actor().members, own_, worths, &actor(), asked, budget_);
    std::vector<Steps> opponents;
    for (const std::size_t h : space_.opponents(mover_)) {
      opponents.push_back(kRows[c].improving ? improvements_of(space_, h) : moves_of(space_, h));
    }
    const Concept without = which == Concept::kSmr ? Concept::kGmr : Concept::kSeq;
    const EscapeBounds bounds{&done[at(without)], std::move(worths)};
    return stable_without_escape(space_, actor().members, own_, opponents, &bounds, &actor(),
                                 budget_);
  }

 private:
  const Space& space_;
  std::size_t mover_;
  Budget& budget_;
  Steps own_;
  std::vector<Focal> members_;
};

// A group's concepts with an escape start from those without.
bool needed(Concept which, std::optional<Concept> only) {
  return !only || which == *only || (*only == Concept::kSmr && which == Concept::kGmr) ||
         (*only == Concept::kSseq && which == Concept::kSeq);
}

// Concept after concept until the budget ends, of the outcomes `asked`; `spent`: what had been
// spent after each.
MoverStability work_out(const Space& space, std::size_t mover, Reach& reach,
                        std::optional<Concept> only, const Bitset& asked, Budget& budget,
                        std::array<std::uint64_t, kConcepts>& spent) {
  MoverStability out;
  out.members = space.movers()[mover].members;
  out.stable.fill(Bitset(space.size()));
  OfMover work(space, mover, reach, budget);
  for (std::size_t c = 0; c < kConcepts; ++c) {
    const auto which = static_cast<Concept>(c);
    Bitset stable =
        needed(which, only) ? work.stable(which, asked, out.stable) : Bitset(space.size());
    if (budget.exhausted() || budget.cancelled()) break;
    out.stable[c] = std::move(stable);
    spent[c] = budget.spent();
    out.finished = static_cast<int>(c) + 1;
  }
  return out;
}

// What of the movers' work, one after the other, lies within the limit.
void keep_within(std::uint64_t limit,
                 const std::vector<std::array<std::uint64_t, kConcepts>>& spent, Stability& out) {
  std::uint64_t before = 0;  // by the movers before
  bool ended = false;
  for (std::size_t g = 0; g < out.movers.size(); ++g) {
    MoverStability& mover = out.movers[g];
    std::size_t kept = 0;
    while (!ended && kept < static_cast<std::size_t>(mover.finished) &&
           spent[g][kept] <= limit - before)
      ++kept;
    for (std::size_t c = kept; c < kConcepts; ++c) mover.stable[c] = Bitset(mover.stable[c].size());
    mover.finished = static_cast<int>(kept);
    ended = kept < kConcepts;
    if (ended) out.stopped = StopReason::kWorkLimit;
    if (!ended) before += spent[g][kConcepts - 1];
  }
}

// Of all movers that are somebody's opponents. Requires plain_reach_applies(space).
std::unique_ptr<SharedChains> chains_of(const Space& space,
                                        const std::vector<std::vector<std::size_t>>& opponents,
                                        int threads) {
  std::set<std::size_t> all;
  for (const auto& of : opponents) all.insert(of.begin(), of.end());
  const std::vector<std::size_t> chained(all.begin(), all.end());
  return make_chains(space, chained, threads);
}

}  // namespace

bool Stability::known(Concept which) const {
  return std::all_of(movers.begin(), movers.end(), [which](const MoverStability& mover) {
    return mover.finished > static_cast<int>(at(which));
  });
}

std::string_view concept_id(Concept which) { return kRows[at(which)].id; }
std::string_view concept_name(Concept which) { return kRows[at(which)].name; }

Stability find_stability(const Space& space, const StabilityOptions& options, Budget& budget) {
  Stability out;
  const std::size_t movers = space.movers().size();
  std::vector<std::vector<std::size_t>> opponents;
  for (std::size_t g = 0; g < movers; ++g) opponents.push_back(space.opponents(g));
  const bool fast = plain_reach_applies(space);
  const std::unique_ptr<SharedChains> chains =
      fast ? chains_of(space, opponents, options.threads) : nullptr;
  // A budget for each, so that where it ends does not depend on the others' pace.
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  std::vector<std::array<std::uint64_t, kConcepts>> spent(movers);
  out.movers.resize(movers);
  parallel_for(movers, options.threads, [&](std::size_t g) {
    Budget mine(left, &budget);
    std::unique_ptr<Reach> reach;
    if (fast) {
      reach = chains->reach(opponents[g]);
    } else {
      reach = std::make_unique<LegalReach>(space, opponents[g], mine);
    }
    const bool single = space.movers()[g].single();
    out.movers[g] = work_out(space, g, *reach, {}, space.feasible(), mine, spent[g]);
    out.movers[g].method = fast && single ? Method::kNearLinear : Method::kEveryMove;
    budget.spend(mine.spent());
  });
  keep_within(left, spent, out);
  if (budget.cancelled()) out.stopped = StopReason::kCancelled;
  for (std::size_t c = 0; c < kConcepts; ++c) {
    out.equilibria[c] =
        out.known(static_cast<Concept>(c)) ? space.feasible() : Bitset(space.size());
    for (const MoverStability& mover : out.movers) out.equilibria[c] &= mover.stable[c];
  }
  return out;
}

Bitset equilibria_within(const Space& space, Concept which, const Bitset& within, Budget& budget) {
  Bitset left = within & space.feasible();
  std::vector<std::vector<std::size_t>> opponents(space.movers().size());
  for (std::size_t g = 0; which != Concept::kNash && g < opponents.size(); ++g)
    opponents[g] = space.opponents(g);
  const std::unique_ptr<SharedChains> chains =
      plain_reach_applies(space) && left.any() ? chains_of(space, opponents, 1) : nullptr;
  std::array<std::uint64_t, kConcepts> spent{};
  for (std::size_t g = 0; g < opponents.size() && left.any(); ++g) {
    std::unique_ptr<Reach> reach;
    if (chains) {
      reach = chains->reach(opponents[g]);
    } else {
      reach = std::make_unique<LegalReach>(space, opponents[g], budget);
    }
    const MoverStability mover = work_out(space, g, *reach, which, left, budget, spent);
    if (mover.finished <= static_cast<int>(at(which))) return Bitset(space.size());
    left &= mover.stable[at(which)];
  }
  return left;
}

}  // namespace detente
