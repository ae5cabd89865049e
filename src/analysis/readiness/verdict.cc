#include "analysis/readiness/verdict.h"

#include <algorithm>
#include <bit>

#include "analysis/readiness/foresight.h"

namespace detente {
namespace {

// Looks for a path of rung 6 among the outcomes that mix the options of s0 and t: each step carries
// all the issues still to change that a mover has, or one of them, or all but one. Finds most paths
// that there are; finding none proves nothing.
class ShortPath {
 public:
  ShortPath(const World& world, const Sanctions& sanctions, const Deal& deal)
      : world_(world), sanctions_(sanctions), deal_(deal) {}

  // Breaks are costly to look for: first a path without that guard, then whether it stands, and
  // only then others.
  bool found() {
    if (!search(false)) return false;
    return std::all_of(path_.begin(), path_.end(), [&](Outcome z) { return stands(z); }) ||
           search(true);
  }

 private:
  bool stands(Outcome z) const { return !sanctions_.broken(z, deal_.outcome, deal_.signatories); }
  bool search(bool guarded) {
    constexpr std::size_t kMostVisits = 64;
    if (guarded && !stands(world_.status_quo())) return false;
    std::vector<Outcome> visited{world_.status_quo()};
    std::vector<std::size_t> before{0};
    for (std::size_t k = 0; k < visited.size() && visited.size() < kMostVisits; ++k) {
      const std::vector<Outcome> steps = steps_from(visited[k]);
      if (std::find(steps.begin(), steps.end(), deal_.outcome) != steps.end()) {
        path_.clear();
        for (std::size_t at = k; at != 0; at = before[at]) path_.push_back(visited[at]);
        path_.push_back(world_.status_quo());
        return true;
      }
      for (const Outcome y : steps) {
        if (std::find(visited.begin(), visited.end(), y) != visited.end()) continue;
        if (guarded && !stands(y)) continue;
        visited.push_back(y);
        before.push_back(k);
      }
    }
    return false;
  }
  bool all_look_forward(const Mover& mover, Outcome z) const {
    for (PartySet rest = mover.members; rest != 0; rest &= rest - 1) {
      const int i = std::countr_zero(rest);
      const bool better = z == world_.status_quo()
                              ? world_.view(i).above_no_deal.test(deal_.outcome)
                              : world_.prefers(i, deal_.outcome, z);
      if (!better) return false;
    }
    return true;
  }
  // z with one issue as in t.
  Outcome with(Outcome z, int issue) const {
    const Layout& layout = world_.layout();
    return z + static_cast<Outcome>(layout.option(deal_.outcome, issue)) * layout.stride(issue) -
           static_cast<Outcome>(layout.option(z, issue)) * layout.stride(issue);
  }
  std::vector<Outcome> steps_from(Outcome z) const {
    std::vector<Outcome> out;
    for (const Mover& mover : world_.movers()) {
      if (!all_look_forward(mover, z)) continue;
      Outcome all = z;
      for (const int issue : mover.issues) all = with(all, issue);
      if (all == z) continue;
      std::vector<Outcome> tries{all};
      for (const int issue : mover.issues) {
        const Outcome one = with(z, issue);
        if (one == z || one == all) continue;
        tries.push_back(all - one + z);  // all but that one
        tries.push_back(one);
      }
      for (const Outcome y : tries) {
        if (world_.allows(mover, z, y)) out.push_back(y);
      }
    }
    return out;
  }

  const World& world_;
  const Sanctions& sanctions_;
  const Deal& deal_;
  std::vector<Outcome> path_;  // what the last search went through, s0 included, t not
};

// Some of the deals can be reached with foresight: in words of 64.
bool some_reachable(const World& world, const std::vector<Deal>& deals, Budget& budget) {
  std::vector<Outcome> targets;
  targets.reserve(deals.size());
  for (const Deal& deal : deals) targets.push_back(deal.outcome);
  const Sanctions sanctions(world, std::move(targets), Sanctions::Asked::kMuch, budget);
  Foresight foresight(sanctions, budget);
  for (std::size_t first = 0; first < deals.size(); first += 64) {
    if (budget.exhausted() || budget.cancelled()) return false;
    const auto some =
        std::span(deals).subspan(first, std::min<std::size_t>(64, deals.size() - first));
    if (foresight.reachable(some, false) != 0) return true;
  }
  return false;
}

}  // namespace

Verdict find_verdict(const World& world, Budget& budget) {
  const std::vector<Deal> deals = list_deals(world);
  Verdict verdict = 0;
  std::vector<Deal> left;
  for (Deal deal : deals) {
    if (deal.known == 0) pass_first_four(world, deal);
    int passed = 0;
    while (passed < 4 && deal.passes_through(passed + 1)) ++passed;
    verdict = std::max(verdict, passed);
    if (passed == 4) left.push_back(deal);
  }
  if (left.empty()) return verdict;

  const Sanctions sanctions(world, {}, Sanctions::Asked::kLittle, budget);
  std::vector<Deal> durable;
  for (const Deal& deal : left) {
    if (sanctions.broken(deal.outcome, deal.outcome, deal.signatories)) continue;
    if (deal.outcome == world.status_quo()) return kReady;
    if (ShortPath(world, sanctions, deal).found()) return kReady;
    durable.push_back(deal);
  }
  if (durable.empty()) return verdict;
  return some_reachable(world, durable, budget) ? kReady : verdict_of_rung(Rung::kDurable);
}

}  // namespace detente
