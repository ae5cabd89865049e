#include "analysis/readiness/sanctions.h"

#include <algorithm>
#include <bit>

namespace detente {

Sanctions::Sanctions(const World& world, std::vector<Outcome> targets, Budget& budget)
    : world_(&world),
      targets_(std::move(targets)),
      budget_(&budget),
      parties_(world.parties()),
      orders_(world.parties()),
      predecessors_(world.movers().size()),
      worst_(world.movers().size() * world.parties()),
      loses_(world.movers().size() * world.parties()),
      best_worst_(world.movers().size() * world.parties()) {}

const PartyOrder& Sanctions::order(int party) const {
  return orders_[index(party)].get(
      [&] { return order_of(world_->view(party), world_->feasible()); });
}

const Predecessors& Sanctions::predecessors(std::size_t mover) const {
  return predecessors_[mover].get([&] {
    const Mover& who = world_->movers()[mover];
    return make_predecessors(*world_, who, order(std::countr_zero(who.members)));
  });
}

// Floods with the movers disjoint from g: first everything in `below` with the value low - 1, then
// the outcomes ranked low to high by the party (party < 0: nothing more).
std::vector<std::int32_t> Sanctions::flood(int mover, std::vector<std::int32_t> label,
                                           std::size_t open, const std::vector<Outcome>& below,
                                           int party, std::int32_t low, std::int32_t high) const {
  const auto& movers = world_->movers();
  const PartySet without = movers[index(mover)].members;
  std::vector<const Predecessors*> all;
  std::vector<const PartyOrder*> orders(parties_, nullptr);
  for (std::size_t h = 0; h < movers.size(); ++h) {
    if ((movers[h].members & without) != 0 || movers[h].block_size() < 2) continue;
    all.push_back(&predecessors(h));
    for (const int i : all.back()->members) orders[index(i)] = &order(i);
  }
  Flood flood(*world_, orders, all, without, std::move(label), open);
  for (const Outcome s : below) {
    if (flood.finished()) break;
    flood.seed(s, low - 1);
  }
  if (party >= 0 && !flood.finished()) {
    const PartyOrder& mine = order(party);
    const auto from = std::partition_point(mine.worst_first.begin(), mine.worst_first.end(),
                                           [&](Outcome s) { return mine.rank[s] < low; });
    for (auto it = from;
         it != mine.worst_first.end() && mine.rank[*it] <= high && !flood.finished(); ++it)
      flood.seed(*it, mine.rank[*it]);
  }
  budget_->spend(flood.work() + world_->size());
  return flood.take();
}

const std::vector<std::int32_t>& Sanctions::worst_of(int mover, int party) const {
  return worst_[index(mover) * parties_ + index(party)].get([&] {
    const PartyOrder& mine = order(party);
    std::int32_t low = kBetterThanAllTargets, high = 0;
    for (const Outcome t : targets_) {
      low = std::min(low, mine.rank[t]);
      high = std::max(high, mine.rank[t]);
    }
    std::vector<std::int32_t> label(world_->size(),
                                    -2);  // infeasible outcomes are never asked about
    std::vector<Outcome> below;
    std::size_t open = 0;
    for (const Outcome s : mine.worst_first) {
      if (mine.rank[s] < low) {
        label[s] = low - 1;
        below.push_back(s);
      } else {
        label[s] = -1;
        ++open;
      }
    }
    std::vector<std::int32_t> out = flood(mover, std::move(label), open, below, party, low, high);
    std::replace(out.begin(), out.end(), -1, kBetterThanAllTargets);
    return out;
  });
}

const Bitset& Sanctions::loses_of(int mover, int party) const {
  return loses_[index(mover) * parties_ + index(party)].get([&] {
    const Bitset& accepts = world_->view(party).accepts;
    std::vector<std::int32_t> label(world_->size(), -2);
    std::vector<Outcome> below;
    std::size_t open = 0;
    world_->feasible().for_each([&](std::size_t s) {
      if (accepts.test(s)) {
        label[s] = -1;
        ++open;
      } else {
        label[s] = 0;
        below.push_back(static_cast<Outcome>(s));
      }
    });
    const std::vector<std::int32_t> out = flood(mover, std::move(label), open, below, -1, 1, 0);
    Bitset loses(world_->size());
    for (std::size_t s = 0; s < out.size(); ++s) {
      if (out[s] >= 0) loses.set(s);
    }
    return loses;
  });
}

// Could some outcome of the mover's block of z pass the deterrence test against t? A quick
// necessary condition.
bool Sanctions::may_break(int mover, Outcome z, Outcome t) const {
  const Mover& who = world_->movers()[index(mover)];
  for (PartySet rest = who.members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    const auto& best = best_worst_[index(mover) * parties_ + index(i)].get([&] {
      const auto& worst = worst_of(mover, i);
      std::vector<std::int32_t> out(who.base.size(), -1);
      for (std::size_t s = 0; s < worst.size(); ++s)
        out[who.block[s]] = std::max(out[who.block[s]], worst[s]);
      return out;
    });
    if (best[who.block[z]] <= rank(i, t)) return false;
  }
  return true;
}

bool Sanctions::spoils(int mover, Outcome y, Outcome t, PartySet signatories) const {
  const PartySet members = world_->movers()[index(mover)].members;
  for (PartySet rest = members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    if (worst(mover, i, y) <= rank(i, t)) return false;  // deterred
  }
  const bool inside = (members & signatories) != 0;
  for (PartySet rest = signatories & ~members; rest != 0; rest &= rest - 1) {
    const int j = std::countr_zero(rest);
    if (inside ? worst(mover, j, y) < rank(j, t) : world_->accepts(j, t) && loses(mover, j, y))
      return true;
  }
  return false;
}

bool Sanctions::breaks(int mover, Outcome z, Outcome t, PartySet signatories, Outcome* at) const {
  const Mover& who = world_->movers()[index(mover)];
  if (!can_harm(who, signatories) || who.block_size() < 2 || !may_break(mover, z, t)) return false;
  return world_->any_move(who, z, [&](Outcome y) {
    if (!spoils(mover, y, t, signatories) || !world_->all_prefer(who.members, y, z)) return false;
    if (at != nullptr) *at = y;
    return true;
  });
}

bool Sanctions::broken(Outcome z, Outcome t, PartySet signatories) const {
  for (int g = 0; g < static_cast<int>(world_->movers().size()); ++g) {
    if (breaks(g, z, t, signatories)) return true;
  }
  return false;
}

}  // namespace detente
