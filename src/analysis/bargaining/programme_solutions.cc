#include "analysis/bargaining/programme_solutions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/bargaining/deal_frontier.h"

namespace detente {
namespace {

// The sum of u / unit as whole weights: the least common multiple over the units, or where that
// is too large the nearest whole numbers, and what they may miss goes into the gap.
FoundDeals relative_sum(const DealSearch& search, const std::vector<std::int64_t>& unit) {
  std::int64_t common = 0, multiple = 1;
  for (const std::int64_t one : unit) common = one > 0 ? std::gcd(common, one) : common;
  bool fits = true;
  for (const std::int64_t one : unit) {
    if (one <= 0) continue;
    const std::int64_t part = one / common;
    fits = fits && !__builtin_mul_overflow(multiple / std::gcd(multiple, part), part, &multiple);
  }
  double all = static_cast<double>(multiple) * static_cast<double>(common), missed = 0;
  if (!fits) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const std::int64_t one : unit) least = one > 0 ? std::min(least, one) : least;
    all = 1e9 * static_cast<double>(least);
  }
  std::vector<std::int64_t> weight(unit.size(), 0);
  for (std::size_t p = 0; p < unit.size(); ++p) {
    if (unit[p] <= 0) continue;
    const auto one = static_cast<double>(unit[p]);
    weight[p] = fits ? multiple / (unit[p] / common) : std::llround(all / one);
    const double off = fits ? 0 : std::abs(static_cast<double>(weight[p]) / all - 1 / one);
    missed += off * static_cast<double>(search.scale(p).high - search.scale(p).low);
  }
  FoundDeals out = programme_sum(search, weight);
  out.gap = out.gap / all + missed;
  return out;
}

std::vector<std::int64_t> ranges(const SolutionMeasures& measures) {
  std::vector<std::int64_t> out;
  for (std::size_t p = 0; p < measures.ideal.size(); ++p)
    out.push_back(measures.ideal[p] - measures.no_deal[p]);
  return out;
}

}  // namespace

FoundDeals programme_solution(const std::string& id, const DealSearch& search,
                              const SolutionMeasures& measures) {
  std::vector<std::int64_t> unit(search.parties(), 1);
  if (id == "nash") return programme_nash(search, measures.no_deal, measures.powers);
  if (id == "raiffa") return programme_raiffa(search, measures.no_deal);
  if (id == "utilitarian") return programme_sum(search, unit);
  if (id == "relative_utilitarian") return relative_sum(search, ranges(measures));
  if (id == "kalai_smorodinsky") unit = ranges(measures);
  if (id == "proportional") {
    for (std::size_t p = 0; p < unit.size(); ++p) unit[p] = measures.weights[p].units();
  }
  return programme_leximin(search, measures.no_deal, unit);
}

double solution_step(const std::string& id, const DealSearch& search,
                     const SolutionMeasures& measures, const FoundDeals& found) {
  double most = 0, all = 0;
  for (std::size_t p = 0; p < search.parties(); ++p) {
    auto unit = static_cast<double>(Decimal::kOne);
    if (id == "kalai_smorodinsky" || id == "relative_utilitarian")
      unit = static_cast<double>(measures.ideal[p] - measures.no_deal[p]);
    if (id == "proportional") unit = static_cast<double>(measures.weights[p].units());
    if (id == "nash" && !found.deals.empty()) {
      unit = static_cast<double>(found.deals.front().utility[p] - measures.no_deal[p]) /
             measures.powers[p].to_double();
    }
    if (unit <= 0) continue;  // it does not count
    const double step = static_cast<double>(search.step(p)) / unit;
    most = std::max(most, step);
    all += step;
  }
  const bool sum = id == "nash" || id == "utilitarian" || id == "relative_utilitarian";
  return sum ? all : most;
}

double utility_step(const DealSearch& search) {
  std::int64_t most = 0;
  for (std::size_t p = 0; p < search.parties(); ++p) most = std::max(most, search.step(p));
  return static_cast<double>(most) / static_cast<double>(Decimal::kOne);
}

}  // namespace detente
