#include "analysis/stability/limited.h"

#include <bit>

namespace detente {
namespace {

using Foreseen = std::array<std::vector<Outcome>, 2>;  // [mover][outcome]

class Lookahead {
 public:
  Lookahead(const Space& space, Budget& budget) : space_(space), budget_(budget) {}

  Foreseen nothing() const {
    Foreseen out;
    for (auto& one : out) {
      one.resize(space_.size());
      for (std::size_t s = 0; s < one.size(); ++s) one[s] = static_cast<Outcome>(s);
    }
    return out;
  }
  // One move more.
  Foreseen next(const Foreseen& before) const {
    Foreseen out = nothing();
    for (std::size_t i = 0; i < 2; ++i) {
      const auto rank = space_.rank(std::countr_zero(space_.movers()[i].members));
      const std::vector<Outcome>& other = before[1 - i];
      space_.feasible().for_each([&](std::size_t s) {
        bool any = false;
        Outcome best = 0;
        space_.each_move(i, static_cast<Outcome>(s), [&](Outcome t) {
          budget_.spend(1);
          if (!any || rank[other[t]] > rank[best]) best = other[t];
          any = true;
        });
        if (any && rank[best] > rank[s]) out[i][s] = best;
      });
    }
    return out;
  }
  std::array<Bitset, 2> stable(const Foreseen& foreseen) const {
    std::array<Bitset, 2> out{Bitset(space_.size()), Bitset(space_.size())};
    for (std::size_t i = 0; i < 2; ++i) {
      space_.feasible().for_each([&](std::size_t s) {
        if (foreseen[i][s] == s) out[i].set(s);
      });
    }
    return out;
  }

 private:
  const Space& space_;
  Budget& budget_;
};

}  // namespace

std::optional<Limited> find_limited(const Space& space, int horizons, Budget& budget) {
  const auto& movers = space.movers();
  if (movers.size() != 2 || !movers[0].single() || !movers[1].single()) return std::nullopt;
  Limited out;
  const Lookahead look(space, budget);
  Foreseen now = look.nothing();
  for (int h = 1; h <= horizons; ++h) {
    now = look.next(now);
    out.horizon.push_back(look.stable(now));
  }
  // Brent: keep one pair and compare all later ones with it, doubling the distance.
  Foreseen kept = now;
  std::uint64_t power = 1;
  do {
    if (budget.exhausted() || budget.cancelled()) {
      out.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      return out;
    }
    if (power == out.period) {
      kept = now;
      power *= 2;
      out.period = 0;
    }
    now = look.next(now);
    ++out.period;
  } while (now != kept);
  out.nonmyopic = look.stable(now);
  for (std::uint64_t k = 1; k < out.period; ++k) {
    now = look.next(now);
    const auto more = look.stable(now);
    for (std::size_t i = 0; i < 2; ++i) out.nonmyopic[i] &= more[i];
  }
  return out;
}

}  // namespace detente
