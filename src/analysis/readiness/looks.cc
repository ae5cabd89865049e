#include "analysis/readiness/looks.h"

#include <utility>

#include "analysis/readiness/certain.h"
#include "analysis/readiness/varied_work.h"

namespace detente {

std::optional<World> Looks::world_at(double x) const {
  Changes changes;
  changes.set.emplace_back(factor_, x);
  auto varied = world_.vary(changes);
  if (!varied) {  // e.g. a rule makes the status quo impossible there
    budget_.spend(world_.size());
    return std::nullopt;
  }
  budget_.spend(work_of_varying(world_, *varied));
  return std::move(*varied);
}

Verdict Looks::verdict_of(const World& world, std::optional<ReadyBy>* ready_by) {
  ++ladders_;
  budget_.spend(work_of_listing(world));
  return find_verdict(world, budget_, ready_by);
}

Verdict Looks::measured_at(double x) {
  Changes changes;
  changes.set.emplace_back(factor_, x);
  ++ladders_;
  return verdict_with(measure_, world_, changes, budget_).value_or(0);
}

Verdict Looks::at(double x) {
  const auto it = verdicts_.find(x);
  if (it != verdicts_.end()) return it->second;
  if (ended()) return 0;
  if (!measure_.is_ladder()) return verdicts_[x] = measured_at(x);
  const auto world = world_at(x);
  std::optional<ReadyBy> ready_by;
  const Verdict verdict = world ? verdict_of(*world, &ready_by) : 0;
  verdicts_[x] = verdict;
  if (ready_by) ready_by_[x] = std::move(*ready_by);
  return verdict;
}

Verdict Looks::again_at(double x) {
  if (!measure_.is_ladder()) return measured_at(x);
  const auto world = world_at(x);
  return world ? verdict_of(*world) : 0;
}

bool Looks::certain(double low, double high, Verdict verdict) {
  if (!measure_.is_ladder()) return false;
  const auto ready_by = ready_by_.find(low);
  if (verdict > verdict_of_rung(Rung::kRatifiable) && ready_by == ready_by_.end()) return false;
  const auto one = world_at(low), other = world_at(high);
  if (!one || !other || ended()) return false;
  CertainVerdict between({&*one, &*other}, kMostLooked * one->size());
  const bool proved = verdict == kReady ? between.is_ready(ready_by->second) : between.is(verdict);
  budget_.spend(between.looked() + 2 * work_of_listing(*one));
  return proved;
}

}  // namespace detente
