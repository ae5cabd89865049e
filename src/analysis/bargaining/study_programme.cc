#include "analysis/bargaining/study_programme.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <set>

#include "analysis/bargaining/deal_frontier.h"
#include "analysis/bargaining/deal_solutions.h"
#include "analysis/bargaining/programme_fallback.h"
#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_fallback.h"
#include "analysis/bargaining/zone_judge.h"

namespace detente {
namespace {

constexpr std::size_t kMostFrontier = 5000;
constexpr std::uint64_t kFrontierPart = 100;  // of all work a frontier may take one part of so many
constexpr std::uint64_t kFallbackPart = 20;
constexpr std::size_t kMostListedBehind = 64;  // points whose further outcomes are looked for

constexpr const char* kTooLong = "the numbers are too long for the solver to tell neighbours apart";

class Searches {
 public:
  Searches(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
           const Programme& programme, const BargainingAsked& asked, Budget& budget,
           BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        programme_(programme),
        asked_(asked),
        budget_(budget),
        study_(study),
        solver_(make_cbc_solver()),
        search_(dispute, scenario, study.bargainers, conditions, programme, *solver_, budget) {}

  // Solutions first: a frontier can have very many points.
  void run() {
    study_.method = "integer programme";
    study_.outcomes = "unknown";
    study_.no_deal = conditions_.no_deal;
    if (ideals()) {
      solutions();
      fairness();
    }
    frontiers();
    zone();
  }

 private:
  void zone() {
    study_.zone = ZoneJudge(dispute_, scenario_, study_.bargainers, conditions_).zone(nullptr);
    if (study_.deals) study_.zone->deals = Count::of_digits(*study_.deals);
    study_.zone->why = "outcomes are counted only where they come down to sums over issues";
    add_zone_sample(dispute_, scenario_, conditions_, nullptr, asked_, budget_, study_);
  }
  DealPoint point(const DealSearch& search, const FoundDeal& found, bool deal, bool further) const {
    DealPoint out;
    out.utility = found.utility;
    bool all = false;
    out.deals = {found.outcome};
    if (further) out.deals = search.behind(found, deal, asked_.limit, all);
    out.count = all ? std::to_string(out.deals.size()) : "unknown";
    return out;
  }

  void frontiers() {
    DealList& table = study_.table_frontier;
    if (!asked_.solutions.empty()) {
      study_.frontier.status = table.status = {
          "not_applicable", "single solutions were asked for, and they do without it", 0};
      return;
    }
    if (!study_.deals) frontier(true, study_.frontier);
    frontier(false, table);
    std::set<Point> known;
    for (const DealPoint& one : study_.frontier.points) known.insert(one.utility);
    for (DealPoint& one : table.points) {
      one.in_deals = known.count(one.utility) > 0 ||
                     (study_.frontier.status.status != "exact" &&
                      std::any_of(one.deals.begin(), one.deals.end(),
                                  [&](const auto& deal) { return search_.is_deal(deal); }));
    }
  }
  void frontier(bool deal, DealList& list) const {
    const std::uint64_t left = budget_.limit() - std::min(budget_.limit(), budget_.spent());
    Budget own(std::min(budget_.limit() / kFrontierPart, left), &budget_);
    const DealSearch search(dispute_, scenario_, study_.bargainers, conditions_, programme_,
                            *solver_, own);
    const FoundDeals found = programme_frontier(search, deal, kMostFrontier, {},
                                                deal && study_.ideal ? *study_.ideal : Point{});
    const bool further = found.deals.size() <= kMostListedBehind;
    for (const FoundDeal& one : found.deals)
      list.points.push_back(point(search, one, deal, further));
    budget_.spend(own.spent());
    list.status = status(found, found.gap, steps_of(""));
    if (found.done) return;
    list.status = {"sampled",
                   found.deals.empty()
                       ? "stopped before an efficient point was found"
                       : fmt::format("stopped at {} efficient points; there are more, or it is not "
                                     "proven that there are none",
                                     found.deals.size()),
                   found.missed ? Decimal::from_units(*found.missed).to_double() : 0};
    stopped();
  }
  void stopped() const {
    study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
  }
  // `gap`, `step`: in the units of what is maximised; the step is the least difference in it that
  // the solver can see.
  Status status(const FoundDeals& found, double gap, double step) const {
    if (!found.done) {
      stopped();
      return found.deals.empty() ? Status{"not_applicable", "stopped before a deal was found", 0}
                                 : Status{"within_gap", "stopped", gap};
    }
    if (!search_.exact() || gap > 0) {
      return {"within_gap", kTooLong, std::max(gap, step)};
    }
    return found.all_ties
               ? Status{}
               : Status{"exact", fmt::format("more than {} utility vectors tie", kMostTies), 0};
  }
  // What one step of every bargainer's utility is in what a solution maximises. Of a leximin the
  // largest counts, of a sum all do; "": of the utilities themselves the largest.
  double steps_of(const std::string& id, const FoundDeals& found = {}) const {
    const auto weights = per_bargainer(asked_.weights, study_.bargainers);
    const auto powers = per_bargainer(asked_.powers, study_.bargainers);
    double most = 0, all = 0;
    for (std::size_t p = 0; p < search_.parties(); ++p) {
      double unit = static_cast<double>(Decimal::kOne);
      if (id == "kalai_smorodinsky" || id == "relative_utilitarian")
        unit = static_cast<double>((*study_.ideal)[p] - study_.no_deal[p]);
      if (id == "proportional") unit = static_cast<double>(weights[p].units());
      if (id == "nash" && !found.deals.empty())
        unit = static_cast<double>(found.deals.front().utility[p] - study_.no_deal[p]) /
               powers[p].to_double();
      if (unit <= 0) continue;  // it does not count
      const double step = static_cast<double>(search_.step(p)) / unit;
      most = std::max(most, step);
      all += step;
    }
    const bool sum = id == "nash" || id == "utilitarian" || id == "relative_utilitarian";
    return sum ? all : most;
  }

  // Each bargainer's best deal; false if there is no deal, or it could not be found.
  bool ideals() {
    Point ideal;
    for (std::size_t p = 0; p < search_.parties(); ++p) {
      LinearProgramme lp = search_.deals();
      search_.aim_at_party(lp, p);
      const auto best = search_.solve(lp);
      if (best.kind == DealSearch::Answer::Kind::kNone) study_.deals = "0";
      if (!best.found()) {
        if (!study_.deals) unfinished();
        return false;
      }
      ideal.push_back(best.deal.utility[p]);
    }
    study_.ideal = std::move(ideal);
    return true;
  }
  void unfinished() {
    stopped();
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      row.status = {"not_applicable", "stopped before each bargainer's best deal was found", 0};
      study_.solutions.push_back(std::move(row));
    }
  }

  FoundDeals solve(const std::string& id) const {
    const std::size_t n = search_.parties();
    std::vector<std::int64_t> unit(n, 1);
    if (id == "nash")
      return programme_nash(search_, study_.no_deal,
                            per_bargainer(asked_.powers, study_.bargainers));
    if (id == "raiffa") return programme_raiffa(search_, study_.no_deal);
    if (id == "utilitarian") return programme_sum(search_, unit);
    if (id == "kalai_smorodinsky" || id == "relative_utilitarian") {
      for (std::size_t p = 0; p < n; ++p) unit[p] = (*study_.ideal)[p] - study_.no_deal[p];
    }
    if (id == "relative_utilitarian") return relative_sum(unit);
    if (id == "proportional") {
      const auto weights = per_bargainer(asked_.weights, study_.bargainers);
      for (std::size_t p = 0; p < n; ++p) unit[p] = weights[p].units();
    }
    return programme_leximin(search_, study_.no_deal, unit);
  }
  // The sum of u / unit as whole weights: the least common multiple over the units, or where that
  // is too large the nearest whole numbers, and what they may miss goes into the gap.
  FoundDeals relative_sum(const std::vector<std::int64_t>& unit) const {
    std::int64_t common = 0, multiple = 1;
    for (const std::int64_t one : unit) common = one > 0 ? std::gcd(common, one) : common;
    bool fits = true;
    for (const std::int64_t one : unit) {
      if (one <= 0) continue;
      const std::int64_t part = one / common;
      fits = fits && !__builtin_mul_overflow(multiple / std::gcd(multiple, part), part, &multiple);
    }
    double all = static_cast<double>(multiple) * static_cast<double>(common), missed = 0;
    if (!fits) {
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (const std::int64_t one : unit) least = one > 0 ? std::min(least, one) : least;
      all = 1e9 * static_cast<double>(least);
    }
    std::vector<std::int64_t> weight(unit.size(), 0);
    for (std::size_t p = 0; p < unit.size(); ++p) {
      if (unit[p] <= 0) continue;
      const auto one = static_cast<double>(unit[p]);
      weight[p] = fits ? multiple / (unit[p] / common) : std::llround(all / one);
      const double off = fits ? 0 : std::abs(static_cast<double>(weight[p]) / all - 1 / one);
      missed += off * static_cast<double>(search_.scale(p).high - search_.scale(p).low);
    }
    FoundDeals out = programme_sum(search_, weight);
    out.gap = out.gap / all + missed;
    return out;
  }

  void solutions() {
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      if (id == "fallback") {
        fallback();
        continue;
      }
      const FoundDeals found = solve(id);
      // sums and egalitarian shares are in billionths
      const bool billionths = id == "utilitarian" || id == "egalitarian";
      row.status =
          status(found, found.gap / (billionths ? static_cast<double>(Decimal::kOne) : 1.0),
                 steps_of(id, found));
      if (found.done && found.deals.empty()) {
        row.status = {"not_applicable",
                      search_.exact() ? "no deal is as good as no-deal for everybody" : kTooLong,
                      0};
      }
      for (const FoundDeal& one : found.deals)
        row.points.push_back(point(search_, one, true, true));
      if (id == "nash" && row.status.status == "exact") add_nash_rates(asked_, row, study_);
      study_.solutions.push_back(std::move(row));
    }
  }

  void fallback() {
    const std::uint64_t left = budget_.limit() - std::min(budget_.limit(), budget_.spent());
    Budget own(std::min(budget_.limit() / kFallbackPart, left), &budget_);
    const DealSearch search(dispute_, scenario_, study_.bargainers, conditions_, programme_,
                            *solver_, own);
    const Fallbacks found =
        programme_fallback(dispute_, scenario_, conditions_, search, {1, asked_.threads}, own);
    budget_.spend(own.spent());
    add_fallback_rows(found, study_, [](const FallbackRow& from, SolutionRow& row) {
      row.points.push_back({from.deal->utility, "unknown", {from.deal->choice}, true});
    });
  }

  void fairness() {
    FairnessReport report;
    report.reference = reference_points(dispute_, scenario_, conditions_, asked_, study_);
    judge_solutions(study_, report);
    const std::vector<std::int64_t> unit(search_.parties(), 1);
    const FoundDeals best = programme_leximin(search_, report.reference, unit);
    for (const FoundDeal& one : best.deals) {
      if (best.done && search_.exact()) report.leximin.push_back(point(search_, one, true, true));
    }
    study_.fairness = std::move(report);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const Programme& programme_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  std::unique_ptr<Solver> solver_;
  DealSearch search_;
};

}  // namespace

std::string study_programme(const Dispute& dispute, const Scenario& scenario,
                            const Conditions& conditions, const BargainingAsked& asked,
                            Budget& budget, BargainingStudy& study) {
  const ProgrammeOrWhy made = make_programme(dispute, scenario, study.bargainers, conditions);
  if (!made.programme) return made.why_not;
  Searches(dispute, scenario, conditions, *made.programme, asked, budget, study).run();
  return {};
}

}  // namespace detente
