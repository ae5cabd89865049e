#include "analysis/worlds/sensitivity.h"

#include <algorithm>
#include <utility>

#include "analysis/worlds/inputs.h"
#include "base/parallel.h"

namespace detente {

InputGroups each_alone(std::size_t inputs) {
  InputGroups out;
  for (std::size_t i = 0; i < inputs; ++i) out.push_back({i});
  return out;
}

Indices sobol_indices(const InputGroups& groups, std::uint64_t n, std::uint64_t seed, int threads,
                      const std::function<double(std::span<const double>)>& f, Budget& budget,
                      const std::function<void(double share)>& progress, IndexSums sums,
                      const std::function<bool(const IndexSums&)>& keep) {
  constexpr std::uint64_t kRound = 256;
  Indices out;
  std::size_t inputs = 0;
  for (const auto& group : groups) inputs += group.size();
  sums.first.resize(groups.size(), 0);
  sums.total.resize(groups.size(), 0);
  // [world of the round * (groups + 2)]: f(A), f(B), f(A with the columns of group g of B)
  const std::size_t row = groups.size() + 2;
  std::vector<double> values(kRound * row);
  // A round during which the budget ended does not count: what was cut short depends on timing.
  const auto stop = [&] {
    if (!budget.cancelled() && !budget.exhausted()) return false;
    out.stopped = budget.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    return true;
  };
  for (std::uint64_t done = sums.worlds; done < n; done += kRound) {
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
      for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::size_t i : groups[g]) std::swap(a[i], b[i]);
        at[2 + g] = f(a);
        for (const std::size_t i : groups[g]) std::swap(a[i], b[i]);
      }
    });
    if (stop()) break;
    for (std::uint64_t k = 0; k < count; ++k) {
      const double* const at = values.data() + k * row;
      sums.sum += at[0] + at[1];
      sums.squares += at[0] * at[0] + at[1] * at[1];
      for (std::size_t g = 0; g < groups.size(); ++g) {
        sums.first[g] += at[1] * (at[2 + g] - at[0]);
        sums.total[g] += (at[0] - at[2 + g]) * (at[0] - at[2 + g]);
      }
    }
    sums.worlds += count;
    if (keep && !keep(sums)) {
      out.stopped = StopReason::kCancelled;
      break;
    }
    if (progress) progress(static_cast<double>(done + count) / static_cast<double>(n));
  }
  out.first.assign(groups.size(), 0);
  out.total.assign(groups.size(), 0);
  out.worlds = sums.worlds;
  if (out.worlds == 0) return out;
  const auto worlds = static_cast<double>(out.worlds);
  out.mean = sums.sum / (2 * worlds);
  out.variance = sums.squares / (2 * worlds) - out.mean * out.mean;
  if (out.variance <= 0) {
    out.variance = 0;
    return out;
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    out.first[g] = sums.first[g] / worlds / out.variance;
    out.total[g] = sums.total[g] / (2 * worlds) / out.variance;
  }
  return out;
}

}  // namespace detente
