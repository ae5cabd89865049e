#include "analysis/readiness/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "analysis/readiness/answer.h"
#include "analysis/readiness/verdict.h"
#include "base/check.h"
#include "base/random.h"

namespace detente {
namespace {

constexpr std::uint64_t kBenchWork = 256;  // the work limit of a ladder: outcomes times this

// What else runs on the machine only ever adds to a time.
double fastest(const std::vector<double>& values) {
  return *std::min_element(values.begin(), values.end());
}

// One index sort per party of all feasible outcomes, as any ranking of them would need. Only the
// sorts are timed; what they give is looked at afterwards.
double time_sorts(const World& world, const Clock& clock) {
  const std::vector<Outcome> feasible = world.feasible().members();
  double seconds = 0;
  for (int p = 0; p < static_cast<int>(world.parties()); ++p) {
    std::vector<Outcome> order = feasible;
    const auto& key = world.view(p).key;
    const auto less = [&key](Outcome a, Outcome b) { return key[a] < key[b]; };
    const double start = clock();
    std::sort(order.begin(), order.end(), less);
    seconds += clock() - start;
    DETENTE_CHECK(std::is_sorted(order.begin(), order.end(), less), "std::sort sorts");
  }
  return seconds;
}

World base_world(const Dispute& dispute) {
  auto world = World::make(dispute, make_scenario(dispute, 0));
  DETENTE_CHECK(world.has_value(), "benchmarks run on valid disputes");
  return std::move(*world);
}

}  // namespace

double seconds_of_sorts(const World& world, int runs, const Clock& clock) {
  std::vector<double> seconds;
  seconds.reserve(static_cast<std::size_t>(runs));
  for (int run = 0; run < runs; ++run) seconds.push_back(time_sorts(world, clock));
  return fastest(seconds);
}

std::string random_dispute_text(int issues, std::uint64_t seed) {
  Random random(seed, 0);
  const auto below = [&random](std::uint64_t n) { return static_cast<int>(random.below(n)); };
  std::string text = "[dispute]\ntitle = \"random\"\n[question]\nof = \"a\"\nwith = [\"b\"]\n";
  text +=
      "compromise = \"x0 = yes and x1 = yes and x2 = yes and x3 = yes and x4 = yes and x5 = "
      "yes\"\n";
  text += "[parties]\na = {}\nb = {}\nc = {}\nd = {}\n[issues]\n";
  static constexpr const char* kBy[] = {"[\"a\"]", "[\"b\"]", "[\"a\", \"b\"]", "[\"c\"]",
                                        "[\"d\"]"};
  std::vector<int> owners;
  for (int k = 0; k < issues; ++k) {
    // the group controls some of the issues that the compromise is about
    const int owner = k < 6 ? k % 3 : below(5);
    owners.push_back(owner);
    text += fmt::format("x{} = {{ options = [\"no\", \"yes\"], by = {}{} }}\n", k, kBy[owner],
                        below(4) == 0 ? ", one_way = true" : "");
  }
  text += "[[order]]\nfirst = \"x0 = yes\"\nthen = \"x1 = yes\"\n[preferences]\n";
  for (const char party : {'a', 'b', 'c', 'd'}) {
    text += fmt::format("{} = [\n", party);
    const bool negotiator = party == 'a' || party == 'b';
    for (int k = 0; k < issues; ++k) {
      // Most issues outside the compromise concern those who decide them: were each somebody
      // else's concern, each would halve the deals that nobody breaks.
      const bool decides = std::string_view(kBy[owners[static_cast<std::size_t>(k)]]).find(party) !=
                           std::string_view::npos;
      if (k >= 6 && !decides && below(4) != 0) continue;
      const bool likes = negotiator && k < 6 ? below(4) != 0 : below(2) == 0;
      text += fmt::format("  {{ wants = \"x{} = {}\", weight = {} }},\n", k, likes ? "yes" : "no",
                          1 + below(1000));
    }
    for (int k = 0; k < issues / 2; ++k) {
      text += fmt::format("  {{ wants = \"x{} = yes and x{} = no\", weight = {} }},\n",
                          below(static_cast<std::uint64_t>(issues)),
                          below(static_cast<std::uint64_t>(issues)), 1 + below(500));
    }
    text += "]\n";
  }
  return text;
}

BenchRow bench_ladder(const std::string& name, const Dispute& dispute, int threads, int runs,
                      const Clock& clock) {
  BenchRow row;
  row.name = name;
  row.threads = threads;
  std::vector<double> seconds, sorts;
  for (int run = 0; run < runs; ++run) {
    const World world = base_world(dispute);  // anew: it keeps what it has worked out
    row.outcomes = world.feasible().count();
    row.parties = static_cast<int>(world.parties());
    Budget budget(kBenchWork * world.size());
    const double start = clock();
    LadderOptions options;
    options.threads = threads;
    const Ladder ladder = climb(world, options, budget);
    seconds.push_back(clock() - start);
    row.entered_rung5 = ladder.rungs[at(Rung::kRatifiable)].survivors.count();
    row.entered_rung6 = ladder.rungs[at(Rung::kDurable)].survivors.count();
    row.at_most_rung5 = row.entered_rung5 + ladder.rungs[at(Rung::kRatifiable)].undecided_survivors;
    row.at_most_rung6 = row.entered_rung6 + ladder.rungs[at(Rung::kDurable)].undecided_survivors;
    row.stopped = ladder.stopped != StopReason::kDone;
    sorts.push_back(seconds_of_sorts(world, 3, clock));
  }
  row.seconds = fastest(seconds);
  row.ratio_to_sort = row.seconds / fastest(sorts);
  return row;
}

BenchRow bench_verdict(const std::string& name, const Dispute& dispute, int runs,
                       const Clock& clock) {
  BenchRow row;
  row.name = name;
  std::vector<double> seconds, sorts;
  for (int run = 0; run < runs; ++run) {
    const World world = base_world(dispute);  // anew: it keeps what it has worked out
    row.outcomes = world.feasible().count();
    row.parties = static_cast<int>(world.parties());
    Budget budget;
    const double start = clock();
    const Verdict verdict = find_verdict(world, budget);
    seconds.push_back(clock() - start);
    DETENTE_CHECK(verdict <= kReady, "a verdict is a rung");
    sorts.push_back(seconds_of_sorts(world, 3, clock));
  }
  row.seconds = fastest(seconds);
  row.ratio_to_sort = row.seconds / fastest(sorts);
  const World world = base_world(dispute);
  Budget budget;
  const Ladder ladder = climb(world, {}, budget);  // the verdict counts nothing itself
  row.entered_rung5 = ladder.rungs[at(Rung::kRatifiable)].survivors.count();
  row.entered_rung6 = ladder.rungs[at(Rung::kDurable)].survivors.count();
  return row;
}

BenchRow bench_answer(const std::string& name, const Dispute& dispute, int threads,
                      const Clock& clock) {
  const World world = base_world(dispute);
  BenchRow row;
  row.name = name;
  row.outcomes = world.feasible().count();
  row.parties = static_cast<int>(world.parties());
  row.threads = threads;
  Budget budget;
  AnswerOptions options;
  options.threads = threads;
  const double start = clock();
  const auto answer = answer_case(dispute, 0, options, budget);
  row.seconds = clock() - start;
  DETENTE_CHECK(answer.has_value(), "benchmarks run on valid disputes");
  row.ladders = answer->ladders;
  row.entered_rung5 = answer->rungs[at(Rung::kRatifiable)].survivors;
  row.entered_rung6 = answer->rungs[at(Rung::kDurable)].survivors;
  row.stopped = answer->stopped != StopReason::kDone;
  row.ratio_to_sort = row.seconds / seconds_of_sorts(world, 7, clock);
  return row;
}

}  // namespace detente
