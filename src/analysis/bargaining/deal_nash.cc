#include <algorithm>
#include <cmath>

#include "analysis/bargaining/deal_solutions.h"

namespace detente {
namespace {

using Kind = DealSearch::Answer::Kind;

constexpr double kNear = 1e-5;  // of the logarithm; above the solver's tolerance
constexpr int kFirstTangents = 24;

class Tangents {
 public:
  Tangents(const DealSearch& search, const std::vector<std::int64_t>& no_deal,
           const std::vector<Decimal>& powers)
      : search_(search), no_deal_(no_deal), lp_(search.deals()) {
    double most = 0;
    for (const Decimal& one : powers) most = std::max(most, one.to_double());
    for (const Decimal& one : powers) power_.push_back(one.to_double() / most);
  }

  FoundDeals run(const std::vector<Decimal>& powers) {
    FoundDeals out;
    const std::size_t n = power_.size();
    if (!gainers(out)) return out;
    std::vector<std::pair<int, double>> objective;
    for (std::size_t p = 0; p < n; ++p) {
      const auto& scale = search_.scale(p);
      // the least gain above 0 that its numbers allow, as the unit of gain
      std::int64_t least = (scale.constant - no_deal_[p]) % scale.unit;
      if (least <= 0) least += scale.unit;
      // of long numbers the least that the solver can see
      const std::int64_t unit = search_.exact() ? least : std::max(least, search_.step(p));
      unit_.push_back(static_cast<double>(unit));
      most_.push_back(std::max(
          1.0, (static_cast<double>(scale.high) - static_cast<double>(no_deal_[p])) / unit_[p]));
      const double lowest = -std::log(unit_[p] / static_cast<double>(least));
      log_.push_back(lp_.add_column(lowest, std::log(most_[p]) + 1, 0, false));
      lp_.add_row({{log_[p], 1}, {gains_[p], -std::log(most_[p]) - 1}}, -LinearProgramme::kInfinity,
                  0);
      for (int k = 0; k < kFirstTangents; ++k)
        tangent(p, std::pow(most_[p], static_cast<double>(k) / (kFirstTangents - 1)));
      objective.emplace_back(log_[p], power_[p]);
      objective.emplace_back(gains_[p], power_[p] * std::log(unit_[p]));
    }
    DealSearch::aim(lp_, objective);
    double best = -1;
    std::vector<Point> points;
    while (true) {
      const auto answer = search_.solve(lp_);
      if (answer.kind == Kind::kNone ||
          (answer.found() && best >= 0 && answer.bound < best - kNear)) {
        // that there is none at all would contradict those who gain
        out.done = !points.empty();
        out.gap = 0;
        break;
      }
      if (!answer.found()) break;
      double value = 0;
      for (std::size_t p = 0; p < n; ++p) {
        const auto gain = static_cast<double>(answer.deal.utility[p] - no_deal_[p]);
        if (gain <= 0) continue;
        value += power_[p] * std::log(gain);
        tangent(p, gain / unit_[p]);
      }
      best = std::max(best, value);
      out.gap = std::max(0.0, answer.bound - best);
      points.push_back(answer.deal.utility);
      out.deals.push_back(answer.deal);
      // whoever does not gain may have any utility at a tie; where all gain, one must have more
      if (all_gain_) {
        search_.beat(lp_, answer.deal.utility);
      } else {
        search_.exclude(lp_, answer.deal.utility);
      }
    }
    if (points.empty()) return out;
    const auto places = plain_solution("nash", {points, no_deal_, no_deal_, powers, powers});
    std::vector<FoundDeal> ties;
    for (const std::size_t k : *places) ties.push_back(out.deals[k]);
    out.deals = std::move(ties);
    std::sort(out.deals.begin(), out.deals.end(),
              [](const FoundDeal& a, const FoundDeal& b) { return a.utility > b.utility; });
    return out;
  }

 private:
  // Columns that say who gains, and a row that asks for as many as can gain together.
  bool gainers(FoundDeals& out) {
    std::vector<std::pair<int, double>> all;
    for (std::size_t p = 0; p < power_.size(); ++p) {
      gains_.push_back(lp_.add_column(0, 1, 0, true));
      // of long numbers a gain counts that the solver can see
      search_.at_least(lp_, p, no_deal_[p] + (search_.exact() ? 1 : search_.step(p)), gains_[p]);
      all.emplace_back(gains_[p], 1);
    }
    LinearProgramme lp = lp_;
    DealSearch::aim(lp, all);
    const auto answer = search_.solve(lp);
    out.done = answer.kind == Kind::kNone;
    if (!answer.found()) return false;
    const auto count = std::count_if(gains_.begin(), gains_.end(), [&](int column) {
      return answer.x[static_cast<std::size_t>(column)] > 0.5;
    });
    lp_.add_row(std::move(all), static_cast<double>(count), LinearProgramme::kInfinity);
    all_gain_ = count == static_cast<std::ptrdiff_t>(gains_.size());
    return true;
  }
  // log(gain) <= log(at) + (gain - at) / at where the party gains.
  void tangent(std::size_t p, double at) {
    std::vector<std::pair<int, double>> terms;
    const double slope = 1 / at;
    double constant = search_.add_utility(terms, p, slope / unit_[p]);
    constant -= slope / unit_[p] * static_cast<double>(no_deal_[p]);
    constant += std::log(at) - 1;
    const double low = constant + slope / unit_[p] *
                                      (static_cast<double>(search_.scale(p).low) -
                                       static_cast<double>(search_.scale(p).constant));
    // 0 <= constant + terms + slack (1 - gains) - log
    const double slack = std::max(0.0, 1 - low);
    terms.emplace_back(gains_[p], -slack);
    terms.emplace_back(log_[p], -1);
    lp_.add_row(std::move(terms), -constant - slack, LinearProgramme::kInfinity);
  }

  const DealSearch& search_;
  const std::vector<std::int64_t>& no_deal_;
  LinearProgramme lp_;
  std::vector<double> power_, unit_, most_;
  std::vector<int> gains_, log_;
  bool all_gain_ = false;
};

}  // namespace

FoundDeals programme_nash(const DealSearch& search, const std::vector<std::int64_t>& no_deal,
                          const std::vector<Decimal>& powers) {
  return Tangents(search, no_deal, powers).run(powers);
}

}  // namespace detente
