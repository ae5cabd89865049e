// What the verdict of a varied world is made of.
#include <benchmark/benchmark.h>

#include "analysis/readiness/bench.h"
#include "analysis/readiness/verdict.h"
#include "format/registry.h"

namespace detente {
namespace {

const Dispute& dispute() {
  static const Dispute kMade = *parse_dispute(random_dispute_text(14, 1), "random.toml");
  return kMade;
}

void make_world(benchmark::State& state) {
  while (state.KeepRunning()) {
    benchmark::DoNotOptimize(World::make(dispute(), make_scenario(dispute(), 0)));
  }
}
BENCHMARK(make_world);

void vary_one_statement(benchmark::State& state) {
  const auto base = World::make(dispute(), make_scenario(dispute(), 0));
  Changes changes;
  changes.toggles.emplace_back(dispute()->statements.front().toggle, false);
  while (state.KeepRunning()) benchmark::DoNotOptimize(base->vary(changes));
}
BENCHMARK(vary_one_statement);

void verdict(benchmark::State& state) {
  const auto base = World::make(dispute(), make_scenario(dispute(), 0));
  while (state.KeepRunning()) {
    Budget budget;
    benchmark::DoNotOptimize(find_verdict(*base, budget));
  }
}
BENCHMARK(verdict);

}  // namespace
}  // namespace detente
