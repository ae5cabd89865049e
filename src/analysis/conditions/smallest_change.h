// The smallest change of several factors that makes a wanted verdict hold.
//
// Definition: among all values x of the factors varied, each within its range (its domain if the
//   file gives no range; widened to the present value), those at which the verdict is at least the
//   wanted one and sum over factors of |x - now| / (width of its range) is least. Where the
//   minimum is not attained (a border belongs to the other side), its infimum.
// Method: where conditions are linear in the factors, linear programmes
// (conditions/linear_search.h).
//   Where these leave something open, best-first branch and bound over boxes (conditions/box.h): a
//   box whose verdict is proven to be one and too low is dropped; its distance from now bounds what
//   is in it; the best value found is then pulled towards now, factor by factor, by bisection.
//   Of another measure the programmes cut cells along what it rests on, and where amounts count
//   boxes prove nothing in which a utility moves: what is found then is found by looking.
//   Where more than kGap stays open, and of more factors than boxes can do, places are drawn
//   (conditions/sampled_change.h).
// Deviates: stops at a gap, or a number of boxes or nodes; `lower_bound` then says what is proven.
// Cost: that of the programmes; one or two verdicts and one box test per box.
// Checked by: smallest_change_test.cc, sampled_change_test.cc; tests/conditions (just inside and
// outside).
#ifndef DETENTE_ANALYSIS_CONDITIONS_SMALLEST_CHANGE_H_
#define DETENTE_ANALYSIS_CONDITIONS_SMALLEST_CHANGE_H_

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

struct FactorChange {
  int factor = -1;
  double from = 0, to = 0;
  double said = 0;  // in few digits, on the side of `to` that is enough; all of them together are
};
enum class ChangeStatus {
  kExact,      // `lower_bound` is the infimum of all costs, or there is no change at all
  kWithinGap,  // it is between `lower_bound` and `cost`
  kSampled,    // nothing certifies it: what was found, and that less than `lower_bound` does not
};
std::string_view to_string(ChangeStatus status);

struct SmallestChange {
  std::vector<int> varied;       // factors
  std::vector<Interval> within;  // their ranges
  bool found = false;
  std::vector<FactorChange> changes;  // those that move
  double cost = 0;                    // in widths of ranges
  Verdict verdict = 0;                // there
  ChangeStatus status = ChangeStatus::kWithinGap;
  bool attained = false;  // `cost` is the infimum; else every cost above the infimum is enough
  bool tight = false;     // with 1e-6 of the change taken back, it fails
  // No change that costs less does it; if nothing was found and `proven`, none does at all.
  double lower_bound = 0;
  bool proven = false;  // cost - lower_bound is within kGap
  // Not linear in each factor, or the amounts of a measure move: boxes prove nothing, the search
  // only samples.
  bool curved = false;
  bool too_many = false;  // more factors than boxes can do, and something is not linear in them
  // Values of one of them at which alone it is as wanted, the others as they are.
  struct Single {
    int factor = -1;
    double at = 0, cost = 0;
    Verdict verdict = 0;
  };
  std::vector<Single> singles;
  std::uint64_t samples = 0, seed = 0;  // places drawn, if any
  std::uint64_t boxes = 0, programmes = 0, ladders = 0;
  StopReason stopped = StopReason::kDone;

  static constexpr double kGap = 1e-4, kExactGap = 1e-6;
};

struct SmallestChangeOptions {
  Measure measure;
  std::vector<int> vary;       // factors; empty: all in force
  std::uint64_t boxes = 3000;  // and as many nodes of the search by linear programmes
  std::uint64_t samples = 4000, seed = 1;
  int threads = 1;
  std::function<void(double)> progress;
};
constexpr std::size_t kMostInBoxes = 6;

// `thresholds` of the factors, of the same measure, are a first guess. Requires: the world's
// verdict is below `want`.
SmallestChange find_smallest_change(const World& world, Verdict want,
                                    std::span<const FactorThresholds> thresholds,
                                    const SmallestChangeOptions& options, Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_SMALLEST_CHANGE_H_
