// One step of the frontier of sums: every vector so far plus every option of one issue, what is
// dominated left out.
//
// Definition: F_i = the vectors of F_{i-1} + (options of issue i) that none of them dominates. With
//   `slack` above 0 also those are left out that a kept one misses by no more than the slack.
// Source: Nemhauser & Ullmann 1969.
// Shapes: vectors one after another, [point][party], from the largest to the smallest.
// Cost: shifted copies of a sorted list, merged: O(points * options * log options), times one
//   question to a DominanceSet where there are more than two parties.
// Checked by: sum_frontier_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_STAGE_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_STAGE_H_

#include <cstdint>
#include <span>
#include <vector>

namespace detente {

struct SumLink {
  std::uint32_t parent = 0;  // point of the stage before
  std::int32_t option = 0;   // of the issue
};
struct SumStage {
  std::vector<SumLink> links;         // point after point: every way to reach it
  std::vector<std::uint32_t> starts;  // [point], and the end
  std::size_t points() const { return starts.size() - 1; }
  std::size_t bytes() const {
    return links.size() * sizeof(SumLink) + starts.size() * sizeof(std::uint32_t);
  }
};

struct SumStep {
  std::size_t parties = 0;
  std::span<const std::int64_t> before;  // F_{i-1}
  std::vector<std::int64_t> values;      // [option that may count][party]
  std::vector<std::int32_t> options;     // and which option of the issue it is
  std::vector<std::int64_t> least;       // [party]: smaller sums are of no use
  // [party]: what a point left out may lose. The first must be 0.
  std::vector<std::int64_t> slack;
  std::size_t most_points = 0, most_bytes = 0;  // of the stage
};
// False, with unfinished results, if the stage has more than it may have.
bool add_issue(const SumStep& step, std::vector<std::int64_t>& after, SumStage& stage);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_STAGE_H_
