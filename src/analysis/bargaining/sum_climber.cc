#include "analysis/bargaining/sum_climber.h"

#include <algorithm>
#include <array>
#include <limits>

namespace detente {
namespace {

constexpr double kUnits = 1e9;  // billionths of 1

}  // namespace

bool meets(const std::vector<std::int64_t>& utility, const std::vector<std::int64_t>& floors) {
  for (std::size_t p = 0; p < floors.size(); ++p) {
    if (utility[p] < floors[p]) return false;
  }
  return true;
}

double value_of(const std::vector<std::int64_t>& utility, const SumObjective& objective) {
  std::array<double, 64> u;  // a dispute has at most that many parties
  for (std::size_t p = 0; p < utility.size(); ++p) u[p] = static_cast<double>(utility[p]) / kUnits;
  return objective.value({u.data(), utility.size()});
}

double second_least(const std::vector<std::int64_t>& utility, const SumObjective& objective) {
  double least = std::numeric_limits<double>::infinity(), second = least;
  for (std::size_t p = 0; p < utility.size(); ++p) {
    if (objective.scale[p] <= 0) continue;
    const double gain =
        objective.scale[p] * (static_cast<double>(utility[p]) / kUnits - objective.zero[p]);
    if (gain < least) {
      second = least;
      least = gain;
    } else {
      second = std::min(second, gain);
    }
  }
  return second;
}

SumPosition::Score SumClimber::score(const std::vector<std::int64_t>& utility) const {
  SumPosition::Score out;
  for (std::size_t p = 0; p < floors_.size(); ++p) {
    out.short_of += static_cast<double>(std::max<std::int64_t>(0, floors_[p] - utility[p]));
    if (objective_.scale[p] > 0)
      out.sum += objective_.scale[p] * static_cast<double>(utility[p]) / kUnits;
  }
  out.value = value_of(utility, objective_);
  return out;
}

void SumClimber::place(SumPosition& position, std::size_t i, std::size_t v) const {
  const auto& row = choices_[order_[i]];
  for (std::size_t p = 0; p < floors_.size(); ++p)
    position.utility[p] += row[v].value[p] - row[position.at[i]].value[p];
  position.at[i] = v;
}
// Takes every change of one issue, then of two, that scores more, until there is none.
void SumClimber::climb(SumPosition& position) const {
  const auto keep = [&](std::size_t i, std::size_t before, std::size_t j, std::size_t before_j) {
    const SumPosition::Score now = score(position.utility);
    if (now > position.score) {
      position.score = now;
      return true;
    }
    place(position, i, before);
    if (j != i) place(position, j, before_j);
    return false;
  };
  constexpr int kRounds = 40;
  for (int round = 0; round < kRounds; ++round) {
    bool better = false;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      for (std::size_t v = 0; v < choices_[order_[i]].size(); ++v) {
        const std::size_t before = position.at[i];
        if (v == before) continue;
        place(position, i, v);
        better = keep(i, before, i, 0) || better;
      }
    }
    for (std::size_t i = 0; i < order_.size() && !better; ++i) {
      for (std::size_t j = i + 1; j < order_.size(); ++j) {
        for (std::size_t v = 0; v < choices_[order_[i]].size(); ++v) {
          for (std::size_t w = 0; w < choices_[order_[j]].size(); ++w) {
            const std::size_t before = position.at[i], before_j = position.at[j];
            if (v == before || w == before_j) continue;
            place(position, i, v);
            place(position, j, w);
            better = keep(i, before, j, before_j) || better;
          }
        }
      }
    }
    if (!better) break;
  }
}

// From the best outcome under these weights.
SumPosition SumClimber::climb_from(const Multipliers& set) const {
  SumPosition position{std::vector<std::size_t>(order_.size(), 0), {}, {}};
  position.utility.assign(floors_.size(), 0);
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto& row = choices_[order_[i]];
    for (std::size_t p = 0; p < floors_.size(); ++p) position.utility[p] += row[0].value[p];
  }
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto& row = choices_[order_[i]];
    std::size_t best = 0;
    for (std::size_t v = 1; v < row.size(); ++v) {
      if (weighted(set, row[v]) > weighted(set, row[best])) best = v;
    }
    place(position, i, best);
  }
  position.score = score(position.utility);
  climb(position);
  return position;
}

}  // namespace detente
