#include "analysis/readiness/certain.h"

#include <algorithm>
#include <array>
#include <bit>

namespace detente {

CertainVerdict::CertainVerdict(std::vector<const World*> corners, std::uint64_t most_looked)
    : corners_(std::move(corners)),
      low_(*corners_.front()),
      most_looked_(most_looked),
      comparable_(everywhere([this](const World& world) {
        return &low_.movers() == &world.movers() && &low_.feasible() == &world.feasible() &&
               low_.compromise() == world.compromise();
      })) {}

bool CertainVerdict::is(Verdict verdict) {
  constexpr Verdict kMost = verdict_of_rung(Rung::kRatifiable);
  if (!comparable_ || verdict > kMost) return false;
  bool some = verdict == 0;
  std::vector<Deal> left;
  for (const Deal& deal : list_deals(low_)) {
    const Passes rungs = passes(deal);
    some = some || rungs.certainly >= verdict;
    if (rungs.perhaps > verdict) return false;
    if (rungs.perhaps == kMost) left.push_back(deal);
  }
  return some && all_broken(left);
}

bool CertainVerdict::below(Verdict verdict) {
  constexpr Verdict kMost = verdict_of_rung(Rung::kRatifiable);
  if (!comparable_ || verdict < 1) return false;
  std::vector<Deal> left;
  for (const Deal& deal : list_deals(low_)) {
    const int perhaps = passes(deal).perhaps;
    if (verdict <= kMost && perhaps >= verdict) return false;
    if (perhaps == kMost) left.push_back(deal);
  }
  return all_broken(left);
}

bool CertainVerdict::all_broken(const std::vector<Deal>& deals) {
  list_.resize(low_.size(), 0);
  mark_.resize(low_.size(), 0);
  return std::all_of(deals.begin(), deals.end(), [&](const Deal& deal) { return broken(deal); });
}

CertainVerdict::Passes CertainVerdict::passes(const Deal& deal) const {
  Passes out;
  if (deal.outcome == low_.status_quo()) return {4, 4};  // asked nothing but to be unbroken
  const Outcome t = deal.outcome;
  std::array<bool, 4> certainly{}, perhaps{};
  certainly[0] = low_.reachable().test(t);
  perhaps[0] = certainly[0];
  const auto test = [&](std::size_t rung, auto holds) {
    certainly[rung] = certainly[rung] && everywhere(holds);
    perhaps[rung] = perhaps[rung] && somewhere(holds);
  };
  certainly[1] = certainly[2] = certainly[3] = perhaps[1] = perhaps[2] = perhaps[3] = true;
  const int asked = low_.dispute()->of;
  test(1, [&](const World& world) { return world.accepts(asked, t); });
  for (PartySet rest = deal.signatories; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    test(2, [&](const World& world) { return world.accepts(i, t); });
  }
  const auto& ratifiers = low_.dispute()->ratifiers;
  for (std::size_t r = 0; r < ratifiers.size(); ++r) {
    const int ratifier = static_cast<int>(r);
    if ((deal.signatories & party_bit(ratifiers[r].of)) == 0 || low_.asked(ratifier) == nullptr)
      continue;
    test(3, [&](const World& world) { return world.approved(ratifier).test(t); });
  }
  while (out.certainly < 4 && certainly[static_cast<std::size_t>(out.certainly)]) ++out.certainly;
  while (out.perhaps < 4 && perhaps[static_cast<std::size_t>(out.perhaps)]) ++out.perhaps;
  return out;
}

// Movers with few moves first: theirs cost least to look at.
bool CertainVerdict::broken(const Deal& deal) {
  std::vector<std::size_t> movers;
  for (std::size_t g = 0; g < low_.movers().size(); ++g) {
    const Mover& mover = low_.movers()[g];
    if (mover.block_size() > 1 && Sanctions::can_harm(mover, deal.signatories)) movers.push_back(g);
  }
  std::stable_sort(movers.begin(), movers.end(), [&](std::size_t a, std::size_t b) {
    return low_.movers()[a].block_size() < low_.movers()[b].block_size();
  });
  return std::any_of(movers.begin(), movers.end(),
                     [&](std::size_t g) { return broken_by(g, deal); });
}

bool CertainVerdict::broken_by(std::size_t g, const Deal& deal) {
  const Mover& mover = low_.movers()[g];
  const Outcome t = deal.outcome;
  looked_ += mover.block_size();
  return low_.any_move(mover, t, [&](Outcome y) {
    return !gave_up() && all_always(mover.members, y, t) && spoils(mover.members, y, deal);
  });
}

template <class F>
bool CertainVerdict::follow(Sure sure, PartySet members, Outcome y, F met) {
  const std::uint32_t search = next_search();
  queue_.assign(1, y);
  mark_[y] = search;
  for (std::size_t k = 0; k < queue_.size() && !gave_up(); ++k) {
    if (met(queue_[k])) return true;
    for (const Step& step : steps(queue_[k])) {
      if ((sure == Sure::kCertainly && !step.certain) || mark_[step.to] == search ||
          (low_.movers()[step.by].members & members) != 0)
        continue;
      mark_[step.to] = search;
      queue_.push_back(step.to);
    }
  }
  return false;
}

bool CertainVerdict::spoils(PartySet members, Outcome y, const Deal& deal) {
  if (!follow(Sure::kCertainly, members, y,
              [&](Outcome x) { return harms(Sure::kCertainly, members, x, deal); }))
    return false;
  const bool deterrent = follow(Sure::kPerhaps, members, y,
                                [&](Outcome x) { return !all_always(members, x, deal.outcome); });
  return !deterrent && !gave_up();
}

bool CertainVerdict::may_spoil(PartySet members, Outcome y, const Deal& deal) {
  const auto deters = [&](Outcome x) { return !may_prefer(members, x, deal.outcome); };
  if (follow(Sure::kCertainly, members, y, deters)) return false;
  const bool harm = follow(Sure::kPerhaps, members, y,
                           [&](Outcome x) { return harms(Sure::kPerhaps, members, x, deal); });
  return harm || gave_up();
}

bool CertainVerdict::harms(Sure sure, PartySet members, Outcome x, const Deal& deal) const {
  const Outcome t = deal.outcome;
  const bool inside = (members & deal.signatories) != 0;
  for (PartySet rest = deal.signatories & ~members; rest != 0; rest &= rest - 1) {
    const int j = std::countr_zero(rest);
    const auto accepts = [&](Outcome z) {
      return [j, z](const World& world) { return world.accepts(j, z); };
    };
    // acceptance of t and of x may change at different places
    const bool met =
        sure == Sure::kCertainly
            ? (inside ? everywhere([&](const World& w) { return w.prefers(j, t, x); })
                      : everywhere(accepts(t)) && !somewhere(accepts(x)))
            : (inside ? sometimes(j, t, x) : somewhere(accepts(t)) && !everywhere(accepts(x)));
    if (met) return true;
  }
  return false;
}

// May all of them prefer a to b at once? No, if one of them never does.
bool CertainVerdict::may_prefer(PartySet group, Outcome a, Outcome b) const {
  for (PartySet rest = group; rest != 0; rest &= rest - 1) {
    if (!sometimes(std::countr_zero(rest), a, b)) return false;
  }
  return true;
}

bool CertainVerdict::is_ready(const ReadyBy& by) {
  const Outcome t = by.deal.outcome;
  if (!comparable_ || !low_.compromise().test(t) || passes(by.deal).certainly < 4) return false;
  list_.resize(low_.size(), 0);
  mark_.resize(low_.size(), 0);
  Outcome next = t;
  for (const Outcome z : by.way) {
    if (!comes_after(z, next, t)) return false;
    next = z;
  }
  if (next != low_.status_quo()) return false;
  return stands(t, by.deal) &&
         std::all_of(by.way.begin(), by.way.end(), [&](Outcome z) { return stands(z, by.deal); });
}

// Can somebody for certain go from z to `next`, looking ahead to t?
bool CertainVerdict::comes_after(Outcome z, Outcome next, Outcome t) const {
  const bool start = z == low_.status_quo();
  const auto& movers = low_.movers();
  return std::any_of(movers.begin(), movers.end(), [&](const Mover& mover) {
    if (mover.block[z] != mover.block[next] || !low_.allows(mover, z, next)) return false;
    if (!start) return all_always(mover.members, t, z);
    for (PartySet rest = mover.members; rest != 0; rest &= rest - 1) {
      const int i = std::countr_zero(rest);
      if (!everywhere([&](const World& w) { return w.view(i).above_no_deal.test(t); }))
        return false;
    }
    return true;
  });
}

// Does nobody break the deal from z, for certain?
bool CertainVerdict::stands(Outcome z, const Deal& deal) {
  const Outcome t = deal.outcome;
  for (const Mover& mover : low_.movers()) {
    if (mover.block_size() < 2 || !Sanctions::can_harm(mover, deal.signatories)) continue;
    looked_ += mover.block_size();
    const bool broken = low_.any_move(mover, z, [&](Outcome y) {
      return gave_up() || (may_prefer(mover.members, y, z) && may_prefer(mover.members, y, t) &&
                           may_spoil(mover.members, y, deal));
    });
    if (broken || gave_up()) return false;
  }
  return true;
}

std::uint32_t CertainVerdict::next_search() {
  if (++search_ == 0) {
    std::fill(mark_.begin(), mark_.end(), 0);
    search_ = 1;
  }
  return search_;
}

const std::vector<CertainVerdict::Step>& CertainVerdict::steps(Outcome z) {
  if (list_[z] != 0) return steps_[list_[z] - 1];
  std::vector<Step> out;
  for (std::uint32_t g = 0; g < low_.movers().size(); ++g) {
    const Mover& mover = low_.movers()[g];
    if (mover.block_size() < 2) continue;
    looked_ += mover.block_size();
    low_.any_move(mover, z, [&](Outcome y) {
      for (PartySet rest = mover.members; rest != 0; rest &= rest - 1) {
        if (!sometimes(std::countr_zero(rest), y, z)) return false;
      }
      out.push_back({y, g, all_always(mover.members, y, z)});
      return false;
    });
  }
  steps_.push_back(std::move(out));
  list_[z] = static_cast<std::uint32_t>(steps_.size());
  return steps_.back();
}

}  // namespace detente
