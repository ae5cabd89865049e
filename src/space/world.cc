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
  for (std::size_t p = 0; dispute->graph && p < dispute->graph->arcs.size(); ++p) {
    if (!dispute->graph->arcs[p].empty()) all |= party_bit(static_cast<int>(p));
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
  status_quo_ = static_cast<Outcome>(layout->index(scenario_.status_quo));
  if (Errors errors = prepare_feasible(like); !errors.empty()) return errors;
  prepare_movers(like, same_actors);
  for (const auto step : {&World::prepare_orders, &World::prepare_views}) {
    if (Errors errors = (this->*step)(like); !errors.empty()) return errors;
  }
  const bool same_moves = like != nullptr && like->movers_ == movers_ &&
                          like->feasible_ == feasible_ && like->blocked_ == blocked_ &&
                          like->status_quo_ == status_quo_;
  reachable_ = same_moves ? like->reachable_ : std::make_shared<Bitset>(find_reachable());
  prepare_ratifiers(like);
  compromise_ = table_->evaluate(scenario_.compromise) & feasible();
  const bool same_signings = same_actors && like->ways_ == ways_ &&
                             like->status_quo_ == status_quo_ && like->compromise_ == compromise_;
  signings_ = same_signings ? like->signings_
                            : std::make_shared<Once<std::vector<std::pair<Outcome, PartySet>>>>();
  return {};
}

void World::prepare_movers(const World* like, bool same_actors) {
  bool same = same_actors;
  if (same && like->scenario_.active != scenario_.active) {
    for (const Coalition& coalition : (*dispute_)->coalitions)
      same = same && like->scenario_.on(coalition.toggle) == scenario_.on(coalition.toggle);
  }
  if (!(*dispute_)->graph) {
    movers_ =
        same ? like->movers_
             : std::make_shared<std::vector<Mover>>(make_movers(*dispute_, scenario_, layout()));
    return;
  }
  // packages and ways go through feasible outcomes only
  const bool same_arcs = same_actors && *like->feasible_ == *feasible_;
  const bool climbs = dispute_->has_ladder();
  std::optional<Arcs> arcs;
  if (climbs && !(same && same_arcs && like->status_quo_ == status_quo_))
    arcs.emplace(*dispute_, scenario_, feasible());
  if (same && same_arcs) {
    movers_ = like->movers_;
  } else {
    movers_ = std::make_shared<std::vector<Mover>>(
        climbs ? make_arc_movers(*dispute_, scenario_, *arcs, size()) : std::vector<Mover>{});
  }
  if (same_arcs && like->status_quo_ == status_quo_) {
    ways_ = like->ways_;
  } else if (climbs) {
    ways_ = std::make_shared<Ways>(find_ways(*arcs, size(), status_quo_));
  }
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

}  // namespace detente
