#include "analysis/stability/coalition.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "analysis/stability/group.h"
#include "analysis/stability/legal_reach.h"
#include "analysis/stability/sequences.h"

namespace detente {
namespace {

// What a set of parties can reach from every outcome by legal sequences of its movers, s left out;
// and of that what all of them prefer, backwards.
struct Reachable {
  std::vector<std::uint32_t> first;  // [outcome], and the end
  std::vector<Outcome> to;
  std::vector<std::uint32_t> gain_first;  // [outcome], and the end
  std::vector<Outcome> gain_from;         // sources of coalition improvements to it
};

class Work {
 public:
  Work(const Space& space, Budget& budget) : space_(space), budget_(budget) {}

  const Reachable& reachable(PartySet parties) {
    const auto it = known_.find(parties);
    if (it != known_.end()) return it->second;
    Reachable out;
    Sequences sequences(space_, space_.within(parties), false);
    std::vector<std::pair<Outcome, Outcome>> gains;  // (to, from)
    out.first.push_back(0);
    for (std::size_t s = 0; s < space_.size(); ++s) {
      if (space_.feasible().test(s) && !budget_.cancelled()) {
        const auto from = static_cast<Outcome>(s);
        sequences.search(from);
        space_.feasible().for_each([&](std::size_t t) {
          if (t == s || sequences.distance(static_cast<Outcome>(t)) < 0) return;
          out.to.push_back(static_cast<Outcome>(t));
          if (space_.all_prefer(parties, static_cast<Outcome>(t), from))
            gains.emplace_back(static_cast<Outcome>(t), from);
        });
        budget_.spend(out.to.size() - out.first.back() + 1);
      }
      out.first.push_back(static_cast<std::uint32_t>(out.to.size()));
    }
    out.gain_first.assign(space_.size() + 1, 0);
    for (const auto& gain : gains) ++out.gain_first[gain.first + 1];
    for (std::size_t t = 0; t < space_.size(); ++t) out.gain_first[t + 1] += out.gain_first[t];
    out.gain_from.resize(gains.size());
    std::vector<std::uint32_t> next(out.gain_first.begin(), out.gain_first.end() - 1);
    for (const auto& [to, from] : gains) out.gain_from[next[to]++] = from;
    return known_.emplace(parties, std::move(out)).first->second;
  }

  CoalitionStability of(PartySet members) {
    CoalitionStability out;
    out.members = members;
    const PartySet others = space_.present() & ~members;
    const Reachable& mine = reachable(members);
    const Steps own = [&mine](Outcome s, const std::function<void(Outcome)>& f) {
      for (std::uint32_t k = mine.first[s]; k < mine.first[s + 1]; ++k) f(mine.to[k]);
    };
    const auto stable = [&](CoalitionConcept which) -> Bitset& {
      return out.stable[static_cast<std::size_t>(which)];
    };
    std::vector<Values> ranks, by_moves, by_gains;
    LegalReach reach(space_, space_.within(others), budget_);
    const std::vector<Sources> actors = improving_coalitions(others);
    for (PartySet rest = members; rest != 0; rest &= rest - 1) {
      const Values& rank = space_.order(std::countr_zero(rest)).rank;
      ranks.push_back(rank);
      by_moves.push_back(reach.least_by_moves(rank));
      by_gains.push_back(least_by_sequences(space_.feasible(), actors, rank, budget_));
    }
    stable(CoalitionConcept::kCNash) =
        stable_by_worths(space_, members, own, ranks, nullptr, space_.feasible(), budget_);
    stable(CoalitionConcept::kCGmr) =
        stable_by_worths(space_, members, own, by_moves, nullptr, space_.feasible(), budget_);
    stable(CoalitionConcept::kCSeq) =
        stable_by_worths(space_, members, own, by_gains, nullptr, space_.feasible(), budget_);
    std::vector<Steps> opponents;
    for (const std::size_t h : space_.within(others)) opponents.push_back(moves_of(space_, h));
    stable(CoalitionConcept::kCSmr) =
        stable_without_escape(space_, members, own, opponents, nullptr, nullptr, budget_);
    return out;
  }

 private:
  // One actor per coalition within `others`, whose steps are its improvements.
  std::vector<Sources> improving_coalitions(PartySet others) {
    std::vector<Sources> actors;
    for (const PartySet set : all_coalitions(others)) {
      const Reachable& theirs = reachable(set);
      if (theirs.gain_from.empty()) continue;
      actors.push_back([&theirs](Outcome to, std::vector<Outcome>& out) {
        for (std::uint32_t k = theirs.gain_first[to]; k < theirs.gain_first[to + 1]; ++k)
          out.push_back(theirs.gain_from[k]);
      });
    }
    return actors;
  }

  const Space& space_;
  Budget& budget_;
  std::map<PartySet, Reachable> known_;  // stays in place when it grows
};

}  // namespace

std::string_view coalition_concept_name(CoalitionConcept which) {
  static constexpr std::string_view kNames[] = {"CNash", "CGMR", "CSMR", "CSEQ"};
  return kNames[static_cast<std::size_t>(which)];
}

std::vector<PartySet> all_coalitions(PartySet present) {
  std::vector<PartySet> out;
  for (PartySet set = present & (~present + 1); set != 0; set = (set - present) & present)
    out.push_back(set);
  return out;
}

namespace {

// What listing takes at most: an entry per pair of outcomes, for every set of parties that is
// looked at.
double entries_needed(const Space& space, const std::vector<PartySet>& coalitions) {
  const auto outcomes = static_cast<double>(space.feasible().count());
  double sets = 0;
  for (const PartySet members : coalitions)
    sets += std::ldexp(1.0, std::popcount(space.present() & ~members));
  return outcomes * outcomes * std::min(sets, std::ldexp(1.0, std::popcount(space.present())));
}

}  // namespace

Coalitions find_coalitions(const Space& space, const std::vector<PartySet>& coalitions,
                           Budget& budget) {
  constexpr double kMostEntries = 5e8;  // 2 GB
  Coalitions out;
  if (entries_needed(space, coalitions) > kMostEntries) {
    out.stopped = StopReason::kWorkLimit;
    return out;
  }
  Work work(space, budget);
  for (const PartySet members : coalitions) {
    if (budget.exhausted() || budget.cancelled()) break;
    out.coalitions.push_back(work.of(members));
    if (budget.exhausted() || budget.cancelled()) out.coalitions.pop_back();  // cut short
  }
  if (budget.cancelled()) {
    out.stopped = StopReason::kCancelled;
  } else if (budget.exhausted()) {
    out.stopped = StopReason::kWorkLimit;
  }
  return out;
}

}  // namespace detente
