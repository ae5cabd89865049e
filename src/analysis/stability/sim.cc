#include "analysis/stability/sim.h"

#include <bit>

namespace detente {
namespace {

class At {
 public:
  At(const Space& space, Budget& budget) : space_(space), budget_(budget) {}

  void look(Outcome s) {
    s_ = s;
    improvements_.assign(space_.movers().size(), {});
    for (std::size_t h = 0; h < improvements_.size(); ++h) {
      space_.each_move(h, s, [&](Outcome t) {
        if (space_.all_prefer(space_.movers()[h].members, t, s)) improvements_[h].push_back(t);
      });
    }
  }
  bool stable(std::size_t mover) {
    party_ = std::countr_zero(space_.movers()[mover].members);
    for (const Outcome t : improvements_[mover]) {
      if (!sanctioned(mover, 0, t, false)) return false;
    }
    return true;
  }

 private:
  // `combined`: what has been chosen for the movers before h; `moved`: anyone but the focal one
  // has.
  bool sanctioned(std::size_t mover, std::size_t h, Outcome combined, bool moved) {
    budget_.spend(1);
    if (h == improvements_.size()) {
      return moved && space_.feasible().test(combined) && !space_.prefers(party_, combined, s_);
    }
    if (budget_.exhausted() || budget_.cancelled()) return true;  // the whole is given up then
    if (sanctioned(mover, h + 1, combined, moved)) return true;
    if (h == mover) return false;
    for (const Outcome t : improvements_[h]) {
      if (sanctioned(mover, h + 1, combined + t - s_, true)) return true;
    }
    return false;
  }

  const Space& space_;
  Budget& budget_;
  Outcome s_ = 0;
  int party_ = 0;
  std::vector<std::vector<Outcome>> improvements_;  // [mover]
};

}  // namespace

std::optional<Simultaneous> find_simultaneous(const Space& space, Budget& budget) {
  if (space.graph_form() || !space.separate_control()) return std::nullopt;
  Simultaneous out;
  out.stable.assign(space.movers().size(), Bitset(space.size()));
  At here(space, budget);
  for (const Outcome s : space.feasible().members()) {
    if (budget.exhausted() || budget.cancelled()) {
      out.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
      return out;
    }
    here.look(s);
    for (std::size_t g = 0; g < out.stable.size(); ++g) {
      if (here.stable(g)) out.stable[g].set(s);
    }
  }
  if (budget.exhausted()) out.stopped = StopReason::kWorkLimit;
  return out;
}

}  // namespace detente
