// What a preference other than weights says, as one integer per outcome: more is better.
#ifndef DETENTE_SPACE_PREFERENCE_KEYS_H_
#define DETENTE_SPACE_PREFERENCE_KEYS_H_

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "base/error.h"
#include "dispute/dispute.h"
#include "space/outcome_table.h"

namespace detente {

// How many bits of a key are used, so that sums and differences of keys stay in range.
inline constexpr int kKeyBits = 62;

// Dense ranks of the outcomes under a comparison; equal outcomes share a rank.
template <class Less>
std::vector<std::int64_t> dense_ranks(std::size_t outcomes, Less less) {
  std::vector<Outcome> order(outcomes);
  std::iota(order.begin(), order.end(), Outcome{0});
  std::sort(order.begin(), order.end(), less);
  std::vector<std::int64_t> rank(outcomes, 0);
  for (std::size_t i = 1; i < outcomes; ++i) {
    rank[order[i]] = rank[order[i - 1]] + (less(order[i - 1], order[i]) ? 1 : 0);
  }
  return rank;
}

// Statements compared in their order, any number of them: the first decides, then the next.
// One key per outcome, more being better; equal where no statement tells two outcomes apart.
std::vector<std::int64_t> lexicographic(std::span<const Bitset* const> sets, std::size_t outcomes);

// A ranking's groups, an issue-by-issue sum and a list of outcomes with their values. Values are in
// billionths; a ranking's keys are minus the number of its group, the best being 0.
std::vector<std::int64_t> ranking_keys(OutcomeTable& table, const Preference& preference);
std::vector<std::int64_t> value_keys(const OutcomeTable& table, const Preference& preference);
std::vector<std::int64_t> outcome_value_keys(OutcomeTable& table, const Preference& preference);

// The error of a ranking or a list of outcomes that leaves out some feasible outcome.
Errors uncovered(OutcomeTable& table, int party, const Bitset& feasible);

}  // namespace detente

#endif  // DETENTE_SPACE_PREFERENCE_KEYS_H_
