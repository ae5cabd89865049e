#include "analysis/bargaining/sum_choices.h"

#include <algorithm>
#include <functional>

namespace detente {

SumChoices undominated_choices(const SumValues& values) {
  const std::size_t parties = values.size(), issues = values.front().size();
  SumChoices out(issues);
  for (std::size_t i = 0; i < issues; ++i) {
    const auto row = [&](std::size_t v) {
      std::vector<std::int64_t> value;
      for (std::size_t p = 0; p < parties; ++p) value.push_back(values[p][i][v]);
      return value;
    };
    std::vector<SumChoice> all;
    for (std::size_t v = 0; v < values.front()[i].size(); ++v)
      all.push_back({row(v), {static_cast<int>(v)}});
    // what dominates comes before, and equal ones are neighbours
    std::stable_sort(all.begin(), all.end(),
                     [](const SumChoice& a, const SumChoice& b) { return a.value > b.value; });
    for (SumChoice& one : all) {
      if (!out[i].empty() && out[i].back().value == one.value) {
        out[i].back().options.push_back(one.options.front());
        continue;
      }
      const bool worse = std::any_of(out[i].begin(), out[i].end(), [&](const SumChoice& kept) {
        return std::equal(kept.value.begin(), kept.value.end(), one.value.begin(),
                          std::greater_equal<>());
      });
      if (!worse) out[i].push_back(std::move(one));
    }
    std::sort(out[i].begin(), out[i].end(), [](const SumChoice& a, const SumChoice& b) {
      return a.options.front() < b.options.front();
    });
  }
  return out;
}

double weighted(const Multipliers& multipliers, const SumChoice& choice) {
  double sum = 0;
  for (std::size_t p = 0; p < choice.value.size(); ++p)
    sum += multipliers.weight[p] * static_cast<double>(choice.value[p]) / 1e9;
  return sum;
}

bool beyond_reach(const SumChoices& choices, const std::vector<std::int64_t>& floors) {
  for (std::size_t p = 0; p < floors.size(); ++p) {
    std::int64_t most = 0;
    for (const auto& row : choices) {
      std::int64_t best = row.front().value[p];
      for (const SumChoice& choice : row) best = std::max(best, choice.value[p]);
      most += best;
    }
    if (most < floors[p]) return true;
  }
  return false;
}

}  // namespace detente
