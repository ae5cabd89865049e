#include "dispute/correlation_groups.h"

#include <algorithm>
#include <numeric>

namespace detente {
namespace {

// The first factor of each factor's group.
std::vector<std::size_t> firsts(std::span<const Correlation> correlations) {
  std::size_t factors = 0;
  for (const Correlation& one : correlations)
    factors = std::max(factors, static_cast<std::size_t>(std::max(one.first, one.second)) + 1);
  std::vector<std::size_t> first(factors);
  std::iota(first.begin(), first.end(), std::size_t{0});
  const auto find = [&](std::size_t factor) {
    while (first[factor] != factor) factor = first[factor] = first[first[factor]];
    return factor;
  };
  for (const Correlation& one : correlations) {
    if (one.value == 0) continue;
    const std::size_t a = find(static_cast<std::size_t>(one.first));
    const std::size_t b = find(static_cast<std::size_t>(one.second));
    first[std::max(a, b)] = std::min(a, b);
  }
  for (std::size_t factor = 0; factor < factors; ++factor) first[factor] = find(factor);
  return first;
}

}  // namespace

std::vector<CorrelationGroup> correlation_groups(std::span<const Correlation> correlations) {
  const std::vector<std::size_t> first = firsts(correlations);
  std::vector<std::vector<int>> members(first.size());
  std::vector<std::size_t> place(first.size());  // in its group
  for (std::size_t factor = 0; factor < first.size(); ++factor) {
    place[factor] = members[first[factor]].size();
    members[first[factor]].push_back(static_cast<int>(factor));
  }
  std::vector<CorrelationGroup> out;
  std::vector<std::size_t> group(first.size());  // by the first factor
  for (std::size_t factor = 0; factor < first.size(); ++factor) {
    const std::size_t n = members[factor].size();
    if (n < 2) continue;
    group[factor] = out.size();
    out.push_back({std::move(members[factor]), {}});
    if (n > kMostCorrelated) continue;
    out.back().matrix.assign(n * n, 0);
    for (std::size_t k = 0; k < n; ++k) out.back().matrix[k * n + k] = 1;
  }
  for (const Correlation& one : correlations) {
    if (one.value == 0) continue;
    const auto a = static_cast<std::size_t>(one.first), b = static_cast<std::size_t>(one.second);
    CorrelationGroup& of = out[group[first[a]]];
    if (of.matrix.empty()) continue;
    const std::size_t n = of.factors.size();
    of.matrix[place[a] * n + place[b]] = of.matrix[place[b] * n + place[a]] = one.value;
  }
  return out;
}

}  // namespace detente
