#include "analysis/bargaining/sum_count.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "analysis/bargaining/plain_solutions.h"

namespace detente {
namespace {

struct PointHash {
  std::size_t operator()(const Point& point) const {
    std::uint64_t hash = 1469598103934665603U;
    for (const std::int64_t one : point) {
      hash = (hash ^ static_cast<std::uint64_t>(one)) * 1099511628211U;
      hash ^= hash >> 29U;
    }
    return hash;
  }
};
using Sums = std::unordered_map<Point, WideInteger, PointHash>;

// What an issue adds: different vectors, and how many options have each.
using Step = std::vector<std::pair<Point, std::uint64_t>>;

std::vector<Step> steps_of(const AdditiveForm& form, const std::vector<std::size_t>& who) {
  std::vector<Step> out;
  for (std::size_t i = 0; i < form.issues.size(); ++i) {
    std::map<Point, std::uint64_t> count;
    for (std::size_t o = 0; o < form.options[i].size(); ++o) {
      Point one;
      for (const std::size_t p : who) one.push_back(form.value[p][i][o]);
      ++count[std::move(one)];
    }
    out.emplace_back(count.begin(), count.end());
  }
  // few different ones first: the sums stay few for longer
  std::stable_sort(out.begin(), out.end(),
                   [](const Step& a, const Step& b) { return a.size() < b.size(); });
  return out;
}

// The sums that reach the floors of those in `who`, with the number of ways to each. What is above
// a floor for certain is counted as just there, but for the one at this place of `who`.
std::optional<Sums> sums_above(const AdditiveForm& form, const std::vector<std::size_t>& who,
                               std::optional<std::size_t> kept, Budget& budget) {
  const std::vector<Step> steps = steps_of(form, who);
  const std::size_t n = who.size();
  std::vector<Point> least(steps.size() + 1, Point(n, 0)), most = least;  // of the issues from here
  for (std::size_t i = steps.size(); i-- > 0;) {
    for (std::size_t k = 0; k < n; ++k) {
      std::int64_t low = steps[i].front().first[k], high = low;
      for (const auto& [value, ways] : steps[i]) {
        low = std::min(low, value[k]);
        high = std::max(high, value[k]);
      }
      least[i][k] = least[i + 1][k] + low;
      most[i][k] = most[i + 1][k] + high;
    }
  }
  Sums sums{{Point(n, 0), 1}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Sums next;
    for (const auto& [sum, ways] : sums) {
      for (const auto& [value, times] : steps[i]) {
        Point to = sum;
        bool reaches = true;
        for (std::size_t k = 0; k < n && reaches; ++k) {
          const std::int64_t floor = form.floor[who[k]];
          to[k] += value[k];
          reaches = to[k] >= floor - most[i + 1][k];
          if (k != kept) to[k] = std::min(to[k], floor - least[i + 1][k]);
        }
        if (reaches) next[std::move(to)] += ways * times;
      }
      if (next.size() > kMostSums) return std::nullopt;
    }
    budget.spend(sums.size() * steps[i].size());
    if (budget.exhausted() || budget.cancelled()) return std::nullopt;
    sums = std::move(next);
  }
  return sums;
}

}  // namespace

std::optional<WideInteger> count_sums(const AdditiveForm& form, const std::vector<std::size_t>& who,
                                      Budget& budget) {
  const auto sums = sums_above(form, who, std::nullopt, budget);
  if (!sums) return std::nullopt;
  WideInteger total = 0;
  for (const auto& [sum, ways] : *sums) total += ways;
  return total;
}

std::optional<std::vector<std::pair<std::int64_t, WideInteger>>> spread_of_sums(
    const AdditiveForm& form, std::size_t party, Budget& budget) {
  std::vector<std::size_t> who(form.floor.size());
  std::iota(who.begin(), who.end(), std::size_t{0});
  const auto sums = sums_above(form, who, party, budget);
  if (!sums) return std::nullopt;
  std::map<std::int64_t, WideInteger, std::greater<>> spread;
  for (const auto& [sum, ways] : *sums) spread[sum[party]] += ways;
  return std::vector<std::pair<std::int64_t, WideInteger>>(spread.begin(), spread.end());
}

}  // namespace detente
