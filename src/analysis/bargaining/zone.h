// The zone of agreement: how much of the table each bargainer leaves, and what cuts it.
//
// Answers: is there a deal at all, what is at stake for each, and whose no-deal, red line or
//   ratifier takes most away?
// Definition: docs/methods/bargaining.md, "The zone". A cut is a reason to exclude outcomes of A:
//   a party's no-deal (what it gains, short of its margin), one of its red lines that its no-deal
//   respects, or one of its ratifiers. removes = outcomes of A that it excludes; alone = those that
//   no other cut of any bargainer excludes. Surplus = best over D less no-deal.
// Source: Raiffa 1982; Putnam 1988.
// Shapes and units: counts of outcomes; utilities in billionths of the party's own unit.
// Cost: O(cuts * outcomes / 64).
// Checked by: tests/oracle/bargaining.py, study_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_ZONE_H_
#define DETENTE_ANALYSIS_BARGAINING_ZONE_H_

#include <string>

#include "analysis/bargaining/count.h"
#include "analysis/bargaining/table.h"

namespace detente {

enum class CutKind { kNoDeal, kRedLine, kRatifier };
struct Cut {
  CutKind kind = CutKind::kNoDeal;
  int index = -1;  // of the statement or ratifier
  Count removes, alone;
};

struct ZoneParty {
  int party = -1;
  bool cardinal = true;
  Count accepts, ratified, both;
  std::int64_t no_deal = 0, ideal = 0;  // cardinal only; ideal only if there is a deal
  std::vector<Cut> cuts;                // no-deal, red lines, ratifiers, each in file order
};

struct Zone {
  Count outcomes, deals, accepted_by_all, ratified_for_all;
  std::string why;  // if something is not known
  std::vector<ZoneParty> parties;
};

Zone find_zone(const World& world, const BargainingTable& table,
               const std::vector<PartyUtility>& utilities);

// The party's cut of the same kind and index; without numbers if it has none.
Cut cut_like(const ZoneParty& party, const Cut& cut);

// The cut that removes most (ties: the one that alone removes more, then the first); its party's
// place and its own. Empty if nothing is cut.
std::optional<std::pair<std::size_t, std::size_t>> largest_cut(const Zone& zone);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ZONE_H_
