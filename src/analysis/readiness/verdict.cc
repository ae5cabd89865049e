#include "analysis/readiness/verdict.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "analysis/readiness/foresight.h"
#include "analysis/readiness/lookahead.h"

namespace detente {
namespace {

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

Verdict find_verdict(const World& world, Budget& budget, std::optional<ReadyBy>* ready_by) {
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

  const Sanctions sanctions(world, {}, Sanctions::Asked::kByAndBy, budget);
  Lookahead lookahead(sanctions, budget);
  std::vector<Deal> undecided;
  for (const Deal& deal : left) {
    if (budget.exhausted() || budget.cancelled()) return verdict;
    if (sanctions.broken(deal.outcome, deal.outcome, deal.signatories)) continue;
    verdict = verdict_of_rung(Rung::kDurable);
    if (deal.outcome == world.status_quo()) {
      if (ready_by != nullptr) *ready_by = ReadyBy{deal, {}};
      return kReady;
    }
    const std::optional<bool> reachable = lookahead.reachable(deal, false);
    if (!reachable) {
      undecided.push_back(deal);
    } else if (*reachable) {
      if (ready_by != nullptr && !lookahead.path().empty())
        *ready_by = ReadyBy{deal, lookahead.path()};
      return kReady;
    }
  }
  if (undecided.empty()) return verdict;
  return some_reachable(world, undecided, budget) ? kReady : verdict;
}

}  // namespace detente
