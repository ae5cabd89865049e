// What the zone of agreement is made of, said of one outcome, and counted over any outcomes.
//
// Answers: which cuts exclude this outcome of the table, and who leaves it?
// Definition: zone.h. Reasons are every bargainer's no-deal, red lines and ratifiers, each in file
//   order, from the conditions (conditions.h).
// Cost: the conditions once per outcome.
// Checked by: zone_sample_test.cc, over every outcome against find_zone().
#ifndef DETENTE_ANALYSIS_BARGAINING_ZONE_JUDGE_H_
#define DETENTE_ANALYSIS_BARGAINING_ZONE_JUDGE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/bargaining/conditions.h"
#include "analysis/bargaining/zone.h"

namespace detente {

// How many outcomes were seen, and how many of them are what the zone counts.
struct ZoneTally {
  std::uint64_t outcomes = 0, deals = 0, accepted_by_all = 0, ratified_for_all = 0;
  std::vector<std::uint64_t> accepts, ratified, both;  // [bargainer]
  std::vector<std::uint64_t> removes, alone;           // [reason]

  void add(const ZoneTally& other);
};

class ZoneJudge {
 public:
  // All given must outlive it.
  ZoneJudge(const Dispute& dispute, const Scenario& scenario, const std::vector<int>& bargainers,
            const Conditions& conditions);

  ZoneTally nothing() const;
  // Requires an outcome of the table (option per issue).
  void count(std::span<const int> outcome, ZoneTally& to) const;
  // The tally as a zone of the outcomes seen; ideals are left at the no-deal. Without a tally:
  // nothing is known but the reasons.
  Zone zone(const ZoneTally* tally) const;

 private:
  struct Reason {
    std::size_t bargainer = 0;
    CutKind kind = CutKind::kNoDeal;
    int index = -1;  // of the statement or ratifier
    std::vector<const FloorCondition*> floors;
    std::vector<const Condition*> conditions;
    std::vector<const QuotaCondition*> quotas;
    const PartnerRatifier* partner = nullptr;
    std::size_t judge = 0;  // of the partner: the bargainer
  };
  bool excludes(const Reason& reason, std::span<const int> outcome) const;

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::vector<int>& bargainers_;
  const Conditions& conditions_;
  std::vector<Reason> reasons_;  // of each bargainer in turn
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ZONE_JUDGE_H_
