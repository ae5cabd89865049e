#include "analysis/bargaining/deal_solutions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/bargaining/fraction.h"

namespace detente {
namespace {

using Kind = DealSearch::Answer::Kind;

// Every vector that the programme still allows, at most kMostTies.
void every_vector(const DealSearch& search, LinearProgramme lp, FoundDeals& out) {
  DealSearch::aim(lp, {});
  for (const FoundDeal& known : out.deals) search.exclude(lp, known.utility);
  while (true) {
    const auto more = search.solve(lp);
    if (more.kind == Kind::kNone) break;
    if (!more.found() || out.deals.size() >= kMostTies) {
      out.all_ties = false;
      break;
    }
    search.exclude(lp, more.deal.utility);
    out.deals.push_back(more.deal);
  }
  std::sort(out.deals.begin(), out.deals.end(),
            [](const FoundDeal& a, const FoundDeal& b) { return a.utility > b.utility; });
}

Int128 floor_of(Int128 a, Int128 b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

// Leximin, one level of shares after another.
class Levels {
 public:
  Levels(const DealSearch& search, std::span<const std::int64_t> zero,
         std::span<const std::int64_t> unit)
      : search_(search), zero_(zero), unit_(unit), lp_(search.deals()) {
    double span = 0;
    for (std::size_t p = 0; p < unit.size(); ++p) {
      if (unit[p] <= 0) continue;
      active_.push_back(p);
      const auto& scale = search.scale(p);
      span = std::max(span,
                      static_cast<double>(scale.high - scale.low) / static_cast<double>(unit[p]));
    }
    per_share_ = 1000 / std::max(span, 1e-9);
    where_.assign(unit.size(), -1);
  }

  FoundDeals run() {
    FoundDeals out;
    while (!active_.empty()) {
      std::optional<Fraction> share;
      if (!largest_smallest(share, out)) return out;
      if (!share) {  // no deal at all
        out.done = true;
        return out;
      }
      if (!fewest_at(*share, out)) return out;
    }
    out.deals.clear();
    out.done = true;
    out.gap = 0;
    every_vector(search_, lp_, out);
    return out;
  }

 private:
  Fraction share_of(std::size_t p, const Point& utility) const {
    return Fraction::of(static_cast<Int128>(utility[p]) - zero_[p], unit_[p]);
  }
  // The least utility with a share of at least / above this.
  std::int64_t reaching(std::size_t p, const Fraction& share) const {
    return zero_[p] - static_cast<std::int64_t>(floor_of(-share.num * unit_[p], share.den));
  }
  std::int64_t above(std::size_t p, const Fraction& share) const {
    return zero_[p] + static_cast<std::int64_t>(floor_of(share.num * unit_[p], share.den)) +
           (search_.exact() ? 1 : search_.step(p));
  }

  // The largest smallest share of the parties that count at this level.
  bool largest_smallest(std::optional<Fraction>& share, FoundDeals& out) {
    while (true) {
      LinearProgramme lp = lp_;
      const double most = 1e5;
      const int smallest = lp.add_column(-most, most, 0, false);
      for (const std::size_t p : active_) {
        if (share) search_.at_least(lp, p, above(p, *share), where_[p]);
        const double factor = per_share_ / static_cast<double>(unit_[p]);
        std::vector<std::pair<int, double>> terms;
        double constant = search_.add_utility(terms, p, factor);
        constant -= factor * static_cast<double>(zero_[p]);
        terms.emplace_back(smallest, -1);
        double slack = 0;
        if (where_[p] >= 0) {
          const double low =
              factor * (static_cast<double>(search_.scale(p).low) - static_cast<double>(zero_[p]));
          slack = std::max(0.0, 1100 - low);
          terms.emplace_back(where_[p], -slack);
        }
        lp.add_row(std::move(terms), -constant - slack, LinearProgramme::kInfinity);
      }
      DealSearch::aim(lp, {{smallest, 1}});
      const auto answer = search_.solve(lp);
      if (answer.kind == Kind::kNone) return true;
      if (!answer.found()) return false;
      std::optional<Fraction> found;
      bool fits = true;
      for (const std::size_t p : active_) {
        if (where_[p] >= 0 && answer.x[static_cast<std::size_t>(where_[p])] < 0.5) continue;
        const Fraction one = share_of(p, answer.deal.utility);
        if (!found || compare(one, *found, &fits) < 0) found = one;
      }
      if (!fits || !found || (share && compare(*found, *share, &fits) <= 0)) return false;
      share = found;
      out.deals = {answer.deal};
      out.gap = std::max(0.0, (answer.bound / per_share_) - found->to_double());
    }
  }

  // As few parties at this share as possible; the others go on.
  bool fewest_at(const Fraction& share, FoundDeals& out) {
    std::vector<std::pair<int, double>> more;
    std::vector<int> next(where_.size(), -1);
    for (const std::size_t p : active_) {
      search_.at_least(lp_, p, reaching(p, share), where_[p]);
      next[p] = lp_.add_column(0, 1, 0, true);
      search_.at_least(lp_, p, above(p, share), next[p]);
      if (where_[p] >= 0)
        lp_.add_row({{next[p], 1}, {where_[p], -1}}, -LinearProgramme::kInfinity, 0);
      more.emplace_back(next[p], 1);
    }
    LinearProgramme lp = lp_;
    DealSearch::aim(lp, more);
    const auto answer = search_.solve(lp);
    if (!answer.found()) return false;
    double count = 0;
    for (const std::size_t p : active_)
      count += answer.x[static_cast<std::size_t>(next[p])] > 0.5 ? 1 : 0;
    lp_.add_row(std::move(more), count, LinearProgramme::kInfinity);
    where_ = next;
    if (count == 0) active_.clear();
    out.deals = {answer.deal};
    return true;
  }

  const DealSearch& search_;
  std::span<const std::int64_t> zero_, unit_;
  LinearProgramme lp_;
  std::vector<std::size_t> active_;
  std::vector<int> where_;  // [party] the column that says that it counts; -1: always
  double per_share_ = 1;
};

}  // namespace

FoundDeals programme_leximin(const DealSearch& search, std::span<const std::int64_t> zero,
                             std::span<const std::int64_t> unit) {
  return Levels(search, zero, unit).run();
}

FoundDeals programme_sum(const DealSearch& search, std::span<const std::int64_t> weight) {
  FoundDeals out;
  LinearProgramme lp = search.deals();
  std::int64_t common = 0;
  double largest = 1;
  for (std::size_t p = 0; p < weight.size(); ++p) {
    const Int128 unit = static_cast<Int128>(weight[p]) * search.scale(p).unit;
    if (unit > std::numeric_limits<std::int64_t>::max()) return out;
    common = std::gcd(common, static_cast<std::int64_t>(unit));
  }
  if (common == 0) common = 1;
  std::vector<std::pair<int, double>> terms;
  for (std::size_t p = 0; p < weight.size(); ++p) {
    search.add_utility(terms, p, static_cast<double>(weight[p]) / static_cast<double>(common));
  }
  for (const auto& term : terms) largest += std::abs(term.second);
  const double by = std::min(1.0, DealSearch::kMostScale / largest);
  for (auto& term : terms) term.second *= by;
  DealSearch::aim(lp, terms);
  const auto best = search.solve(lp);
  if (best.kind == Kind::kNone) out.done = true;
  if (!best.found()) return out;
  out.deals = {best.deal};
  const auto sum_of = [&](const Point& utility) {
    Int128 sum = 0;
    for (std::size_t p = 0; p < weight.size(); ++p)
      sum += static_cast<Int128>(weight[p]) * utility[p];
    return sum;
  };
  // everything within one step of the best, compared in whole numbers
  std::sort(terms.begin(), terms.end());
  std::vector<std::pair<int, double>> row;
  double value = 0;
  for (const auto& [column, factor] : terms) {
    value += factor * best.x[static_cast<std::size_t>(column)];
    if (!row.empty() && row.back().first == column) {
      row.back().second += factor;
    } else {
      row.emplace_back(column, factor);
    }
  }
  lp.add_row(std::move(row), value - std::min(0.25, 0.25 * by) - (by < 1 ? 0.5 : 0),
             LinearProgramme::kInfinity);
  out.done = true;
  if (by < 1) out.gap = static_cast<double>(common) / by;
  every_vector(search, lp, out);
  Int128 most = sum_of(out.deals.front().utility);
  for (const FoundDeal& one : out.deals) most = std::max(most, sum_of(one.utility));
  std::erase_if(out.deals, [&](const FoundDeal& one) { return sum_of(one.utility) != most; });
  return out;
}

}  // namespace detente
