// Which inputs drive a result: Sobol's indices of a function on the unit cube.
//
// Definition: with V the variance of f over independent uniform inputs in groups, the first-order
//   index of a group is the variance of the mean of f given the group's inputs, divided by V; the
//   total index is the mean variance of f given all inputs outside the group, divided by V. A group
//   of one input has the indices of that input. Where f makes the inputs of a group go together,
//   the group's indices are those of its correlated inputs taken as one.
// Source: Sobol 1993 (also for groups); Jacques, Lavergne & Devictor 2006 (groups of correlated
//   inputs as one); estimators of Saltelli et al. 2010 (first order) and Jansen 1999 (total).
// Shapes: one pair per group. NaN-free: both are 0 where f does not vary.
// Cost: n * (groups + 2) calls of f, n a number of worlds.
// Checked by: sensitivity_test.cc, on the Ishigami function and on a hand-made ladder.
#ifndef DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_
#define DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "analysis/worlds/copula.h"
#include "base/limits.h"

namespace detente {

struct Indices {
  std::vector<double> first, total;
  double mean = 0, variance = 0;
  std::uint64_t worlds = 0;  // n as far as it came
  StopReason stopped = StopReason::kDone;
};

// What has been added up over the first worlds; enough to go on behind them.
struct IndexSums {
  std::uint64_t worlds = 0;
  double sum = 0, squares = 0;
  std::vector<double> first, total;  // per group; empty: nothing yet
};

// Every input a group of its own.
InputGroups each_alone(std::size_t inputs);

// `f` is called from several threads, with one number per input of all groups. `sums`: of worlds
// done before, of the same question; the result is as if they had been done now. `keep` is given
// them after every round; false from it ends the search (kCancelled).
Indices sobol_indices(const InputGroups& groups, std::uint64_t n, std::uint64_t seed, int threads,
                      const std::function<double(std::span<const double>)>& f, Budget& budget,
                      const std::function<void(double share)>& progress = {}, IndexSums sums = {},
                      const std::function<bool(const IndexSums&)>& keep = {});

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_SENSITIVITY_H_
