// What each issue does to the zone, where it cannot be counted: shares by drawing.
//
// Answers: in a dispute too large to list or to count, which issue widens the zone of agreement and
//   which one narrows it?
// Definition: linkage.h, as shares. Frozen: deals among the outcomes of the table that have the
//   issue at the status quo. Packages: combinations of the other issues that some option of it
//   makes a deal, among those that some option of it puts on the table. Without: deals among the
//   outcomes of the table of the dispute without the issue. The issue adds to the zone if the
//   second share is larger than the third.
// Method: uniform independent draws (table_draws.h). One set of combinations serves the first two
//   numbers of every issue: the issue alone is set to its options in each. Another set serves the
//   third wherever an issue's absence leaves the options of the others as they are; else, and in
//   sums over issues, it has draws of its own.
// Deviates: where the table is no sum over issues, an issue that only ties of several issues hold
//   at the status quo has a row as well.
// Cost: `draws` outcomes per number, at most `most_tried` combinations.
// Checked by: linkage_sample_test.cc against listing; tests/oracle/run_bargaining.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_LINKAGE_SAMPLE_H_
#define DETENTE_ANALYSIS_BARGAINING_LINKAGE_SAMPLE_H_

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/study.h"

namespace detente {

struct EffectSampleAsked {
  std::uint64_t seed = 1;
  std::uint64_t draws = 10'000, most_tried = 200'000;
  int threads = 1;
};

// Estimates every number of the issues' effects that is not known, and adds the rows where there
// are none; adds to why_no_effects what could not be estimated, and to study.stopped. Requires what
// add_unlisted_linkage() leaves. `table`: the table as a sum over issues, or null. The same for any
// number of threads.
void add_sampled_effects(const Dispute& dispute, const Scenario& scenario,
                         const std::optional<Formula>& within, const Conditions& conditions,
                         const AdditiveForm* table, const EffectSampleAsked& asked, Budget& budget,
                         BargainingStudy& study);

// Shares that were estimated, or are known: low and high are equal where it is exact.
std::optional<ShareEstimate> share_estimate(const std::optional<DrawnShare>& drawn,
                                            double deviations = kWithin95);
std::optional<ShareEstimate> share_of_packages(const IssueEffect& row,
                                               double deviations = kWithin95);
std::optional<ShareEstimate> share_without(const IssueEffect& row, double deviations = kWithin95);
// 1: packages have the larger share, -1: the smaller one, 0: their 99.9 % intervals overlap, so
// that of many issues hardly one is called wrong. Empty if one of them is not known, or both are
// counted.
std::optional<int> adds_by_drawing(const IssueEffect& row);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_LINKAGE_SAMPLE_H_
