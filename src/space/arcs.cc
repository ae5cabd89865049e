#include "space/arcs.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace detente {

Arcs::Arcs(const Dispute& dispute, const Scenario& scenario, const Bitset& feasible)
    : size_(feasible.size()), lists_(dispute->graph->arcs.size()) {
  for (std::size_t p = 0; p < lists_.size(); ++p) {
    const auto& arcs = dispute->graph->arcs[p];
    if (arcs.empty() || !scenario.present(static_cast<int>(p))) continue;
    holders_ |= party_bit(static_cast<int>(p));
    List& list = lists_[p];
    list.first.assign(size_ + 1, 0);
    for (const auto& [from, to] : arcs) {  // sorted
      const auto s = static_cast<std::size_t>(from), t = static_cast<std::size_t>(to);
      if (!feasible.test(s) || !feasible.test(t)) continue;
      ++list.first[s + 1];
      list.to.push_back(static_cast<Outcome>(to));
    }
    std::partial_sum(list.first.begin(), list.first.end(), list.first.begin());
  }
}

// What is met is an outcome with the member that led there, who must not move next.
Bitset Arcs::packages(PartySet group, Outcome from) const {
  std::vector<std::size_t> members;
  for (PartySet rest = group; rest != 0; rest &= rest - 1) {
    const auto p = static_cast<std::size_t>(std::countr_zero(rest));
    if (!lists_[p].to.empty()) members.push_back(p);
  }
  Bitset ends(size_);
  std::vector<Bitset> met(members.size(), Bitset(size_));
  std::vector<std::pair<Outcome, std::size_t>> open{{from, members.size()}};
  while (!open.empty()) {
    const auto [s, last] = open.back();
    open.pop_back();
    for (std::size_t m = 0; m < members.size(); ++m) {
      if (m == last) continue;
      const List& list = lists_[members[m]];
      for (std::uint32_t k = list.first[s]; k < list.first[s + 1]; ++k) {
        const Outcome t = list.to[k];
        if (met[m].test(t)) continue;
        met[m].set(t);
        ends.set(t);
        if (members.size() > 1) open.emplace_back(t, m);
      }
    }
  }
  ends.reset(from);
  return ends;
}

std::vector<Mover> make_arc_movers(const Dispute& dispute, const Scenario& scenario,
                                   const Arcs& arcs, std::size_t outcomes) {
  std::vector<Mover> movers;
  for (const PartySet group : with_coalitions(dispute, scenario, arcs.holders(), {})) {
    Mover mover;
    mover.members = group;
    mover.negotiators = group == dispute.negotiators();
    mover.issues = {0};
    mover.anywhere = false;
    mover.base = {0};
    mover.block.assign(outcomes, 0);
    mover.offset.resize(outcomes);
    std::iota(mover.offset.begin(), mover.offset.end(), Outcome{0});
    mover.slot = mover.offset;
    mover.arcs.reserve(outcomes);
    bool moves = mover.negotiators || std::has_single_bit(group);
    for (Outcome s = 0; s < outcomes; ++s) {
      mover.arcs.push_back(arcs.packages(group, s));
      moves = moves || mover.arcs.back().any();
    }
    if (moves) movers.push_back(std::move(mover));
  }
  return movers;
}

// Breadth first, by party and then by end: what is met in order of ways that are shortest and first
// leads on in that order, so the first arc to an outcome ends the first of its shortest ways.
Ways find_ways(const Arcs& arcs, std::size_t outcomes, Outcome from) {
  Ways ways{std::vector<std::uint32_t>(outcomes, Ways::kNone), std::vector<PartySet>(outcomes, 0)};
  std::vector<Outcome> queue{from};
  ways.length[from] = 0;
  for (std::size_t q = 0; q < queue.size(); ++q) {
    const Outcome s = queue[q];
    arcs.each(s, [&](int party, Outcome t) {
      if (ways.length[t] != Ways::kNone) return;
      ways.length[t] = ways.length[s] + 1;
      ways.parties[t] = ways.parties[s] | party_bit(party);
      queue.push_back(t);
    });
  }
  return ways;
}

}  // namespace detente
