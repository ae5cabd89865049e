#include "analysis/bargaining/drawn_ranks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/bargaining/tilted_sums.h"
#include "base/parallel.h"
#include "base/random.h"

namespace detente {
namespace {

constexpr double kRuleOfThree = 3;  // hits that 95 % of samples without one rule out

}  // namespace

DrawnRanks::DrawnRanks(std::vector<std::vector<DrawnDeal>> drawn) : drawn_(std::move(drawn)) {
  std::vector<std::vector<double>> shares;
  std::vector<double> all;
  for (auto& deals : drawn_) {
    std::sort(deals.begin(), deals.end(), [](const DrawnDeal& a, const DrawnDeal& b) {
      return a.utility != b.utility ? a.utility > b.utility : a.weight < b.weight;
    });
    double total = 0, so_far = 0;
    for (const DrawnDeal& deal : deals) total += deal.weight;
    RankSteps steps;
    std::vector<double> own;
    for (std::size_t k = 0; k < deals.size(); ++k) {
      if (k == 0 || deals[k].utility != deals[k - 1].utility) {
        steps.value.push_back(deals[k].utility);
        own.push_back(so_far / total);
      }
      so_far += deals[k].weight;
    }
    steps.value.push_back(std::numeric_limits<std::int64_t>::min());  // worse than all drawn
    own.push_back(1);
    all.insert(all.end(), own.begin(), own.end());
    shares.push_back(std::move(own));
    steps_.push_back(std::move(steps));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  levels_ = all.size();
  for (std::size_t p = 0; p < steps_.size(); ++p) {
    for (const double share : shares[p]) {
      steps_[p].level.push_back(
          static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), share) - all.begin()));
    }
  }
}

// The ratio of two weighted sums, with its variance by linearisation. The deal next to the
// utility says what one draw more is worth: so much is always left open, as by the rule of three.
ShareEstimate DrawnRanks::better(std::size_t party, std::int64_t utility) const {
  const auto& deals = drawn_[party];
  const auto end = std::find_if(deals.begin(), deals.end(),
                                [&](const DrawnDeal& deal) { return deal.utility <= utility; });
  double total = 0, more = 0, squares = 0;
  for (const DrawnDeal& deal : deals) total += deal.weight;
  for (auto at = deals.begin(); at != end; ++at) more += at->weight;
  const double share = more / total;
  for (auto at = deals.begin(); at != deals.end(); ++at) {
    const double off = at->weight * ((at < end ? 1.0 : 0.0) - share);
    squares += off * off;
  }
  const double half = kWithin95 * std::sqrt(squares) / total;
  const double open = kRuleOfThree * (end == deals.end() ? deals.back() : *end).weight / total;
  return {share, std::max(0.0, share - half), std::min(1.0, share + half + open)};
}

std::vector<std::vector<DrawnDeal>> draw_deals(const AdditiveForm& deals,
                                               const DrawnRanksAsked& asked, Budget& budget) {
  const TiltedSums sums(deals);
  const std::size_t parties = sums.parties();
  const std::vector<double> base = sums.tilt_to(sums.floors());
  const std::vector<double> common = sums.mean(base), most = sums.most();
  std::vector<std::vector<double>> tilts(parties * kTilts);
  parallel_for(tilts.size(), asked.threads, [&](std::size_t k) {
    const std::size_t p = k / kTilts;
    const double part = static_cast<double>(k % kTilts) / static_cast<double>(kTilts);
    std::vector<double> aim = sums.floors();
    aim[p] = common[p] + (most[p] - common[p]) * part;
    tilts[k] = k % kTilts == 0 ? base : sums.tilt_to(aim);
  });
  std::vector<std::vector<DrawnDeal>> drawn(tilts.size());
  parallel_for(tilts.size(), asked.threads, [&](std::size_t k) {
    if (budget.cancelled()) return;
    const std::size_t p = k / kTilts;
    const TiltedSums::Mixture mixture =
        sums.mixture({tilts.begin() + static_cast<std::ptrdiff_t>(p * kTilts),
                      tilts.begin() + static_cast<std::ptrdiff_t>((p + 1) * kTilts)});
    const TiltedSums::Draws draws = sums.draws(tilts[k]);
    Random random(asked.seed, k);
    Point utility(parties);
    for (std::size_t n = 0; n < kDraws; ++n) {
      draws.draw(random, utility);
      if (sums.is_deal(utility)) drawn[k].push_back({utility[p], mixture.weight(utility)});
    }
  });
  budget.spend(tilts.size() * kDraws);
  std::vector<std::vector<DrawnDeal>> out(parties);
  for (std::size_t k = 0; k < drawn.size(); ++k)
    out[k / kTilts].insert(out[k / kTilts].end(), drawn[k].begin(), drawn[k].end());
  return out;
}

}  // namespace detente
