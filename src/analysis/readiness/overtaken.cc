#include "analysis/readiness/overtaken.h"

#include <algorithm>
#include <span>
#include <utility>

namespace detente {
namespace {

// What one set of signatories controls together, and its blocks.
class Group {
 public:
  Group(const World& world, PartySet parties)
      : world_(world), parties_(parties), members_(members_of(parties)) {
    const Layout& layout = world.layout();
    const auto& issues = world.dispute()->issues;
    for (const int k : layout.free_issues()) {
      const Issue& issue = issues[static_cast<std::size_t>(k)];
      PartySet by = 0, any = 0;
      for (const int p : issue.by) by |= world.scenario().present(p) ? party_bit(p) : 0;
      for (const int p : issue.by_any) any |= world.scenario().present(p) ? party_bit(p) : 0;
      if (issue.by.empty() ? (any & parties) == 0 : (by & ~parties) != 0) continue;
      theirs_.push_back(k);
      if (issue.one_way) one_way_.push_back(k);
      size_ *= layout.radix(k);
    }
  }

  PartySet parties() const { return parties_; }
  const std::vector<int>& members() const { return members_; }
  std::size_t block_size() const { return size_; }
  Outcome base(Outcome t) const {
    for (const int k : theirs_)
      t -= static_cast<Outcome>(world_.layout().option(t, k)) * world_.layout().stride(k);
    return t;
  }
  // Calls f(y) for every outcome of a block, in order, until f returns true.
  template <class F>
  void any_of_block(Outcome base, F f) const {
    const Layout& layout = world_.layout();
    std::vector<std::uint32_t> option(theirs_.size(), 0);
    Outcome y = base;
    for (std::size_t left = size_; left > 0; --left) {
      if (f(y)) return;
      for (std::size_t k = theirs_.size(); k-- > 0;) {
        const std::uint32_t stride = layout.stride(theirs_[k]);
        y += stride;
        if (++option[k] < layout.radix(theirs_[k])) break;
        y -= stride * layout.radix(theirs_[k]);
        option[k] = 0;
      }
    }
  }
  bool unrestricted() const { return one_way_.empty() && !world_.ordered(); }
  // Requires y in the block of t.
  bool may_go(Outcome t, Outcome y) const {
    for (const int k : one_way_) {
      if (world_.layout().option(y, k) < world_.layout().option(t, k)) return false;
    }
    return world_.order_allows(t, y);
  }
  bool outside(Outcome y) const {
    return world_.feasible().test(y) && !world_.compromise().test(y);
  }
  std::int64_t key(std::size_t member, Outcome t) const {
    return world_.view(members_[member]).key[t];
  }
  bool all_prefer(Outcome a, Outcome b) const { return world_.all_prefer(parties_, a, b); }

 private:
  const World& world_;
  PartySet parties_;
  std::vector<int> members_;
  std::vector<int> theirs_, one_way_;
  std::size_t size_ = 1;
};

class Search {
 public:
  Search(const World& world, const Ladder& ladder, Budget& budget)
      : world_(world), ladder_(ladder), budget_(budget) {}

  Overtaken run() {
    out_.targets = Bitset(ladder_.targets.size());
    out_.undecided = Bitset(ladder_.targets.size());
    out_.deal.assign(ladder_.targets.size(), Overtaken::kNoDeal);
    std::vector<std::size_t> survivors;
    for (std::size_t d = 0; d < ladder_.deals.size(); ++d) {
      if (ladder_.deals[d].passes_through(kRungs)) survivors.push_back(d);
    }
    if (world_.dispute()->graph) {
      for (const std::size_t d : survivors) by_packages(d);
    } else {
      by_blocks(survivors);
    }
    out_.undecided.subtract(out_.targets);
    return std::move(out_);
  }

 private:
  bool stop() {
    if (!budget_.exhausted() && !budget_.cancelled()) return false;
    out_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    return true;
  }
  void leave_open(std::size_t d) { out_.undecided.set(ladder_.deals[d].target); }
  void found(std::size_t d) {
    const std::uint32_t target = ladder_.deals[d].target;
    out_.targets.set(target);
    out_.deal[target] = std::min(out_.deal[target], d);
  }

  void by_packages(std::size_t d) {
    if (stop()) return leave_open(d);
    budget_.spend(world_.size());
    if (overtaken_by(world_, ladder_.deals[d])) found(d);
  }

  void by_blocks(std::vector<std::size_t>& survivors) {
    const auto set_of = [&](std::size_t d) { return ladder_.deals[d].signatories; };
    std::stable_sort(survivors.begin(), survivors.end(),
                     [&](std::size_t a, std::size_t b) { return set_of(a) < set_of(b); });
    for (auto first = survivors.begin(); first != survivors.end();) {
      const auto end = std::find_if(first, survivors.end(),
                                    [&](std::size_t d) { return set_of(d) != set_of(*first); });
      const Group group(world_, set_of(*first));
      std::vector<std::pair<Outcome, std::size_t>> mine;  // base, deal
      for (auto d = first; d != end; ++d)
        mine.emplace_back(group.base(ladder_.deals[*d].outcome), *d);
      std::sort(mine.begin(), mine.end());
      for (std::size_t k = 0; k < mine.size();) {
        std::vector<std::size_t> here;
        const Outcome base = mine[k].first;
        for (; k < mine.size() && mine[k].first == base; ++k) here.push_back(mine[k].second);
        block(group, base, here);
      }
      first = end;
    }
  }

  void block(const Group& group, Outcome base, const std::vector<std::size_t>& deals) {
    std::vector<Outcome> rivals;  // outside T, best first
    if (!list_rivals(group, base, deals, rivals)) {
      for (const std::size_t d : deals) leave_open(d);
      return;
    }
    std::vector<Outcome> best;
    const bool have_best = rivals.empty() || list_best(group, rivals, best);
    for (const std::size_t d : deals) {
      if (rivals.empty()) continue;
      if (!have_best || stop()) {
        leave_open(d);
        continue;
      }
      const Outcome t = ladder_.deals[d].outcome;
      // what none of the best beats for all, nothing does
      if (!beaten(group, best, t, false)) continue;
      if (group.unrestricted() || beaten(group, rivals, t, true)) found(d);
    }
  }

  // Those that could beat some of the deals for the member that likes its best rival least.
  bool list_rivals(const Group& group, Outcome base, const std::vector<std::size_t>& deals,
                   std::vector<Outcome>& rivals) {
    if (stop()) return false;
    const std::size_t members = group.members().size();
    std::vector<std::int64_t> least(members, std::numeric_limits<std::int64_t>::max());
    for (const std::size_t d : deals) {
      for (std::size_t i = 0; i < members; ++i)
        least[i] = std::min(least[i], group.key(i, ladder_.deals[d].outcome));
    }
    std::size_t looked = 0;
    bool cancelled = false;
    group.any_of_block(base, [&](Outcome y) {
      cancelled = ++looked % 4096 == 0 && budget_.cancelled();
      bool rival = group.outside(y);
      for (std::size_t i = 0; i < members && rival; ++i) rival = group.key(i, y) > least[i];
      if (rival) rivals.push_back(y);
      return cancelled;
    });
    budget_.spend(looked);
    if (cancelled) return !stop();
    std::sort(rivals.begin(), rivals.end(), [&](Outcome a, Outcome b) {
      for (std::size_t i = 0; i < members; ++i) {
        if (group.key(i, a) != group.key(i, b)) return group.key(i, a) > group.key(i, b);
      }
      return a < b;
    });
    budget_.spend(rivals.size());
    return true;
  }

  // Without the rivals than which another is at least as good for every member.
  bool list_best(const Group& group, std::span<const Outcome> rivals, std::vector<Outcome>& best) {
    const std::size_t members = group.members().size();
    for (const Outcome y : rivals) {
      if (stop()) return false;
      std::size_t looked = 1;
      bool covered = false;
      if (members <= 2) {
        // the last of the best is the best of all so far for the second
        covered = !best.empty() && (members == 1 || group.key(1, best.back()) >= group.key(1, y));
      } else {
        for (auto x = best.begin(); x != best.end() && !covered; ++x, ++looked) {
          covered = true;
          for (std::size_t i = 1; i < members && covered; ++i)
            covered = group.key(i, *x) >= group.key(i, y);
        }
      }
      budget_.spend(looked);
      if (!covered) best.push_back(y);
    }
    return true;
  }

  bool beaten(const Group& group, std::span<const Outcome> by, Outcome t, bool by_a_move) {
    std::size_t looked = 0;
    bool found = false;
    const std::int64_t here = group.key(0, t);
    for (auto y = by.begin(); y != by.end() && !found && group.key(0, *y) > here; ++y, ++looked)
      found = group.all_prefer(*y, t) && (!by_a_move || group.may_go(t, *y));
    budget_.spend(looked + 1);
    return found;
  }

  const World& world_;
  const Ladder& ladder_;
  Budget& budget_;
  Overtaken out_;
};

}  // namespace

Overtaken find_overtaken(const World& world, const Ladder& ladder, Budget& budget) {
  return Search(world, ladder, budget).run();
}

std::optional<Outcome> overtaken_by(const World& world, const Deal& deal) {
  std::optional<Outcome> found;
  const Outcome t = deal.outcome;
  if (world.dispute()->graph) {
    world.packages(deal.signatories, t).for_each([&](std::size_t y) {
      if (!found && !world.compromise().test(y) &&
          world.all_prefer(deal.signatories, static_cast<Outcome>(y), t))
        found = static_cast<Outcome>(y);
    });
    return found;
  }
  const Group group(world, deal.signatories);
  group.any_of_block(group.base(t), [&](Outcome y) {
    if (y != t && group.outside(y) && group.all_prefer(y, t) && group.may_go(t, y)) found = y;
    return found.has_value();
  });
  return found;
}

}  // namespace detente
