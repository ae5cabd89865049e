#include "analysis/bargaining/zone.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace detente {
namespace {

struct CutSet {
  Cut cut;
  Bitset removed;  // within A
};

// What the party's no-deal and each of its red lines exclude of A. Together: what it does not
// accept.
void add_own_cuts(const World& world, const Bitset& table, int party, const PartyUtility& utility,
                  std::vector<CutSet>& out) {
  const auto no_deal = no_deal_outcome(world.table(), world.scenario(), party);
  DETENTE_CHECK(no_deal.has_value(), "a world's no-deals are in its table");
  const Dispute& dispute = world.dispute();
  const std::size_t first = out.size();
  out.push_back({{CutKind::kNoDeal, -1, {}, {}}, table});
  Bitset gains(table.size());  // respects a red line that no-deal breaks: better than no-deal
  for (const int s : world.view(party).statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (!statement.red_line) continue;
    const Bitset& breaks = world.table().satisfying(statement.formula);
    if (*no_deal && breaks.test(**no_deal)) {
      gains |= ~Bitset(breaks);
    } else {
      out.push_back({{CutKind::kRedLine, s, {}, {}}, breaks & table});
    }
  }
  const std::int64_t margin = dispute->parties[static_cast<std::size_t>(party)].margin.units();
  Bitset& below = out[first].removed;
  below.subtract(gains);
  table.for_each([&](std::size_t s) {
    if (utility.utility[s] >= utility.no_deal + margin) below.reset(s);
  });
}

void add_ratifier_cuts(const World& world, const Bitset& table, int party,
                       std::vector<CutSet>& out) {
  const auto& ratifiers = world.dispute()->ratifiers;
  for (std::size_t r = 0; r < ratifiers.size(); ++r) {
    const auto index = static_cast<int>(r);
    if (ratifiers[r].of != party || world.asked(index) == nullptr) continue;
    Bitset removed = table;
    removed.subtract(world.approved(index));
    out.push_back({{CutKind::kRatifier, index, {}, {}}, std::move(removed)});
  }
}

}  // namespace

Zone find_zone(const World& world, const BargainingTable& table,
               const std::vector<PartyUtility>& utilities) {
  Zone zone;
  zone.outcomes = table.outcomes.count();
  zone.deals = table.deals.count();
  Bitset accepted = table.outcomes, ratified = table.outcomes;
  std::vector<CutSet> cuts;
  std::vector<std::size_t> ends;
  for (std::size_t b = 0; b < table.bargainers.size(); ++b) {
    const int party = table.bargainers[b];
    accepted &= table.accepted[b];
    ratified &= table.ratified[b];
    ZoneParty row;
    row.party = party;
    row.cardinal = utilities[b].cardinal;
    row.accepts = table.accepted[b].count();
    row.ratified = table.ratified[b].count();
    row.both = (table.accepted[b] & table.ratified[b]).count();
    row.no_deal = row.ideal = utilities[b].no_deal;
    bool any = false;
    table.deals.for_each([&](std::size_t s) {
      row.ideal = any ? std::max(row.ideal, utilities[b].utility[s]) : utilities[b].utility[s];
      any = true;
    });
    add_own_cuts(world, table.outcomes, party, utilities[b], cuts);
    add_ratifier_cuts(world, table.outcomes, party, cuts);
    ends.push_back(cuts.size());
    zone.parties.push_back(std::move(row));
  }
  zone.accepted_by_all = accepted.count();
  zone.ratified_for_all = ratified.count();
  Bitset once(world.size()), twice(world.size());  // excluded by one cut at least; by two
  for (const CutSet& set : cuts) {
    twice |= once & set.removed;
    once |= set.removed;
  }
  std::size_t k = 0;
  for (std::size_t b = 0; b < ends.size(); ++b) {
    for (; k < ends[b]; ++k) {
      cuts[k].cut.removes = cuts[k].removed.count();
      cuts[k].cut.alone = cuts[k].removed.subtract(twice).count();
      zone.parties[b].cuts.push_back(cuts[k].cut);
    }
  }
  return zone;
}

Cut cut_like(const ZoneParty& party, const Cut& cut) {
  for (const Cut& one : party.cuts) {
    if (one.kind == cut.kind && one.index == cut.index) return one;
  }
  return {cut.kind, cut.index, {}, {}};
}

std::optional<std::pair<std::size_t, std::size_t>> largest_cut(const Zone& zone) {
  std::optional<std::pair<std::size_t, std::size_t>> best;
  std::pair<Count, Count> most{std::size_t{0}, std::size_t{0}};
  for (std::size_t b = 0; b < zone.parties.size(); ++b) {
    for (std::size_t k = 0; k < zone.parties[b].cuts.size(); ++k) {
      const Cut& cut = zone.parties[b].cuts[k];
      if (most.first < cut.removes || (most.first == cut.removes && most.second < cut.alone)) {
        most = {cut.removes, cut.alone};
        best.emplace(b, k);
      }
    }
  }
  return best;
}

}  // namespace detente
