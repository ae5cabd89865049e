#include "analysis/readiness/sanctions.h"

#include <algorithm>
#include <bit>

#include "analysis/readiness/flood.h"
#include "base/parallel.h"

namespace detente {
Sanctions::Sanctions(const World& world, const std::vector<PartySet>& targets, int threads, Budget& budget)
    : world_(&world), orders_(world.parties()) {
  parallel_for(world.parties(), threads, [&](std::size_t p) {
    orders_[p] = order_of(world.view(static_cast<int>(p)), world.feasible());
  });
  flood_all(targets, threads, budget);
}

void Sanctions::flood_all(const std::vector<PartySet>& targets, int threads, Budget& budget) {
  const World& world = *world_;
  const auto& movers = world.movers();
  worst_.assign(movers.size(), std::vector<std::vector<std::int32_t>>(world.parties()));
  loses_.assign(movers.size(), std::vector<Bitset>(world.parties()));
  best_worst_.resize(movers.size());

  struct Job {
    std::size_t mover;
    int party;
    bool acceptance;
  };
  std::vector<Job> jobs;
  for (std::size_t g = 0; g < movers.size(); ++g) {
    const Mover& mover = movers[g];
    PartySet ranked = 0, asked = 0;
    for (const PartySet set : targets) {
      ((set & mover.members) != 0 ? ranked : asked) |= set & ~mover.members;
    }
    if ((ranked | asked) == 0 || mover.block_size() < 2) continue;
    for (const int p : members_of(ranked | mover.members)) jobs.push_back({g, p, false});
    for (const int p : members_of(asked)) jobs.push_back({g, p, true});
  }
  if (jobs.empty()) return;

  std::vector<Predecessors> predecessors(movers.size());
  parallel_for(movers.size(), threads, [&](std::size_t h) {
    if (movers[h].block_size() > 1) predecessors[h] = make_predecessors(world, movers[h], orders_);
  });
  parallel_for(jobs.size(), threads, [&](std::size_t j) {
    const Job& job = jobs[j];
    const auto p = static_cast<std::size_t>(job.party);
    Flood flood(world, orders_, predecessors, movers[job.mover].members);
    const Bitset& accepts = world.view(job.party).accepts;
    for (const Outcome s : orders_[p].worst_first) {
      if (!job.acceptance) {
        flood.seed(s, orders_[p].rank[s]);
      } else if (!accepts.test(s)) {
        flood.seed(s, 0);
      }
    }
    budget.spend(flood.work() + world.size());
    std::vector<std::int32_t> label = flood.take();
    if (!job.acceptance) {
      worst_[job.mover][p] = std::move(label);
      return;
    }
    Bitset loses(world.size());
    for (std::size_t s = 0; s < label.size(); ++s) {
      if (label[s] >= 0) loses.set(s);
    }
    loses_[job.mover][p] = std::move(loses);
  });

  for (std::size_t g = 0; g < movers.size(); ++g) {
    const Mover& mover = movers[g];
    for (const int p : members_of(mover.members)) {
      const auto& worst = worst_[g][static_cast<std::size_t>(p)];
      std::vector<std::int32_t> best(mover.base.size(), -1);
      for (std::size_t s = 0; s < worst.size(); ++s) {
        std::int32_t& most = best[mover.block[s]];
        most = std::max(most, worst[s]);
      }
      best_worst_[g].push_back(std::move(best));
    }
  }
}

bool Sanctions::may_break(int mover, Outcome z, Outcome t) const {
  const auto g = index(mover);
  const Mover& who = world_->movers()[g];
  std::size_t k = 0;
  for (PartySet rest = who.members; rest != 0; rest &= rest - 1, ++k) {
    if (best_worst_[g][k][who.block[z]] <= rank(std::countr_zero(rest), t)) return false;
  }
  return true;
}

bool Sanctions::spoils(int mover, Outcome y, Outcome t, PartySet signatories) const {
  const auto g = index(mover);
  const PartySet members = world_->movers()[g].members;
  for (PartySet rest = members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    if (worst_[g][index(i)][y] <= rank(i, t)) return false;  // deterred
  }
  const bool inside = (members & signatories) != 0;
  for (PartySet rest = signatories & ~members; rest != 0; rest &= rest - 1) {
    const int j = std::countr_zero(rest);
    if (inside ? worst_[g][index(j)][y] < rank(j, t) : world_->accepts(j, t) && loses_[g][index(j)].test(y)) {
      return true;
    }
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
