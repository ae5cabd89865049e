// One world: a scenario with its feasible outcomes, movers, preferences and ratifications worked
// out.
//
// This is what the analyses see. A World refers to a Dispute, which must outlive it. vary() makes
// the world that differs by some changes and recomputes only what they touch.
#ifndef DETENTE_SPACE_WORLD_H_
#define DETENTE_SPACE_WORLD_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/once.h"
#include "space/arcs.h"
#include "space/movers.h"
#include "space/order.h"
#include "space/outcome_table.h"
#include "space/party_view.h"
#include "space/scenario.h"

namespace detente {

class World {
 public:
  // Errors: too many outcomes; no feasible outcome; an infeasible status quo or no-deal; a ranking
  // that leaves an outcome out; more than 32 order constraints.
  static Result<World> make(const Dispute& dispute, Scenario scenario,
                            std::uint64_t most_outcomes = kMostOutcomes);
  // The same world with further changes. `this` must outlive the result.
  Result<World> vary(const Changes& changes) const;

  const Dispute& dispute() const { return *dispute_; }
  const Scenario& scenario() const { return scenario_; }
  const Layout& layout() const { return table_->layout(); }
  OutcomeTable& table() const { return *table_; }
  std::size_t size() const { return table_->size(); }
  std::size_t parties() const { return views_.size(); }

  // The outcomes that satisfy any formula in this world, feasible or not (varied worlds share one
  // table).
  Bitset satisfying(const Formula& formula) const;
  const Bitset& feasible() const { return *feasible_; }
  const Bitset& compromise() const { return compromise_; }  // T: feasible and satisfying C
  Outcome status_quo() const { return status_quo_; }
  const std::vector<Mover>& movers() const { return *movers_; }
  const PartyView& view(int party) const { return *views_[static_cast<std::size_t>(party)]; }
  // The feasible outcomes in the party's order, and by the blocks of a mover in the order of its
  // first member. Made when first asked for and kept for worlds with the same views that are varied
  // from this one afterwards.
  const PartyOrder& order(int party) const;
  const BlockOrder& block_order(std::size_t mover) const { return blocks_[mover].order(*this, 0); }
  // What any_improvement needs to look at a block in order is there; the dearer part of it is.
  bool has_block_order(std::size_t mover) const { return blocks_[mover].ready(); }
  bool block_order_is_cheap(std::size_t mover) const { return blocks_[mover].inherited; }
  // Makes it in the order of every member, so that worlds in which one of them sees things
  // otherwise can go by another's.
  void prepare_block_orders(std::size_t mover) const;
  bool prefers(int party, Outcome a, Outcome b) const { return view(party).prefers(a, b); }
  bool accepts(int party, Outcome t) const { return view(party).accepts.test(t); }
  bool all_prefer(PartySet group, Outcome a, Outcome b) const {
    for (PartySet rest = group; rest != 0; rest &= rest - 1) {
      if (!prefers(std::countr_zero(rest), a, b)) return false;
    }
    return true;
  }

  // Is t ratified for the party? Which of its ratifiers are asked, and approve?
  bool ratified(int party, Outcome t) const;
  const Bitset* asked(int ratifier) const;     // null: not there in this world
  const Bitset& approved(int ratifier) const;  // asked and approving, or not asked

  // Outcomes of S that moves lead to from s0 (s0 included), whatever anyone prefers.
  const Bitset& reachable() const { return *reachable_; }
  // The possible sets Z(t): distinct, in the order of the choices.
  std::vector<PartySet> signatories(Outcome t) const;
  // Every outcome of T but s0 with each of its possible sets, in order.
  const std::vector<std::pair<Outcome, PartySet>>& signings() const;
  // How far t is from s0: issues changed; in graph form arcs of a shortest way, and more than any
  // where there is none.
  int changes(Outcome t) const;
  // Graph form: the ends of the group's packages from an outcome.
  Bitset packages(PartySet group, Outcome from) const;
  // Everyone who can be in some Z(t).
  PartySet possible_signatories() const;

  bool ordered() const { return !blocked_->empty(); }
  // Can every mover go at once where it can go in two moves?
  bool transitive() const { return !ordered() && !(*dispute_)->graph; }
  // One bit per active order constraint: those that a move from s may not fulfil; those that t
  // fulfils.
  std::uint32_t shut_out(Outcome s) const { return blocked_->empty() ? 0 : (*blocked_)[s]; }
  std::uint32_t entered(Outcome t) const { return entered_->empty() ? 0 : (*entered_)[t]; }
  // Order constraints: may a move go from s to t?
  bool order_allows(Outcome s, Outcome t) const {
    return blocked_->empty() || ((*blocked_)[s] & (*entered_)[t]) == 0;
  }
  // Can the mover go from s to t in one move? Requires t in the same block.
  bool allows(const Mover& mover, Outcome s, Outcome t) const {
    return s != t && feasible().test(t) && mover.goes_forward(mover.slot[s], mover.slot[t]) &&
           order_allows(s, t);
  }
  // Calls f(t) for every move of the mover from s, in order, until f returns true; was it stopped?
  template <class F>
  bool any_move(const Mover& mover, Outcome s, F f) const {
    const Outcome base = mover.base[mover.block[s]];
    const std::uint32_t from = mover.slot[s];
    for (std::uint32_t k = 0; k < mover.offset.size(); ++k) {
      const Outcome t = base + mover.offset[k];
      if (k == from || !feasible().test(t) || !mover.goes_forward(from, k) || !order_allows(s, t))
        continue;
      if (f(t)) return true;
    }
    return false;
  }

  // Calls f(y) for the mover's improvements from z (moves that all its members prefer) which they
  // also prefer to t, until f returns true; was it stopped? In no particular order, but always the
  // same.
  // Cost: the block is looked through, or, `in_order`, only the head that the first member prefers,
  // and of that only stretches with something that the second prefers; that needs the block order.
  // `looked` grows by the outcomes looked at.
  template <class F>
  bool any_improvement(std::size_t g, Outcome z, Outcome t, bool in_order, std::uint64_t& looked,
                       F f) const;

 private:
  World() = default;
  Errors prepare(const World* like, std::uint64_t most);
  void prepare_movers(const World* like, bool same_actors);
  bool same_for_formulas(const Scenario& other) const;
  bool same_view(const PartyView& view, int party) const;
  Errors prepare_feasible(const World* like);
  Errors prepare_orders(const World* like);
  Errors prepare_views(const World* like);
  void prepare_ratifiers(const World* like);
  Bitset find_reachable() const;

  template <class T>
  using Shared = std::shared_ptr<T>;  // parts that varied worlds have in common

  // A mover's blocks in the order of its members, lowest first; one of them leads.
  struct Blocks {
    PartySet members = 0;
    std::size_t leads = 0;   // a place in `orders`
    bool inherited = false;  // its order was there before this world
    std::vector<Shared<Once<BlockOrder>>> orders;
    Shared<Once<BlockKeys>> keys;  // of the lowest member that does not lead

    int member(std::size_t place) const;
    int second() const { return member(leads == 0 ? 1 : 0); }
    const BlockOrder& order(const World& world, std::size_t place) const;
    const BlockKeys& second_keys(const World& world) const;
    bool ready() const { return orders[leads]->made() && (orders.size() == 1 || keys->made()); }
  };
  void prepare_blocks(const World* like);

  struct Ratification {
    Bitset asked, approved;  // approved: asked and approving, or not asked
  };
  Ratification find_ratification(int index) const;
  bool same_shares(const Scenario& other, int ratifier) const;

  const Dispute* dispute_ = nullptr;
  Scenario scenario_;
  std::uint64_t most_outcomes_ = kMostOutcomes;
  Shared<OutcomeTable> table_;
  Shared<const std::vector<Mover>> movers_;
  Shared<const Bitset> feasible_, reachable_;
  Shared<const Ways> ways_;  // graph form with a ladder; else null
  Shared<const std::vector<std::uint32_t>> blocked_,
      entered_;  // per outcome, one bit per constraint
  std::vector<Shared<const PartyView>> views_;
  std::vector<Shared<Once<PartyOrder>>> orders_;           // [party]
  std::vector<Blocks> blocks_;                             // [mover]
  std::vector<Shared<const Ratification>> ratifications_;  // per ratifier; null: not there
  std::vector<std::optional<Bitset>> ratified_;            // per party; empty: always
  Bitset compromise_;
  Shared<Once<std::vector<std::pair<Outcome, PartySet>>>> signings_;
  Outcome status_quo_ = 0;
};

template <class F>
bool World::any_improvement(std::size_t g, Outcome z, Outcome t, bool in_order,
                            std::uint64_t& looked, F f) const {
  const Mover& mover = movers()[g];
  const std::uint32_t block = mover.block[z], slot = mover.slot[z];
  const int leader =
      in_order ? blocks_[g].member(blocks_[g].leads) : std::countr_zero(mover.members);
  const PartySet others = mover.members & ~party_bit(leader);
  const std::int64_t* const first = view(leader).key.data();
  const std::int64_t beyond = std::max(first[z], first[t]);
  const auto may_go = [&](Outcome y) {
    return mover.goes_forward(slot, mover.slot[y]) && order_allows(z, y);
  };
  if (!in_order) {
    const Outcome base = mover.base[block];
    looked += mover.offset.size();
    for (const Outcome offset : mover.offset) {
      const Outcome y = base + offset;
      if (first[y] > beyond && feasible().test(y) && all_prefer(others, y, z) &&
          all_prefer(others, y, t) && may_go(y) && f(y))
        return true;
    }
    return false;
  }
  const BlockOrder& order = blocks_[g].order(*this, blocks_[g].leads);
  const std::uint32_t end = order.start[block + 1];
  if (others == 0) {
    for (std::uint32_t k = order.start[block]; k < end && order.key[k] > beyond; ++k) {
      ++looked;
      if (may_go(order.outcome[k]) && f(order.outcome[k])) return true;
    }
    return false;
  }
  const PartySet rest = others & (others - 1);
  const auto& second = view(std::countr_zero(others)).key;
  const std::int64_t least = std::max(second[z], second[t]);
  const BlockKeys& keys = blocks_[g].second_keys(*this);
  for (std::uint32_t k = order.start[block]; k < end && order.key[k] > beyond;) {
    const auto next = std::min<std::uint32_t>(
        end, static_cast<std::uint32_t>((k / BlockKeys::kStride + 1) * BlockKeys::kStride));
    ++looked;
    if (keys.most[k / BlockKeys::kStride] > least) {
      looked += next - k;
      for (; k < next && order.key[k] > beyond; ++k) {
        if (keys.key[k] <= least) continue;
        const Outcome y = order.outcome[k];
        if (all_prefer(rest, y, z) && all_prefer(rest, y, t) && may_go(y) && f(y)) return true;
      }
      if (k < next) return false;
    }
    k = next;
  }
  return false;
}

}  // namespace detente

#endif  // DETENTE_SPACE_WORLD_H_
