#include "analysis/bargaining/sum_bounds.h"

#include <algorithm>
#include <limits>

namespace detente {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kUnits = 1e9;  // billionths of 1

// The best that the issues from each depth on can add.
std::vector<double> rest_of(const Multipliers& set, const SumChoices& choices,
                            const std::vector<std::size_t>& order) {
  std::vector<double> rest(order.size() + 1, 0);
  for (std::size_t i = order.size(); i-- > 0;) {
    double best = -kInfinite;
    for (const SumChoice& choice : choices[order[i]]) best = std::max(best, weighted(set, choice));
    rest[i] = rest[i + 1] + best;
  }
  return rest;
}

}  // namespace

void SumBounds::prepare(const SumChoices& choices, const std::vector<std::size_t>& order) {
  lost_.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    lost_[i].resize(choices[order[i]].size() * sets_.size());
  for (std::size_t at = 0; at < sets_.size(); ++at) {
    std::vector<double> rest = rest_of(sets_[at], choices, order);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const double best = rest[i] - rest[i + 1];
      for (std::size_t v = 0; v < choices[order[i]].size(); ++v)
        lost_[i][v * sets_.size() + at] = weighted(sets_[at], choices[order[i]][v]) - best;
    }
    rest_.push_back(std::move(rest));
  }
}

void SumBounds::prepare_second(const SumTable& table, const SumObjective& objective,
                               const SumChoices& choices, const std::vector<std::size_t>& order) {
  const std::size_t parties = objective.scale.size();
  const auto counted =
      std::count_if(objective.scale.begin(), objective.scale.end(), [](double s) { return s > 0; });
  if (counted < 2) return;
  for (std::size_t p = 0; p < parties; ++p) {
    if (objective.scale[p] <= 0) continue;
    SumObjective others = objective;
    others.scale[p] = 0;
    const std::vector<double> nothing(parties, 0);
    second_sets_.push_back(best_multipliers(table, parties, others, 0, nothing));
    second_rest_.push_back(rest_of(second_sets_.back(), choices, order));
  }
}

double SumBounds::second(std::size_t depth, const std::vector<std::int64_t>& utility) const {
  double out = -kInfinite;
  for (std::size_t k = 0; k < second_sets_.size(); ++k) {
    double sum = second_sets_[k].constant + second_rest_[k][depth];
    for (std::size_t p = 0; p < utility.size(); ++p)
      sum += second_sets_[k].weight[p] * static_cast<double>(utility[p]) / kUnits;
    out = std::max(out, sum);
  }
  return out;
}

}  // namespace detente
