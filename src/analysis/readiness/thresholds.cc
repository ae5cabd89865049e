#include "analysis/readiness/thresholds.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "analysis/readiness/crossings.h"
#include "analysis/readiness/places.h"
#include "analysis/readiness/tipping.h"

namespace detente {
namespace {

class Search {
 public:
  Search(const World& world, int factor, Budget& budget, std::uint64_t& ladders,
         const Measure& measure)
      : measure_(measure),
        factor_(factor),
        tipping_(world, factor, budget),
        looks_(world, factor, budget, ladders, measure) {
    domain_ = world.dispute()->factors[static_cast<std::size_t>(factor)].domain;
    result_.factor = factor;
  }

  FactorThresholds run() {
    if (!(domain_.low < domain_.high) || !tipping_.matters()) return result_;
    const std::vector<double> tips = merged(tipping_.conditions());
    known_.places = tips;
    for (std::size_t k = 0; k + 1 < tips.size() && !ended(); ++k) piece(tips[k], tips[k + 1]);
    known_.places = merged(std::move(known_.places));
    result_.looked_at = static_cast<int>(looks_.seen().size());
    if (!ended()) list_crossings(looks_, known_, domain_, result_);
    if (ended()) return unfinished_thresholds(factor_);
    return result_;
  }

 private:
  static constexpr std::size_t kMostLooks = 4096;    // in one stretch before a grid is used instead
  static constexpr std::size_t kMostMeasured = 512;  // the same for another measure
  static constexpr int kGrid = 48;
  static constexpr double kEdge = 1e-7;  // of a piece: how near to its ends a curve is looked at
  static constexpr std::size_t kWorthProving = 8;  // looks that a proof saves

  bool ended() const { return looks_.ended(); }

  // Sorted, inside the domain, places closer together than rounding can tell merged.
  std::vector<double> merged(std::vector<double> places) const {
    std::sort(places.begin(), places.end());
    const double close = kClosePlaces * (domain_.high - domain_.low);
    std::vector<double> out;
    for (const double x : places) {
      if (!(x >= domain_.low && x <= domain_.high)) continue;
      if (out.empty() || x - out.back() > close) out.push_back(x);
    }
    if (out.back() != domain_.high) out.back() = domain_.high;
    return out;
  }

  // Between two tips the same statements hold, so utilities are lines (or curves) in the factor.
  void piece(double low, double high) {
    const double middle = low + (high - low) / 2;
    looks_.at(middle);
    const auto world = looks_.world_at(middle);
    if (ended()) return;
    if (!world && measure_.kind == Measure::Kind::kEquilibrium) grid(low, high);
    if (!world) return;
    std::optional<std::vector<MovingParty>> moving;
    if (!tipping_.curved()) moving = tipping_.moving(*world);
    if (!moving) {
      grid(low, high);
      return;
    }
    if (moving->empty()) return;
    Piece at{&*world, std::move(*moving), {low, high}, {}, {}, {}};
    for (const MovingParty& party : at.moving)
      tipping_.acceptance_places(*world, party, low, high, at.acceptance);
    if (!measure_.is_ladder()) {
      by_measure(at);
      return;
    }
    const std::vector<double> edges = edges_of(at.acceptance, at.span, kClosePlaces);
    add_places(edges);
    by_acceptance(at, edges, 0, edges.size() - 2);
  }
  struct Piece {
    const World* world;
    std::vector<MovingParty> moving;
    Interval span;
    std::vector<double> acceptance;
    std::optional<std::vector<double>> swaps;  // over the whole piece, once it is needed
    bool looked_for_swaps = false;
  };
  // Looks between all places that the measure rests on; nothing is proved of what lies between.
  void by_measure(Piece& at) {
    const RestsOn rests = rests_on(measure_);
    if (rests.amounts) {
      const double edge = kEdge * (at.span.high - at.span.low);
      looks_.at(at.span.low + edge);
      looks_.at(at.span.high - edge);
      grid(at.span.low, at.span.high);
      return;
    }
    if (!rests.acceptance) at.acceptance.clear();
    at.looked_for_swaps = !rests.orders && !rests.utilities;
    if (at.looked_for_swaps) at.swaps.emplace();
    for (MovingParty& party : at.moving) {
      if (rests.utilities) std::fill(party.red.begin(), party.red.end(), 0);
    }
    by_order(at, at.span);
  }
  void add_places(const std::vector<double>& edges) {
    known_.places.insert(known_.places.end(), edges.begin() + 1, edges.end() - 1);
  }

  // The stretches `first` to `last` between neighbouring edges, in which nothing is accepted or
  // ceases to be. With nobody past rung 4 the order of outcomes does not matter.
  void by_acceptance(Piece& at, const std::vector<double>& edges, std::size_t first,
                     std::size_t last) {
    const double low = (edges[first] + edges[first + 1]) / 2;
    const double high = (edges[last] + edges[last + 1]) / 2;
    const Verdict verdict = looks_.at(low), other = looks_.at(high);
    constexpr Verdict kOrderCounts = verdict_of_rung(Rung::kRatifiable);
    if (verdict >= kOrderCounts && other >= kOrderCounts) {
      by_order(at, {edges[first], edges[last + 1]});
      return;
    }
    if (first == last || (verdict == other && last - first > 1 && proves(low, high, verdict)))
      return;
    if (ended()) return;
    const std::size_t middle = first + (last - first) / 2;
    by_acceptance(at, edges, first, middle);
    by_acceptance(at, edges, middle + 1, last);
  }

  // Looks between all places at which two outcomes change places or one comes to be accepted.
  void by_order(Piece& at, Interval span) {
    if (!at.looked_for_swaps)
      at.swaps = tipping_.order_places(*at.world, at.moving, at.span.low, at.span.high);
    at.looked_for_swaps = true;
    if (ended()) return;
    if (!at.swaps) {
      grid(span.low, span.high);
      return;
    }
    std::vector<double> places;
    const auto inside = [&](double x) { return x > span.low && x < span.high; };
    std::copy_if(at.swaps->begin(), at.swaps->end(), std::back_inserter(places), inside);
    std::copy_if(at.acceptance.begin(), at.acceptance.end(), std::back_inserter(places), inside);
    const std::vector<double> edges = edges_of(std::move(places), span, kClosePlaces);
    add_places(edges);
    std::vector<double> looks;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k)
      looks.push_back((edges[k] + edges[k + 1]) / 2);
    if (!measure_.is_ladder() && looks.size() > kMostMeasured) {  // nothing is proved of any
      grid(span.low, span.high);
      return;
    }
    std::size_t left = kMostLooks;
    look_through(looks, 0, looks.size() - 1, left);
    if (left == 0) grid(span.low, span.high);
  }
  // Looks at all of them but those between two whose verdict is proved for everything in between.
  void look_through(const std::vector<double>& looks, std::size_t first, std::size_t last,
                    std::size_t& left) {
    const Verdict verdict = looks_.at(looks[first]);
    const bool same = looks_.at(looks[last]) == verdict;
    if (last - first < 2 || left == 0 || ended()) return;
    if (same && last - first >= kWorthProving && proves(looks[first], looks[last], verdict)) return;
    const std::size_t middle = first + (last - first) / 2;
    --left;
    look_through(looks, first, middle, left);
    look_through(looks, middle, last, left);
  }

  // The places in between included.
  bool proves(double low, double high, Verdict verdict) {
    if (!looks_.certain(low, high, verdict)) return false;
    known_.proved.push_back({low, high});
    return true;
  }

  // Looks at evenly spread values; every change between neighbours is then narrowed down.
  void grid(double low, double high) {
    result_.exact = false;
    known_.on_grid.push_back({low, high});
    for (int k = 0; k < kGrid && !ended(); ++k) looks_.at(low + (high - low) * (k + 0.5) / kGrid);
  }

  const Measure& measure_;
  int factor_;
  Tipping tipping_;
  Looks looks_;
  Interval domain_;
  KnownPlaces known_;
  FactorThresholds result_;
};

}  // namespace

FactorThresholds unfinished_thresholds(int factor) {
  FactorThresholds out;
  out.factor = factor;
  out.exact = out.complete = false;
  return out;
}

FactorThresholds find_thresholds(const World& world, int factor, Budget& budget,
                                 std::uint64_t& ladders, const Measure& measure) {
  return Search(world, factor, budget, ladders, measure).run();
}

}  // namespace detente
