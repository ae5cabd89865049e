#include "analysis/stability/frontier.h"

#include <algorithm>

namespace detente {

Frontiers::Frontiers(const Space& space, const Steps& own,
                     std::vector<std::span<const std::int32_t>> values, const Actor* mover,
                     Budget& budget)
    : space_(space),
      own_(own),
      values_(std::move(values)),
      budget_(budget),
      frontiers_(space.size()) {
  if (mover == nullptr || !space.transitive()) return;
  for (const Place& place : mover->places) {
    if (!place.one_way) free_.push_back(place);
  }
}

Outcome Frontiers::representative(Outcome s) const {
  for (const Place& place : free_) s -= s / place.stride % place.radix * place.stride;
  return s;
}

void Frontiers::make(Outcome at) {
  reached_.clear();
  if (space_.feasible().test(at)) reached_.push_back(at);
  own_(at, [this](Outcome t) { reached_.push_back(t); });
  budget_.spend(reached_.size() + 1);
  std::sort(reached_.begin(), reached_.end(), [this](Outcome a, Outcome b) {
    for (const auto& value : values_) {
      if (value[a] != value[b]) return value[a] > value[b];
    }
    return a < b;
  });
  const std::size_t members = values_.size();
  std::vector<std::int32_t>& kept = frontiers_[at].vectors;
  for (const Outcome t : reached_) {
    // With two members the last one kept has the most for the second of all that come before.
    const std::size_t from = members > 2 || kept.empty() ? 0 : kept.size() - members;
    bool reached = false;
    for (std::size_t v = from; v < kept.size() && !reached; v += members) {
      reached = true;
      for (std::size_t k = 0; k < members; ++k) reached = reached && kept[v + k] >= values_[k][t];
    }
    if (reached) continue;
    for (const auto& value : values_) kept.push_back(value[t]);
  }
  kept.shrink_to_fit();
  frontiers_[at].made = true;
}

bool Frontiers::any_above(Outcome s, std::span<const std::int32_t> above) {
  const Outcome at = representative(s);
  Frontier& mine = frontiers_[at];
  if (!mine.made) make(at);
  const std::size_t members = values_.size(), count = mine.vectors.size() / members;
  const std::int32_t* const vectors = mine.vectors.data();
  // those with enough for the first member come first
  std::size_t low = 0, high = count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (vectors[middle * members] > above[0]) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (members <= 2) return low > 0 && vectors[low * members - 1] > above[members - 1];
  for (std::size_t v = 0; v < low; ++v) {
    bool all = true;
    for (std::size_t k = 1; k < members; ++k) all = all && vectors[v * members + k] > above[k];
    if (all) return true;
  }
  return false;
}

}  // namespace detente
