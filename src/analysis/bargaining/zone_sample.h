// The zone of agreement where outcomes can be neither listed nor counted: shares among outcomes
// drawn at random.
//
// Answers: about how much of the table is a deal, and what cuts it, in a dispute of fifty issues
//   whose sums are all different, or that is no sum at all?
// Definition: zone.h. Outcomes of the table are drawn uniformly and independently: a combination of
//   the options that pass the filters of their issues, kept if it is on the table. Every share has
//   its 95 % interval (Wilson).
// Source: Wilson 1927.
// Shapes: counts of the outcomes drawn; shares between 0 and 1.
// Cost: up to `most_tried` looks at the table's conditions, `draws` at all others.
// Checked by: zone_sample_test.cc, against counting.
#ifndef DETENTE_ANALYSIS_BARGAINING_ZONE_SAMPLE_H_
#define DETENTE_ANALYSIS_BARGAINING_ZONE_SAMPLE_H_

#include <cstdint>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/zone.h"
#include "base/limits.h"

namespace detente {

struct ZoneSampleAsked {
  std::uint64_t seed = 1;
  std::uint64_t draws = 10'000, most_tried = 1'000'000;
  int threads = 1;
};
struct ZoneSample {
  std::uint64_t seed = 0, tried = 0, drawn = 0;  // combinations drawn; those on the table
  Zone zone;                                     // of the outcomes drawn
};

// `table`: the table as a sum over issues, if it is one: then every draw is on it. The same for any
// number of threads. Empty (drawn = 0) if nothing of what was tried is on the table.
ZoneSample sample_zone(const Dispute& dispute, const Scenario& scenario,
                       const std::vector<int>& bargainers, const Conditions& conditions,
                       const AdditiveForm* table, const ZoneSampleAsked& asked, Budget& budget);

struct ShareEstimate {
  double share = 0, low = 0, high = 1;  // between low and high in 95 of 100 samples
};
constexpr double kWithin95 = 1.959963984540054;    // deviations of a normal variable, 95 % within
constexpr double kWithin999 = 3.2905267314919255;  // 99.9 %
// Requires draws > 0.
ShareEstimate share_estimate(std::uint64_t hits, std::uint64_t draws,
                             double deviations = kWithin95);
ShareEstimate share_estimate(const Count& hits, const ZoneSample& sample);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ZONE_SAMPLE_H_
