#include "analysis/readiness/sanctions.h"

#include <algorithm>
#include <bit>

#include "base/parallel.h"

namespace detente {
namespace {

constexpr Outcome kNone = ~Outcome{0};

// Per mover: the feasible outcomes of each block as a linked list, worst for the first member first.
struct Lists {
  std::vector<Outcome> head;  // [block]
  std::vector<Outcome> next;  // [outcome]
};

Lists make_lists(const Mover& mover, const PartyOrder& order, std::size_t outcomes) {
  Lists lists{std::vector<Outcome>(mover.base.size(), kNone), std::vector<Outcome>(outcomes, kNone)};
  for (auto it = order.worst_first.rbegin(); it != order.worst_first.rend(); ++it) {
    Outcome& head = lists.head[mover.block[*it]];
    lists.next[*it] = head;
    head = *it;
  }
  return lists;
}

// Labels every outcome with the first seed value it can reach by improvements of the given movers.
class Flood {
 public:
  Flood(const World& world, const std::vector<PartyOrder>& orders, const std::vector<Lists>& lists, PartySet without)
      : world_(world), orders_(orders) {
    for (std::size_t h = 0; h < world.movers().size(); ++h) {
      const Mover& mover = world.movers()[h];
      if ((mover.members & without) != 0 || mover.block_size() < 2) continue;
      movers_.push_back(&mover);
      lists_.push_back(lists[h]);
      members_.push_back(members_of(mover.members));
    }
    label_.assign(world.size(), -1);
  }

  void seed(Outcome s, std::int32_t value) {
    if (label_[s] >= 0) return;
    label_[s] = value;
    stack_.push_back(s);
    while (!stack_.empty()) {
      const Outcome x = stack_.back();
      stack_.pop_back();
      for (std::size_t h = 0; h < movers_.size(); ++h) pull(h, x, value);
    }
  }
  std::vector<std::int32_t> take() { return std::move(label_); }
  std::uint64_t work() const { return work_; }

 private:
  // Labels the outcomes from which mover h improves to x.
  void pull(std::size_t h, Outcome x, std::int32_t value) {
    const Mover& mover = *movers_[h];
    const std::vector<int>& members = members_[h];
    const auto& first = orders_[static_cast<std::size_t>(members[0])].rank;
    const std::int32_t limit = first[x];
    Outcome* link = &lists_[h].head[mover.block[x]];
    std::vector<Outcome>& next = lists_[h].next;
    for (Outcome z = *link; z != kNone && first[z] < limit; z = *link) {
      ++work_;
      if (label_[z] < 0) {
        if (!improves(mover, members, z, x)) {
          link = &next[z];
          continue;
        }
        label_[z] = value;
        stack_.push_back(z);
      }
      *link = next[z];
    }
  }
  bool improves(const Mover& mover, const std::vector<int>& members, Outcome z, Outcome x) const {
    for (std::size_t k = 1; k < members.size(); ++k) {
      const auto& rank = orders_[static_cast<std::size_t>(members[k])].rank;
      if (rank[z] >= rank[x]) return false;
    }
    return mover.goes_forward(mover.slot[z], mover.slot[x]) && world_.order_allows(z, x);
  }

  const World& world_;
  const std::vector<PartyOrder>& orders_;
  std::vector<const Mover*> movers_;
  std::vector<Lists> lists_;
  std::vector<std::vector<int>> members_;
  std::vector<std::int32_t> label_;
  std::vector<Outcome> stack_;
  std::uint64_t work_ = 0;
};

}  // namespace

std::vector<int> members_of(PartySet group) {
  std::vector<int> members;
  for (PartySet rest = group; rest != 0; rest &= rest - 1) members.push_back(std::countr_zero(rest));
  return members;
}

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

  std::vector<Lists> lists(movers.size());
  parallel_for(movers.size(), threads, [&](std::size_t h) {
    lists[h] = make_lists(movers[h], orders_[static_cast<std::size_t>(std::countr_zero(movers[h].members))],
                          world.size());
  });
  parallel_for(jobs.size(), threads, [&](std::size_t j) {
    const Job& job = jobs[j];
    const auto p = static_cast<std::size_t>(job.party);
    Flood flood(world, orders_, lists, movers[job.mover].members);
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
