#include "analysis/stability/group.h"

#include <bit>

namespace detente {

Steps moves_of(const Space& space, std::size_t mover) {
  return [&space, mover](Outcome s, const std::function<void(Outcome)>& f) {
    space.each_move(mover, s, f);
  };
}

Steps improvements_of(const Space& space, std::size_t mover) {
  return [&space, mover](Outcome s, const std::function<void(Outcome)>& f) {
    space.each_move(mover, s, [&](Outcome t) {
      if (space.all_prefer(space.movers()[mover].members, t, s)) f(t);
    });
  };
}

Bitset stable_by_worths(const Space& space, PartySet members, const Steps& own,
                        const std::vector<Values>& worths, Budget& budget) {
  Bitset stable = space.feasible();
  space.feasible().for_each([&](std::size_t at) {
    if (budget.cancelled()) return;
    const auto s = static_cast<Outcome>(at);
    bool leaves = false;
    own(s, [&](Outcome t) {
      budget.spend(1);
      if (leaves || !space.all_prefer(members, t, s)) return;
      bool unpunished = true;
      std::size_t k = 0;
      for (PartySet rest = members; rest != 0; rest &= rest - 1, ++k) {
        unpunished = unpunished && worths[k][t] > space.rank(std::countr_zero(rest))[s];
      }
      leaves = unpunished;
    });
    if (leaves) stable.reset(at);
  });
  return stable;
}

namespace {

// Looks for a sanction from one improvement on: through the product of outcomes and last movers.
class SanctionSearch {
 public:
  SanctionSearch(const Space& space, PartySet members, const Steps& own,
                 const std::vector<Steps>& opponents, Budget& budget)
      : space_(space),
        members_(members),
        own_(own),
        opponents_(opponents),
        budget_(budget),
        seen_(space.size() * opponents.size(), 0),
        judged_(space.size(), 0),
        holds_(space.size(), 0) {}

  void start(Outcome s) {
    s_ = s;
    ++round_;
  }
  bool punished(Outcome improvement) {
    ++search_;
    waiting_.clear();
    if (step(improvement, opponents_.size())) return true;
    while (!waiting_.empty()) {
      const auto [x, last] = waiting_.back();
      waiting_.pop_back();
      if (step(x, last)) return true;
    }
    return false;
  }

 private:
  // Goes on from x; is one of the outcomes reached a sanction?
  bool step(Outcome x, std::size_t last) {
    bool found = false;
    for (std::size_t a = 0; a < opponents_.size() && !found; ++a) {
      if (a == last) continue;
      opponents_[a](x, [&](Outcome t) {
        budget_.spend(1);
        std::uint32_t& seen = seen_[t * opponents_.size() + a];
        if (found || seen == search_) return;
        seen = search_;
        if (punishes(t)) {
          found = true;
          return;
        }
        waiting_.emplace_back(t, a);
      });
    }
    return found;
  }
  bool punishes(Outcome x) {
    if (judged_[x] == round_) return holds_[x] != 0;
    judged_[x] = round_;
    bool holds = !space_.all_prefer(members_, x, s_);
    if (holds) {
      own_(x, [&](Outcome y) {
        budget_.spend(1);
        holds = holds && !space_.all_prefer(members_, y, s_);
      });
    }
    holds_[x] = holds ? 1 : 0;
    return holds;
  }

  const Space& space_;
  PartySet members_;
  const Steps& own_;
  const std::vector<Steps>& opponents_;
  Budget& budget_;
  Outcome s_ = 0;
  std::uint32_t round_ = 0, search_ = 0;
  std::vector<std::uint32_t> seen_;    // [outcome * opponents + last]: the search that saw it
  std::vector<std::uint32_t> judged_;  // [outcome]: the round that judged it
  std::vector<char> holds_;
  std::vector<std::pair<Outcome, std::size_t>> waiting_;
};

}  // namespace

Bitset stable_without_escape(const Space& space, PartySet members, const Steps& own,
                             const std::vector<Steps>& opponents, Budget& budget) {
  Bitset stable = space.feasible();
  SanctionSearch search(space, members, own, opponents, budget);
  space.feasible().for_each([&](std::size_t at) {
    if (budget.cancelled()) return;
    const auto s = static_cast<Outcome>(at);
    search.start(s);
    bool leaves = false;
    own(s, [&](Outcome t) {
      if (!leaves && space.all_prefer(members, t, s)) leaves = !search.punished(t);
    });
    if (leaves) stable.reset(at);
  });
  return stable;
}

}  // namespace detente
