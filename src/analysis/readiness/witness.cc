#include "analysis/readiness/witness.h"

#include <algorithm>
#include <bit>

namespace detente {
namespace {

constexpr Outcome kNone = ~Outcome{0};

// Per mover, the outcomes of each block not yet visited, in order.
class Unvisited {
 public:
  explicit Unvisited(const World& world) : world_(world) {
    for (const Mover& mover : world.movers()) {
      head_.emplace_back(mover.base.size(), kNone);
      next_.emplace_back(world.size(), kNone);
      if (mover.block_size() < 2) continue;
      for (std::size_t s = world.size(); s-- > 0;) {
        if (!world.feasible().test(s)) continue;
        Outcome& head = head_.back()[mover.block[s]];
        next_.back()[s] = head;
        head = static_cast<Outcome>(s);
      }
    }
  }
  // Calls take(y) for the listed outcomes of z's block; those for which it returns true leave the
  // list.
  template <class F>
  void visit(std::size_t g, Outcome z, F take) {
    Outcome* link = &head_[g][world_.movers()[g].block[z]];
    while (*link != kNone) {
      const Outcome y = *link;
      if (take(y)) {
        *link = next_[g][y];
      } else {
        link = &next_[g][y];
      }
    }
  }

 private:
  const World& world_;
  std::vector<std::vector<Outcome>> head_, next_;  // [mover][block], [mover][outcome]
};

}  // namespace

std::optional<Witness> shortest_walk(const World& world, Outcome from, const WalkRules& rules) {
  if (rules.is_goal(from)) return Witness{};
  struct Parent {
    int mover;
    Outcome z;
  };
  std::vector<Parent> parent(world.size(), {-2, kNone});  // -2: not seen
  Unvisited unvisited(world);
  std::vector<Outcome> queue{from};
  parent[from] = {-1, from};
  Outcome found = kNone;
  for (std::size_t q = 0; q < queue.size() && found == kNone; ++q) {
    const Outcome z = queue[q];
    for (int g = 0; g < static_cast<int>(world.movers().size()) && found == kNone; ++g) {
      const Mover& mover = world.movers()[static_cast<std::size_t>(g)];
      if (mover.block_size() < 2 || (rules.may_start && !rules.may_start(g, z))) continue;
      unvisited.visit(static_cast<std::size_t>(g), z, [&](Outcome y) {
        if (found != kNone) return false;
        if (parent[y].mover != -2) return true;
        if (!world.allows(mover, z, y) || (rules.may_step && !rules.may_step(g, z, y)))
          return false;
        if (rules.may_enter && !rules.may_enter(y)) {
          parent[y] = {-3, kNone};  // never to be entered
          return true;
        }
        parent[y] = {g, z};
        queue.push_back(y);
        if (rules.is_goal(y)) found = y;
        return true;
      });
    }
  }
  if (found == kNone) return std::nullopt;
  Witness path;
  for (Outcome s = found; parent[s].mover >= 0; s = parent[s].z)
    path.push_back({parent[s].mover, s});
  std::reverse(path.begin(), path.end());
  return path;
}

std::optional<Witness> legal_path(const World& world, Outcome t) {
  WalkRules rules;
  rules.is_goal = [t](Outcome y) { return y == t; };
  return shortest_walk(world, world.status_quo(), rules);
}

namespace {

bool looks_forward_as(const World& world, PartySet members, Outcome z, Outcome t, bool weak) {
  const bool start = z == world.status_quo();
  bool some = false;
  for (PartySet rest = members; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    const PartyView& view = world.view(i);
    const bool better = start ? view.above_no_deal.test(t) : view.prefers(t, z);
    const bool worse = start ? !view.not_below_no_deal.test(t) : view.prefers(z, t);
    some = some || better;
    if (weak ? worse : !better) return false;
  }
  return some;
}

}  // namespace

bool looks_forward(const World& world, PartySet members, Outcome z, Outcome t) {
  return looks_forward_as(world, members, z, t, false);
}

std::optional<Witness> foresighted_path(const Sanctions& sanctions, Outcome t, PartySet signatories,
                                        bool weak) {
  const World& world = sanctions.world();
  const Outcome start = world.status_quo();
  if (t == start || sanctions.broken(start, t, signatories)) return std::nullopt;
  WalkRules rules;
  rules.may_start = [&](int g, Outcome z) {
    return looks_forward_as(world, world.movers()[static_cast<std::size_t>(g)].members, z, t, weak);
  };
  rules.may_enter = [&](Outcome y) { return !sanctions.broken(y, t, signatories); };
  rules.is_goal = [t](Outcome y) { return y == t; };
  return shortest_walk(world, start, rules);
}

std::optional<BreakWitness> find_break(const Sanctions& sanctions, Outcome z, Outcome t,
                                       PartySet signatories) {
  const World& world = sanctions.world();
  for (int g = 0; g < static_cast<int>(world.movers().size()); ++g) {
    Outcome y = 0;
    if (!sanctions.breaks(g, z, t, signatories, &y)) continue;
    const PartySet members = world.movers()[static_cast<std::size_t>(g)].members;
    const bool inside = (members & signatories) != 0;
    const auto victim_at = [&](Outcome x) {
      for (PartySet rest = signatories & ~members; rest != 0; rest &= rest - 1) {
        const int j = std::countr_zero(rest);
        if (inside ? world.prefers(j, t, x) : world.accepts(j, t) && !world.accepts(j, x)) return j;
      }
      return -1;
    };
    WalkRules rules;
    rules.may_start = [&](int h, Outcome) {
      return (world.movers()[static_cast<std::size_t>(h)].members & members) == 0;
    };
    rules.may_step = [&](int h, Outcome from, Outcome to) {
      return world.all_prefer(world.movers()[static_cast<std::size_t>(h)].members, to, from);
    };
    rules.is_goal = [&](Outcome x) { return victim_at(x) >= 0; };
    auto path = shortest_walk(world, y, rules);
    if (!path) continue;  // cannot be: spoils() found the harm
    path->insert(path->begin(), WitnessStep{g, y});
    return BreakWitness{g, z, *path, victim_at(path->back().to)};
  }
  return std::nullopt;
}

}  // namespace detente
