// The verdict over two factors: cell by cell, and where its borders run.
//
// Definition: both factors over their domains, all others held. A cell is certain if the verdict is
//   proven to be one everywhere inside it (conditions/box.h). Cells that are not certain are
//   quartered up to `depth` times. Along the middle of every row of cells the thresholds of the
//   first factor are found (readiness/thresholds.h: exact where weights are lines in it). Regions
//   and borders are those of conditions/regions.h where everything is linear in the two together;
//   elsewhere at least three thresholds in a row on one straight line are taken for a border.
//   Of another measure verdicts are kReady (it holds) and 0; where amounts count there are no
//   regions, and only cells in which no utility moves are certain.
// Cost: a verdict and a box test per cell, a search for thresholds per row, some ladders per
//   region.
// Checked by: factor_map_test.cc; tests/conditions (points inside certain cells).
#ifndef DETENTE_ANALYSIS_CONDITIONS_FACTOR_MAP_H_
#define DETENTE_ANALYSIS_CONDITIONS_FACTOR_MAP_H_

#include <functional>
#include <vector>

#include "analysis/conditions/regions.h"
#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

struct MapCell {
  Interval a, b;
  Verdict verdict = 0;  // at its centre
  bool certain = false;
};
struct MapRow {
  double b = 0;
  FactorThresholds thresholds;  // of the first factor
};
struct FactorMap {
  int a = -1, b = -1;
  Interval domain_a, domain_b;
  int columns = 0;                         // of the grid, as many as rows
  std::vector<std::vector<MapCell>> grid;  // [row * columns + column]: the cell, or its parts
  std::vector<MapRow> rows;
  Regions regions;
  std::vector<MapBorder> borders;            // those of the regions, or inferred from the rows
  std::array<double, kRungs + 1> certain{};  // share of the area proven to have each verdict
  double uncertain = 0;                      // the rest
  bool curved = false;                       // no cell can be certain, for what is not linear
  std::uint64_t ladders = 0;
  StopReason stopped = StopReason::kDone;  // if not done, nothing is listed
};

struct FactorMapOptions {
  Measure measure;
  int columns = 12;
  int depth = 2;
  int threads = 1;
  std::function<void(double)> progress;
};
FactorMap map_factors(const World& world, int a, int b, const FactorMapOptions& options,
                      Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_FACTOR_MAP_H_
