#include "analysis/bargaining/zone_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "analysis/bargaining/sum_count.h"

namespace detente {
namespace {

// A reason to exclude outcomes: a bargainer's no-deal, or a condition from a red line or ratifier.
struct Reason {
  std::size_t bargainer = 0;
  Cut cut;
};

class Counter {
 public:
  Counter(const Dispute& dispute, const Scenario& scenario, const std::vector<int>& bargainers,
          const Conditions& conditions, std::size_t most_packages, Budget& budget)
      : dispute_(dispute),
        scenario_(scenario),
        bargainers_(bargainers),
        conditions_(conditions),
        most_packages_(most_packages),
        budget_(budget) {}

  Zone run() {
    list_reasons();
    Zone zone;
    outcomes_ = passing([](const Reason&) { return false; });
    zone.outcomes = written(outcomes_);
    const auto deals = passing([](const Reason&) { return true; });
    zone.deals = written(deals);
    const auto ratifier = [](const Reason& one) { return one.cut.kind == CutKind::kRatifier; };
    const bool known = conditions_.partners.empty();
    if (!known) why_ = "a ratifier judges by a bargainer's own acceptance";
    zone.accepted_by_all = written(passing(std::not_fn(ratifier)));
    if (known) zone.ratified_for_all = written(passing(ratifier));
    for (std::size_t b = 0; b < bargainers_.size(); ++b) {
      const auto mine = [b](const Reason& one) { return one.bargainer == b; };
      ZoneParty row;
      row.party = bargainers_[b];
      row.no_deal = row.ideal = conditions_.no_deal[b];
      row.accepts =
          written(passing([&](const Reason& one) { return mine(one) && !ratifier(one); }));
      if (known) {
        row.ratified =
            written(passing([&](const Reason& one) { return mine(one) && ratifier(one); }));
        row.both = written(passing(mine));
      }
      for (const Reason& reason : reasons_) {
        if (reason.bargainer == b) row.cuts.push_back(measured(reason, deals));
      }
      zone.parties.push_back(std::move(row));
    }
    zone.why = why_;
    return zone;
  }

 private:
  using Number = std::optional<WideInteger>;

  void list_reasons() {
    for (std::size_t b = 0; b < bargainers_.size(); ++b) {
      reasons_.push_back({b, {CutKind::kNoDeal, -1, {}, {}}});
      for (const bool ratifiers : {false, true}) {
        std::vector<int> found;
        for (const Condition& one : conditions_.deals) add(found, one.origin, b, ratifiers);
        for (const QuotaCondition& one : conditions_.quotas) add(found, one.origin, b, ratifiers);
        std::sort(found.begin(), found.end());
        for (const int index : found) {
          reasons_.push_back(
              {b, {ratifiers ? CutKind::kRatifier : CutKind::kRedLine, index, {}, {}}});
        }
      }
    }
  }
  void add(std::vector<int>& to, const Origin& origin, std::size_t b, bool ratifiers) const {
    const int index = ratifiers ? origin.ratifier : origin.red_line;
    if (origin.party == bargainers_[b] && index >= 0) to.push_back(index);
  }
  const Reason* reason_of(const Origin& origin) const {
    for (const Reason& one : reasons_) {
      if (bargainers_[one.bargainer] != origin.party || one.cut.kind == CutKind::kNoDeal) continue;
      if (one.cut.index == (one.cut.kind == CutKind::kRatifier ? origin.ratifier : origin.red_line))
        return &one;
    }
    return nullptr;
  }

  // Outcomes of A that none of the reasons counted excludes.
  Number passing(const std::function<bool(const Reason&)>& counts) {
    Conditions some = conditions_;
    const auto left_out = [&](const auto& one) {
      const Reason* reason = reason_of(one.origin);
      return reason == nullptr || !counts(*reason);
    };
    std::erase_if(some.deals, left_out);
    std::erase_if(some.quotas, left_out);
    std::vector<std::size_t> who;
    for (const Reason& one : reasons_) {
      if (one.cut.kind == CutKind::kNoDeal && counts(one)) who.push_back(one.bargainer);
    }
    const AdditiveOrWhy form =
        additive_form(dispute_, scenario_, bargainers_, some, most_packages_);
    if (!form.additive) {
      why_ = form.why_not;
      return std::nullopt;
    }
    if (!form.deals) return WideInteger(0);
    Number out = count_sums(*form.deals, who, budget_);
    if (!out) why_ = fmt::format("the values have more than {} different partial sums", kMostSums);
    return out;
  }
  Cut measured(const Reason& reason, const Number& deals) {
    Cut out = reason.cut;
    const auto same = [&](const Reason& one) { return &one == &reason; };
    out.removes = written(less(outcomes_, passing(same)));
    if (out.removes.is_zero()) {
      out.alone = out.removes;
    } else if (conditions_.partners.empty()) {  // else one more cut, which is not counted
      out.alone = written(less(passing(std::not_fn(same)), deals));
    }
    return out;
  }
  static Number less(const Number& a, const Number& b) {
    return a && b ? Number(*a - *b) : std::nullopt;
  }
  static Count written(const Number& number) {
    return number ? Count::of_digits(number->str()) : Count();
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::vector<int>& bargainers_;
  const Conditions& conditions_;
  std::size_t most_packages_;
  Budget& budget_;
  std::vector<Reason> reasons_;
  Number outcomes_;
  std::string why_;
};

}  // namespace

Zone count_zone(const Dispute& dispute, const Scenario& scenario,
                const std::vector<int>& bargainers, const Conditions& conditions,
                std::size_t most_packages, Budget& budget) {
  return Counter(dispute, scenario, bargainers, conditions, most_packages, budget).run();
}

}  // namespace detente
