// Which inputs drive a result: Sobol's indices of a function on the unit cube.
//
// Definition: with V the variance of f over independent uniform inputs, the first-order index of
//   input i is the variance of the mean of f given input i, divided by V; the total index is the
//   mean variance of f given all inputs but i, divided by V.
// Source: Sobol 1993; estimators of Saltelli et al. 2010 (first order) and Jansen 1999 (total).
// Shapes: one pair per input. NaN-free: both are 0 where f does not vary.
// Cost: n * (inputs + 2) calls of f, n a number of worlds.
// Checked by: sensitivity_test.cc, on the Ishigami function and on a hand-made ladder.
#ifndef DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_
#define DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/limits.h"

namespace detente {

struct Indices {
  std::vector<double> first, total;
  double mean = 0, variance = 0;
  std::uint64_t worlds = 0;  // n as far as it came
  StopReason stopped = StopReason::kDone;
};

// `f` is called from several threads.
Indices sobol_indices(std::size_t inputs, std::uint64_t n, std::uint64_t seed, int threads,
                      const std::function<double(std::span<const double>)>& f, Budget& budget,
                      const std::function<void(double share)>& progress = {});

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_
