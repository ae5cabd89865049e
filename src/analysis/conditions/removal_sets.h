// All minimal sets of up to three things whose going, or coming along, makes a wanted verdict hold.
//
// Definition: removable things are those of readiness/removals.h. A party other than P can come
//   along: in place of all that it wants and never accepts it wants the compromise and nothing
//   else, against the status quo of its no-deal as it is. A set counts if the verdict with all of
//   it is at least the wanted one, and it is minimal if no set inside it counts. Verdicts are not
//   monotone: a larger set may fail again; nothing is said about sets around a set that counts.
// Source: minimal correction sets; hitting sets, Reiter 1987. Deviates: as verdicts are not
//   monotone, every set is looked at, none is inferred.
// Cost: one verdict per set of which no part counts, n^3 / 6 of them at worst.
// Checked by: tests/conditions (plain enumeration), conditions_test.cc.
#ifndef DETENTE_ANALYSIS_CONDITIONS_REMOVAL_SETS_H_
#define DETENTE_ANALYSIS_CONDITIONS_REMOVAL_SETS_H_

#include <functional>
#include <string>
#include <vector>

#include "analysis/measure/measure.h"
#include "analysis/readiness/answer.h"

namespace detente {

struct RemovalSet {
  std::vector<std::string> remove;  // ids, in the order of the file
  std::vector<std::string> along;   // parties
  Verdict verdict = 0;
};
struct RemovalSets {
  std::vector<RemovalSet> sets;                // by size
  std::vector<std::string> cannot_come_along;  // parties with a ranking or values, or none
  std::size_t things = 0;                      // that may go or come along
  int largest = 0;                             // sets up to this size were all looked at
  std::uint64_t left_out = 0;                  // of the next size, as they are too many; else 0
  std::uint64_t ladders = 0;
  StopReason stopped = StopReason::kDone;  // if not done, only sizes up to `largest` are listed
};
struct RemovalSetsOptions {
  Measure measure;
  int most = 3;                                 // things in a set
  bool along = true;                            // may parties come along?
  std::uint64_t most_sets = std::uint64_t(-1);  // of one size; with more, that size is left out
  int threads = 1;
  std::function<void(double)> progress = {};
};
// Requires: the world's verdict is below `want`.
RemovalSets find_removal_sets(const World& world, Verdict want, const RemovalSetsOptions& options,
                              Budget& budget);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_REMOVAL_SETS_H_
