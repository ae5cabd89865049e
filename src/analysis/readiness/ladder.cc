#include "analysis/readiness/ladder.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <span>

#include "analysis/readiness/foresight.h"
#include "analysis/readiness/lookahead.h"
#include "base/parallel.h"

namespace detente {

std::string_view to_string(Rung rung) { return verdict_name(static_cast<int>(rung) + 1); }

std::string_view verdict_name(Verdict verdict) {
  static constexpr std::string_view kNames[] = {"none",       "possible", "willing",  "mutual",
                                                "ratifiable", "durable",  "reachable"};
  return verdict < 0 ? "impossible" : kNames[verdict];
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
    budget_.spend(ladder_.deals.size());
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
  // Survivors of rung 4 first: a work limit then costs only the counts of rung 5 alone.
  void durable() {
    std::vector<std::uint32_t> survivors, others;
    for (std::uint32_t d = 0; d < ladder_.deals.size(); ++d) {
      ladder_.deals[d].known |= 0x10;
      (ladder_.deals[d].passes_through(4) ? survivors : others).push_back(d);
      targets_.push_back(ladder_.deals[d].outcome);
    }
    sanctions_ = std::make_shared<Sanctions>(world_, targets_, Sanctions::Asked::kByAndBy, budget_);
    ladder_.sanctions = sanctions_;
    pass_unbroken(std::move(survivors));
    pass_unbroken(std::move(others));
  }
  void pass_unbroken(std::vector<std::uint32_t> left) {
    for (const int g : sanctions_->in_turn()) {
      std::size_t kept = 0;
      for (std::size_t k = 0; k < left.size(); ++k) {
        if (k % 64 == 0 && out_of_budget({left.data() + k, left.size() - k}, 0x10)) {
          stop({left.data(), kept}, 0x10);
          return;
        }
        const Deal& deal = ladder_.deals[left[k]];
        if (!sanctions_->breaks(g, deal.outcome, deal.outcome, deal.signatories))
          left[kept++] = left[k];
      }
      left.resize(kept);
    }
    for (const std::uint32_t d : left) ladder_.deals[d].passes |= 0x10;
  }

  // Stops, if it is time to. Then those that were still to be looked at are not known.
  bool out_of_budget(std::span<const std::uint32_t> rest, std::uint8_t rungs) {
    if (!budget_.exhausted() && !budget_.cancelled()) return false;
    stop(rest, rungs);
    return true;
  }
  void stop(std::span<const std::uint32_t> rest, std::uint8_t rungs) {
    ladder_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    for (const std::uint32_t d : rest) ladder_.deals[d].known &= static_cast<std::uint8_t>(~rungs);
  }

  void stop_at_missed(std::span<const std::uint32_t> which, std::uint8_t rungs) {
    std::vector<std::uint32_t> missed;
    for (const std::uint32_t d : which) {
      if ((ladder_.deals[d].passes & rungs) == 0) missed.push_back(d);
    }
    stop(missed, rungs);
  }

  // Deals that may pass rung 6: everything on the path is unbroken, so t itself and s0 are.
  std::vector<std::uint32_t> candidates(bool weak) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t d = 0; d < ladder_.deals.size(); ++d) {
      Deal& deal = ladder_.deals[d];
      if (weak && !deal.passes_through(5)) continue;
      if ((deal.known & 0x20) != 0 && !weak) continue;  // s0 itself
      const bool rung5_known = (deal.known & 0x10) != 0;
      if (!weak && (rung5_known || (deal.passes & 0x01) == 0)) deal.known |= 0x20;
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

  // One deal at a time; what is too much for that, 64 at a time.
  void search(std::span<const std::uint32_t> which, bool weak) {
    const std::uint8_t rungs = weak ? 0 : 0x20;
    std::vector<std::uint32_t> undecided;
    Lookahead lookahead(*sanctions_, budget_);
    for (std::size_t k = 0; k < which.size(); ++k) {
      if (k % 64 == 0 && out_of_budget(which.subspan(k), rungs)) {
        stop(undecided, rungs);
        return;
      }
      const std::optional<bool> answer = lookahead.reachable(ladder_.deals[which[k]], weak);
      if (!answer) {
        undecided.push_back(which[k]);
      } else if (*answer) {
        reached(which[k], weak);
      }
    }
    if (!undecided.empty()) search_together(undecided, weak);
  }
  void reached(std::uint32_t d, bool weak) {
    if (weak) {
      ladder_.weak.set(ladder_.deals[d].target);
    } else {
      ladder_.deals[d].passes |= 0x20;
    }
  }
  // In rounds of a fixed size, so that where a work limit stops does not depend on timing.
  void search_together(std::span<const std::uint32_t> which, bool weak) {
    constexpr std::size_t kRound = 8;
    const std::uint8_t rungs = weak ? 0 : 0x20;
    // every party's worst by every mover, and a sweep per mover
    if (!budget_.allows(world_.size() * world_.movers().size() * (world_.parties() + 1))) {
      stop(which, rungs);
      return;
    }
    if (!all_sanctions_) all_sanctions_.emplace(world_, targets_, Sanctions::Asked::kMuch, budget_);
    const std::size_t chunks = (which.size() + 63) / 64;
    std::vector<std::uint64_t> found(chunks, 0);
    const auto chunk = [&](std::size_t c) {
      return which.subspan(c * 64, std::min<std::size_t>(64, which.size() - c * 64));
    };
    for (std::size_t first = 0; first < chunks; first += kRound) {
      if (out_of_budget(which.subspan(first * 64), rungs)) return;
      const std::size_t round = std::min(kRound, chunks - first);
      parallel_for(round, options_.threads, [&](std::size_t c) {
        std::vector<Deal> deals;
        for (const std::uint32_t d : chunk(first + c)) deals.push_back(ladder_.deals[d]);
        found[first + c] = Foresight(*all_sanctions_, budget_).reachable(deals, weak);
      });
      for (std::size_t c = first; c < first + round; ++c) {
        const auto mine = chunk(c);
        for (std::size_t k = 0; k < mine.size(); ++k) {
          if ((found[c] >> k & 1U) != 0) reached(mine[k], weak);
        }
      }
      // a search that was cancelled may have missed some
      if (budget_.cancelled()) {
        stop_at_missed(which.subspan(first * 64), rungs);
        return;
      }
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
  std::vector<Outcome> targets_;  // of all deals
  std::shared_ptr<Sanctions> sanctions_;
  std::optional<Sanctions> all_sanctions_;  // where many questions are asked at once
};

}  // namespace

Ladder climb(const World& world, const LadderOptions& options, Budget& budget) {
  return Climb(world, options, budget).run();
}

}  // namespace detente
