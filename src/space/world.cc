#include "space/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "base/check.h"
#include "space/restrictions.h"
#include "space/spread.h"

namespace detente {

Result<World> World::make(const Dispute& dispute, Scenario scenario, std::uint64_t most_outcomes) {
  World world;
  world.dispute_ = &dispute;
  world.scenario_ = std::move(scenario);
  if (Errors errors = world.prepare(nullptr, most_outcomes); !errors.empty()) {
    tidy_errors(errors, dispute->text);
    return tl::unexpected(std::move(errors));
  }
  return world;
}

Result<World> World::vary(const Changes& changes) const {
  World world;
  world.dispute_ = dispute_;
  world.scenario_ = scenario_;
  apply(changes, world.scenario_);
  if (Errors errors = world.prepare(this, most_outcomes_); !errors.empty())
    return tl::unexpected(std::move(errors));
  return world;
}

namespace {

// Everyone that some issue or coalition names.
PartySet acting_parties(const Dispute& dispute) {
  PartySet all = dispute.negotiators();
  for (const Issue& issue : dispute->issues) {
    for (const int party : issue.by) all |= party_bit(party);
    for (const int party : issue.by_any) all |= party_bit(party);
  }
  for (const Coalition& coalition : dispute->coalitions) all |= coalition.members;
  return all;
}

}  // namespace

Errors World::prepare(const World* like, std::uint64_t most) {
  most_outcomes_ = most;
  auto layout = Layout::make(*dispute_, scenario_, most);
  if (!layout) return layout.error();
  const bool same_layout = like != nullptr && like->layout() == *layout;
  if (same_layout && same_for_formulas(like->scenario_)) {
    table_ = like->table_;
  } else {
    table_ = std::make_shared<OutcomeTable>(*dispute_, *layout, scenario_.factors);
  }
  const PartySet struck =
      like == nullptr ? 0
                      : (like->scenario_.without ^ scenario_.without) & acting_parties(*dispute_);
  const bool same_actors = same_layout && struck == 0;
  const bool same_movers = same_actors && like->scenario_.active == scenario_.active;
  bool same_coalitions = same_actors;
  if (same_coalitions && !same_movers) {
    for (const Coalition& coalition : (*dispute_)->coalitions) {
      same_coalitions =
          same_coalitions && like->scenario_.on(coalition.toggle) == scenario_.on(coalition.toggle);
    }
  }
  if (same_coalitions) {
    movers_ = like->movers_;
  } else {
    movers_ = std::make_shared<std::vector<Mover>>(make_movers(*dispute_, scenario_, *layout));
  }
  status_quo_ = static_cast<Outcome>(layout->index(scenario_.status_quo));
  for (const auto step :
       {&World::prepare_feasible, &World::prepare_orders, &World::prepare_views}) {
    if (Errors errors = (this->*step)(like); !errors.empty()) return errors;
  }
  const bool same_moves = like != nullptr && like->movers_ == movers_ &&
                          like->feasible_ == feasible_ && like->blocked_ == blocked_ &&
                          like->status_quo_ == status_quo_;
  reachable_ = same_moves ? like->reachable_ : std::make_shared<Bitset>(find_reachable());
  prepare_ratifiers(like);
  compromise_ = table_->evaluate(scenario_.compromise) & feasible();
  const bool same_signings =
      same_actors && like->status_quo_ == status_quo_ && like->compromise_ == compromise_;
  signings_ = same_signings ? like->signings_
                            : std::make_shared<Once<std::vector<std::pair<Outcome, PartySet>>>>();
  return {};
}

// Do the factors that formulas over outcomes mention have the same values? (Weights and conditions
// are not in the table.)
bool World::same_for_formulas(const Scenario& other) const {
  const auto same = [&](int f) {
    return scenario_.factors[static_cast<std::size_t>(f)] ==
           other.factors[static_cast<std::size_t>(f)];
  };
  const std::vector<int>& factors = (*dispute_)->formula_factors;
  const std::vector<int> more = mentioned_factors(scenario_.compromise);
  return std::all_of(factors.begin(), factors.end(), same) &&
         std::all_of(more.begin(), more.end(), same);
}

Bitset World::satisfying(const Formula& formula) const {
  for (const int f : mentioned_factors(formula)) {
    const auto k = static_cast<std::size_t>(f);
    if (table_->factors()[k] == scenario_.factors[k]) continue;
    return OutcomeTable(*dispute_, layout(), scenario_.factors).evaluate(formula);
  }
  return table_->evaluate(formula);
}

bool World::same_view(const PartyView& view, int party) const {
  const std::vector<int> statements = holding_statements(*dispute_, scenario_, party);
  return statements == view.statements &&
         weights_of(*dispute_, scenario_, statements) == view.weights;
}

Errors World::prepare_feasible(const World* like) {
  const auto& rules = (*dispute_)->rules;
  const bool same = like != nullptr && like->table_ == table_ &&
                    std::all_of(rules.begin(), rules.end(), [&](const Rule& rule) {
                      return like->scenario_.on(rule.toggle) == scenario_.on(rule.toggle);
                    });
  if (same) {
    feasible_ = like->feasible_;
    return {};
  }
  auto feasible = feasible_outcomes(*table_, scenario_, status_quo_);
  if (!feasible) return std::move(feasible.error());
  feasible_ = std::make_shared<Bitset>(std::move(*feasible));
  return {};
}

Errors World::prepare_orders(const World* like) {
  const auto& orders = (*dispute_)->orders;
  const bool same = like != nullptr && like->table_ == table_ &&
                    std::all_of(orders.begin(), orders.end(), [&](const Order& order) {
                      return like->scenario_.on(order.toggle) == scenario_.on(order.toggle);
                    });
  if (same) {
    blocked_ = like->blocked_;
    entered_ = like->entered_;
    return {};
  }
  auto bits = order_bits(*table_, scenario_);
  if (!bits) return std::move(bits.error());
  blocked_ = std::make_shared<std::vector<std::uint32_t>>(std::move(bits->blocked));
  entered_ = std::make_shared<std::vector<std::uint32_t>>(std::move(bits->entered));
  return {};
}

Errors World::prepare_views(const World* like) {
  const int count = static_cast<int>((*dispute_)->parties.size());
  for (int p = 0; p < count; ++p) {
    if (like != nullptr && like->table_ == table_ && like->feasible_ == feasible_ &&
        same_view(like->view(p), p)) {
      views_.push_back(like->views_[static_cast<std::size_t>(p)]);
      orders_.push_back(like->orders_[static_cast<std::size_t>(p)]);
      continue;
    }
    const bool same_table = like != nullptr && like->table_ == table_;
    auto view = view_of(*table_, scenario_, p, feasible(), same_table ? &like->view(p) : nullptr);
    if (!view) return view.error();
    const auto no_deal = no_deal_outcome(*table_, scenario_, p);
    if (no_deal && *no_deal && !feasible().test(**no_deal)) {
      const Party& party = (*dispute_)->parties[static_cast<std::size_t>(p)];
      return {Error{ErrorCode::kModel,
                    fmt::format("the rules make the no-deal of '{}' impossible", party.id),
                    party.remarks.where,
                    "change 'no_deal', or the rules",
                    {}}};
    }
    views_.push_back(std::make_shared<PartyView>(std::move(*view)));
    orders_.push_back(std::make_shared<Once<PartyOrder>>());
  }
  prepare_blocks(like);
  return {};
}

// Takes over what is made already and nothing else, so that what this world has to make does not
// hang on what other worlds do meanwhile.
void World::prepare_blocks(const World* like) {
  const bool same_movers = like != nullptr && like->movers_ == movers_;
  for (std::size_t g = 0; g < movers_->size(); ++g) {
    Blocks blocks;
    blocks.members = (*movers_)[g].members;
    bool same_views = same_movers;
    std::size_t place = 0;
    for (PartySet rest = blocks.members; rest != 0; rest &= rest - 1, ++place) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      const bool same = same_movers && like->orders_[i] == orders_[i];
      same_views = same_views && same;
      if (same && like->blocks_[g].orders[place]->made()) {
        blocks.orders.push_back(like->blocks_[g].orders[place]);
        if (!blocks.inherited) blocks.leads = place;
        blocks.inherited = true;
      } else {
        blocks.orders.push_back(std::make_shared<Once<BlockOrder>>());
      }
    }
    const bool same_keys =
        same_views && like->blocks_[g].leads == blocks.leads && like->blocks_[g].keys->made();
    blocks.keys = same_keys ? like->blocks_[g].keys : std::make_shared<Once<BlockKeys>>();
    blocks_.push_back(std::move(blocks));
  }
}

int World::Blocks::member(std::size_t place) const {
  PartySet rest = members;
  for (; place > 0; --place) rest &= rest - 1;
  return std::countr_zero(rest);
}

const BlockOrder& World::Blocks::order(const World& world, std::size_t place) const {
  return orders[place]->get([&] {
    const auto g = static_cast<std::size_t>(this - world.blocks_.data());
    const int party = member(place);
    return block_order_of(world.order(party), world.movers()[g], world.view(party).key);
  });
}

const BlockKeys& World::Blocks::second_keys(const World& world) const {
  return keys->get([&] { return block_keys_of(order(world, leads), world.view(second()).key); });
}

void World::prepare_block_orders(std::size_t mover) const {
  const Blocks& blocks = blocks_[mover];
  for (std::size_t place = 0; place < blocks.orders.size(); ++place) blocks.order(*this, place);
  if (blocks.orders.size() > 1) blocks.second_keys(*this);
}

const PartyOrder& World::order(int party) const {
  return orders_[static_cast<std::size_t>(party)]->get(
      [&] { return order_of(view(party), feasible()); });
}

void World::prepare_ratifiers(const World* like) {
  const auto& ratifiers = (*dispute_)->ratifiers;
  ratifications_.resize(ratifiers.size());
  ratified_.resize(parties());
  for (std::size_t r = 0; r < ratifiers.size(); ++r) {
    const Ratifier& ratifier = ratifiers[r];
    if (!ratifier_holds(scenario_, ratifier)) continue;
    const bool same = like != nullptr && like->table_ == table_ &&
                      like->ratifications_[r] != nullptr &&
                      same_shares(like->scenario_, static_cast<int>(r)) &&
                      (ratifier.party < 0 || &like->view(ratifier.party) == &view(ratifier.party));
    ratifications_[r] =
        same ? like->ratifications_[r]
             : std::make_shared<Ratification>(find_ratification(static_cast<int>(r)));
    auto& of = ratified_[static_cast<std::size_t>(ratifier.of)];
    if (of) {
      *of &= ratifications_[r]->approved;
    } else {
      of = ratifications_[r]->approved;
    }
  }
}

bool World::same_shares(const Scenario& other, int ratifier) const {
  const auto here = scenario_.shares.find(ratifier), there = other.shares.find(ratifier);
  const bool given = here != scenario_.shares.end();
  if (given != (there != other.shares.end())) return false;
  return !given || here->second == there->second;
}

World::Ratification World::find_ratification(int index) const {
  const Ratifier& ratifier = (*dispute_)->ratifiers[static_cast<std::size_t>(index)];
  Bitset asked =
      ratifier.asked_if.empty() ? Bitset(size(), true) : table_->satisfying(ratifier.asked_if);
  Bitset approves(size());
  if (ratifier.party >= 0) {
    approves = view(ratifier.party).accepts;
  } else if (!ratifier.approves.empty()) {
    approves = table_->satisfying(ratifier.approves);
  } else {
    std::vector<Term> terms;
    for (std::size_t k = 0; k < ratifier.segments.size(); ++k) {
      terms.push_back({&table_->satisfying(ratifier.segments[k].approves),
                       share_units(scenario_, ratifier, index, k)});
    }
    const auto support = add_terms(terms, size());
    for (std::size_t s = 0; s < support.size(); ++s) {
      if (support[s] >= ratifier.quota.units()) approves.set(s);
    }
  }
  approves |= ~Bitset(asked);
  return {std::move(asked), std::move(approves)};
}

// Block by block, and again only where something new has come in.
Bitset World::find_reachable() const {
  const std::vector<Mover>& all = movers();
  std::vector<std::uint8_t> reached(size(), 0);
  std::vector<std::vector<std::uint32_t>> met, seen;  // [mover][block]: outcomes reached in it
  std::vector<Spread> spreads;
  for (const Mover& mover : all) {
    met.emplace_back(mover.base.size(), 0);
    seen.emplace_back(mover.base.size(), 0);
    spreads.emplace_back(*this, mover);
  }
  const auto reach = [&](Outcome t) {
    reached[t] = 1;
    for (std::size_t g = 0; g < all.size(); ++g) ++met[g][all[g].block[t]];
  };
  reach(status_quo_);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t g = 0; g < all.size(); ++g) {
      const Mover& mover = all[g];
      const auto slots = static_cast<std::uint32_t>(mover.block_size());
      const bool anywhere = mover.forward.empty() && !ordered();  // from any place in a block
      for (std::uint32_t b = 0; b < mover.base.size() && slots > 1; ++b) {
        const std::uint32_t before = met[g][b];
        if (before == seen[g][b]) continue;
        if (!anywhere) {
          spreads[g].clear();
          for (std::uint32_t s = 0; s < slots; ++s) {
            if (reached[mover.base[b] + mover.offset[s]] != 0) spreads[g].add(b, s, 1);
          }
          spreads[g].run();
        }
        for (std::uint32_t s = 0; s < slots; ++s) {
          const Outcome t = mover.base[b] + mover.offset[s];
          if (reached[t] != 0 || !feasible().test(t)) continue;
          if (!anywhere && spreads[g].out(b, s) == 0) continue;
          reach(t);
          changed = true;
        }
        // an order constraint can be met halfway: what is new may lead on
        seen[g][b] = ordered() ? before : met[g][b];
      }
    }
  }
  Bitset out(size());
  for (std::size_t s = 0; s < reached.size(); ++s) {
    if (reached[s] != 0) out.set(s);
  }
  return out;
}

bool World::ratified(int party, Outcome t) const {
  const auto& of = ratified_[static_cast<std::size_t>(party)];
  return !of || of->test(t);
}

const Bitset* World::asked(int ratifier) const {
  const auto& of = ratifications_[static_cast<std::size_t>(ratifier)];
  return of ? &of->asked : nullptr;
}

const Bitset& World::approved(int ratifier) const {
  const auto& of = ratifications_[static_cast<std::size_t>(ratifier)];
  DETENTE_CHECK(of != nullptr, "the ratifier is there in this world");
  return of->approved;
}

std::vector<PartySet> World::signatories(Outcome t) const {
  std::vector<PartySet> sets{dispute_->negotiators()};
  for (const int k : layout().free_issues()) {
    if (layout().option(t, k) == layout().option(status_quo_, k)) continue;
    const Issue& issue = (*dispute_)->issues[static_cast<std::size_t>(k)];
    for (const int party : issue.by) {
      if (!scenario_.present(party)) continue;
      for (PartySet& set : sets) set |= party_bit(party);
    }
    if (issue.by_any.empty()) continue;
    std::vector<PartySet> chosen;
    for (const PartySet set : sets) {
      for (const int party : issue.by_any) {
        const PartySet with = set | party_bit(party);
        if (!scenario_.present(party) ||
            std::find(chosen.begin(), chosen.end(), with) != chosen.end())
          continue;
        chosen.push_back(with);
      }
    }
    sets = std::move(chosen);
  }
  // `by` parties of later issues can make two choices equal
  std::vector<PartySet> distinct;
  for (const PartySet set : sets) {
    if (std::find(distinct.begin(), distinct.end(), set) == distinct.end()) distinct.push_back(set);
  }
  return distinct;
}

PartySet World::possible_signatories() const {
  PartySet all = dispute_->negotiators();
  for (const int k : layout().free_issues()) {
    const Issue& issue = (*dispute_)->issues[static_cast<std::size_t>(k)];
    for (const auto* list : {&issue.by, &issue.by_any}) {
      for (const int party : *list) {
        if (scenario_.present(party)) all |= party_bit(party);
      }
    }
  }
  return all;
}

// The sets depend only on which issues differ from s0.
const std::vector<std::pair<Outcome, PartySet>>& World::signings() const {
  return signings_->get([&] {
    struct Place {
      Outcome stride, radix, here;
    };
    std::vector<Place> places;
    for (const int k : layout().free_issues()) {
      places.push_back({static_cast<Outcome>(layout().stride(k)),
                        static_cast<Outcome>(layout().radix(k)),
                        static_cast<Outcome>(layout().option(status_quo_, k))});
    }
    std::unordered_map<std::uint64_t, std::vector<PartySet>> known;
    std::vector<std::pair<Outcome, PartySet>> out;
    compromise_.for_each([&](std::size_t s) {
      const auto t = static_cast<Outcome>(s);
      if (t == status_quo_) return;
      std::uint64_t changed = 0;
      for (std::size_t k = 0; k < places.size(); ++k) {
        const Place& place = places[k];
        if (t / place.stride % place.radix != place.here) changed |= std::uint64_t{1} << k;
      }
      auto it = known.find(changed);
      if (it == known.end()) it = known.emplace(changed, signatories(t)).first;
      for (const PartySet set : it->second) out.emplace_back(t, set);
    });
    return out;
  });
}

}  // namespace detente
