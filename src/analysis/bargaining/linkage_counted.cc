#include "analysis/bargaining/linkage_counted.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#include "analysis/bargaining/counted_deals.h"
#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/two_level_counted.h"

namespace detente {
namespace {

using Number = CountedDeals::Number;

// Options of one issue that no other one is at least as good as for everybody.
std::vector<Point> worth_choosing(const AdditiveForm& form, std::size_t issue) {
  std::vector<Point> all;
  for (std::size_t o = 0; o < form.options[issue].size(); ++o) {
    Point one;
    for (const auto& party : form.value) one.push_back(party[issue][o]);
    all.push_back(std::move(one));
  }
  std::sort(all.begin(), all.end(), std::greater<>());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<Point> kept;
  for (const Point& one : all) {
    const auto covers = [&](const Point& other) {
      return std::equal(one.begin(), one.end(), other.begin(),
                        [](std::int64_t x, std::int64_t y) { return y >= x; });
    };
    if (std::none_of(kept.begin(), kept.end(), covers)) kept.push_back(one);
  }
  return kept;
}

class Effects {
 public:
  Effects(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions,
          CountedDeals& counter, Linkage& linkage)
      : dispute_(dispute),
        scenario_(scenario),
        conditions_(conditions),
        counter_(counter),
        linkage_(linkage) {}

  void run() {
    const AdditiveOrWhy form = counter_.form_of(conditions_);
    if (!form.table) return;
    for (const int k : form.table->changed_from(scenario_.status_quo)) {
      counter_.why.clear();
      IssueEffect row;
      row.issue = k;
      Conditions frozen = conditions_;
      frozen.options[static_cast<std::size_t>(k)] = {
          scenario_.status_quo[static_cast<std::size_t>(k)]};
      row.deals_frozen = CountedDeals::written(counter_.deals(frozen));
      row.packages = CountedDeals::written(packages(form, k));
      Scenario scenario;
      if (const auto left = counter_.changed(taking_away(dispute_, k), scenario)) {
        const AdditiveOrWhy without = counter_.form_of(scenario, *left);
        row.without = CountedDeals::written(counter_.deals(without));
        if (without.additive)
          row.outcomes_without = Count::of_digits(without.table ? without.table->outcomes() : "0");
      }
      if (!counter_.why.empty()) linkage_.why_no_effects = counter_.why;
      linkage_.issues.push_back(row);
    }
  }

 private:
  Number packages(const AdditiveOrWhy& form, int issue) {
    if (!form.deals) return WideInteger(0);
    const AdditiveForm& all = *form.deals;
    const auto at = static_cast<std::size_t>(
        std::find(all.issues.begin(), all.issues.end(), issue) - all.issues.begin());
    const bool listed = at < all.issues.size();
    if (!listed && all.bundles.empty()) return counter_.sums(all);  // one option is left of it
    if (!listed || !all.is_plain(at)) {
      counter_.why = "other issues are tied to it";
      return std::nullopt;
    }
    const std::vector<Point> options = worth_choosing(all, at);
    if (options.size() > kMostUnion) {
      counter_.why = "it has too many options to put together";
      return std::nullopt;
    }
    WideInteger in = 0, out = 0;
    AdditiveForm one = all;
    one.options[at] = {all.options[at].front()};
    for (std::size_t set = 1; set < std::size_t{1} << options.size(); ++set) {
      for (std::size_t p = 0; p < one.value.size(); ++p) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::size_t o = 0; o < options.size(); ++o) {
          if ((set >> o & 1U) != 0) least = std::min(least, options[o][p]);
        }
        one.value[p][at] = {least};
      }
      const Number some = counter_.sums(one);
      if (!some) return std::nullopt;
      (std::popcount(set) % 2 == 1 ? in : out) += *some;
    }
    return in - out;
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  CountedDeals& counter_;
  Linkage& linkage_;
};

}  // namespace

void add_counted_linkage(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, const Conditions& conditions,
                         std::size_t most_packages, const BargainingAsked& asked, Budget& budget,
                         BargainingStudy& study) {
  const std::uint64_t left = budget.limit() - std::min(budget.limit(), budget.spent());
  Budget own(std::min(kCountedLinkageWork, left), &budget);
  CountedDeals counter(dispute, scenario, within, study.bargainers, most_packages, own);
  study.linkage->why_no_effects.clear();
  if (study.zone->deals.known()) {
    Effects(dispute, scenario, conditions, counter, *study.linkage).run();
  } else {
    study.linkage->why_no_effects = study.zone->why;
  }
  add_counted_two_level(dispute, scenario, within, conditions, most_packages, asked, own, study);
  budget.spend(own.spent());
}

}  // namespace detente
