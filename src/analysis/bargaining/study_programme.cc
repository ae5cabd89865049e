#include "analysis/bargaining/study_programme.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "analysis/bargaining/deal_solutions.h"
#include "analysis/bargaining/study_explicit.h"

namespace detente {
namespace {

constexpr std::size_t kMostFrontier = 5000;
constexpr std::size_t kMostListedBehind = 64;  // points whose further outcomes are looked for

class Searches {
 public:
  Searches(const DealSearch& search, const Conditions& conditions, const BargainingAsked& asked,
           Budget& budget, BargainingStudy& study)
      : search_(search), conditions_(conditions), asked_(asked), budget_(budget), study_(study) {}

  void run() {
    study_.method = "integer programme";
    study_.outcomes = "unknown";
    study_.no_deal = conditions_.no_deal;
    if (search_.parties() == 2) {
      frontier_ = programme_frontier(search_, true, kMostFrontier);
      fill(frontier_, true, study_.frontier);
      fill(programme_frontier(search_, false, kMostFrontier), false, study_.table_frontier);
      std::set<Point> known;
      for (const FoundDeal& one : frontier_.deals) known.insert(one.utility);
      for (DealPoint& point : study_.table_frontier.points)
        point.in_deals = known.count(point.utility) > 0;
    } else {
      study_.frontier.status = study_.table_frontier.status = {
          "not_applicable",
          "with rules that tie issues together the frontier is built for two bargainers only", 0};
    }
    if (!ideals()) return;
    solutions();
    fairness();
  }

 private:
  DealPoint point(const FoundDeal& found, bool deal, bool further) const {
    DealPoint out;
    out.utility = found.utility;
    bool all = false;
    out.deals = {found.outcome};
    if (further) out.deals = search_.behind(found, deal, asked_.limit, all);
    out.count = all ? std::to_string(out.deals.size()) : "unknown";
    return out;
  }
  void fill(const FoundDeals& found, bool deal, DealList& list) const {
    const bool further = found.deals.size() <= kMostListedBehind;
    for (const FoundDeal& one : found.deals) list.points.push_back(point(one, deal, further));
    list.status = status(found);
    if (!found.done) {
      list.status = {"sampled",
                     fmt::format("stopped after {} efficient points", found.deals.size()), 0};
      stopped();
    }
  }
  void stopped() const {
    study_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
  }
  Status status(const FoundDeals& found) const {
    if (!found.done) {
      stopped();
      return found.deals.empty() ? Status{"not_applicable", "stopped before a deal was found", 0}
                                 : Status{"within_gap", "stopped", found.gap};
    }
    if (!search_.exact() || found.gap > 0) {
      double gap = found.gap;
      for (std::size_t p = 0; p < search_.parties(); ++p)
        gap = std::max(gap, static_cast<double>(search_.step(p)) / Decimal::kOne);
      return {"within_gap", "the numbers are too long for the solver to tell neighbours apart",
              gap};
    }
    return found.all_ties
               ? Status{}
               : Status{"exact", fmt::format("more than {} utility vectors tie", kMostTies), 0};
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

  FoundDeals from_frontier(const std::string& id) const {
    std::vector<Point> points;
    for (const FoundDeal& one : frontier_.deals) points.push_back(one.utility);
    FoundDeals out;
    out.done = true;
    const auto places = plain_solution(id, {points, study_.no_deal, *study_.ideal,
                                            per_bargainer(asked_.weights, study_.bargainers),
                                            per_bargainer(asked_.powers, study_.bargainers)});
    if (places) {
      for (const std::size_t k : *places) out.deals.push_back(frontier_.deals[k]);
    }
    return out;
  }
  // The frontier is enough where every deal is at least as good as no-deal for all
  // (docs/methods/bargaining.md).
  bool frontier_is_enough() const {
    if (search_.parties() != 2 || !frontier_.done) return false;
    for (std::size_t b = 0; b < search_.parties(); ++b) {
      const FloorCondition& floor = conditions_.floors[b];
      if (!floor.instead.empty() || floor.least < study_.no_deal[b]) return false;
    }
    return true;
  }
  FoundDeals solve(const std::string& id) const {
    if (frontier_is_enough()) return from_frontier(id);
    const std::size_t n = search_.parties();
    std::vector<std::int64_t> unit(n, 1);
    if (id == "nash")
      return programme_nash(search_, study_.no_deal,
                            per_bargainer(asked_.powers, study_.bargainers));
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
  // The sum of u / unit as whole weights: the least common multiple over the units.
  FoundDeals relative_sum(const std::vector<std::int64_t>& unit) const {
    std::int64_t common = 0, multiple = 1;
    for (const std::int64_t one : unit) common = one > 0 ? std::gcd(common, one) : common;
    std::vector<std::int64_t> weight(unit.size(), 0);
    for (const std::int64_t one : unit) {
      if (one <= 0) continue;
      const std::int64_t part = one / common;
      if (__builtin_mul_overflow(multiple / std::gcd(multiple, part), part, &multiple)) return {};
    }
    for (std::size_t p = 0; p < unit.size(); ++p) {
      if (unit[p] > 0) weight[p] = multiple / (unit[p] / common);
    }
    return programme_sum(search_, weight);
  }

  void solutions() {
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      SolutionRow row;
      row.id = id;
      if (id == "fallback") {
        row.status = {"not_applicable", "ranks need every deal listed", 0};
      } else if (id == "raiffa" && !frontier_is_enough()) {
        row.status = {"not_applicable", "the frontier is not there to follow", 0};
      } else {
        const FoundDeals found = solve(id);
        row.status = status(found);
        if (found.done && found.deals.empty())
          row.status = {"not_applicable", "no deal is as good as no-deal for everybody", 0};
        for (const FoundDeal& one : found.deals) row.points.push_back(point(one, true, true));
      }
      study_.solutions.push_back(std::move(row));
    }
  }

  void fairness() {
    FairnessReport report;
    report.reference = study_.no_deal;
    for (const SolutionRow& row : study_.solutions) {
      for (std::size_t k = 0; k < row.points.size(); ++k) {
        report.deals.push_back(
            {row.id,
             k,
             judge_deal(row.points[k].utility, study_.no_deal, *study_.ideal, report.reference),
             std::nullopt,
             {}});
      }
    }
    study_.fairness = std::move(report);
  }

  const DealSearch& search_;
  const Conditions& conditions_;
  const BargainingAsked& asked_;
  Budget& budget_;
  BargainingStudy& study_;
  FoundDeals frontier_;
};

}  // namespace

std::string study_programme(const Dispute& dispute, const Scenario& scenario,
                            const Conditions& conditions, const BargainingAsked& asked,
                            Budget& budget, BargainingStudy& study) {
  const ProgrammeOrWhy made = make_programme(dispute, scenario, study.bargainers, conditions);
  if (!made.programme) return made.why_not;
  const auto solver = make_cbc_solver();
  const DealSearch search(dispute, scenario, study.bargainers, conditions, *made.programme, *solver,
                          budget);
  Searches(search, conditions, asked, budget, study).run();
  return {};
}

}  // namespace detente
