// The outcomes, moves and orders of one case, without question or ratification: what stability and
// path analyses see.
//
// Definition: docs/methods/stability.md, "What moves". Movers are the parties that can change
//   something alone and every group whose joint consent some issue needs; in graph form the parties
//   that have arcs.
// Shapes: one order per party, with dense ranks (larger is better, equal is indifferent, -1 where
//   infeasible); moves of option form are implicit, arcs are stored as they are.
// Cost: the formulas as bit sets, and one radix sort per party.
#ifndef DETENTE_SPACE_SPACE_H_
#define DETENTE_SPACE_SPACE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dispute/dispute.h"
#include "space/bitset.h"
#include "space/order.h"
#include "space/outcome_table.h"
#include "space/restrictions.h"
#include "space/scenario.h"

namespace detente {

// One digit of an outcome's index that a mover can change.
struct Place {
  Outcome stride = 1;
  std::uint32_t radix = 2;
  bool one_way = false;
};

struct Actor {
  PartySet members = 0;
  std::vector<Place> places;  // option form, the most significant first
  // Graph form: targets and sources of every outcome's arcs, each list sorted.
  std::vector<std::uint32_t> out_first, in_first;  // [outcome], and the end
  std::vector<Outcome> out, in;
  bool single() const { return (members & (members - 1)) == 0; }
};

class Space {
 public:
  // Errors: too many outcomes; no feasible outcome; an infeasible status quo; a ranking that leaves
  // an outcome out; more than 32 order constraints.
  static Result<Space> make(const Dispute& dispute, const Scenario& scenario,
                            std::uint64_t most_outcomes = kMostOutcomes);
  // From numbers alone: movers[p] is party p's places; keys [party][outcome], larger is better.
  static Space of(std::vector<std::vector<Place>> movers, Bitset feasible,
                  std::vector<PartyOrder> orders);

  std::size_t size() const { return feasible_.size(); }  // of the table, feasible or not
  const Bitset& feasible() const { return feasible_; }
  std::size_t parties() const { return orders_.size(); }
  const PartyOrder& order(int party) const { return orders_[static_cast<std::size_t>(party)]; }
  std::span<const std::int32_t> rank(int party) const { return order(party).rank; }
  bool prefers(int party, Outcome a, Outcome b) const {
    const auto& rank = order(party).rank;
    return rank[a] > rank[b];
  }
  bool all_prefer(PartySet group, Outcome a, Outcome b) const;
  Outcome status_quo() const { return status_quo_; }
  PartySet present() const { return present_; }  // parties that the case has not removed

  const std::vector<Actor>& movers() const { return movers_; }
  // The movers that share no member with this one; those all of whose members are in a set.
  std::vector<std::size_t> opponents(std::size_t mover) const;
  std::vector<std::size_t> within(PartySet parties) const;

  bool graph_form() const { return graph_form_; }
  bool ordered() const { return order_bits_.any(); }
  // Are every mover's moves transitive? Then sequences in which nobody moves twice running reach
  // exactly what any sequences reach (REFERENCES in docs/methods/stability.md).
  bool transitive() const { return !graph_form_ && !ordered(); }
  bool order_allows(Outcome s, Outcome t) const { return order_bits_.allows(s, t); }

  // Calls f(t) for every outcome t that the mover can go to from s in one move, in order.
  template <class F>
  void each_move(std::size_t mover, Outcome s, F f) const {
    const Actor& who = movers_[mover];
    if (graph_form_) {
      for (std::uint32_t k = who.out_first[s]; k < who.out_first[s + 1]; ++k) {
        if (feasible_.test(who.out[k])) f(who.out[k]);
      }
      return;
    }
    each_in_block(who, 0, s, true, [&](Outcome t) {
      if (t != s && feasible_.test(t) && order_allows(s, t)) f(t);
    });
  }
  // The same backwards: every s from which the mover can go to t.
  template <class F>
  void each_source(std::size_t mover, Outcome t, F f) const {
    const Actor& who = movers_[mover];
    if (graph_form_) {
      for (std::uint32_t k = who.in_first[t]; k < who.in_first[t + 1]; ++k) {
        if (feasible_.test(who.in[k])) f(who.in[k]);
      }
      return;
    }
    each_in_block(who, 0, t, false, [&](Outcome s) {
      if (s != t && feasible_.test(s) && order_allows(s, t)) f(s);
    });
  }
  // The number of moves from an outcome, feasible or not, at most: what enumeration costs.
  std::uint64_t block_size(std::size_t mover) const;

  // Who controls what alone: is every changeable issue in the hands of exactly one party?
  bool separate_control() const { return separate_control_; }
  // The digits that can change, in the order of the issues; empty in graph form.
  const std::vector<Place>& places() const { return places_; }
  std::shared_ptr<const Layout> layout() const { return layout_; }  // null if made from numbers

 private:
  Space() = default;
  void prepare_movers(const Dispute& dispute, const Scenario& scenario);
  void prepare_arcs(const Dispute& dispute, const Scenario& scenario);

  template <class F>
  static void each_in_block(const Actor& who, std::size_t depth, Outcome at, bool forward, F f) {
    if (depth == who.places.size()) {
      f(at);
      return;
    }
    const Place& place = who.places[depth];
    const std::uint32_t here = at / place.stride % place.radix;
    const Outcome zero = at - here * place.stride;
    const std::uint32_t from = place.one_way && forward ? here : 0;
    const std::uint32_t to = place.one_way && !forward ? here + 1 : place.radix;
    for (std::uint32_t o = from; o < to; ++o)
      each_in_block(who, depth + 1, zero + o * place.stride, forward, f);
  }

  Bitset feasible_;
  std::vector<PartyOrder> orders_;
  std::vector<Actor> movers_;
  std::vector<Place> places_;
  OrderBits order_bits_;
  std::shared_ptr<const Layout> layout_;
  Outcome status_quo_ = 0;
  PartySet present_ = 0;
  bool graph_form_ = false;
  bool separate_control_ = true;
};

// How many moves there are at most from an outcome of a mover with these places.
std::uint64_t combinations(std::span<const Place> places);

}  // namespace detente

#endif  // DETENTE_SPACE_SPACE_H_
