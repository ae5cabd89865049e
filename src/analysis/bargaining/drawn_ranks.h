// Ranks of deals that can be neither listed nor counted, from deals drawn at random.
//
// Answers: what part of the deals does a party prefer to this one, among 5^50 of them?
// Definition: docs/methods/bargaining.md, "Ranks by drawing". A party's level of a utility is the
//   estimated part of the deals that give it more.
// Method: for sums, importance sampling: for every party a mixture of product distributions, each
//   tilted towards more for this party and towards the floors of all (the exponential tilt under
//   which the floor is the mean), and every draw weighted by the uniform distribution over that
//   mixture; so rare good deals are drawn as often as common ones. Else deals drawn uniformly.
// Source: Siegmund 1976 (exponential tilt); Veach & Guibas 1995 (mixture weights).
// Shapes and units: utilities in billionths, [party]; shares of the deals between 0 and 1.
// Cost: kTilts * kDraws outcomes per party.
// Checked by: drawn_ranks_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_DRAWN_RANKS_H_
#define DETENTE_ANALYSIS_BARGAINING_DRAWN_RANKS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/fallback_search.h"
#include "analysis/bargaining/zone_sample.h"
#include "base/limits.h"

namespace detente {

// A deal drawn, as one party sees it: every deal of the dispute stands for `weight` of them.
struct DrawnDeal {
  std::int64_t utility = 0;
  double weight = 1;
};

class DrawnRanks {
 public:
  // `drawn`: [party], at least one deal each.
  explicit DrawnRanks(std::vector<std::vector<DrawnDeal>> drawn);

  const std::vector<RankSteps>& steps() const { return steps_; }
  std::size_t levels() const { return levels_; }
  // The part of the deals that give the party more than this, with its 95 % interval.
  ShareEstimate better(std::size_t party, std::int64_t utility) const;

 private:
  std::vector<std::vector<DrawnDeal>> drawn_;  // [party], the best first
  std::vector<RankSteps> steps_;
  std::size_t levels_ = 0;
};

struct DrawnRanksAsked {
  std::uint64_t seed = 1;
  int threads = 1;
};
constexpr std::size_t kTilts = 24, kDraws = 2000;  // per party; per tilt

// The same for any number of threads. Empty for a party of which no deal was drawn.
std::vector<std::vector<DrawnDeal>> draw_deals(const AdditiveForm& deals,
                                               const DrawnRanksAsked& asked, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DRAWN_RANKS_H_
