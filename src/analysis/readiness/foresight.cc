#include "analysis/readiness/foresight.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace detente {

Foresight::Foresight(const Sanctions& sanctions, Budget& budget)
    : sanctions_(sanctions), world_(sanctions.world()), budget_(budget) {
  for (const Mover& mover : world_.movers()) {
    members_.push_back(members_of(mover.members));
    spreads_.emplace_back(world_, mover);
  }
}

void Foresight::prepare(std::span<const Deal> deals, bool weak) {
  weak_ = weak;
  const std::size_t parties = world_.parties();
  above_.assign(parties, {});
  at_least_.assign(parties, {});
  above_start_.assign(parties, 0);
  at_least_start_.assign(parties, 0);
  for (std::size_t p = 0; p < parties; ++p) {
    const int party = static_cast<int>(p);
    const auto ranks = static_cast<std::size_t>(sanctions_.order(party).ranks);
    above_[p].assign(ranks, 0);
    at_least_[p].assign(ranks, 0);
    for (std::size_t k = 0; k < deals.size(); ++k) {
      const std::uint64_t bit = std::uint64_t{1} << k;
      const auto rank = static_cast<std::size_t>(sanctions_.rank(party, deals[k].outcome));
      at_least_[p][rank] |= bit;
      if (rank > 0) above_[p][rank - 1] |= bit;
      if (world_.view(party).above_no_deal.test(deals[k].outcome)) above_start_[p] |= bit;
      if (world_.view(party).not_below_no_deal.test(deals[k].outcome)) at_least_start_[p] |= bit;
    }
    for (std::size_t r = ranks - 1; r > 0; --r) {
      at_least_[p][r - 1] |= at_least_[p][r];
      above_[p][r - 1] |= above_[p][r];
    }
  }
  harmful_.assign(world_.movers().size(), 0);
  for (std::size_t g = 0; g < harmful_.size(); ++g) {
    const Mover& mover = world_.movers()[g];
    if (mover.block_size() < 2) continue;
    for (std::size_t k = 0; k < deals.size(); ++k) {
      if (Sanctions::can_harm(mover, deals[k].signatories)) harmful_[g] |= std::uint64_t{1} << k;
    }
  }
  reached_.assign(world_.size(), 0);
  dead_.assign(world_.size(), 0);
}

// The deals that all members look forward to from z.
std::uint64_t Foresight::allowed(const std::vector<int>& members, Outcome z) const {
  std::uint64_t all = ~std::uint64_t{0}, some = 0;
  const bool start = z == world_.status_quo();
  for (const int i : members) {
    const auto p = static_cast<std::size_t>(i);
    const auto r = static_cast<std::size_t>(sanctions_.rank(i, z));
    const std::uint64_t better = start ? above_start_[p] : above_[p][r];
    all &= !weak_ ? better : start ? at_least_start_[p] : at_least_[p][r];
    some |= better;
  }
  return weak_ ? all & some : all;
}

std::uint64_t Foresight::not_broken(Outcome z, std::uint64_t which, std::span<const Deal> deals) {
  for (std::size_t g = 0; g < harmful_.size() && which != 0; ++g) {
    std::uint64_t suspects = which & harmful_[g];
    const Mover& mover = world_.movers()[g];
    for (std::size_t k = 0; k < members_[g].size() && suspects != 0; ++k) {
      const std::int32_t best = sanctions_.best_worst(static_cast<int>(g), k, mover.block[z]);
      // keep the deals ranked below `best`
      suspects &= best <= 0 ? 0 : ~at_least_[static_cast<std::size_t>(members_[g][k])][static_cast<std::size_t>(best)];
    }
    for (; suspects != 0; suspects &= suspects - 1) {
      const int k = std::countr_zero(suspects);
      const Deal& deal = deals[static_cast<std::size_t>(k)];
      budget_.spend(mover.block_size());
      if (sanctions_.breaks(static_cast<int>(g), z, deal.outcome, deal.signatories)) which &= ~(std::uint64_t{1} << k);
    }
  }
  return which;
}

// Lets one mover carry every reached deal one step on. Was anything new reached?
bool Foresight::sweep(std::size_t g, std::span<const Deal> deals) {
  const Mover& mover = world_.movers()[g];
  if (mover.block_size() < 2) return false;
  Spread& spread = spreads_[g];
  bool changed = false;
  const auto slots = static_cast<std::uint32_t>(mover.block_size());
  for (std::uint32_t b = 0; b < mover.base.size(); ++b) {
    spread.clear();
    for (std::uint32_t s = 0; s < slots; ++s) {
      const Outcome z = mover.base[b] + mover.offset[s];
      const std::uint64_t here = reached_[z] & open_;
      if (here == 0) continue;
      const std::uint64_t mask = here & allowed(members_[g], z);
      if (mask != 0) spread.add(b, s, mask);
    }
    if (spread.empty()) continue;
    spread.run();
    for (std::uint32_t s = 0; s < slots; ++s) {
      const Outcome y = mover.base[b] + mover.offset[s];
      const std::uint64_t fresh = spread.out(b, s) & open_ & ~reached_[y] & ~dead_[y];
      if (fresh == 0 || !world_.feasible().test(y)) continue;
      const std::uint64_t alive = not_broken(y, fresh, deals);
      reached_[y] |= alive;
      dead_[y] |= fresh & ~alive;
      changed = changed || alive != 0;
    }
  }
  budget_.spend(world_.size());
  return changed;
}

std::uint64_t Foresight::reachable(std::span<const Deal> deals, bool weak) {
  DETENTE_CHECK(deals.size() <= 64, "one bit per deal");
  if (deals.empty()) return 0;
  prepare(deals, weak);
  const std::uint64_t all = deals.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << deals.size()) - 1;
  open_ = all;
  const Outcome start = world_.status_quo();
  reached_[start] = not_broken(start, all, deals);
  std::uint64_t found = 0;
  for (bool changed = true; changed && open_ != 0;) {
    changed = false;
    for (std::size_t g = 0; g < members_.size(); ++g) {
      changed = sweep(g, deals) || changed;
      for (std::size_t k = 0; k < deals.size(); ++k) {
        const std::uint64_t bit = std::uint64_t{1} << k;
        if (deals[k].outcome == start) continue;
        if ((reached_[deals[k].outcome] & bit) != 0) found |= bit;
      }
      open_ = all & ~found;
    }
  }
  return found;
}

}  // namespace detente
