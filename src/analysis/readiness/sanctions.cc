#include "analysis/readiness/sanctions.h"

#include <algorithm>
#include <bit>

namespace detente {
namespace {

constexpr std::size_t kFewMoves = 128;      // of others from one outcome: forwards is faster
constexpr std::uint64_t kMostLooked = 256;  // per outcome of the space, then a flood is faster

}  // namespace

Sanctions::Sanctions(const World& world, std::vector<Outcome> targets, Asked asked, Budget& budget)
    : world_(&world),
      targets_(std::move(targets)),
      budget_(&budget),
      parties_(world.parties()),
      aftermath_(world.movers().size()),
      predecessors_(world.movers().size()),
      worst_(world.movers().size() * world.parties()),
      loses_(world.movers().size() * world.parties()),
      best_worst_(world.movers().size() * world.parties()) {
  if (asked == Asked::kByAndBy)
    inquiry_ = std::make_unique<Inquiry>(world, kMostLooked * world.size());
  std::vector<double> to_look_at;
  for (std::size_t g = 0; g < world.movers().size(); ++g) {
    in_turn_.push_back(static_cast<int>(g));
    to_look_at.push_back(static_cast<double>(world.movers()[g].block_size()) *
                         static_cast<double>(1 + Aftermath::moves_of_others(world, g)));
  }
  std::stable_sort(in_turn_.begin(), in_turn_.end(),
                   [&](int a, int b) { return to_look_at[index(a)] < to_look_at[index(b)]; });
}

const Aftermath* Sanctions::aftermath(int mover) const {
  return aftermath_[index(mover)]
      .get([&]() -> std::unique_ptr<Aftermath> {
        // in graph form always forwards
        if (!(*world_->dispute()).graph &&
            Aftermath::moves_of_others(*world_, index(mover)) > kFewMoves)
          return nullptr;
        auto out = std::make_unique<Aftermath>(*world_, index(mover));
        out->explore_all();
        budget_->spend(out->moves());
        return out;
      })
      .get();
}

const Predecessors& Sanctions::predecessors(std::size_t mover) const {
  return predecessors_[mover].get([&] {
    const Mover& who = world_->movers()[mover];
    return make_predecessors(*world_, who, world_->order(std::countr_zero(who.members)));
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
    for (const int i : all.back()->members) orders[index(i)] = &world_->order(i);
  }
  Flood flood(*world_, orders, all, without, std::move(label), open);
  for (const Outcome s : below) {
    if (flood.finished()) break;
    flood.seed(s, low - 1);
  }
  if (party >= 0 && !flood.finished()) {
    const PartyOrder& mine = world_->order(party);
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
    const PartyOrder& mine = world_->order(party);
    std::int32_t low = targets_.empty() ? 0 : kBetterThanAllTargets;
    std::int32_t high = targets_.empty() ? mine.ranks : 0;
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

std::int32_t Sanctions::worst(int mover, int party, Outcome y) const {
  if (const Aftermath* after = aftermath(mover)) return rank(party, after->worst(party, y));
  return worst_of(mover, party)[y];
}

bool Sanctions::loses(int mover, int party, Outcome y) const {
  if (const Aftermath* after = aftermath(mover)) {
    return (after->losers(y) & party_bit(party)) != 0;
  }
  return loses_of(mover, party).test(y);
}

// Could some outcome of the mover's block of z pass the deterrence test against t? A quick
// necessary condition, worth its while where many outcomes are asked about.
bool Sanctions::may_break(int mover, Outcome z, Outcome t) const {
  if (inquiry_ && !inquiry_->gave_up(mover)) return true;
  const Mover& who = world_->movers()[index(mover)];
  for (PartySet rest = who.members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    const auto& best = best_worst_[index(mover) * parties_ + index(i)].get([&] {
      std::vector<std::int32_t> out(who.base.size(), -1);
      world_->feasible().for_each([&](std::size_t s) {
        out[who.block[s]] = std::max(out[who.block[s]], worst(mover, i, static_cast<Outcome>(s)));
      });
      return out;
    });
    if (best[who.block[z]] <= rank(i, t)) return false;
  }
  return true;
}

bool Sanctions::spoils(int mover, Outcome y, Outcome t, PartySet signatories) const {
  if (inquiry_ && !inquiry_->gave_up(mover)) {
    const std::uint64_t before = inquiry_->looked();
    const std::optional<bool> answer = inquiry_->spoils(mover, y, t, signatories);
    budget_->spend(inquiry_->looked() - before);
    if (answer) return *answer;
  }
  return spoils_by_all(mover, y, t, signatories);
}

bool Sanctions::spoils_by_all(int mover, Outcome y, Outcome t, PartySet signatories) const {
  const PartySet members = world_->movers()[index(mover)].members;
  const bool inside = (members & signatories) != 0;
  const PartySet victims = signatories & ~members;
  if (const Aftermath* after = aftermath(mover)) {
    const auto worse = [&](int i) { return world_->prefers(i, t, after->worst(i, y)); };
    for (PartySet rest = members; rest != 0; rest &= rest - 1) {
      const int i = std::countr_zero(rest);
      if (!world_->prefers(i, after->worst(i, y), t)) return false;  // deterred
    }
    for (PartySet rest = victims; rest != 0; rest &= rest - 1) {
      const int j = std::countr_zero(rest);
      if (inside ? worse(j) : world_->accepts(j, t) && (after->losers(y) & party_bit(j)) != 0)
        return true;
    }
    return false;
  }
  for (PartySet rest = members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    if (worst_of(mover, i)[y] <= rank(i, t)) return false;  // deterred
  }
  for (PartySet rest = victims; rest != 0; rest &= rest - 1) {
    const int j = std::countr_zero(rest);
    if (inside ? worst_of(mover, j)[y] < rank(j, t)
               : world_->accepts(j, t) && loses_of(mover, j).test(y))
      return true;
  }
  return false;
}

bool Sanctions::breaks(int mover, Outcome z, Outcome t, PartySet signatories, Outcome* at) const {
  const Mover& who = world_->movers()[index(mover)];
  if (!can_harm(who, signatories) || who.block_size() < 2 || !may_break(mover, z, t)) return false;
  if (at == nullptr) {
    std::uint64_t looked = 0;
    const auto spoilt = [&](Outcome y) { return spoils(mover, y, t, signatories); };
    const bool found = inquiry_
                           ? inquiry_->improvements().any(index(mover), z, t, looked, spoilt)
                           : world_->any_improvement(index(mover), z, t,
                                                     who.block_size() > kFewMoves, looked, spoilt);
    budget_->spend(looked);
    if (inquiry_) looked_ += looked;
    return found;
  }
  return world_->any_move(who, z, [&](Outcome y) {
    if (!world_->all_prefer(who.members, y, z) || !world_->all_prefer(who.members, y, t) ||
        !spoils(mover, y, t, signatories))
      return false;
    *at = y;
    return true;
  });
}

bool Sanctions::broken(Outcome z, Outcome t, PartySet signatories) const {
  return std::any_of(in_turn_.begin(), in_turn_.end(),
                     [&](int g) { return breaks(g, z, t, signatories); });
}

}  // namespace detente
