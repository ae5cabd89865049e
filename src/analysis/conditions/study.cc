#include "analysis/conditions/study.h"

#include <cmath>

#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/thresholds.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

class Study {
 public:
  Study(const World& world, const ConditionsOptions& options, Budget& budget)
      : world_(world), options_(options), budget_(budget) {}

  ConditionsStudy run() {
    out_.case_index = world_.scenario().case_index;
    out_.want = options_.want;
    out_.measure = options_.measure;
    if (options_.measure.is_ladder()) {
      out_.verdict = find_verdict(world_, budget_);
    } else {
      out_.passing = passing(options_.measure, world_, budget_).count();
      out_.verdict = out_.passing > 0 ? kReady : 0;
    }
    out_.holds = out_.does_it(out_.verdict);
    out_.ladders = 1;
    if (options_.thresholds || (options_.change && !out_.holds)) thresholds();
    if (!out_.holds) {
      if (options_.change && !stopped()) change();
      if (options_.removals && !stopped()) removals();
      if (options_.preferences && !stopped()) preferences();
    }
    if (options_.map && !stopped()) map();
    if (stopped())
      out_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    return std::move(out_);
  }

 private:
  bool stopped() const { return budget_.exhausted() || budget_.cancelled(); }
  std::function<void(double)> progress(std::string_view what) const {
    return [this, what](double share) {
      if (options_.progress) options_.progress(what, share);
    };
  }

  void thresholds() {
    progress("thresholds")(0);
    const std::size_t count = world_.dispute()->factors.size();
    out_.thresholds.resize(count);
    std::vector<std::uint64_t> ladders(count, 0);
    parallel_for(count, options_.threads, [&](std::size_t f) {
      out_.thresholds[f] =
          find_thresholds(world_, static_cast<int>(f), budget_, ladders[f], options_.measure);
    });
    for (const std::uint64_t n : ladders) out_.ladders += n;
    if (stopped()) out_.thresholds.clear();
  }
  // The searches look for kReady at least, so that where wanted is that it fails they are asked of
  // the measure turned round, and what they find is turned back.
  bool turns() const { return options_.want == 0; }
  Measure measure() const { return turns() ? turned(options_.measure) : options_.measure; }
  Verdict want() const { return turns() ? kReady : options_.want; }
  void turn(Verdict& verdict) const {
    if (turns()) verdict = turned(verdict);
  }
  void turn(FactorThresholds& thresholds) const {
    for (Threshold& t : thresholds.crossings) {
      turn(t.below);
      turn(t.above);
    }
    for (SingleValue& one : thresholds.singles) turn(one.verdict);
  }

  void change() {
    SmallestChangeOptions smallest = options_.smallest;
    smallest.measure = measure();
    smallest.threads = options_.threads;
    smallest.progress = progress("smallest change");
    std::vector<FactorThresholds> guesses = out_.thresholds;
    for (FactorThresholds& one : guesses) turn(one);
    out_.change = find_smallest_change(world_, want(), guesses, smallest, budget_);
    turn(out_.change->verdict);
    for (std::size_t k = 0; k < out_.change->varied.size(); ++k)
      single_values(out_.change->varied[k], out_.change->within[k]);
    out_.ladders += out_.change->ladders;
    if (!options_.thresholds) out_.thresholds.clear();
  }
  void single_values(int factor, const Interval& within) {
    const double now = world_.scenario().factors[static_cast<std::size_t>(factor)];
    for (const FactorThresholds& of : out_.thresholds) {
      if (of.factor != factor) continue;
      for (const SingleValue& one : of.singles) {
        if (!out_.does_it(one.verdict) || one.at < within.low || one.at > within.high) continue;
        out_.change->singles.push_back(
            {factor, one.at, std::abs(one.at - now) / (within.high - within.low), one.verdict});
      }
    }
  }
  void removals() {
    RemovalSetsOptions sets;
    sets.measure = measure();
    sets.along = !turns();  // who wants the outcome does not make it fail
    sets.most = options_.largest_set;
    sets.threads = options_.threads;
    sets.progress = progress("removals");
    out_.removals = find_removal_sets(world_, want(), sets, budget_);
    for (RemovalSet& set : out_.removals->sets) turn(set.verdict);
    out_.ladders += out_.removals->ladders;
  }
  void preferences() {
    out_.preferences = find_preference_changes(world_, want(), measure(), options_.threads, budget_,
                                               progress("preferences"));
    for (PriorityMove& move : out_.preferences->moves) turn(move.verdict);
    for (WeightChange& one : out_.preferences->weights) {
      turn(one.thresholds);
      turn(one.verdict);
    }
    out_.ladders += out_.preferences->ladders;
  }
  void map() {
    FactorMapOptions map_options = options_.map_options;
    map_options.measure = options_.measure;
    map_options.threads = options_.threads;
    map_options.progress = progress("map");
    out_.map = map_factors(world_, options_.map->first, options_.map->second, map_options, budget_);
    out_.ladders += out_.map->ladders;
  }

  const World& world_;
  const ConditionsOptions& options_;
  Budget& budget_;
  ConditionsStudy out_;
};

}  // namespace

Result<ConditionsStudy> study_conditions(const Dispute& dispute, int case_index,
                                         const ConditionsOptions& options, Budget& budget) {
  if (Errors errors = check_changes(dispute, options.changes); !errors.empty())
    return tl::unexpected(std::move(errors));
  auto world = World::make(dispute, make_scenario(dispute, case_index, options.changes),
                           options.most_outcomes);
  if (!world) return tl::unexpected(world.error());
  if (Errors errors = check_measure(options.measure, *world); !errors.empty())
    return tl::unexpected(std::move(errors));
  if (options.measure.is_ladder()) Improvements::prepare_orders(*world);  // everything varies it
  return Study(*world, options, budget).run();
}

}  // namespace detente
