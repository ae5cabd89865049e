#include "analysis/bargaining/study_explicit.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analysis/bargaining/deal_columns.h"

namespace detente {
namespace {

class Explicit {
 public:
  Explicit(const World& world, const std::optional<Formula>& within, const BargainingAsked& asked,
           BargainingStudy& study)
      : world_(world),
        within_(within),
        asked_(asked),
        study_(study),
        numbers_(world, study.bargainers) {}

  Errors run() {
    study_.method = "every outcome";
    study_.layout = world_.layout();
    table_ = make_table(world_, study_.bargainers, within_);
    study_.no_deal = numbers_.no_deal;
    study_.zone = find_zone(world_, table_, utilities_);
    study_.outcomes = study_.zone->outcomes.digits();
    study_.deals = study_.zone->deals.digits();
    if (!study_.zone->deals.is_zero()) {
      study_.ideal.emplace();
      for (const ZoneParty& row : study_.zone->parties) study_.ideal->push_back(row.ideal);
    }
    deals_ = candidates(table_.deals);
    frontiers();
    if (deals_.size() > 0) solutions();
    if (Errors errors = fairness(); !errors.empty()) return errors;
    linkage();
    return {};
  }

 private:
  DealPoint point(const DealPoints& points, std::size_t k) const {
    DealPoint out;
    out.utility = points.vectors[k];
    const auto behind = points.behind(k);
    out.count = std::to_string(behind.size());
    for (std::size_t i = 0; i < std::min(behind.size(), asked_.limit); ++i)
      out.deals.push_back(world_.layout().options(behind[i]));
    return out;
  }

  DealPoints candidates(const Bitset& deals) const {
    return candidate_points(numbers_, deals, asked_.threads);
  }

  void frontiers() {
    const DealPoints efficient = gather_efficient(table_.deals, columns_, asked_.threads);
    for (std::size_t k = 0; k < efficient.size(); ++k)
      study_.frontier.points.push_back(point(efficient, k));
    const DealPoints all = gather_efficient(table_.outcomes, columns_, asked_.threads);
    for (std::size_t k = 0; k < all.size(); ++k) {
      DealPoint row = point(all, k);
      const auto behind = all.behind(k);
      row.in_deals = std::any_of(behind.begin(), behind.end(),
                                 [&](Outcome s) { return table_.deals.test(s); });
      study_.table_frontier.points.push_back(std::move(row));
    }
  }

  std::string why_not_cardinal() const {
    for (std::size_t b = 0; b < utilities_.size(); ++b) {
      if (!utilities_[b].cardinal) {
        return fmt::format(
            "'{}' has an order of outcomes and no utility",
            world_.dispute()->parties[static_cast<std::size_t>(study_.bargainers[b])].id);
      }
    }
    return {};
  }
  PlainProblem problem(const std::vector<Point>& points) const {
    return plain_problem(numbers_, points, per_bargainer(asked_.weights, study_.bargainers),
                         per_bargainer(asked_.powers, study_.bargainers));
  }

  void solutions() {
    const std::string why = why_not_cardinal();
    for (const std::string& id : solution_ids()) {
      if (!asks_for(asked_, id)) continue;
      if (id == "fallback") {
        fallback();
        continue;
      }
      SolutionRow row;
      row.id = id;
      if (!why.empty()) {
        row.status = {"not_applicable", why, 0};
      } else if (const auto places = plain_solution(id, problem(deals_.vectors))) {
        for (const std::size_t k : *places) row.points.push_back(point(deals_, k));
      } else {
        row.status = {"not_applicable", "no deal is as good as no-deal for everybody", 0};
      }
      if (id == "nash") add_nash_rates(asked_, row, study_);
      study_.solutions.push_back(std::move(row));
    }
  }
  void fallback() {
    std::vector<std::span<const std::int32_t>> ranks;
    for (const int p : study_.bargainers) ranks.emplace_back(world_.order(p).rank);
    for (std::size_t quota = 1; quota <= study_.bargainers.size(); ++quota) {
      const FallbackDeals found = fallback_deals(table_.deals, ranks, quota);
      SolutionRow row;
      row.id = "fallback";
      row.quota = static_cast<int>(quota);
      row.depth = static_cast<std::size_t>(found.depth);
      row.deals = found.deals.count();
      const DealPoints gathered = gather_points(found.deals, columns_);
      for (std::size_t k = 0; k < gathered.size(); ++k) row.points.push_back(point(gathered, k));
      study_.solutions.push_back(std::move(row));
    }
  }

  Errors fairness() {
    FairnessReport report;
    std::vector<std::int64_t> keys;  // of the reference points, in each party's order
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      const int party = study_.bargainers[b];
      std::optional<Outcome> at;
      const auto no_deal = no_deal_outcome(world_.table(), world_.scenario(), party);
      if (no_deal) at = *no_deal;
      for (const auto& [who, changes] : asked_.references) {
        if (who != -1 && who != party) continue;
        std::vector<int> options = world_.scenario().status_quo;
        for (const auto& [issue, option] : changes.options)
          options[static_cast<std::size_t>(issue)] = option;
        const std::int64_t index = world_.layout().index(options);
        if (index < 0) {
          return {Error{ErrorCode::kModel,
                        "--reference changes an issue that stays at its status quo here",
                        {},
                        "leave that issue out, or switch it on",
                        {}}};
        }
        at = static_cast<Outcome>(index);
      }
      report.reference.push_back(!at                      ? study_.no_deal[b]
                                 : utilities_[b].cardinal ? utilities_[b].utility[*at]
                                                          : ranks_[b][*at]);
      keys.push_back(at ? world_.view(party).key[*at] : 0);
    }
    std::size_t no_loser_deals = 0;
    table_.deals.for_each([&](std::size_t s) {
      for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
        const bool loses = utilities_[b].cardinal
                               ? utilities_[b].utility[s] < report.reference[b]
                               : world_.view(study_.bargainers[b]).key[s] < keys[b];
        if (loses) return;
      }
      ++no_loser_deals;
    });
    report.no_loser_deals = no_loser_deals;
    if (!all_cardinal_) {
      report.why_no_shares = why_not_cardinal();
      report.why_no_adjusted_winner = report.why_no_shares;
      study_.fairness = std::move(report);
      return {};
    }
    if (deals_.size() > 0) {
      const std::vector<std::int64_t> unit(study_.bargainers.size(), 1);
      for (const std::size_t k : leximin(deals_.vectors, report.reference, unit))
        report.leximin.push_back(point(deals_, k));
    }
    judge_solutions(study_, report);
    study_.fairness = std::move(report);
    add_adjusted_winner(world_.dispute(), world_.scenario(), within_, study_);
    return {};
  }

  void linkage() {
    const auto chooser = [this](const std::string& id) {
      return Chooser([this, id](const Bitset& deals) {
        std::vector<Outcome> out;
        const DealPoints gathered = candidates(deals);
        if (gathered.size() == 0) return out;
        const auto places = plain_solution(id, problem(gathered.vectors));
        for (const std::size_t k : places.value_or(Places{})) {
          const auto behind = gathered.behind(k);
          out.insert(out.end(), behind.begin(), behind.end());
        }
        return out;
      });
    };
    const Chooser nash = chooser("nash");
    if (!world_.dispute()->graph) {
      study_.linkage.emplace();
      if (all_cardinal_ && table_.deals.any()) {
        for (const char* id : {"nash", "utilitarian"}) {
          if (asks_for(asked_, id)) {
            study_.linkage->one_by_one.push_back(
                decide_one_by_one(world_, table_, utilities_, id, chooser(id)));
          }
        }
      }
      if (all_cardinal_) {
        find_trades(world_, table_, utilities_, *study_.linkage);
      } else {
        study_.linkage->why_no_trades = why_not_cardinal();
      }
      find_issue_effects(world_, table_, within_, *study_.linkage);
    }
    study_.two_level =
        find_two_level(world_, table_, utilities_, within_, all_cardinal_ ? &nash : nullptr);
  }

  const World& world_;
  const std::optional<Formula>& within_;
  const BargainingAsked& asked_;
  BargainingStudy& study_;
  BargainingTable table_;
  DealColumns numbers_;
  const std::vector<PartyUtility>& utilities_ = numbers_.utilities;
  const std::vector<std::vector<std::int64_t>>& ranks_ = numbers_.ranks;
  const std::vector<const std::int64_t*>& columns_ = numbers_.columns;
  const bool all_cardinal_ = numbers_.all_cardinal;
  DealPoints deals_;  // for the cardinal solutions
};

}  // namespace

Errors study_explicit(const World& world, const std::optional<Formula>& within,
                      const BargainingAsked& asked, Budget& budget, BargainingStudy& study) {
  budget.spend(world.size());
  return Explicit(world, within, asked, study).run();
}

}  // namespace detente
