#include "analysis/stability/sequences.h"

#include <algorithm>

namespace detente {

Sequences::Sequences(const Space& space, std::vector<std::size_t> movers, bool improving)
    : space_(space), movers_(std::move(movers)), improving_(improving) {
  parent_.assign(2 * space.size(), kNone);
  last_.assign(2 * space.size(), kNone);
  distance_.assign(2 * space.size(), -1);
}

// Is this entry new and of use?
bool Sequences::enter(Outcome x, std::uint32_t mover, std::uint32_t from) {
  std::uint32_t n = 2 * x;
  if (distance_[n] >= 0) {
    if (last_[n] == kNone || last_[n] == mover || distance_[n + 1] >= 0) return false;
    ++n;
  }
  distance_[n] = distance_[from] + 1;
  parent_[n] = from;
  last_[n] = mover;
  queue_.push_back(n);
  return true;
}

std::optional<Outcome> Sequences::search(Outcome start, const std::function<bool(Outcome)>& goal) {
  for (const std::uint32_t n : queue_) {  // what the last search left
    distance_[n] = -1;
    parent_[n] = last_[n] = kNone;
  }
  queue_.assign(1, 2 * start);
  distance_[2 * start] = 0;
  for (std::size_t head = 0; head < queue_.size(); ++head) {
    const std::uint32_t n = queue_[head];
    const Outcome x = n / 2;
    std::optional<Outcome> found;
    for (std::uint32_t k = 0; k < movers_.size() && !found; ++k) {
      if (k == last_[n]) continue;
      // a second entry adds only what the first comer may do now
      if (n % 2 == 1 && k != last_[n - 1]) continue;
      const PartySet members = space_.movers()[movers_[k]].members;
      space_.each_move(movers_[k], x, [&](Outcome y) {
        if (found || (improving_ && !space_.all_prefer(members, y, x))) return;
        if (enter(y, k, n) && goal && goal(y)) found = y;
      });
    }
    if (found) return found;
  }
  return std::nullopt;
}

int Sequences::distance(Outcome x) const { return distance_[std::size_t{2} * x]; }

std::vector<SequenceStep> Sequences::path_to(Outcome x) const {
  std::vector<SequenceStep> path;
  for (std::uint32_t n = 2 * x; parent_[n] != kNone; n = parent_[n])
    path.push_back({movers_[last_[n]], n / 2});
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace detente
