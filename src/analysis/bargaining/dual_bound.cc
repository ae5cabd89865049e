#include "analysis/bargaining/dual_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace detente {
namespace {

using Kind = SumObjective::Kind;

// Minimises a convex function of n numbers with subgradients, from a ball.
class Ellipsoid {
 public:
  Ellipsoid(std::vector<double> centre, double radius)
      : centre_(std::move(centre)), shape_(centre_.size() * centre_.size(), 0) {
    for (std::size_t i = 0; i < centre_.size(); ++i) at(i, i) = radius * radius;
  }
  const std::vector<double>& centre() const { return centre_; }

  // Leaves the half where the gradient points upwards; false when nothing is left to tell.
  bool cut(std::span<const double> gradient) {
    const std::size_t n = centre_.size();
    std::vector<double> step(n, 0);
    double length = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) step[i] += at(i, j) * gradient[j];
      length += gradient[i] * step[i];
    }
    if (!(length > 1e-30)) return false;
    const double root = std::sqrt(length), count = static_cast<double>(n);
    for (double& one : step) one /= root;
    for (std::size_t i = 0; i < n; ++i) centre_[i] -= step[i] / (count + 1);
    if (n == 1) {
      shape_[0] /= 4;
      return true;
    }
    const double grow = count * count / (count * count - 1);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        at(i, j) = grow * (at(i, j) - 2 / (count + 1) * step[i] * step[j]);
    }
    return true;
  }

 private:
  double& at(std::size_t i, std::size_t j) { return shape_[i * centre_.size() + j]; }
  std::vector<double> centre_, shape_;
};

class Dual {
 public:
  Dual(const SumTable& table, std::size_t parties, const SumObjective& objective, std::size_t first,
       std::span<const double> so_far)
      : table_(table), parties_(parties), objective_(objective), first_(first), so_far_(so_far) {
    for (std::size_t p = 0; p < parties; ++p) {
      if (objective.kind == Kind::kLinear || objective.scale[p] > 0) counted_.push_back(p);
    }
  }

  Multipliers run() {
    best_.bound = std::numeric_limits<double>::infinity();
    const std::size_t n = counted_.size() - (objective_.kind == Kind::kLeast ? 1 : 0);
    if (n == 0) {  // one party alone
      evaluate({}, nullptr);
      return best_;
    }
    std::vector<double> centre;
    double radius = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const double start = start_of(k);
      centre.push_back(start);
      radius = std::max(radius, 2 * start);
    }
    Ellipsoid ellipsoid(centre, radius * std::sqrt(static_cast<double>(n)));
    const std::size_t rounds = 60 * (n + 1) * (n + 1);
    std::vector<double> gradient(n);
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::vector<double> x = ellipsoid.centre();
      if (!outside(x, gradient)) evaluate(x, &gradient);
      if (!ellipsoid.cut(gradient)) break;
    }
    return best_;
  }

 private:
  // Where to begin looking, about as large as the answer.
  double start_of(std::size_t k) const {
    const std::size_t p = counted_[k];
    switch (objective_.kind) {
      case Kind::kLeast:
        return 1 / static_cast<double>(counted_.size());
      case Kind::kLinear:
        return std::max(1e-6, *std::max_element(objective_.scale.begin(), objective_.scale.end()));
      case Kind::kProduct:
        break;
    }
    double most = so_far_[p];
    for (std::size_t i = first_; i < table_.size(); ++i) {
      double best = -std::numeric_limits<double>::infinity();
      for (std::size_t v = 0; v < table_[i].size() / parties_; ++v)
        best = std::max(best, table_[i][v * parties_ + p]);
      most += best;
    }
    return 2 / std::max(1e-9, most - objective_.zero[p]);
  }

  // Is x no set of multipliers? Then the gradient of what it violates.
  bool outside(const std::vector<double>& x, std::vector<double>& gradient) const {
    const double least = objective_.kind == Kind::kProduct ? 1e-12 : 0;
    double sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum += x[k];
      if (x[k] >= least) continue;
      std::fill(gradient.begin(), gradient.end(), 0.0);
      gradient[k] = -1;
      return true;
    }
    if (objective_.kind != Kind::kLeast || sum <= 1) return false;
    std::fill(gradient.begin(), gradient.end(), 1.0);
    return true;
  }

  void evaluate(const std::vector<double>& x, std::vector<double>* gradient) {
    Multipliers at;
    at.raw.assign(parties_, 0);
    double left = 1;
    for (std::size_t k = 0; k < x.size(); ++k) {
      at.raw[counted_[k]] = x[k];
      left -= x[k];
    }
    if (objective_.kind == Kind::kLeast) at.raw[counted_.back()] = left;
    at.weight.assign(parties_, 0);
    for (const std::size_t p : counted_) {
      const double l = at.raw[p], s = objective_.scale[p];
      switch (objective_.kind) {
        case Kind::kLinear:
          at.weight[p] = s + l;
          at.constant -= l * objective_.floor[p];
          break;
        case Kind::kLeast:
          at.weight[p] = l * s;
          at.constant -= l * s * objective_.zero[p];
          break;
        case Kind::kProduct:
          at.weight[p] = l * s;
          at.constant -= s * (l * objective_.zero[p] + 1 + std::log(l));
          break;
      }
    }
    std::vector<double> utility(so_far_.begin(), so_far_.end());
    at.bound = at.constant;
    for (std::size_t p = 0; p < parties_; ++p) at.bound += at.weight[p] * so_far_[p];
    for (std::size_t i = first_; i < table_.size(); ++i) {
      const std::vector<double>& row = table_[i];
      std::size_t chosen = 0;
      double best = -std::numeric_limits<double>::infinity();
      for (std::size_t v = 0; v < row.size() / parties_; ++v) {
        double sum = 0;
        for (std::size_t p = 0; p < parties_; ++p) sum += at.weight[p] * row[v * parties_ + p];
        if (sum > best) {
          best = sum;
          chosen = v;
        }
      }
      at.bound += best;
      for (std::size_t p = 0; p < parties_; ++p) utility[p] += row[chosen * parties_ + p];
    }
    if (at.bound < best_.bound) best_ = at;
    if (gradient == nullptr) return;
    const auto slope = [&](std::size_t p) {
      switch (objective_.kind) {
        case Kind::kLinear:
          return utility[p] - objective_.floor[p];
        case Kind::kLeast:
          return objective_.scale[p] * (utility[p] - objective_.zero[p]);
        case Kind::kProduct:
          break;
      }
      return objective_.scale[p] * (utility[p] - objective_.zero[p] - 1 / at.raw[p]);
    };
    const double last = objective_.kind == Kind::kLeast ? slope(counted_.back()) : 0;
    for (std::size_t k = 0; k < x.size(); ++k) (*gradient)[k] = slope(counted_[k]) - last;
  }

  const SumTable& table_;
  std::size_t parties_;
  const SumObjective& objective_;
  std::size_t first_;
  std::span<const double> so_far_;
  std::vector<std::size_t> counted_;  // parties with a multiplier
  Multipliers best_;
};

}  // namespace

double SumObjective::value(std::span<const double> utility) const {
  double out = kind == Kind::kLeast ? std::numeric_limits<double>::infinity() : 0;
  for (std::size_t p = 0; p < utility.size(); ++p) {
    switch (kind) {
      case Kind::kLinear:
        out += scale[p] * utility[p];
        break;
      case Kind::kLeast:
        if (scale[p] > 0) out = std::min(out, scale[p] * (utility[p] - zero[p]));
        break;
      case Kind::kProduct:
        if (utility[p] <= zero[p]) return -std::numeric_limits<double>::infinity();
        out += scale[p] * std::log(utility[p] - zero[p]);
        break;
    }
  }
  return out;
}

Multipliers best_multipliers(const SumTable& table, std::size_t parties,
                             const SumObjective& objective, std::size_t first,
                             std::span<const double> so_far) {
  return Dual(table, parties, objective, first, so_far).run();
}

}  // namespace detente
