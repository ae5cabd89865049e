#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <limits>

#include "dispute/builder.h"

namespace detente::building {
namespace {

constexpr double kHardlyAnything = 1e-6;  // of a probability

// The probability that a normal number lies between two others. Far out on one side differences of
// small numbers are taken, not of numbers near 1.
double normal_between(double mean, double sd, double low, double high) {
  const double from = (low - mean) / sd, to = (high - mean) / sd;
  const auto above = [](double score) { return 0.5 * std::erfc(score / std::sqrt(2.0)); };
  return from > 0 ? above(from) - above(to) : above(-to) - above(-from);
}

// The probability that a beta-distributed number lies between two others, likewise; no number where
// that cannot be worked out.
double beta_between(double alpha, double beta, double low, double high) {
  namespace bm = boost::math;
  namespace on = bm::policies;
  using Quiet =
      on::policy<on::domain_error<on::ignore_error>, on::pole_error<on::ignore_error>,
                 on::overflow_error<on::ignore_error>, on::evaluation_error<on::ignore_error>>;
  if (low >= 1 || high <= 0) return 0;
  const bm::beta_distribution<double, Quiet> law(alpha, beta);
  const double from = std::max(low, 0.0), to = std::min(high, 1.0);
  return from > bm::mean(law)
             ? bm::cdf(bm::complement(law, from)) - bm::cdf(bm::complement(law, to))
             : bm::cdf(law, to) - bm::cdf(law, from);
}

// How much of a distribution without ends of its own lies in the interval.
double share_within(const Distribution& of, const Interval& inside) {
  const double first = of.parameters[0].second, second = of.parameters[1].second;
  if (of.kind == "beta") return beta_between(first, second, inside.low, inside.high);
  if (of.kind == "normal") return normal_between(first, second, inside.low, inside.high);
  if (inside.high <= 0) return 0;
  const double low =
      inside.low > 0 ? std::log(inside.low) : -std::numeric_limits<double>::infinity();
  return normal_between(first, second, low, std::log(inside.high));
}

}  // namespace

std::optional<Distribution> Builder::distribution(const draft::Distribution& from) {
  struct Row {
    std::string_view kind;
    std::vector<std::string> parameters;
  };
  static const Row kRows[] = {
      {"uniform", {"low", "high"}},  {"triangular", {"low", "mode", "high"}},
      {"normal", {"mean", "sd"}},    {"beta", {"alpha", "beta"}},
      {"lognormal", {"mean", "sd"}}, {"empirical", {}}};
  const auto row = std::find_if(std::begin(kRows), std::end(kRows),
                                [&](const Row& r) { return r.kind == from.kind.value; });
  if (row == std::end(kRows)) {
    unknown("kind of distribution", from.kind,
            {"uniform", "triangular", "normal", "beta", "lognormal", "empirical"});
    return std::nullopt;
  }
  Distribution out;
  out.kind = from.kind.value;
  for (const std::string& wanted : row->parameters) {
    const auto it = std::find_if(from.parameters.begin(), from.parameters.end(),
                                 [&](const auto& p) { return p.first.value == wanted; });
    if (it == from.parameters.end()) {
      error(ErrorCode::kMissingKey, fmt::format("a {} distribution needs '{}'", out.kind, wanted),
            from.where);
      return std::nullopt;
    }
    const auto value = number(it->second, wanted);
    if (!value) return std::nullopt;
    if ((wanted == "sd" || wanted == "alpha" || wanted == "beta") && *value <= 0) {
      error(ErrorCode::kRange, fmt::format("'{}' must be larger than 0", wanted), it->second.where);
    }
    if (!out.parameters.empty() && wanted != "sd" && wanted != "beta" &&
        *value < out.parameters.back().second) {
      error(ErrorCode::kRange,
            fmt::format("'{}' is less than '{}'", wanted, out.parameters.back().first),
            it->second.where);
    }
    out.parameters.emplace_back(wanted, *value);
  }
  for (const auto& [name, value] : from.parameters) {
    if (std::find(row->parameters.begin(), row->parameters.end(), name.value) ==
        row->parameters.end()) {
      error(ErrorCode::kUnknownKey,
            fmt::format("a {} distribution has no '{}'", out.kind, name.value), name.where);
    }
  }
  for (const draft::Number& value : from.values) {
    if (const auto good = number(value, "a value")) out.values.push_back(*good);
  }
  if (out.kind == "empirical" && from.values.empty()) {
    error(ErrorCode::kMissingKey, "an empirical distribution needs 'values'", from.where);
  }
  return out;
}

std::optional<Uncertain> Builder::uncertain(const draft::Uncertain& from, std::string_view what,
                                            const Interval* domain) {
  Uncertain out;
  const auto value = number(from.value, what);
  if (!value) return std::nullopt;
  out.value = *value;
  const auto inside = [&](double x) {
    return domain == nullptr || (x >= domain->low && x <= domain->high);
  };
  if (!inside(out.value)) {
    error(ErrorCode::kRange,
          fmt::format("{} is {}, outside its domain [{}, {}]", what, from.value.literal,
                      domain->low, domain->high),
          from.value.where, "widen 'domain'");
  }
  if (from.range && from.distribution) {
    error(ErrorCode::kModel, fmt::format("{} has both a range and a distribution", what),
          from.distribution->where, "keep one");
  }
  if (from.range) {
    out.range = interval(*from.range, "the range");
    if (out.range && (!inside(out.range->low) || !inside(out.range->high))) {
      error(ErrorCode::kRange,
            fmt::format("the range of {} leaves its domain [{}, {}]", what, domain->low,
                        domain->high),
            from.range->first.where, "widen 'domain'");
    }
  }
  if (from.distribution) {
    const std::size_t errors = errors_.size();
    out.distribution = distribution(*from.distribution);
    if (out.distribution && domain != nullptr && errors_.size() == errors)
      within_domain(*from.distribution, *out.distribution, what, *domain);
  }
  return out;
}

// Ends and values that the file states must lie in the domain; what has no ends is cut to it, if
// there is anything to cut.
void Builder::within_domain(const draft::Distribution& from, const Distribution& made,
                            std::string_view what, const Interval& domain) {
  const auto refuse = [&](const draft::Number& number) {
    if (number.value >= domain.low && number.value <= domain.high) return;
    error(ErrorCode::kRange,
          fmt::format("the distribution of {} has {}, outside its domain [{}, {}]", what,
                      number.literal, domain.low, domain.high),
          number.where, "widen 'domain'");
  };
  if (made.kind == "uniform" || made.kind == "triangular") {
    for (const auto& [name, number] : from.parameters) refuse(number);
    return;
  }
  if (made.kind == "empirical") {
    for (const draft::Number& number : from.values) refuse(number);
    return;
  }
  // one point alone is certain, whatever is cut to it
  if (domain.low == domain.high || share_within(made, domain) >= kHardlyAnything) return;
  error(ErrorCode::kRange,
        fmt::format("hardly anything of the {} distribution of {} lies in its domain [{}, {}]",
                    made.kind, what, domain.low, domain.high),
        from.where,
        made.kind == "lognormal" ? "'mean' and 'sd' are those of the logarithm"
                                 : "widen 'domain', or state another distribution");
}

}  // namespace detente::building
