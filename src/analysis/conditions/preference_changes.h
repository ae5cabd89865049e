// Which change of one party's priorities, or of one weight, makes a wanted verdict hold.
//
// Definition: with a list in order of priority, one statement moves up or down among the wishes in
//   force (a red line among the red lines); the smallest move each way that works is listed. With
//   weights, the weight of one statement takes any value of its own sign, from 0 on, the others
//   held; all thresholds are listed (readiness/thresholds.h) and the nearest value that works. Far
//   enough out the statement outweighs all others together, so nothing changes beyond.
// Cost: n^2 ladders per list; one search for thresholds per weight.
// Checked by: conditions_test.cc; tests/conditions.
#ifndef DETENTE_ANALYSIS_CONDITIONS_PREFERENCE_CHANGES_H_
#define DETENTE_ANALYSIS_CONDITIONS_PREFERENCE_CHANGES_H_

#include <functional>
#include <vector>

#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

struct PriorityMove {
  int statement = -1;
  int from = 0, to = 0;         // places, from 1, among the party's wishes (or red lines) in force
  int before = -1, after = -1;  // the statements it comes to stand between; -1: none
  Verdict verdict = 0;
};
struct WeightChange {
  int statement = -1;
  double now = 0;
  FactorThresholds thresholds;  // of its weight; `factor` means nothing here
  // The nearest threshold beyond which it works. Empty: no weight of its sign does.
  std::optional<double> threshold;
  Verdict verdict = 0;  // just beyond it
};
struct PreferenceChanges {
  std::vector<PriorityMove> moves;
  std::vector<WeightChange> weights;  // every statement with a weight that is in force
  std::uint64_t ladders = 0;
  StopReason stopped = StopReason::kDone;  // if not done, both lists are empty
};
// Requires: the world's verdict is below `want`.
PreferenceChanges find_preference_changes(const World& world, Verdict want, const Measure& measure,
                                          int threads, Budget& budget,
                                          const std::function<void(double)>& progress = {});

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_PREFERENCE_CHANGES_H_
