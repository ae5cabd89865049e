#include "analysis/bargaining/linkage_unlisted.h"

#include <algorithm>

#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/study_explicit.h"

namespace detente {
namespace {

constexpr const char* kWhyNot = "outcomes are not listed";

class Unlisted {
 public:
  Unlisted(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
           const BargainingAsked& asked, BargainingStudy& study)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        asked_(asked),
        study_(study),
        start_(utility(scenario.status_quo)) {
    for (std::size_t k = 0; k < conditions.options.size(); ++k) {
      if (conditions.options[k].size() > 1) issues_.push_back(k);
    }
  }

  void run() {
    study_.linkage.emplace();
    for (const SolutionRow& row : study_.solutions) {
      const bool exact = row.status.status == "exact" && !row.points.empty();
      if (exact && (row.id == "nash" || row.id == "utilitarian"))
        study_.linkage->one_by_one.push_back(one_by_one(row));
    }
    trades();
    study_.linkage->why_no_effects = kWhyNot;
    win_sets();
  }

 private:
  using Options = std::vector<int>;
  Point utility(const Options& outcome) const {
    Point out;
    for (const int p : study_.bargainers) {
      const UtilitySum& sum = conditions_.utility[static_cast<std::size_t>(p)];
      out.push_back(utility_at(dispute_, scenario_, sum, outcome));
    }
    return out;
  }
  Options changed(Options outcome, std::size_t issue, int option) const {
    outcome[issue] = option;
    return outcome;
  }

  OneByOne one_by_one(const SolutionRow& row) const {
    OneByOne out;
    out.solution = row.id;
    out.together = row.points.front().deals.front();
    out.apart = scenario_.status_quo;
    for (const std::size_t k : issues_) {
      const int best = decided_alone(row.id, k);
      if (best >= 0) out.apart[k] = best;
    }
    out.feasible = on_table(dispute_, scenario_, conditions_, out.apart);
    out.deal = is_deal(dispute_, scenario_, conditions_, out.apart);
    out.utility_together = row.points.front().utility;
    out.utility_apart = utility(out.apart);
    return out;
  }
  // The first option that the solution picks, the other issues at the status quo; -1: no deal.
  int decided_alone(const std::string& id, std::size_t issue) const {
    std::vector<Point> points;
    std::vector<int> options;
    for (const int o : conditions_.options[issue]) {
      const Options outcome = changed(scenario_.status_quo, issue, o);
      if (!is_deal(dispute_, scenario_, conditions_, outcome)) continue;
      points.push_back(utility(outcome));
      options.push_back(o);
    }
    if (points.empty()) return -1;
    const auto places = plain_solution(id, {points, study_.no_deal, study_.no_deal,
                                            per_bargainer(asked_.weights, study_.bargainers),
                                            per_bargainer(asked_.powers, study_.bargainers)});
    return places && !places->empty() ? options[places->front()] : -1;
  }

  Point difference(const Options& to) const {
    Point out = utility(to);
    for (std::size_t b = 0; b < out.size(); ++b) out[b] -= start_[b];
    return out;
  }
  void trades() {
    struct Change {
      std::size_t issue;
      int option;
      Point difference;
    };
    std::vector<Change> harmful;  // changes by which somebody loses
    for (const std::size_t k : issues_) {
      for (const int o : conditions_.options[k]) {
        if (o == scenario_.status_quo[k]) continue;
        Point change = difference(changed(scenario_.status_quo, k, o));
        if (someone_loses(change)) harmful.push_back({k, o, std::move(change)});
      }
    }
    if (harmful.size() * harmful.size() / 2 > kMostUnlistedPairs) {
      study_.linkage->why_no_trades = "there are too many pairs of options";
      return;
    }
    std::vector<Trade> found;
    for (std::size_t i = 0; i < harmful.size(); ++i) {
      for (std::size_t j = i + 1; j < harmful.size(); ++j) {
        const Change &a = harmful[i], &b = harmful[j];
        if (a.issue == b.issue) continue;
        const Options both =
            changed(changed(scenario_.status_quo, a.issue, a.option), b.issue, b.option);
        Trade trade{{static_cast<int>(a.issue), static_cast<int>(b.issue)},
                    {a.option, b.option},
                    a.difference,
                    b.difference,
                    difference(both)};
        if (someone_loses(trade.both) || !someone_gains(trade.both) ||
            !on_table(dispute_, scenario_, conditions_, both) ||
            breaks_a_red_line(dispute_, scenario_, study_.bargainers, scenario_.status_quo, both))
          continue;
        found.push_back(std::move(trade));
      }
    }
    keep_best_trades(std::move(found), *study_.linkage);
  }

  void win_sets() {
    study_.two_level.emplace();
    TwoLevel& out = *study_.two_level;
    if (study_.zone) out.ratified_for_all = study_.zone->ratified_for_all;
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      WinSet set{study_.bargainers[b], {}, {}};
      if (study_.zone) set.outcomes = study_.zone->parties[b].ratified;
      for (const int r : ratifiers_of(dispute_, scenario_, {study_.bargainers[b]})) {
        Count passed;
        if (study_.zone) {
          const Cut cut = cut_like(study_.zone->parties[b], {CutKind::kRatifier, r, {}, {}});
          passed = less(study_.zone->outcomes, cut.removes);
        }
        set.by_ratifier.emplace_back(r, passed);
      }
      if (!set.by_ratifier.empty()) out.win_sets.push_back(std::move(set));
    }
    if (!out.win_sets.empty()) out.why_no_openings = out.why_no_binding = kWhyNot;
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  const BargainingAsked& asked_;
  BargainingStudy& study_;
  Point start_;
  std::vector<std::size_t> issues_;
};

}  // namespace

void add_unlisted_linkage(const Dispute& dispute, const Scenario& scenario,
                          const Conditions& conditions, const BargainingAsked& asked,
                          BargainingStudy& study) {
  Unlisted(dispute, scenario, conditions, asked, study).run();
}

}  // namespace detente
