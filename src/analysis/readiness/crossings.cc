#include "analysis/readiness/crossings.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "analysis/readiness/places.h"

namespace detente {
namespace {

class Lister {
 public:
  Lister(Looks& looks, const KnownPlaces& known, Interval domain, FactorThresholds& out)
      : looks_(looks), known_(known), domain_(domain), out_(out) {}

  // Neighbouring looks that differ: the place between them, or (on a grid) by bisection down to
  // rounding.
  void run() {
    for (const auto& [x, verdict] : looks_.seen()) {
      if (!at_a_place(x)) seen_.emplace(x, verdict);
    }
    for (auto k = seen_.begin(); k != seen_.end() && std::next(k) != seen_.end(); ++k)
      narrow(*k, *std::next(k));
    merge_crossings();
    if (out_.exact) single_values();
  }

 private:
  bool on_grid(double low, double high) const {
    return std::any_of(known_.on_grid.begin(), known_.on_grid.end(),
                       [&](const Interval& span) { return span.low < high && low < span.high; });
  }
  // A look in the middle of something may be right at a place: it says nothing of either side.
  bool at_a_place(double x) const {
    const double close = kClosePlaces * (domain_.high - domain_.low);
    const auto place = std::lower_bound(known_.places.begin(), known_.places.end(), x - close);
    return place != known_.places.end() && *place <= x + close && !on_grid(x - close, x + close);
  }
  // A verdict that holds at one value only is met by bisection: what counts is below and above it.
  void merge_crossings() {
    std::vector<Threshold> merged;
    for (const Threshold& t : out_.crossings) {
      if (!merged.empty() &&
          t.at - merged.back().at <= kClosePlaces * (domain_.high - domain_.low)) {
        merged.back().above = t.above;
        if (merged.back().below == merged.back().above) merged.pop_back();
      } else {
        merged.push_back(t);
      }
    }
    out_.crossings = std::move(merged);
  }
  using Look = std::pair<double, Verdict>;
  void narrow(Look low, Look high) {
    if (low.second == high.second) return;
    const auto first = std::upper_bound(known_.places.begin(), known_.places.end(), low.first);
    const auto last = std::lower_bound(first, known_.places.end(), high.first);
    if (on_grid(low.first, high.first) || first == last) {
      bisect(low, high);
    } else {
      at_places({first, last}, low.second, high.second);
    }
  }
  // All places that there are, in order: the verdict changes at one of them or more.
  void at_places(std::span<const double> places, Verdict below, Verdict last) {
    for (std::size_t k = 0; k < places.size() && !looks_.ended(); ++k) {
      const Verdict above =
          k + 1 == places.size() ? last : looks_.again_at((places[k] + places[k + 1]) / 2);
      if (above != below)
        out_.crossings.push_back({out_.factor, tidy(places[k], places[k], domain_), below, above});
      below = above;
    }
  }
  void bisect(Look low, Look high) {
    const double close = 1e-10 * (domain_.high - domain_.low);
    while (high.first - low.first > close && !looks_.ended()) {
      const double middle = low.first + (high.first - low.first) / 2;
      if (middle <= low.first || middle >= high.first) break;
      const Verdict verdict = looks_.again_at(middle);
      if (verdict == low.second) {
        low.first = middle;
      } else if (verdict == high.second) {
        high.first = middle;
      } else {  // a third verdict in between: two thresholds
        bisect(low, {middle, verdict});
        low = {middle, verdict};
      }
    }
    out_.crossings.push_back({out_.factor, called(low.first, high.first), low.second, high.second});
  }
  // Weights are rounded, so that at a place where two outcomes tie they do so a little beside it
  // too, and bisection ends there: what is known of the place is exact.
  double called(double low, double high) const {
    const double close = kClosePlaces * (domain_.high - domain_.low);
    const auto place = std::lower_bound(known_.places.begin(), known_.places.end(), low - close);
    if (place != known_.places.end() && *place <= high + close)
      return tidy(*place, *place, domain_);
    return tidy(low, high, domain_);
  }

  // Every place is looked at itself, but those that a proof covers: two outcomes tie there, or a
  // condition holds there alone.
  void single_values() {
    for (const double place : known_.places) {
      const bool known =
          std::any_of(known_.proved.begin(), known_.proved.end(),
                      [&](const Interval& span) { return span.low < place && place < span.high; });
      if (known || looks_.ended()) continue;
      const double tidied = std::clamp(tidy(place, place, domain_), domain_.low, domain_.high);
      if (!take_if_single(tidied) && tidied != place) take_if_single(place);
    }
  }
  bool take_if_single(double at) {
    const auto above = seen_.upper_bound(at);
    std::vector<Verdict> beside;
    if (above != seen_.begin()) beside.push_back(std::prev(above)->second);
    if (above != seen_.end()) beside.push_back(above->second);
    const Verdict verdict = looks_.again_at(at);
    const auto all = [&](auto test) { return std::all_of(beside.begin(), beside.end(), test); };
    if (!all([&](Verdict v) { return v < verdict; }) &&
        !all([&](Verdict v) { return v > verdict; }))
      return false;
    out_.singles.push_back({at, verdict});
    return true;
  }

  Looks& looks_;
  const KnownPlaces& known_;
  Interval domain_;
  FactorThresholds& out_;
  std::map<double, Verdict> seen_;  // looks beside places
};

}  // namespace

void list_crossings(Looks& looks, const KnownPlaces& known, Interval domain,
                    FactorThresholds& out) {
  Lister(looks, known, domain, out).run();
}

}  // namespace detente
