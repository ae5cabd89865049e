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
    Diversions list;
    list.plain = members_.back().size() == 1 && mover.anywhere && !world_.ordered();
    if (mover.block_size() >= 2) list.order = &world_.block_order(diversions_.size());
    diversions_.push_back(std::move(list));
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
    const auto ranks = static_cast<std::size_t>(world_.order(party).ranks);
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
  signs_.assign(parties, 0);
  signs_and_accepts_.assign(parties, 0);
  for (std::size_t k = 0; k < deals.size(); ++k) {
    const std::uint64_t bit = std::uint64_t{1} << k;
    for (const int p : members_of(deals[k].signatories)) {
      signs_[static_cast<std::size_t>(p)] |= bit;
      if (world_.accepts(p, deals[k].outcome))
        signs_and_accepts_[static_cast<std::size_t>(p)] |= bit;
    }
  }
  inside_.assign(world_.movers().size(), 0);
  harmful_.assign(world_.movers().size(), 0);
  for (std::size_t g = 0; g < harmful_.size(); ++g) {
    const Mover& mover = world_.movers()[g];
    if (mover.block_size() < 2) continue;
    for (std::size_t k = 0; k < deals.size(); ++k) {
      if (Sanctions::can_harm(mover, deals[k].signatories)) harmful_[g] |= std::uint64_t{1} << k;
      if ((mover.members & deals[k].signatories) != 0) inside_[g] |= std::uint64_t{1} << k;
    }
    if (harmful_[g] == 0) continue;
    diversions_[g].ready.assign(mover.base.size(), 0);
    diversions_[g].in.resize(mover.base.size());
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

// Works out which deals each outcome of the block spoils, 64 deals at a time (compare
// Sanctions::spoils).
void Foresight::prepare_diversions(std::size_t g, std::uint32_t block) {
  Diversions& list = diversions_[g];
  list.ready[block] = 1;
  list.in[block].clear();
  const auto& first = world_.order(members_[g][0]).rank;
  const PartySet members = world_.movers()[g].members;
  std::uint64_t so_far = 0;
  for (std::uint32_t e = list.order->start[block]; e < list.order->start[block + 1]; ++e) {
    const Outcome y = list.order->outcome[e];
    std::uint64_t spoilt = harmful_[g];
    for (std::size_t k = 0; k < members_[g].size() && spoilt != 0; ++k) {
      const int i = members_[g][k];
      const std::int32_t worst = sanctions_.worst(static_cast<int>(g), i, y);
      if (worst == Sanctions::kBetterThanAllTargets) continue;
      spoilt &=
          worst <= 0 ? 0 : ~at_least_[static_cast<std::size_t>(i)][static_cast<std::size_t>(worst)];
    }
    if (spoilt != 0) {
      std::uint64_t harmed = 0;
      for (std::size_t j = 0; j < signs_.size(); ++j) {
        if ((members >> j & 1U) != 0 || signs_[j] == 0) continue;
        const int party = static_cast<int>(j);
        if (const std::uint64_t in = signs_[j] & inside_[g] & spoilt; in != 0) {
          const std::int32_t worst = sanctions_.worst(static_cast<int>(g), party, y);
          if (worst != Sanctions::kBetterThanAllTargets)
            harmed |= in & above_[j][static_cast<std::size_t>(worst)];
        }
        if (const std::uint64_t out = signs_and_accepts_[j] & ~inside_[g] & spoilt;
            out != 0 && sanctions_.loses(static_cast<int>(g), party, y)) {
          harmed |= out;
        }
      }
      spoilt &= harmed;
    }
    if (spoilt == 0) continue;
    so_far |= spoilt;
    list.in[block].push_back({y, first[y], spoilt, so_far});
  }
  budget_.spend(list.order->start[block + 1] - list.order->start[block]);
}

// Which of the suspects does mover g break from z?
std::uint64_t Foresight::diverted(std::size_t g, Outcome z, std::uint64_t suspects) {
  const Mover& mover = world_.movers()[g];
  Diversions& list = diversions_[g];
  const std::uint32_t block = mover.block[z];
  if (list.ready[block] == 0) prepare_diversions(g, block);
  const std::vector<Diversion>& in = list.in[block];
  // only what the first member prefers to z can be an improvement
  const std::int32_t here = world_.order(members_[g][0]).rank[z];
  const auto end = std::partition_point(in.begin(), in.end(),
                                        [here](const Diversion& d) { return d.first > here; });
  if (end == in.begin()) return 0;
  suspects &= std::prev(end)->so_far;
  if (list.plain || suspects == 0) return suspects;
  std::uint64_t found = 0;
  for (auto d = in.begin(); d != end && suspects != 0; ++d) {
    if ((d->spoils & suspects) == 0) continue;
    const Outcome y = d->outcome;
    if (!mover.goes_forward(mover.slot[z], mover.slot[y]) || !world_.order_allows(z, y)) continue;
    bool all = true;
    for (std::size_t k = 1; k < members_[g].size() && all; ++k) {
      all = world_.prefers(members_[g][k], y, z);
    }
    if (!all) continue;
    found |= suspects & d->spoils;
    suspects &= ~d->spoils;
  }
  budget_.spend(static_cast<std::uint64_t>(end - in.begin()));
  return found;
}

std::uint64_t Foresight::not_broken(Outcome z, std::uint64_t which) {
  for (std::size_t g = 0; g < harmful_.size() && which != 0; ++g) {
    const std::uint64_t suspects = which & harmful_[g];
    if (suspects != 0) which &= ~diverted(g, z, suspects);
  }
  return which;
}

// Lets one mover carry every reached deal one step on. Was anything new reached?
bool Foresight::sweep(std::size_t g) {
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
      const std::uint64_t alive = not_broken(y, fresh);
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
  const std::uint64_t all =
      deals.size() == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << deals.size()) - 1;
  open_ = all;
  const Outcome start = world_.status_quo();
  reached_[start] = not_broken(start, all);
  std::uint64_t found = 0;
  for (bool changed = true; changed && open_ != 0;) {
    changed = false;
    for (std::size_t g = 0; g < members_.size(); ++g) {
      if (budget_.cancelled()) return found;
      changed = sweep(g) || changed;
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
