#include "analysis/stability/group.h"

#include <bit>
#include <optional>
#include <span>

#include "analysis/stability/frontier.h"

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

namespace {

using Vector = std::vector<std::int32_t>;

std::vector<std::span<const std::int32_t>> ranks_of(const Space& space, PartySet members) {
  std::vector<std::span<const std::int32_t>> ranks;
  for (PartySet rest = members; rest != 0; rest &= rest - 1)
    ranks.push_back(space.rank(std::countr_zero(rest)));
  return ranks;
}

std::vector<std::span<const std::int32_t>> spans_of(const std::vector<Values>& values) {
  return {values.begin(), values.end()};
}

bool all_above(const std::vector<Values>& values, Outcome t, const Vector& at) {
  for (std::size_t k = 0; k < at.size(); ++k) {
    if (values[k][t] <= at[k]) return false;
  }
  return true;
}

// Looks for a sanction from one improvement on: through the product of outcomes and last movers.
class SanctionSearch {
 public:
  SanctionSearch(const Space& space, const std::vector<Steps>& opponents, Frontiers& escapes,
                 Budget& budget)
      : opponents_(opponents),
        escapes_(escapes),
        budget_(budget),
        seen_(space.size() * opponents.size(), 0) {}

  // `at`: the members' ranks of the outcome that they would leave.
  bool punished(Outcome improvement, const Vector& at) {
    ++search_;
    waiting_.clear();
    if (step(improvement, opponents_.size(), at)) return true;
    while (!waiting_.empty()) {
      const auto [x, last] = waiting_.back();
      waiting_.pop_back();
      if (step(x, last, at)) return true;
    }
    return false;
  }

 private:
  // Goes on from x; is one of the outcomes reached a sanction?
  bool step(Outcome x, std::size_t last, const Vector& at) {
    bool found = false;
    for (std::size_t a = 0; a < opponents_.size() && !found; ++a) {
      if (a == last) continue;
      opponents_[a](x, [&](Outcome t) {
        budget_.spend(1);
        std::uint32_t& seen = seen_[t * opponents_.size() + a];
        if (found || seen == search_) return;
        seen = search_;
        found = !escapes_.any_above(t, at);
        if (!found) waiting_.emplace_back(t, a);
      });
    }
    return found;
  }

  const std::vector<Steps>& opponents_;
  Frontiers& escapes_;
  Budget& budget_;
  std::uint32_t search_ = 0;
  std::vector<std::uint32_t> seen_;  // [outcome * opponents + last]: the search that saw it
  std::vector<std::pair<Outcome, std::size_t>> waiting_;
};

}  // namespace

Bitset stable_by_worths(const Space& space, PartySet members, const Steps& own,
                        const std::vector<Values>& worths, const Actor* mover, const Bitset& asked,
                        Budget& budget) {
  const auto ranks = ranks_of(space, members);
  Frontiers best(space, own, spans_of(worths), mover, budget);
  const bool shared = mover != nullptr && space.transitive();
  Bitset stable = asked;
  Vector at(ranks.size());
  asked.for_each([&](std::size_t outcome) {
    if (budget.cancelled() || budget.exhausted()) return;
    const auto s = static_cast<Outcome>(outcome);
    for (std::size_t k = 0; k < at.size(); ++k) at[k] = ranks[k][s];
    bool leaves = false;
    if (shared) {  // s itself is among them, and harmless: its worths are not above its ranks
      leaves = best.any_above(s, at);
    } else {
      own(s, [&](Outcome t) {
        budget.spend(1);
        leaves = leaves || all_above(worths, t, at);
      });
    }
    if (leaves) stable.reset(outcome);
  });
  return stable;
}

Bitset stable_without_escape(const Space& space, PartySet members, const Steps& own,
                             const std::vector<Steps>& opponents, const EscapeBounds* bounds,
                             const Actor* mover, Budget& budget) {
  const auto ranks = ranks_of(space, members);
  const bool shared = mover != nullptr && space.transitive();
  Frontiers escapes(space, own, ranks, mover, budget);
  std::optional<Frontiers> best;
  if (shared && bounds != nullptr)
    best.emplace(space, own, spans_of(bounds->worths), mover, budget);
  SanctionSearch search(space, opponents, escapes, budget);
  Bitset stable = bounds != nullptr ? *bounds->without_escape : space.feasible();
  Vector at(ranks.size());
  std::vector<Outcome> open;
  const Bitset asked = stable;
  asked.for_each([&](std::size_t outcome) {
    if (budget.cancelled() || budget.exhausted()) return;
    const auto s = static_cast<Outcome>(outcome);
    for (std::size_t k = 0; k < at.size(); ++k) at[k] = ranks[k][s];
    if (best && !best->any_above(s, at)) return;
    open.clear();
    own(s, [&](Outcome t) {
      budget.spend(1);
      if (!space.all_prefer(members, t, s)) return;
      if (bounds == nullptr || all_above(bounds->worths, t, at)) open.push_back(t);
    });
    bool leaves = false;
    for (std::size_t k = 0; k < open.size() && !leaves; ++k) leaves = !search.punished(open[k], at);
    if (leaves) stable.reset(outcome);
  });
  return stable;
}

}  // namespace detente
