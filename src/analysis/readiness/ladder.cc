#include "analysis/readiness/ladder.h"

#include <algorithm>
#include <bit>

#include "analysis/readiness/foresight.h"
#include "base/parallel.h"

namespace detente {

std::string_view to_string(Rung rung) { return verdict_name(static_cast<int>(rung) + 1); }

std::string_view verdict_name(Verdict verdict) {
  static constexpr std::string_view kNames[] = {"none",       "possible", "willing",  "mutual",
                                                "ratifiable", "durable",  "reachable"};
  return kNames[verdict];
}

Bitset reachable_by_moves(const World& world) { return world.reachable(); }

std::vector<Deal> list_deals(const World& world) {
  std::vector<Deal> deals;
  const Outcome start = world.status_quo();
  const bool holds = world.compromise().test(start);
  deals.reserve(world.signings().size() + 1);
  std::uint32_t target = 0;
  Outcome last = ~Outcome{0};
  const auto add_start = [&] {
    deals.push_back({start, target, world.dispute().negotiators(), 0x2F, 0x2F});
    ++target;
  };
  bool added = !holds;
  for (const auto& [t, set] : world.signings()) {
    if (t != last && !added && start < t) {
      add_start();
      added = true;
    }
    if (t != last) ++target;
    last = t;
    deals.push_back({t, target - 1, set, 0, 0});
  }
  if (!added) add_start();
  return deals;
}

void pass_first_four(const World& world, Deal& deal) {
  deal.known |= 0x0F;
  const auto pass = [&deal](Rung rung) {
    deal.passes |= static_cast<std::uint8_t>(1U << at(rung));
  };
  if (world.reachable().test(deal.outcome)) pass(Rung::kPossible);
  if (world.accepts(world.dispute()->of, deal.outcome)) pass(Rung::kWilling);
  bool mutual = true, ratified = true;
  for (PartySet rest = deal.signatories; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    mutual = mutual && world.accepts(i, deal.outcome);
    ratified = ratified && world.ratified(i, deal.outcome);
  }
  if (mutual) pass(Rung::kMutual);
  if (ratified) pass(Rung::kRatifiable);
}

namespace {

class Climb {
 public:
  Climb(const World& world, const LadderOptions& options, Budget& budget)
      : world_(world), options_(options), budget_(budget) {}

  Ladder run() {
    ladder_.targets = world_.compromise().members();
    ladder_.holds_already = world_.compromise().test(world_.status_quo());
    ladder_.deals = list_deals(world_);
    for (Deal& deal : ladder_.deals) {
      if (deal.known == 0) pass_first_four(world_, deal);
    }
    if (!ladder_.deals.empty()) {
      durable();
      reachable();
    }
    count();
    return std::move(ladder_);
  }

 private:
  // Movers outside the negotiation first: they break most, and what they have broken need not be
  // asked of others.
  std::vector<int> movers_in_turn() const {
    std::vector<int> order;
    order.reserve(world_.movers().size());
    for (int g = 0; g < static_cast<int>(world_.movers().size()); ++g) order.push_back(g);
    const auto outside = [&](int g) {
      return (world_.movers()[static_cast<std::size_t>(g)].members &
              ~world_.dispute().negotiators()) != 0;
    };
    std::stable_partition(order.begin(), order.end(), outside);
    return order;
  }

  void durable() {
    std::vector<std::uint32_t> left;
    std::vector<Outcome> targets;
    for (std::uint32_t d = 0; d < ladder_.deals.size(); ++d) {
      ladder_.deals[d].known |= 0x10;
      left.push_back(d);
      targets.push_back(ladder_.deals[d].outcome);
    }
    sanctions_ =
        std::make_shared<Sanctions>(world_, std::move(targets), Sanctions::Asked::kMuch, budget_);
    ladder_.sanctions = sanctions_;
    for (const int g : movers_in_turn()) {
      const auto is_broken = [&](std::uint32_t d) {
        const Deal& deal = ladder_.deals[d];
        return sanctions_->breaks(g, deal.outcome, deal.outcome, deal.signatories);
      };
      if (options_.threads == 1 || left.size() < 256) {
        left.erase(std::remove_if(left.begin(), left.end(), is_broken), left.end());
        continue;
      }
      constexpr std::size_t kChunk = 64;
      std::vector<char> gone(left.size(), 0);
      parallel_for((left.size() + kChunk - 1) / kChunk, options_.threads, [&](std::size_t c) {
        for (std::size_t k = c * kChunk; k < std::min(left.size(), (c + 1) * kChunk); ++k)
          gone[k] = is_broken(left[k]) ? 1 : 0;
      });
      std::size_t kept = 0;
      for (std::size_t k = 0; k < left.size(); ++k) {
        if (gone[k] == 0) left[kept++] = left[k];
      }
      left.resize(kept);
    }
    for (const std::uint32_t d : left) ladder_.deals[d].passes |= 0x10;
  }

  // Deals that may pass rung 6: everything on the path is unbroken, so t itself and s0 are.
  std::vector<std::uint32_t> candidates(bool weak) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t d = 0; d < ladder_.deals.size(); ++d) {
      Deal& deal = ladder_.deals[d];
      if (weak && !deal.passes_through(5)) continue;
      if ((deal.known & 0x20) != 0 && !weak) continue;  // s0 itself
      if (!weak) deal.known |= 0x20;
      if ((deal.passes & 0x11) == 0x11) out.push_back(d);
    }
    return out;
  }

  // Survivors of rung 5 first: a work limit then costs only the counts of rung 6 alone.
  void reachable() {
    std::vector<std::uint32_t> all = candidates(false);
    const auto survivors = std::stable_partition(all.begin(), all.end(), [&](std::uint32_t d) {
      return ladder_.deals[d].passes_through(5);
    });
    const auto split = static_cast<std::size_t>(survivors - all.begin());
    search({all.data(), split}, false);
    if (split < all.size()) search({all.data() + split, all.size() - split}, false);
    const bool ready = std::any_of(ladder_.deals.begin(), ladder_.deals.end(),
                                   [](const Deal& deal) { return deal.passes_through(kRungs); });
    if (ready || !options_.weak || ladder_.stopped != StopReason::kDone) return;
    ladder_.weak = Bitset(ladder_.targets.size());
    const std::vector<std::uint32_t> again = candidates(true);
    search(again, true);
  }

  // In rounds of a fixed size, so that where a work limit stops does not depend on timing.
  void search(std::span<const std::uint32_t> which, bool weak) {
    constexpr std::size_t kRound = 8;
    const std::size_t chunks = (which.size() + 63) / 64;
    if (weak) weak_found_.assign(chunks, 0);
    for (std::size_t first = 0; first < chunks; first += kRound) {
      if (budget_.exhausted() || budget_.cancelled()) {
        ladder_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
        for (const std::uint32_t d : which.subspan(first * 64)) {
          if (!weak) ladder_.deals[d].known &= static_cast<std::uint8_t>(~0x20U);
        }
        return;
      }
      parallel_for(std::min(kRound, chunks - first), options_.threads, [&](std::size_t c) {
        const auto mine = which.subspan((first + c) * 64,
                                        std::min<std::size_t>(64, which.size() - (first + c) * 64));
        search_chunk(mine, weak, first + c);
      });
      if (weak) {
        for (std::size_t c = first; c < std::min(chunks, first + kRound); ++c) {
          for (std::size_t k = 0; k < 64 && c * 64 + k < which.size(); ++k) {
            if ((weak_found_[c] >> k & 1U) != 0)
              ladder_.weak.set(ladder_.deals[which[c * 64 + k]].target);
          }
        }
      }
    }
  }
  void search_chunk(std::span<const std::uint32_t> which, bool weak, std::size_t chunk) {
    std::vector<Deal> deals;
    for (const std::uint32_t d : which) deals.push_back(ladder_.deals[d]);
    const std::uint64_t found = Foresight(*sanctions_, budget_).reachable(deals, weak);
    if (weak) {
      weak_found_[chunk] = found;
      return;
    }
    for (std::size_t k = 0; k < which.size(); ++k) {
      if ((found >> k & 1U) != 0) ladder_.deals[which[k]].passes |= 0x20;
    }
  }

  void count() {
    const std::size_t n = ladder_.targets.size();
    for (int r = 0; r < kRungs; ++r) {
      RungCount& rung = ladder_.rungs[static_cast<std::size_t>(r)];
      rung.survivors = Bitset(n);
      rung.alone = Bitset(n);
      Bitset perhaps_survives(n), perhaps_alone(n);
      for (const Deal& deal : ladder_.deals) {
        const bool known = (deal.known >> r & 1U) != 0;
        if (deal.passes_through(r + 1)) rung.survivors.set(deal.target);
        if ((deal.passes >> r & 1U) != 0) rung.alone.set(deal.target);
        if (!known && deal.passes_through(r)) perhaps_survives.set(deal.target);
        if (!known) perhaps_alone.set(deal.target);
      }
      rung.undecided_survivors = perhaps_survives.subtract(rung.survivors).count();
      rung.undecided_alone = perhaps_alone.subtract(rung.alone).count();
      if (rung.survivors.any()) ladder_.verdict = r + 1;
      if (rung.survivors.any() || rung.undecided_survivors > 0) ladder_.verdict_at_most = r + 1;
    }
  }

  const World& world_;
  const LadderOptions& options_;
  Budget& budget_;
  Ladder ladder_;
  std::shared_ptr<Sanctions> sanctions_;
  std::vector<std::uint64_t> weak_found_;  // [chunk]
};

}  // namespace

Ladder climb(const World& world, const LadderOptions& options, Budget& budget) {
  return Climb(world, options, budget).run();
}

}  // namespace detente
