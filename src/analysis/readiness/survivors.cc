#include "analysis/readiness/survivors.h"

#include <algorithm>
#include <optional>
#include <span>

#include "analysis/readiness/foresight.h"
#include "analysis/readiness/lookahead.h"

namespace detente {

Verdict Survivors::verdict() const {
  Verdict verdict = 0;
  while (verdict < kRungs && at[static_cast<std::size_t>(verdict)] > 0) ++verdict;
  return verdict;
}

namespace {

class Count {
 public:
  Count(const World& world, Budget& budget) : world_(world), budget_(budget) {}

  Survivors run(std::vector<Outcome>* ready) {
    std::vector<Deal> deals = list_deals(world_);
    if (deals.empty()) return {};
    best_.assign(deals.back().target + std::size_t{1}, 0);
    std::vector<Deal> left;
    for (Deal& deal : deals) {
      if (deal.known == 0) pass_first_four(world_, deal);
      int passed = 0;
      while (passed < 4 && deal.passes_through(passed + 1)) ++passed;
      note(deal, passed);
      if (passed == 4) left.push_back(deal);
    }
    if (!left.empty()) last_two(left);
    if (ready != nullptr) *ready = passing(deals);
    Survivors out;
    for (const int passed : best_) {
      for (int r = 0; r < passed; ++r) ++out.at[static_cast<std::size_t>(r)];
    }
    return out;
  }

 private:
  void note(const Deal& deal, int passed) {
    best_[deal.target] = std::max(best_[deal.target], passed);
  }
  std::vector<Outcome> passing(const std::vector<Deal>& deals) const {
    std::vector<Outcome> out;
    for (const Deal& deal : deals) {
      if (best_[deal.target] == kRungs && (out.empty() || out.back() != deal.outcome))
        out.push_back(deal.outcome);
    }
    return out;
  }
  bool stop() const { return budget_.exhausted() || budget_.cancelled(); }

  void last_two(const std::vector<Deal>& left) {
    const Sanctions sanctions(world_, {}, Sanctions::Asked::kByAndBy, budget_);
    Lookahead lookahead(sanctions, budget_);
    std::vector<Deal> undecided;
    for (const Deal& deal : left) {
      if (stop()) return;
      if (best_[deal.target] == kRungs) continue;
      if (sanctions.broken(deal.outcome, deal.outcome, deal.signatories)) continue;
      note(deal, kRungs - 1);
      if (deal.outcome == world_.status_quo()) {
        note(deal, kRungs);
        continue;
      }
      const std::optional<bool> reachable = lookahead.reachable(deal, false);
      if (!reachable) undecided.push_back(deal);
      if (reachable && *reachable) note(deal, kRungs);
    }
    if (!undecided.empty()) together(undecided);
  }
  void together(const std::vector<Deal>& deals) {
    std::vector<Outcome> targets;
    targets.reserve(deals.size());
    for (const Deal& deal : deals) targets.push_back(deal.outcome);
    const Sanctions sanctions(world_, std::move(targets), Sanctions::Asked::kMuch, budget_);
    Foresight foresight(sanctions, budget_);
    for (std::size_t first = 0; first < deals.size(); first += 64) {
      if (stop()) return;
      const auto some =
          std::span(deals).subspan(first, std::min<std::size_t>(64, deals.size() - first));
      const std::uint64_t found = foresight.reachable(some, false);
      for (std::size_t k = 0; k < some.size(); ++k) {
        if ((found >> k & 1U) != 0) note(some[k], kRungs);
      }
    }
  }

  const World& world_;
  Budget& budget_;
  std::vector<int> best_;  // [target]: rungs passed by its best deal
};

}  // namespace

Survivors count_survivors(const World& world, Budget& budget, std::vector<Outcome>* ready) {
  if (ready != nullptr) ready->clear();
  return Count(world, budget).run(ready);
}

}  // namespace detente
