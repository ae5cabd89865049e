#include "analysis/compare/drawn_together.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace detente {
namespace {

std::string in_words(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "not given";
}

}  // namespace

std::vector<Difference> correlation_differences(const Dispute& a, const Dispute& b) {
  std::map<std::pair<int, int>, std::pair<std::optional<double>, std::optional<double>>> values;
  for (const Correlation& one : a->correlations)
    values[std::minmax(one.first, one.second)].first = one.value;
  for (const Correlation& one : b->correlations)
    values[std::minmax(one.first, one.second)].second = one.value;
  std::vector<Difference> out;
  for (const auto& [pair, value] : values) {
    if (value.first == value.second) continue;
    Difference difference{
        "correlation",
        fmt::format("{} and {}", a->factors[static_cast<std::size_t>(pair.first)].id,
                    a->factors[static_cast<std::size_t>(pair.second)].id),
        in_words(value.first), in_words(value.second)};
    difference.worlds_only = true;
    out.push_back(std::move(difference));
  }
  return out;
}

}  // namespace detente
