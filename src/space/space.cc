#include "space/space.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "space/party_view.h"

namespace detente {

std::uint64_t combinations(std::span<const Place> places) {
  std::uint64_t size = 1;
  for (const Place& place : places) size *= place.radix;
  return size;
}

std::uint64_t Space::block_size(std::size_t mover) const {
  const Actor& who = movers_[mover];
  if (!graph_form_) return combinations(who.places);
  return size() == 0 ? 0 : who.out.size() / size() + 1;
}

bool Space::all_prefer(PartySet group, Outcome a, Outcome b) const {
  for (PartySet rest = group; rest != 0; rest &= rest - 1) {
    if (!prefers(std::countr_zero(rest), a, b)) return false;
  }
  return true;
}

std::vector<std::size_t> Space::opponents(std::size_t mover) const {
  std::vector<std::size_t> out;
  for (std::size_t h = 0; h < movers_.size(); ++h) {
    if ((movers_[h].members & movers_[mover].members) == 0) out.push_back(h);
  }
  return out;
}

std::vector<std::size_t> Space::within(PartySet parties) const {
  std::vector<std::size_t> out;
  for (std::size_t h = 0; h < movers_.size(); ++h) {
    if ((movers_[h].members & ~parties) == 0) out.push_back(h);
  }
  return out;
}

Space Space::of(std::vector<std::vector<Place>> movers, Bitset feasible,
                std::vector<PartyOrder> orders) {
  Space space;
  space.feasible_ = std::move(feasible);
  space.orders_ = std::move(orders);
  for (std::size_t p = 0; p < movers.size(); ++p) {
    Actor actor;
    actor.members = party_bit(static_cast<int>(p));
    actor.places = std::move(movers[p]);
    space.places_.insert(space.places_.end(), actor.places.begin(), actor.places.end());
    space.present_ |= actor.members;
    space.movers_.push_back(std::move(actor));
  }
  std::sort(space.places_.begin(), space.places_.end(),
            [](const Place& a, const Place& b) { return a.stride > b.stride; });
  return space;
}

Result<Space> Space::make(const Dispute& dispute, const Scenario& scenario,
                          std::uint64_t most_outcomes) {
  auto layout = Layout::make(dispute, scenario, most_outcomes);
  if (!layout) return tl::unexpected(std::move(layout.error()));
  Space space;
  space.layout_ = std::make_shared<const Layout>(*layout);
  space.status_quo_ = static_cast<Outcome>(layout->index(scenario.status_quo));
  for (std::size_t p = 0; p < dispute->parties.size(); ++p) {
    if (scenario.present(static_cast<int>(p))) space.present_ |= party_bit(static_cast<int>(p));
  }
  OutcomeTable table(dispute, *layout, scenario.factors);
  auto feasible = feasible_outcomes(table, scenario, space.status_quo_);
  if (!feasible) return tl::unexpected(std::move(feasible.error()));
  space.feasible_ = std::move(*feasible);
  auto bits = order_bits(table, scenario);
  if (!bits) return tl::unexpected(std::move(bits.error()));
  space.order_bits_ = std::move(*bits);
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    const auto view = view_of(table, scenario, p, space.feasible_);
    if (!view) return tl::unexpected(view.error());
    space.orders_.push_back(order_of(*view, space.feasible_));
  }
  if (dispute->graph) {
    space.prepare_arcs(dispute, scenario);
  } else {
    space.prepare_movers(dispute, scenario);
  }
  return space;
}

namespace {

PartySet set_of(const std::vector<int>& parties, const Scenario& scenario) {
  PartySet set = 0;
  for (const int party : parties) {
    if (scenario.present(party)) set |= party_bit(party);
  }
  return set;
}

}  // namespace

void Space::prepare_movers(const Dispute& dispute, const Scenario& scenario) {
  PartySet alone = 0;
  std::vector<PartySet> groups;
  for (const int k : layout_->free_issues()) {
    const Issue& issue = dispute->issues[static_cast<std::size_t>(k)];
    places_.push_back({layout_->stride(k), layout_->radix(k), issue.one_way});
    const PartySet by = set_of(issue.by, scenario), any = set_of(issue.by_any, scenario);
    alone |= any;
    if (std::has_single_bit(by)) alone |= by;
    if (!std::has_single_bit(by | any)) separate_control_ = false;
    if (std::popcount(by) > 1 && std::find(groups.begin(), groups.end(), by) == groups.end())
      groups.push_back(by);
  }
  std::vector<PartySet> all;
  for (PartySet rest = alone; rest != 0; rest &= rest - 1) all.push_back(rest & ~(rest - 1));
  all.insert(all.end(), groups.begin(), groups.end());
  for (const PartySet members : all) {
    Actor actor;
    actor.members = members;
    for (const int k : layout_->free_issues()) {
      const Issue& issue = dispute->issues[static_cast<std::size_t>(k)];
      const bool can = issue.by.empty() ? (set_of(issue.by_any, scenario) & members) != 0
                                        : (set_of(issue.by, scenario) & ~members) == 0;
      if (can) actor.places.push_back({layout_->stride(k), layout_->radix(k), issue.one_way});
    }
    movers_.push_back(std::move(actor));
  }
}

void Space::prepare_arcs(const Dispute& dispute, const Scenario& scenario) {
  graph_form_ = true;
  for (std::size_t p = 0; p < dispute->graph->arcs.size(); ++p) {
    const auto& arcs = dispute->graph->arcs[p];
    if (arcs.empty() || !scenario.present(static_cast<int>(p))) continue;
    Actor actor;
    actor.members = party_bit(static_cast<int>(p));
    actor.out_first.assign(size() + 1, 0);
    actor.in_first.assign(size() + 1, 0);
    for (const auto& [from, to] : arcs) {
      ++actor.out_first[static_cast<std::size_t>(from) + 1];
      ++actor.in_first[static_cast<std::size_t>(to) + 1];
    }
    for (std::size_t s = 0; s < size(); ++s) {
      actor.out_first[s + 1] += actor.out_first[s];
      actor.in_first[s + 1] += actor.in_first[s];
    }
    actor.out.resize(arcs.size());
    actor.in.resize(arcs.size());
    std::vector<std::uint32_t> next_out(actor.out_first.begin(), actor.out_first.end() - 1);
    std::vector<std::uint32_t> next_in(actor.in_first.begin(), actor.in_first.end() - 1);
    for (const auto& [from, to] : arcs) {  // sorted, so both lists come out sorted
      actor.out[next_out[static_cast<std::size_t>(from)]++] = static_cast<Outcome>(to);
      actor.in[next_in[static_cast<std::size_t>(to)]++] = static_cast<Outcome>(from);
    }
    movers_.push_back(std::move(actor));
  }
}

}  // namespace detente
