#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/cholesky.h"
#include "dispute/builder.h"
#include "dispute/correlation_groups.h"

namespace detente::building {
namespace {

constexpr std::size_t kMostNamed = 8;

// The part of a group's matrix that some of its factors have.
std::vector<double> part_of(const CorrelationGroup& group, const std::vector<std::size_t>& places) {
  std::vector<double> out;
  for (const std::size_t row : places) {
    for (const std::size_t column : places)
      out.push_back(group.matrix[row * group.factors.size() + column]);
  }
  return out;
}

// Places of factors whose correlations cannot hold together: three of them if three are enough, or
// as many of the first as it takes. Empty: all can hold.
std::vector<std::size_t> contradiction(const CorrelationGroup& group) {
  const std::size_t n = group.factors.size();
  const std::size_t rows = cholesky(group.matrix, n).rows;
  if (rows == n) return {};
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      for (std::size_t c = b + 1; c < n; ++c) {
        if (cholesky(part_of(group, {a, b, c}), 3).rows < 3) return {a, b, c};
      }
    }
  }
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k <= rows; ++k) out.push_back(k);
  return out;
}

std::string in_words(std::vector<std::string> names) {
  if (names.size() > kMostNamed) {
    const std::size_t more = names.size() - kMostNamed;
    names.resize(kMostNamed);
    names.push_back(fmt::format("{} more", more));
  }
  const std::string last = names.back();
  names.pop_back();
  return fmt::format("{} and {}", fmt::join(names, ", "), last);
}

}  // namespace

void Builder::correlations() {
  const std::size_t errors = errors_.size();
  std::map<std::pair<int, int>, int> lines;
  for (const draft::Correlation& from : draft_.correlations) {
    const auto one = correlation(from);
    if (!one) continue;
    const auto [it, fresh] =
        lines.try_emplace(std::minmax(one->first, one->second), from.where.line);
    if (!fresh) {
      error(ErrorCode::kDuplicate,
            fmt::format("the correlation of '{}' and '{}' is given in line {} already",
                        from.between[0].value, from.between[1].value, it->second),
            from.between[0].where, "keep one");
      continue;
    }
    data_.correlations.push_back(*one);
  }
  if (errors_.size() == errors) correlations_together();
}

std::optional<Correlation> Builder::correlation(const draft::Correlation& from) {
  if (from.between.size() != 2) {
    error(ErrorCode::kModel,
          fmt::format("a correlation is between two factors, not {}", from.between.size()),
          from.where, "as in between = [\"trust\", \"pressure\"]; give each pair its own");
    return std::nullopt;
  }
  const std::size_t errors = errors_.size();
  Correlation out;
  out.first = correlated_factor(from.between[0]);
  out.second = correlated_factor(from.between[1]);
  if (out.first >= 0 && out.first == out.second)
    error(ErrorCode::kModel,
          fmt::format("factor '{}' cannot be correlated with itself", from.between[0].value),
          from.between[1].where);
  out.value = number(from.value, "a correlation").value_or(0);
  if (std::abs(out.value) >= 1)
    error(ErrorCode::kRange,
          fmt::format("a correlation must lie between -1 and 1, without them, not {}",
                      from.value.literal),
          from.value.where, "two numbers that always go together are one factor");
  out.remarks =
      remarks(from.remarks, fmt::format("{} and {}", from.between[0].value, from.between[1].value),
              from.where);
  if (errors_.size() > errors) return std::nullopt;
  return out;
}

int Builder::correlated_factor(const draft::Text& name) {
  const auto it = std::find(data_.scope.factors.begin(), data_.scope.factors.end(), name.value);
  if (it == data_.scope.factors.end()) {
    unknown("factor", name, data_.scope.factors);
    return -1;
  }
  const auto factor = it - data_.scope.factors.begin();
  const draft::Uncertain& written = draft_.factors[static_cast<std::size_t>(factor)].number;
  if (!written.distribution &&
      (!written.range || written.range->first.value == written.range->second.value))
    error(ErrorCode::kModel,
          fmt::format("factor '{}' is not uncertain, so it cannot be correlated", name.value),
          name.where, "give it a 'range' or a 'distribution', or take the correlation out");
  return static_cast<int>(factor);
}

// All of them must be those of some normal distribution.
void Builder::correlations_together() {
  for (const CorrelationGroup& group : correlation_groups(data_.correlations)) {
    if (group.factors.size() > kMostCorrelated) {
      error(ErrorCode::kLimit,
            fmt::format("correlations tie {} factors together, more than the limit of {}",
                        group.factors.size(), kMostCorrelated),
            data_.correlations.front().remarks.where);
      continue;
    }
    const std::vector<std::size_t> places = contradiction(group);
    if (places.empty()) continue;
    std::vector<int> factors;
    std::vector<std::string> names;
    for (const std::size_t place : places) {
      factors.push_back(group.factors[place]);
      names.push_back("'" + data_.factors[static_cast<std::size_t>(factors.back())].id + "'");
    }
    const auto among = [&](int factor) {
      return std::find(factors.begin(), factors.end(), factor) != factors.end();
    };
    const auto last =
        std::find_if(data_.correlations.rbegin(), data_.correlations.rend(),
                     [&](const Correlation& c) { return among(c.first) && among(c.second); });
    error(ErrorCode::kModel,
          fmt::format("the correlations of {} cannot all hold at once", in_words(names)),
          last->remarks.where,
          factors.size() == 3
              ? what_could_be(factors)
              : "their matrix is not positive definite; bring some nearer to 0, or give the pairs "
                "left out: they count as 0");
  }
}

// What one of three correlations could be, given the other two: that of the pair left out, else the
// last one.
std::string Builder::what_could_be(const std::vector<int>& three) const {
  const auto given = [&](int a, int b) {
    return std::find_if(
        data_.correlations.begin(), data_.correlations.end(),
        [&](const Correlation& c) { return std::minmax(c.first, c.second) == std::minmax(a, b); });
  };
  std::size_t apart = 0;  // the factor that the pair leaves out
  for (std::size_t k = 0; k < 3; ++k) {
    const auto pair = given(three[(k + 1) % 3], three[(k + 2) % 3]);
    const auto best = given(three[(apart + 1) % 3], three[(apart + 2) % 3]);
    if (pair > best) apart = k;  // the end of the list: not given
  }
  const int a = three[(apart + 1) % 3], b = three[(apart + 2) % 3], c = three[apart];
  const auto value = [&](int x, int y) {
    const auto it = given(x, y);
    return it == data_.correlations.end() ? 0 : it->value;
  };
  const double ca = value(c, a), cb = value(c, b);
  const double spread = std::sqrt((1 - ca * ca) * (1 - cb * cb));
  // towards each other, but not for what is only rounding
  constexpr double kDecimals = 1e4, kRounding = 1e-6;
  const auto id = [&](int factor) { return data_.factors[static_cast<std::size_t>(factor)].id; };
  const bool left_out = given(a, b) == data_.correlations.end();
  return fmt::format(
      "with the others as they are, that of '{}' and '{}'{} would have to lie "
      "between {:.4g} and {:.4g}",
      id(std::min(a, b)), id(std::max(a, b)), left_out ? " (not given, so 0)" : "",
      std::ceil((ca * cb - spread) * kDecimals - kRounding) / kDecimals,
      std::floor((ca * cb + spread) * kDecimals + kRounding) / kDecimals);
}

}  // namespace detente::building
