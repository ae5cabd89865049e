#include "analysis/worlds/sensitivity.h"

#include <algorithm>

#include "analysis/worlds/inputs.h"
#include "base/parallel.h"

namespace detente {

Indices sobol_indices(std::size_t inputs, std::uint64_t n, std::uint64_t seed, int threads,
                      const std::function<double(std::span<const double>)>& f, Budget& budget,
                      const std::function<void(double share)>& progress) {
  constexpr std::uint64_t kRound = 256;
  Indices out;
  std::vector<double> first(inputs, 0), total(inputs, 0);
  double sum = 0, squares = 0;
  // [world of the round * (inputs + 2)]: f(A), f(B), f(A with column i of B)
  const std::size_t row = inputs + 2;
  std::vector<double> values(kRound * row);
  // A round during which the budget ended does not count: what was cut short depends on timing.
  const auto stop = [&] {
    if (!budget.cancelled() && !budget.exhausted()) return false;
    out.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    return true;
  };
  for (std::uint64_t done = 0; done < n; done += kRound) {
    if (stop()) break;
    const std::uint64_t count = std::min(kRound, n - done);
    parallel_for(count, threads, [&](std::size_t k) {
      Sampler sampler(Sampling::kSobol, 2 * inputs, seed, 0);
      std::vector<double> both(2 * inputs);
      sampler.draw(done + k, both);
      const std::span<double> a(both.data(), inputs), b(both.data() + inputs, inputs);
      double* const at = values.data() + k * row;
      at[0] = f(a);
      at[1] = f(b);
      for (std::size_t i = 0; i < inputs; ++i) {
        const double kept = a[i];
        a[i] = b[i];
        at[2 + i] = f(a);
        a[i] = kept;
      }
    });
    if (stop()) break;
    for (std::uint64_t k = 0; k < count; ++k) {
      const double* const at = values.data() + k * row;
      sum += at[0] + at[1];
      squares += at[0] * at[0] + at[1] * at[1];
      for (std::size_t i = 0; i < inputs; ++i) {
        first[i] += at[1] * (at[2 + i] - at[0]);
        total[i] += (at[0] - at[2 + i]) * (at[0] - at[2 + i]);
      }
    }
    out.worlds += count;
    if (progress) progress(static_cast<double>(done + count) / static_cast<double>(n));
  }
  out.first.assign(inputs, 0);
  out.total.assign(inputs, 0);
  if (out.worlds == 0) return out;
  const auto worlds = static_cast<double>(out.worlds);
  out.mean = sum / (2 * worlds);
  out.variance = squares / (2 * worlds) - out.mean * out.mean;
  if (out.variance <= 0) {
    out.variance = 0;
    return out;
  }
  for (std::size_t i = 0; i < inputs; ++i) {
    out.first[i] = first[i] / worlds / out.variance;
    out.total[i] = total[i] / (2 * worlds) / out.variance;
  }
  return out;
}

}  // namespace detente
