#include "analysis/bargaining/opening_changes.h"

#include <algorithm>
#include <set>

namespace detente {
namespace {

class Changing {
 public:
  Changing(const Dispute& dispute, const Scenario& scenario, const std::vector<int>& bargainers,
           const std::optional<Formula>& within, const Conditions& conditions,
           const AskForDeal& ask)
      : dispute_(dispute),
        scenario_(scenario),
        bargainers_(bargainers),
        within_(within),
        conditions_(conditions),
        ask_(ask) {}

  OpeningsFound run() {
    const std::vector<int> ratifiers = ratifiers_of(dispute_, scenario_, bargainers_);
    for (const int r : ratifiers) quota(r);
    std::stable_sort(
        out_.openings.begin(), out_.openings.end(),
        [](const Opening& a, const Opening& b) { return a.from - a.to < b.from - b.to; });
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k) issue(k);
    for (int p = 0; p < static_cast<int>(dispute_->parties.size()); ++p) consent(p);
    single_ratifiers(ratifiers);
    return std::move(out_);
  }

 private:
  DealThere ask(const Scenario& scenario, const Conditions& conditions, Opening& row) {
    return ask_(scenario, conditions, row, out_.why);
  }
  // Adds the row if there is a deal.
  DealThere add(const Scenario& scenario, const Conditions& conditions, Opening row) {
    const DealThere there = ask(scenario, conditions, row);
    if (there == DealThere::kYes) out_.openings.push_back(std::move(row));
    return there;
  }

  // Pairs only where no single one is enough, and this is known.
  void single_ratifiers(const std::vector<int>& ratifiers) {
    bool enough = false, unknown = false;
    for (const int r : ratifiers) {
      const auto its = [r](int one) { return one == r; };
      const DealThere there = add(scenario_, without_ratifiers(conditions_, its),
                                  {OpeningKind::kRatifier, {r}, 0, 0, {}, {}});
      enough = enough || there == DealThere::kYes;
      unknown = unknown || there == DealThere::kUnknown;
    }
    if (enough) return;
    if (unknown) {
      out_.why += "; so pairs of ratifiers were not looked at";
      return;
    }
    for (std::size_t i = 0; i < ratifiers.size(); ++i) {
      for (std::size_t j = i + 1; j < ratifiers.size(); ++j) {
        const int a = ratifiers[i], b = ratifiers[j];
        const auto both = [a, b](int one) { return one == a || one == b; };
        add(scenario_, without_ratifiers(conditions_, both),
            {OpeningKind::kRatifiers, {a, b}, 0, 0, {}, {}});
      }
    }
  }

  void quota(int r) {
    const Ratifier& ratifier = dispute_->ratifiers[static_cast<std::size_t>(r)];
    if (ratifier.segments.empty()) return;
    const auto its = [r](const QuotaCondition& one) { return one.origin.ratifier == r; };
    const auto mine = std::find_if(conditions_.quotas.begin(), conditions_.quotas.end(), its);
    if (mine == conditions_.quotas.end()) {
      out_.why = "a ratifier's shares come down to a formula";
      return;
    }
    std::set<std::int64_t> sums{0};
    for (const auto& [formula, share] : mine->shares) {
      const std::set<std::int64_t> so_far = sums;
      for (const std::int64_t sum : so_far) sums.insert(sum + share);
      if (sums.size() > kMostSupportLevels) {
        out_.why = "a ratifier's shares add up to too many levels of support";
        return;
      }
    }
    sums.erase(0);  // a quota of nothing is no quota
    const std::vector<std::int64_t> levels(sums.begin(), sums.end());
    Conditions other = conditions_;
    std::optional<Opening> best;
    std::size_t reached = 0, missed = levels.size();  // of the levels, how many are reached
    while (reached < missed) {
      const std::size_t level = reached == 0 ? 0 : (reached + missed) / 2;
      for (QuotaCondition& one : other.quotas) {
        if (its(one)) one.quota = levels[level];
      }
      Opening row{OpeningKind::kQuota, {r}, ratifier.quota.units(), levels[level], {}, {}};
      const DealThere found = ask(scenario_, other, row);
      if (found == DealThere::kUnknown) return;
      if (found == DealThere::kYes) {
        reached = level + 1;
        best = std::move(row);
      } else {
        missed = level;
      }
    }
    if (best) out_.openings.push_back(std::move(*best));
  }

  void issue(std::size_t k) {
    if (scenario_.on(dispute_->issues[k].toggle)) return;
    Changes changes;
    changes.toggles.emplace_back(dispute_->issues[k].toggle, true);
    Scenario scenario = scenario_;
    apply(changes, scenario);
    const auto found = conditions_of(dispute_, scenario, bargainers_, within_);
    if (!found || !found->conditions) {
      out_.why = found ? found->why_not : found.error().front().message;
      return;
    }
    add(scenario, *found->conditions, {OpeningKind::kIssue, {static_cast<int>(k)}, 0, 0, {}, {}});
  }

  // What a party from outside can bring about as well; it is not asked whether it likes it.
  void consent(int party) {
    std::vector<int> wider = bargainers_;
    if (std::find(wider.begin(), wider.end(), party) != wider.end() || !scenario_.present(party))
      return;
    wider.push_back(party);
    const auto found = conditions_of(dispute_, scenario_, wider, within_);
    if (!found || !found->conditions) {
      out_.why = found ? found->why_not : found.error().front().message;
      return;
    }
    Conditions conditions = conditions_;
    conditions.options = found->conditions->options;
    add(scenario_, conditions, {OpeningKind::kConsent, {party}, 0, 0, {}, {}});
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::vector<int>& bargainers_;
  const std::optional<Formula>& within_;
  const Conditions& conditions_;
  const AskForDeal& ask_;
  OpeningsFound out_;
};

}  // namespace

OpeningsFound find_openings(const Dispute& dispute, const Scenario& scenario,
                            const std::vector<int>& bargainers,
                            const std::optional<Formula>& within, const Conditions& conditions,
                            const AskForDeal& ask) {
  return Changing(dispute, scenario, bargainers, within, conditions, ask).run();
}

Conditions without_ratifiers(const Conditions& conditions,
                             const std::function<bool(int ratifier)>& left_out) {
  Conditions out = conditions;
  const auto theirs = [&](const auto& one) {
    return one.origin.ratifier >= 0 && left_out(one.origin.ratifier);
  };
  std::erase_if(out.deals, theirs);
  std::erase_if(out.quotas, theirs);
  std::erase_if(out.floors, theirs);
  return out;
}

}  // namespace detente
