#include "analysis/worlds/bench.h"

#include <fmt/format.h>

#include "analysis/worlds/run.h"
#include "base/check.h"

namespace detente {

std::string uncertain_dispute_text(int issues, std::uint64_t seed) {
  constexpr int kFactorsOfAParty = 2;
  std::string text = random_dispute_text(issues, seed);
  int factor = 0;
  for (const char party : {'a', 'b', 'c', 'd'}) {
    std::size_t at = text.find(fmt::format("\n{} = [\n", party));
    for (int k = 0; k < kFactorsOfAParty; ++k, ++factor) {
      at = text.find("weight = ", at) + 9;
      const std::size_t end = text.find_first_of(" ,}", at);
      const std::string moving = fmt::format("\"{} * (0.5 + x{})\"", text.substr(at, end - at),
                                             "f" + std::to_string(factor));
      text.replace(at, end - at, moving);
    }
  }
  text += "[factors]\n";
  for (int f = 0; f < factor; ++f)
    text += fmt::format("xf{} = {{ value = 0.5, range = [0, 1] }}\n", f);
  return text;
}

WorldsBenchRow bench_worlds(const std::string& name, const Dispute& dispute, std::uint64_t worlds,
                            int threads, const Clock& clock) {
  WorldsAsked asked;
  asked.cases = {0};
  asked.worlds = worlds;
  asked.threads = threads;
  Budget budget;
  const double start = clock();
  const auto run = run_worlds(dispute, asked, budget);
  const double seconds = clock() - start;
  DETENTE_CHECK(run.has_value(), "benchmarks run on valid disputes");
  const auto world = World::make(dispute, make_scenario(dispute, 0));
  DETENTE_CHECK(world.has_value(), "benchmarks run on valid disputes");
  WorldsBenchRow row;
  row.name = name;
  row.outcomes = world->feasible().count();
  row.inputs = run->inputs.size();
  row.parties = static_cast<int>(world->parties());
  row.threads = threads;
  row.worlds = run->worlds;
  row.worlds_per_second = static_cast<double>(run->worlds) / seconds;
  const double one = seconds * threads / static_cast<double>(run->worlds);
  row.ratio_to_sort = one / seconds_of_sorts(*world, 7, clock);
  return row;
}

}  // namespace detente
