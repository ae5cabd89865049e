#include "analysis/worlds/copula.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <iterator>
#include <numbers>

#include "base/check.h"
#include "base/cholesky.h"
#include "dispute/correlation_groups.h"

namespace detente {
namespace {

constexpr double kLeast = 0x1.0p-54, kMost = 1 - 0x1.0p-53;  // what a share can be

std::size_t input_of(std::span<const Input> inputs, int factor) {
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].kind == Input::Kind::kFactor && inputs[i].index == factor) return i;
  }
  DETENTE_CHECK(false, "the builder lets only uncertain factors be correlated");
}

}  // namespace

Copula::Copula(const Dispute& dispute, std::span<const Input> inputs) {
  std::vector<char> tied(inputs.size(), 0);
  for (const CorrelationGroup& group : correlation_groups(dispute->correlations)) {
    Tie tie;
    for (const int factor : group.factors) {
      tie.inputs.push_back(input_of(inputs, factor));
      tied[tie.inputs.back()] = 1;
    }
    Cholesky found = cholesky(group.matrix, group.factors.size());
    DETENTE_CHECK(found.rows == group.factors.size(), "the builder has checked the correlations");
    tie.lower = std::move(found.lower);
    groups_.push_back(tie.inputs);
    ties_.push_back(std::move(tie));
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (tied[i] == 0) groups_.push_back({i});
  }
  std::sort(groups_.begin(), groups_.end());
  for (const Correlation& one : dispute->correlations) {
    if (one.value == 0) continue;
    correlations_.push_back({input_of(inputs, one.first), input_of(inputs, one.second), one.value,
                             spearman_of(one.value)});
  }
}

InputGroups Copula::groups_without(std::span<const Input> inputs,
                                   std::span<const char> given) const {
  InputGroups out;
  for (const auto& group : groups_) {
    std::vector<std::size_t> drawn;
    std::copy_if(group.begin(), group.end(), std::back_inserter(drawn), [&](std::size_t i) {
      return inputs[i].kind != Input::Kind::kFactor ||
             given[static_cast<std::size_t>(inputs[i].index)] == 0;
    });
    if (drawn.empty()) drawn = group;
    out.push_back(std::move(drawn));
  }
  return out;
}

std::size_t Copula::group_of(std::size_t input) const {
  const auto it = std::find_if(groups_.begin(), groups_.end(), [&](const auto& group) {
    return std::find(group.begin(), group.end(), input) != group.end();
  });
  return static_cast<std::size_t>(it - groups_.begin());
}

void Copula::apply(std::span<double> shares) const {
  static const boost::math::normal_distribution<double> kNormal;
  std::vector<double> scores;
  for (const Tie& tie : ties_) {
    scores.clear();
    for (std::size_t i = 0; i < tie.inputs.size(); ++i) {
      double& share = shares[tie.inputs[i]];
      scores.push_back(boost::math::quantile(kNormal, std::clamp(share, kLeast, kMost)));
      const double* const row = tie.lower.data() + i * tie.inputs.size();
      double score = 0;
      bool alone = true;
      for (std::size_t j = 0; j < i; ++j) {
        score += row[j] * scores[j];
        alone = alone && row[j] == 0;
      }
      if (alone) continue;
      score += row[i] * scores[i];
      share = std::clamp(boost::math::cdf(kNormal, score), kLeast, kMost);
    }
  }
}

double spearman_of(double correlation) { return 6 / std::numbers::pi * std::asin(correlation / 2); }

}  // namespace detente
