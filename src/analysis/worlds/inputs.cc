#include "analysis/worlds/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <limits>

#include "analysis/worlds/distribution.h"
#include "base/random.h"
#include "dispute/weight_ends.h"

namespace detente {
namespace {

// As large as the reader allows; the builder has found that sums have room for all that is drawn.
constexpr Interval kWeights{-1.0 * Decimal::kLargest, 1.0 * Decimal::kLargest};

std::int64_t units_of(double value) {
  return std::llround(value * static_cast<double>(Decimal::kOne));
}

// Shares of a poll: gamma-distributed numbers, one per answer, divided by their sum.
std::vector<std::int64_t> dirichlet(const Ratifier& ratifier, std::span<const double> shares) {
  const auto asked = static_cast<double>(*ratifier.respondents);
  double rest = 1;
  for (const Segment& segment : ratifier.segments) rest -= segment.share.to_double();
  std::vector<double> weight;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const double share =
        k < ratifier.segments.size() ? ratifier.segments[k].share.to_double() : std::max(0.0, rest);
    weight.push_back(gamma_quantile(asked * share + 0.5, shares[k]));
  }
  double sum = 0;
  for (const double one : weight) sum += one;
  std::vector<std::int64_t> out;
  for (std::size_t k = 0; k < ratifier.segments.size(); ++k)
    out.push_back(units_of(sum > 0 ? weight[k] / sum : ratifier.segments[k].share.to_double()));
  return out;
}

}  // namespace

std::vector<Input> inputs_of(const Dispute& dispute) {
  std::vector<Input> out;
  for (std::size_t f = 0; f < dispute->factors.size(); ++f) {
    if (is_uncertain(dispute->factors[f].number))
      out.push_back({Input::Kind::kFactor, static_cast<int>(f), 0, dispute->factors[f].id});
  }
  for (std::size_t s = 0; s < dispute->statements.size(); ++s) {
    const Statement& statement = dispute->statements[s];
    if (statement.weight.uncertain && is_uncertain(*statement.weight.uncertain))
      out.push_back({Input::Kind::kWeight, static_cast<int>(s), 0, statement.id});
  }
  for (std::size_t r = 0; r < dispute->ratifiers.size(); ++r) {
    const Ratifier& ratifier = dispute->ratifiers[r];
    if (!ratifier.respondents || ratifier.segments.empty()) continue;
    for (std::size_t k = 0; k <= ratifier.segments.size(); ++k)
      out.push_back(
          {Input::Kind::kShare, static_cast<int>(r), k, fmt::format("{}.{}", ratifier.id, k + 1)});
  }
  return out;
}

std::vector<char> given_factors(const Dispute& dispute, int case_index, const Changes& changes) {
  std::vector<char> out(dispute->factors.size(), 0);
  for (const auto* list :
       {&dispute->cases[static_cast<std::size_t>(case_index)].set, &changes.set}) {
    for (const auto& [factor, value] : *list) out[static_cast<std::size_t>(factor)] = 1;
  }
  return out;
}

Changes changes_of_world(const Dispute& dispute, std::span<const Input> inputs,
                         std::span<const double> shares, std::span<const char> given) {
  Changes out;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const auto index = static_cast<std::size_t>(inputs[k].index);
    switch (inputs[k].kind) {
      case Input::Kind::kFactor: {
        if (given[index] != 0) break;
        const Factor& factor = dispute->factors[index];
        out.set.emplace_back(inputs[k].index, quantile(factor.number, shares[k], factor.domain));
        break;
      }
      case Input::Kind::kWeight: {
        const Uncertain& number = *dispute->statements[index].weight.uncertain;
        const Interval ends = weight_ends(number);
        out.weights.emplace_back(
            inputs[k].index,
            units_of(std::clamp(quantile(number, shares[k], kWeights), ends.low, ends.high)));
        break;
      }
      case Input::Kind::kShare: {
        if (inputs[k].segment != 0) break;  // all of a ratifier at once
        const Ratifier& ratifier = dispute->ratifiers[index];
        out.shares.emplace_back(
            inputs[k].index, dirichlet(ratifier, shares.subspan(k, ratifier.segments.size() + 1)));
        break;
      }
    }
  }
  return out;
}

double value_of(const Input& input, const Changes& changes, double base) {
  const auto number = [](std::int64_t units) {
    return static_cast<double>(units) / static_cast<double>(Decimal::kOne);
  };
  switch (input.kind) {
    case Input::Kind::kFactor:
      for (const auto& [factor, value] : changes.set) {
        if (factor == input.index) return value;
      }
      return base;
    case Input::Kind::kWeight:
      for (const auto& [statement, units] : changes.weights) {
        if (statement == input.index) return number(units);
      }
      return base;
    case Input::Kind::kShare:
      break;
  }
  for (const auto& [ratifier, shares] : changes.shares) {
    if (ratifier != input.index) continue;
    if (input.segment < shares.size()) return number(shares[input.segment]);
    std::int64_t rest = Decimal::kOne;
    for (const std::int64_t units : shares) rest -= units;
    return number(rest);
  }
  return base;
}

Sampler::Sampler(Sampling sampling, std::size_t inputs, std::uint64_t seed, int replicate)
    : sampling_(sampling), inputs_(inputs), seed_(seed), replicate_(replicate) {
  Random random(seed, static_cast<std::uint64_t>(replicate) + (std::uint64_t{1} << 63U));
  for (std::size_t k = 0; k < inputs; ++k) shift_.push_back(random.next() >> 32U);
}

void Sampler::draw(std::uint64_t world, std::span<double> out) {
  if (sampling_ == Sampling::kRandom) {
    Random random(seed_ + static_cast<std::uint64_t>(replicate_) * 0x9E3779B97F4A7C15ULL, world);
    for (double& share : out) share = std::max(random.unit(), 0x1.0p-54);
    return;
  }
  boost::random::sobol_engine<std::uint32_t, 32> engine(inputs_);
  engine.seed(static_cast<std::uint32_t>(world));
  for (std::size_t k = 0; k < out.size(); ++k) {
    const std::uint64_t digits = engine() ^ shift_[k];
    out[k] = (static_cast<double>(digits) + 0.5) * 0x1.0p-32;
  }
}

double base_of(const Dispute& dispute, const Input& input) {
  const auto index = static_cast<std::size_t>(input.index);
  switch (input.kind) {
    case Input::Kind::kFactor:
      return dispute->factors[index].number.value;
    case Input::Kind::kWeight:
      return dispute->statements[index].weight.value.to_double();
    case Input::Kind::kShare:
      break;
  }
  const auto& segments = dispute->ratifiers[index].segments;
  if (input.segment < segments.size()) return segments[input.segment].share.to_double();
  double rest = 1;
  for (const Segment& segment : segments) rest -= segment.share.to_double();
  return rest;
}

}  // namespace detente
