#include "analysis/conditions/preference_changes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/thresholds.h"
#include "base/check.h"
#include "base/parallel.h"
#include "dispute/amend.h"

namespace detente {
namespace {

class Search {
 public:
  Search(const World& world, Verdict want, const Measure& measure, int threads, Budget& budget)
      : world_(world),
        dispute_(world.dispute()),
        want_(want),
        measure_(measure),
        threads_(threads),
        budget_(budget) {}

  PreferenceChanges run(const std::function<void(double)>& progress) {
    for (int p = 0; p < static_cast<int>(world_.parties()); ++p) {
      move_among(p, true);
      if (dispute_->preferences[static_cast<std::size_t>(p)].form == PreferenceForm::kPriority)
        move_among(p, false);
    }
    weights(progress);
    if (stopped()) {
      found_.moves.clear();
      found_.weights.clear();
      found_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    }
    return std::move(found_);
  }

 private:
  static constexpr double kBeside = 1e-9;  // weights are rounded to that

  bool stopped() const { return budget_.exhausted() || budget_.cancelled(); }

  // Every statement of one kind to every other place, nearest places first.
  void move_among(int p, bool red_lines) {
    std::vector<int> list;
    for (const int s : world_.view(p).statements) {
      if (dispute_->statements[static_cast<std::size_t>(s)].red_line == red_lines)
        list.push_back(s);
    }
    const int n = static_cast<int>(list.size());
    if (n < 2) return;
    std::vector<Verdict> verdicts(static_cast<std::size_t>(n) * static_cast<std::size_t>(n), 0);
    const auto cell = [&](int from, int to) -> Verdict& {
      return verdicts[static_cast<std::size_t>(from) * static_cast<std::size_t>(n) +
                      static_cast<std::size_t>(to)];
    };
    for (int from = 0; from < n && !stopped(); ++from) {
      parallel_for(static_cast<std::size_t>(n), threads_, [&](std::size_t to) {
        if (static_cast<int>(to) != from)
          cell(from, static_cast<int>(to)) =
              verdict_with(p, moved(list, from, static_cast<int>(to)));
      });
      found_.ladders += static_cast<std::uint64_t>(n - 1);
    }
    for (int from = 0; from < n; ++from) {
      for (int to = from - 1; to >= 0; --to) {
        if (take(list, from, to, cell(from, to))) break;
      }
      for (int to = from + 1; to < n; ++to) {
        if (take(list, from, to, cell(from, to))) break;
      }
    }
  }
  static std::vector<int> moved(std::vector<int> list, int from, int to) {
    const auto at = list.begin();
    if (from < to) {
      std::rotate(at + from, at + from + 1, at + to + 1);
    } else {
      std::rotate(at + to, at + from, at + from + 1);
    }
    return list;
  }
  bool take(const std::vector<int>& list, int from, int to, Verdict verdict) {
    if (verdict < want_) return false;
    const std::vector<int> order = moved(list, from, to);
    const auto at = [&](int k) {
      return k < 0 || k >= static_cast<int>(order.size()) ? -1 : order[static_cast<std::size_t>(k)];
    };
    found_.moves.push_back(
        {list[static_cast<std::size_t>(from)], from + 1, to + 1, at(to - 1), at(to + 1), verdict});
    return true;
  }
  // The listed statements take the places that they have among all, in their new order.
  Verdict verdict_with(int p, const std::vector<int>& order) {
    std::vector<int> all = dispute_->preferences[static_cast<std::size_t>(p)].statements;
    std::size_t next = 0;
    for (int& s : all) {
      if (std::find(order.begin(), order.end(), s) != order.end()) s = order[next++];
    }
    Amendment amendment;
    amendment.orders.emplace_back(p, std::move(all));
    const Dispute other = amended(dispute_, amendment);
    const auto world = World::make(other, world_.scenario(), kMostOutcomesEver);
    DETENTE_CHECK(world.has_value(), "an order of wishes makes nothing impossible");
    return verdict_of(measure_, *world, budget_);
  }

  void weights(const std::function<void(double)>& progress) {
    std::vector<int> list;
    for (int p = 0; p < static_cast<int>(world_.parties()); ++p) {
      if (dispute_->preferences[static_cast<std::size_t>(p)].form != PreferenceForm::kWeights)
        continue;
      for (const int s : world_.view(p).statements) {
        if (!dispute_->statements[static_cast<std::size_t>(s)].red_line) list.push_back(s);
      }
    }
    found_.weights.resize(list.size());
    std::vector<std::uint64_t> ladders(list.size(), 0);
    constexpr std::size_t kRound = 8;
    for (std::size_t first = 0; first < list.size() && !stopped(); first += kRound) {
      const std::size_t some = std::min(kRound, list.size() - first);
      parallel_for(some, threads_, [&](std::size_t k) {
        found_.weights[first + k] = weight_of(list[first + k], ladders[first + k]);
      });
      if (progress) progress(static_cast<double>(first + some) / static_cast<double>(list.size()));
    }
    found_.ladders = std::accumulate(ladders.begin(), ladders.end(), found_.ladders);
  }
  WeightChange weight_of(int s, std::uint64_t& ladders) {
    WeightChange out;
    out.statement = s;
    const PartyView& view = world_.view(dispute_->statements[static_cast<std::size_t>(s)].party);
    const auto at = std::find(view.statements.begin(), view.statements.end(), s);
    const std::int64_t now = view.weights[static_cast<std::size_t>(at - view.statements.begin())];
    out.now = Decimal::from_units(now).to_double();
    const double far = enough(view, s);
    Amendment amendment;
    amendment.levers.push_back({s, out.now, now < 0 ? Interval{-far, 0} : Interval{0, far}});
    const Dispute other = amended(dispute_, amendment);
    Scenario scenario = world_.scenario();
    scenario.factors.push_back(out.now);
    const auto world = World::make(other, std::move(scenario), kMostOutcomesEver);
    DETENTE_CHECK(world.has_value(), "a weight makes nothing impossible");
    if (measure_.is_ladder()) Improvements::prepare_orders(*world);
    out.thresholds = find_thresholds(*world, static_cast<int>(other->factors.size()) - 1, budget_,
                                     ladders, measure_);
    nearest(out);
    if (!budget_.exhausted() && !budget_.cancelled())
      beside_now(*world, amendment.levers.front().domain, ladders, out);
    return out;
  }
  // If the verdict at the present weight stands alone, any weight beside it may do.
  void beside_now(const World& world, const Interval& domain, std::uint64_t& ladders,
                  WeightChange& change) {
    const auto& singles = change.thresholds.singles;
    const bool alone = std::any_of(singles.begin(), singles.end(), [&](const SingleValue& one) {
      return std::abs(one.at - change.now) <= kBeside;
    });
    if (!alone) return;
    constexpr double kShare = 0.37;  // of the way to where the verdict changes next
    const int lever = static_cast<int>(world.dispute()->factors.size()) - 1;
    for (double end : {domain.low, domain.high}) {
      for (const Threshold& t : change.thresholds.crossings) {
        if ((t.at - change.now) * (end - t.at) > 0) end = t.at;
      }
      if (end == change.now) continue;
      Changes changes;
      changes.set.emplace_back(lever, change.now + kShare * (end - change.now));
      ++ladders;
      const Verdict verdict = detente::verdict_with(measure_, world, changes, budget_).value_or(0);
      if (verdict < want_ || (change.threshold == change.now && verdict <= change.verdict))
        continue;
      change.threshold = change.now;
      change.verdict = verdict;
    }
  }
  // Beyond this a weight decides alone: the sum of all others, the margin and a number as no-deal.
  double enough(const PartyView& view, int s) const {
    const Party& party = dispute_->parties[static_cast<std::size_t>(
        dispute_->statements[static_cast<std::size_t>(s)].party)];
    double sum = 1 + std::abs(party.margin.to_double());
    if (const auto* number = std::get_if<Decimal>(&party.no_deal))
      sum += std::abs(number->to_double());
    for (const std::int64_t weight : view.weights)
      sum += std::abs(Decimal::from_units(weight).to_double());
    return std::min(sum, static_cast<double>(Decimal::kLargest));
  }
  void nearest(WeightChange& change) const {
    const auto& list = change.thresholds.crossings;
    for (const Threshold& t : list) {
      // on the way out from where the weight is, the first crossing that leads to what is wanted;
      // found by bisection it may lie beside the weight that it is at
      const double away = t.at - change.now, beside = change.thresholds.exact ? 0 : kBeside;
      const Verdict beyond = away > beside    ? t.above
                             : away < -beside ? t.below
                                              : std::max(t.below, t.above);
      if (beyond < want_) continue;
      if (change.threshold &&
          std::abs(*change.threshold - change.now) <= std::abs(t.at - change.now))
        continue;
      change.threshold = t.at;
      change.verdict = beyond;
    }
  }

  const World& world_;
  const Dispute& dispute_;
  Verdict want_;
  const Measure& measure_;
  int threads_;
  Budget& budget_;
  PreferenceChanges found_;
};

}  // namespace

PreferenceChanges find_preference_changes(const World& world, Verdict want, const Measure& measure,
                                          int threads, Budget& budget,
                                          const std::function<void(double)>& progress) {
  return Search(world, want, measure, threads, budget).run(progress);
}

}  // namespace detente
