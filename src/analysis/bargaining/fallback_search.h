// Fallback bargaining where the efficient deals are not all known.
//
// Answers: how deep must the parties fall back in their orders until enough of them agree, if all
//   that can be asked is whether some deal gives these parties at least so much?
// Definition: docs/methods/bargaining.md, "Solutions". Ranks are levels here: places in one list of
//   all depths that are told apart, the best first.
// Method: for every set of as many parties as the quota asks, the least level that some deal has
//   for all of them, by halving; the first question about a set is whether it beats the sets
//   before it, and most sets end there.
// Shapes and units: utilities in billionths, [party]; results [quota - 1].
// Cost: a question per set of parties, and a few more for the sets that beat the others.
// Checked by: fallback_search_test.cc against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_FALLBACK_SEARCH_H_
#define DETENTE_ANALYSIS_BARGAINING_FALLBACK_SEARCH_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/bargaining/plain_solutions.h"
#include "base/limits.h"

namespace detente {

// A party's levels: a utility has the level of the first of `value` that is not above it.
struct RankSteps {
  std::vector<std::int64_t> value;  // falling; the last one is at most the utility of every deal
  std::vector<std::size_t> level;   // of each, rising

  std::size_t level_of(std::int64_t utility) const;
  // The least utility with this level or a better one; empty if there is none.
  std::optional<std::int64_t> least(std::size_t level) const;
};

struct ReachedDeal {
  enum class Kind { kFound, kNone, kStopped };
  Kind kind = Kind::kStopped;
  Point utility;
  std::vector<int> choice;  // what the deal is, for who asked
};
// A deal that gives every party at least this, where there is a number; the better the faster.
using ReachDeal = std::function<ReachedDeal(const std::vector<std::optional<std::int64_t>>& least)>;

struct FallbackDeal {
  std::size_t level = 0;  // of the party that makes the quota
  std::size_t party = 0;  // that party
  bool proven = true;     // no deal has a better one; else the search was ended
  Point utility;
  std::vector<int> choice;
};

// The level of the party that makes the quota at a vector, and the party.
std::pair<std::size_t, std::size_t> quota_level(const std::vector<RankSteps>& ranks,
                                                const Point& utility, std::size_t quota);

// Empty for a quota of which no deal was found. `levels`: how many there are.
std::vector<std::optional<FallbackDeal>> search_fallbacks(const std::vector<RankSteps>& ranks,
                                                          std::size_t levels,
                                                          const ReachDeal& reach, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_FALLBACK_SEARCH_H_
