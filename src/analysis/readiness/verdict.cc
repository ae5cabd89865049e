#include "analysis/readiness/verdict.h"

#include <algorithm>
#include <bit>

#include "analysis/readiness/foresight.h"

namespace detente {
namespace {

// Can some mover carry s0 to t at once, all its members preferring t to their no-deal?
bool one_move_away(const World& world, Outcome t) {
  const Outcome start = world.status_quo();
  return std::any_of(world.movers().begin(), world.movers().end(), [&](const Mover& mover) {
    if (mover.block[t] != mover.block[start] || !world.allows(mover, start, t)) return false;
    for (PartySet rest = mover.members; rest != 0; rest &= rest - 1) {
      if (!world.view(std::countr_zero(rest)).above_no_deal.test(t)) return false;
    }
    return true;
  });
}

// Some of the deals can be reached with foresight: in words of 64.
bool some_reachable(const World& world, const std::vector<Deal>& deals, Budget& budget) {
  std::vector<Outcome> targets;
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
    if (one_move_away(world, deal.outcome) &&
        !sanctions.broken(world.status_quo(), deal.outcome, deal.signatories))
      return kReady;
    durable.push_back(deal);
  }
  if (durable.empty()) return verdict;
  return some_reachable(world, durable, budget) ? kReady : verdict_of_rung(Rung::kDurable);
}

}  // namespace detente
