#include "analysis/bargaining/programme_fallback.h"

#include <algorithm>
#include <utility>

#include "analysis/bargaining/table_draws.h"

namespace detente {
namespace {

std::vector<Point> drawn_deals(const Dispute& dispute, const Scenario& scenario,
                               const Conditions& conditions, const DealSearch& search,
                               const DrawnRanksAsked& asked, Budget& budget) {
  const TableDraws draws(dispute, scenario, conditions, nullptr);
  std::vector<std::vector<Point>> found(kDrawTasks);
  budget.spend(draw_until(draws, {asked.seed, kDealsWanted, kMostTried, asked.threads}, budget,
                          [&](std::size_t task, const std::vector<int>& outcome) {
                            if (!search.is_deal(outcome)) return false;
                            found[task].push_back(search.utility(outcome));
                            return true;
                          }));
  std::vector<Point> out;
  for (const auto& part : found) out.insert(out.end(), part.begin(), part.end());
  return out;
}

// A deal with at least this for some, and the largest sum of parts of the parties' ranges.
ReachedDeal reach(const DealSearch& search, const std::vector<std::optional<std::int64_t>>& least) {
  LinearProgramme lp = search.deals();
  std::vector<std::pair<int, double>> sum;
  for (std::size_t p = 0; p < search.parties(); ++p) {
    if (least[p] && *least[p] > search.scale(p).low) search.at_least(lp, p, *least[p]);
    const auto range = static_cast<double>(search.scale(p).high - search.scale(p).low);
    search.add_utility(sum, p, 1 / std::max(1.0, range));
  }
  DealSearch::aim(lp, sum);
  const DealSearch::Answer answer = search.solve(lp);
  if (answer.kind == DealSearch::Answer::Kind::kNone) {
    return {search.exact() ? ReachedDeal::Kind::kNone : ReachedDeal::Kind::kStopped, {}, {}};
  }
  if (!answer.found()) return {};
  for (std::size_t p = 0; p < search.parties(); ++p) {
    if (least[p] && answer.deal.utility[p] < *least[p]) return {};
  }
  return {ReachedDeal::Kind::kFound, answer.deal.utility, answer.deal.outcome};
}

}  // namespace

Fallbacks programme_fallback(const Dispute& dispute, const Scenario& scenario,
                             const Conditions& conditions, const DealSearch& search,
                             const DrawnRanksAsked& asked, Budget& budget) {
  Fallbacks out;
  for (std::size_t b = 0; b < search.parties(); ++b) {
    const FloorCondition& floor = conditions.floors[b];
    if (floor.instead.empty()) continue;
    out.why_not = "the no-deal of '" + dispute->parties[static_cast<std::size_t>(floor.party)].id +
                  "' breaks one of its red lines, as some deals may: its order of them "
                  "is not that of its utilities";
    return out;
  }
  out.why_drawn = "outcomes are counted only where they come down to sums over issues";
  const std::vector<Point> deals =
      drawn_deals(dispute, scenario, conditions, search, asked, budget);
  out.drawn = deals.size();
  if (deals.empty()) {
    out.why_not =
        "ranks are counts of deals: " + out.why_drawn + ", and no deal was met by drawing";
    return out;
  }
  std::vector<std::vector<DrawnDeal>> seen(search.parties());
  for (const Point& deal : deals) {
    for (std::size_t p = 0; p < deal.size(); ++p) seen[p].push_back({deal[p], 1});
  }
  const DrawnRanks ranks(std::move(seen));
  const ReachDeal ask = [&](const auto& least) { return reach(search, least); };
  auto found = search_fallbacks(ranks.steps(), ranks.levels(), ask, budget);
  for (auto& deal : found) {
    if (!deal) {
      out.quotas.clear();
      out.why_not = "no deal was found within the work that it may take";
      return out;
    }
    FallbackRow row;
    row.proven = deal->proven;
    row.share = ranks.better(deal->party, deal->utility[deal->party]);
    row.deal = std::move(*deal);
    out.quotas.push_back(std::move(row));
  }
  return out;
}

}  // namespace detente
