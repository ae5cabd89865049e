#include "analysis/bargaining/table.h"

#include "base/check.h"
#include "space/spread.h"

namespace detente {

bool is_cardinal(const Dispute& dispute, int party) {
  const PreferenceForm form = dispute->preferences[static_cast<std::size_t>(party)].form;
  return form != PreferenceForm::kPriority && form != PreferenceForm::kRanking;
}

std::vector<int> bargainers_of(const Dispute& dispute, const Scenario& scenario, PartySet asked) {
  std::vector<int> out;
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    if (!scenario.present(p)) continue;
    bool takes_part = (asked & party_bit(p)) != 0;
    if (asked == 0 && dispute.asks()) takes_part = (dispute.negotiators() & party_bit(p)) != 0;
    if (asked == 0 && !dispute.asks()) {
      const Preference& preference = dispute->preferences[static_cast<std::size_t>(p)];
      takes_part = preference.form != PreferenceForm::kWeights || !preference.statements.empty();
    }
    if (takes_part) out.push_back(p);
  }
  return out;
}

namespace {

Bitset reached_in_graph(const World& world, PartySet group) {
  const Dispute& dispute = world.dispute();
  std::vector<std::vector<Outcome>> out(world.size());
  for (std::size_t p = 0; p < dispute->graph->arcs.size(); ++p) {
    if ((group & party_bit(static_cast<int>(p))) == 0) continue;
    for (const auto& [from, to] : dispute->graph->arcs[p])
      out[static_cast<std::size_t>(from)].push_back(static_cast<Outcome>(to));
  }
  Bitset reached(world.size());
  std::vector<Outcome> open{world.status_quo()};
  reached.set(world.status_quo());
  while (!open.empty()) {
    const Outcome s = open.back();
    open.pop_back();
    for (const Outcome t : out[s]) {
      if (reached.test(t) || !world.feasible().test(t)) continue;
      reached.set(t);
      open.push_back(t);
    }
  }
  return reached;
}

}  // namespace

Bitset reached_jointly(const World& world, PartySet group) {
  if (world.dispute()->graph) return reached_in_graph(world, group);
  Bitset reached(world.size());
  reached.set(world.status_quo());
  const Mover mover = make_mover(world.dispute(), world.scenario(), world.layout(), group);
  if (mover.issues.empty()) return reached;
  const std::uint32_t block = mover.block[world.status_quo()];
  const Outcome base = mover.base[block];
  const auto slots = static_cast<std::uint32_t>(mover.block_size());
  if (!world.ordered()) {  // one package does what many do
    const std::uint32_t from = mover.slot[world.status_quo()];
    for (std::uint32_t s = 0; s < slots; ++s) {
      const Outcome t = base + mover.offset[s];
      if (world.feasible().test(t) && mover.goes_forward(from, s)) reached.set(t);
    }
    return reached;
  }
  Spread spread(world, mover);
  for (bool changed = true; changed;) {
    changed = false;
    spread.clear();
    for (std::uint32_t s = 0; s < slots; ++s) {
      if (reached.test(base + mover.offset[s])) spread.add(block, s, 1);
    }
    spread.run();
    for (std::uint32_t s = 0; s < slots; ++s) {
      const Outcome t = base + mover.offset[s];
      if (reached.test(t) || !world.feasible().test(t) || spread.out(block, s) == 0) continue;
      reached.set(t);
      changed = true;
    }
  }
  return reached;
}

BargainingTable make_table(const World& world, std::vector<int> bargainers,
                           const std::optional<Formula>& within) {
  BargainingTable table;
  PartySet group = 0;
  for (const int p : bargainers) group |= party_bit(p);
  table.outcomes = reached_jointly(world, group);
  if (within) table.outcomes &= world.satisfying(*within);
  table.deals = table.outcomes;
  const auto& ratifiers = world.dispute()->ratifiers;
  for (const int p : bargainers) {
    table.accepted.push_back(world.view(p).accepts & table.outcomes);
    Bitset ratified = table.outcomes;
    for (std::size_t r = 0; r < ratifiers.size(); ++r) {
      if (ratifiers[r].of == p && world.asked(static_cast<int>(r)) != nullptr)
        ratified &= world.approved(static_cast<int>(r));
    }
    table.deals &= table.accepted.back();
    table.deals &= ratified;
    table.ratified.push_back(std::move(ratified));
  }
  table.bargainers = std::move(bargainers);
  return table;
}

PartyUtility utility_of(const World& world, int party) {
  PartyUtility out;
  const PartyView& view = world.view(party);
  out.cardinal = is_cardinal(world.dispute(), party);
  out.utility = utilities(world.table(), world.scenario(), party, view.statements);
  const auto no_deal = no_deal_outcome(world.table(), world.scenario(), party);
  DETENTE_CHECK(no_deal.has_value(), "a world's no-deals are in its table");
  const Party& who = world.dispute()->parties[static_cast<std::size_t>(party)];
  out.no_deal = *no_deal ? out.utility[**no_deal] : std::get<Decimal>(who.no_deal).units();
  return out;
}

}  // namespace detente
