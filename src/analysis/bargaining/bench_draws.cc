// The problems that the benchmark of bargaining draws.
#include <cmath>

#include "analysis/bargaining/bench.h"
#include "base/random.h"

namespace detente {
namespace {

constexpr double kUnit = 1e9;  // billionths

// Weights of the issues, of one party: real ones that add up to 1, or 100 whole points.
std::vector<double> drawn_weights(std::size_t issues, DrawnValues values, Random& random) {
  std::vector<double> weight(issues, 0);
  if (issues == 0) return weight;
  if (values == DrawnValues::kPoints) {
    for (int point = 0; point < 100; ++point) weight[random.below(issues)] += 1;
    return weight;
  }
  double sum = 0;
  for (double& one : weight) {
    one = values == DrawnValues::kZeroSum ? 1 : 0.01 + random.unit();
    sum += one;
  }
  for (double& one : weight) one /= sum;
  return weight;
}

}  // namespace

AdditiveForm drawn_sums(std::size_t parties, std::size_t issues, std::size_t options,
                        DrawnValues values, std::uint64_t seed) {
  AdditiveForm form;
  form.rest.assign(issues, 0);
  form.no_deal.assign(parties, 0);
  form.floor.assign(parties, 0);
  std::vector<std::vector<std::vector<double>>> part(
      parties, std::vector<std::vector<double>>(issues, std::vector<double>(options)));
  for (std::size_t i = 0; i < issues; ++i) {
    form.issues.push_back(static_cast<int>(i));
    form.options.emplace_back();
    for (std::size_t o = 0; o < options; ++o) form.options.back().push_back(static_cast<int>(o));
  }
  for (std::size_t p = 0; p < parties; ++p) {
    Random random(seed, p);
    const std::vector<double> weight = drawn_weights(issues, values, random);
    form.value.emplace_back(issues, std::vector<std::int64_t>(options));
    for (std::size_t i = 0; i < issues; ++i) {
      for (std::size_t o = 0; o < options; ++o) {
        part[p][i][o] = random.unit();
        if (values == DrawnValues::kOpposed && p == 1)
          part[p][i][o] = 1 - part[0][i][o] + 0.1 * part[p][i][o];
        double worth = weight[i] * part[p][i][o];
        if (values == DrawnValues::kPoints)  // one option is worth all of it
          worth = o == 0 ? weight[i] : std::floor((weight[i] + 1) * part[p][i][o]);
        form.value[p][i][o] = std::llround(worth * kUnit);
      }
      if (values == DrawnValues::kPoints)
        std::swap(form.value[p][i][0], form.value[p][i][random.below(options)]);
    }
  }
  for (std::size_t i = 0; i < issues && values == DrawnValues::kZeroSum; ++i) {
    for (std::size_t o = 0; o < options; ++o) {
      std::int64_t sum = 0;
      for (std::size_t p = 1; p < parties; ++p) sum += form.value[p][i][o];
      form.value[0][i][o] = -sum;
    }
  }
  return form;
}

std::vector<std::vector<std::int64_t>> drawn_outcomes(std::size_t parties, std::size_t outcomes,
                                                      DrawnOutcomes values, std::uint64_t seed) {
  std::vector<std::vector<std::int64_t>> out(parties, std::vector<std::int64_t>(outcomes));
  for (std::size_t p = 0; p < parties; ++p) {
    Random random(seed, p), common(seed, parties);
    for (std::size_t s = 0; s < outcomes; ++s) {
      double worth = random.unit();
      if (values == DrawnOutcomes::kTied) worth = std::floor(101 * worth);
      if (values == DrawnOutcomes::kAlike) worth = common.unit() + 0.1 * worth;
      out[p][s] = std::llround(worth * kUnit);
      if (p + 1 < parties) continue;
      std::int64_t others = 0;
      for (std::size_t other = 0; other < p; ++other) others += out[other][s];
      if (values == DrawnOutcomes::kZeroSum) out[p][s] = -others;
      if (values == DrawnOutcomes::kOpposed) out[p][s] = out[p][s] / 10 - others;
    }
  }
  return out;
}

}  // namespace detente
