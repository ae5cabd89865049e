#include "analysis/worlds/run.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/claims/study.h"
#include "analysis/readiness/inquiry.h"
#include "analysis/readiness/verdict.h"
#include "analysis/worlds/sensitivity.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr std::uint64_t kRound = 256;           // worlds between two looks at the budget
constexpr std::size_t kBins = 16;               // per input, for what it explains
constexpr std::size_t kRemembered = 4096;       // differing worlds among which the typical one is
constexpr double kOften = 0.1, kHardly = 0.01;  // tensions: shares of worlds

double base_of(const Dispute& dispute, const Input& input) {
  const auto index = static_cast<std::size_t>(input.index);
  switch (input.kind) {
    case Input::Kind::kFactor:
      return dispute->factors[index].number.value;
    case Input::Kind::kWeight:
      return dispute->statements[index].weight.value.to_double();
    case Input::Kind::kShare:
      break;
  }
  const auto& segments = dispute->ratifiers[index].segments;
  if (input.segment < segments.size()) return segments[input.segment].share.to_double();
  double rest = 1;
  for (const Segment& segment : segments) rest -= segment.share.to_double();
  return rest;
}

// What is counted of one case while worlds come in.
struct Tally {
  std::array<std::uint64_t, kRungs + 1> counts{};
  std::vector<std::array<std::uint64_t, kRungs + 1>> by_replicate;
  // [input * bins + bin][verdict]
  std::vector<std::array<std::uint64_t, kRungs + 1>> bins;
  std::vector<double> sum;                // per input, over differing worlds
  std::vector<std::uint64_t> remembered;  // numbers of differing worlds
  std::uint64_t differing = 0;
};

class Run {
 public:
  Run(const Dispute& dispute, const WorldsAsked& asked, Budget& budget)
      : dispute_(dispute), asked_(asked), budget_(budget) {
    run_.inputs = inputs_of(dispute);
    run_.asked = asked.worlds;
    run_.sampling = asked.sampling;
    run_.replicates = asked.sampling == Sampling::kSobol
                          ? static_cast<int>(std::min<std::uint64_t>(
                                static_cast<std::uint64_t>(asked.replicates), asked.worlds))
                          : 1;
    run_.seed = asked.seed;
    for (const Input& input : run_.inputs) run_.base.push_back(base_of(dispute, input));
  }

  Result<WorldsRun> run() {
    if (Errors errors = prepare(); !errors.empty()) return tl::unexpected(std::move(errors));
    draw_all();
    for (std::size_t c = 0; c < run_.cases.size(); ++c) conclude(c);
    if (run_.stopped == StopReason::kDone && asked_.indices > 0) indices();
    conclude_claims();
    return std::move(run_);
  }

 private:
  Errors prepare() {
    if (run_.inputs.empty()) {
      return {Error{ErrorCode::kModel,
                    "no number of the file is uncertain",
                    {dispute_->file, 0, 0},
                    "give factors or weights a 'range' or a 'distribution', or a ratifier "
                    "'respondents'",
                    {}}};
    }
    if (run_.inputs.size() > Sampler::kMostSobol && asked_.sampling == Sampling::kSobol) {
      return {Error{ErrorCode::kUnsupported,
                    "too many uncertain numbers for Sobol points",
                    {dispute_->file, 0, 0},
                    "--sampling random",
                    {}}};
    }
    for (const int c : asked_.cases) {
      auto world =
          World::make(dispute_, make_scenario(dispute_, c, asked_.changes), asked_.most_outcomes);
      if (!world) return std::move(world.error());
      worlds_.push_back(std::make_unique<World>(std::move(*world)));
      Improvements::prepare_orders(*worlds_.back());
      CaseWorlds of;
      of.case_index = c;
      of.base = find_verdict(*worlds_.back(), budget_);
      run_.cases.push_back(std::move(of));
      given_.push_back(given_factors(dispute_, c, asked_.changes));
      Tally tally;
      tally.by_replicate.resize(static_cast<std::size_t>(run_.replicates));
      tally.bins.resize(run_.inputs.size() * kBins);
      tally.sum.assign(run_.inputs.size(), 0);
      tallies_.push_back(std::move(tally));
    }
    if (!asked_.claims) return {};
    Errors errors;
    for (std::size_t k = 0; k < dispute_->claims.size(); ++k) {
      const Claim& claim = dispute_->claims[k];
      auto query = parse_query(claim.holds, claim.holds_where, dispute_);
      if (!query) {
        errors.insert(errors.end(), query.error().begin(), query.error().end());
        continue;
      }
      for (const int c : claim.in) run_.claims.push_back({static_cast<int>(k), c, 0});
      queries_.push_back(std::move(*query));
    }
    both_.assign(run_.claims.size() * run_.claims.size(), 0);
    return errors;
  }

  // Worlds are numbered through the replicates: number n is point n / replicates of replicate
  // n % replicates.
  void draw(std::uint64_t number, std::span<double> out) const {
    const auto replicates = static_cast<std::uint64_t>(run_.replicates);
    Sampler sampler(asked_.sampling, run_.inputs.size(), asked_.seed,
                    static_cast<int>(number % replicates));
    sampler.draw(number / replicates, out);
  }
  Verdict verdict_in(std::size_t c, std::span<const double> shares) const {
    const auto world = worlds_[c]->vary(changes_of_world(dispute_, run_.inputs, shares, given_[c]));
    return world ? find_verdict(*world, budget_) : 0;  // e.g. a rule makes s0 impossible there
  }

  void draw_all() {
    const std::size_t inputs = run_.inputs.size(), cases = run_.cases.size();
    std::vector<double> shares(kRound * inputs);
    std::vector<std::uint8_t> verdicts(kRound * cases);
    std::vector<std::uint8_t> holds(kRound * run_.claims.size());
    for (std::uint64_t done = 0; done < asked_.worlds; done += kRound) {
      if (budget_.cancelled() || budget_.exhausted()) {
        run_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
        return;
      }
      const std::uint64_t count = std::min(kRound, asked_.worlds - done);
      parallel_for(count, asked_.threads, [&](std::size_t k) {
        const std::span<double> at(shares.data() + k * inputs, inputs);
        draw(done + k, at);
        for (std::size_t c = 0; c < cases; ++c)
          verdicts[k * cases + c] = static_cast<std::uint8_t>(verdict_in(c, at));
        if (asked_.claims) hold_claims(at, holds.data() + k * run_.claims.size());
      });
      if (budget_.cancelled()) continue;  // what was cut short does not count
      for (std::uint64_t k = 0; k < count; ++k) {
        const std::span<const double> at(shares.data() + k * inputs, inputs);
        for (std::size_t c = 0; c < cases; ++c) add(c, done + k, at, verdicts[k * cases + c]);
        add_claims(holds.data() + k * run_.claims.size());
      }
      run_.worlds += count;
      if (asked_.progress)
        asked_.progress("worlds",
                        static_cast<double>(run_.worlds) / static_cast<double>(asked_.worlds));
    }
  }

  void add(std::size_t c, std::uint64_t number, std::span<const double> shares, Verdict verdict) {
    Tally& tally = tallies_[c];
    const auto v = static_cast<std::size_t>(verdict);
    ++tally.counts[v];
    ++tally.by_replicate[number % static_cast<std::uint64_t>(run_.replicates)][v];
    for (std::size_t i = 0; i < shares.size(); ++i)
      ++tally.bins[i * kBins + static_cast<std::size_t>(shares[i] * kBins)][v];
    if (verdict == run_.cases[c].base) return;
    ++tally.differing;
    for (std::size_t i = 0; i < shares.size(); ++i) tally.sum[i] += shares[i];
    if (tally.remembered.size() < kRemembered) tally.remembered.push_back(number);
  }

  // A world's claims are asked for in all their cases, each with the factors that it does not set.
  void hold_claims(std::span<const double> shares, std::uint8_t* out) {
    const std::vector<char> none(dispute_->factors.size(), 0);
    Study study(dispute_, asked_.changes, 1, asked_.most_outcomes, budget_);
    study.draw(changes_of_world(dispute_, run_.inputs, shares, none));
    std::size_t row = 0;
    for (std::size_t k = 0; k < queries_.size(); ++k) {
      for (const int c : dispute_->claims[k].in) out[row++] = study.holds(queries_[k], c) ? 1 : 0;
    }
  }
  void add_claims(const std::uint8_t* holds) {
    const std::size_t rows = run_.claims.size();
    for (std::size_t a = 0; a < rows; ++a) {
      if (holds[a] == 0) continue;
      ++run_.claims[a].holds;
      for (std::size_t b = a + 1; b < rows; ++b) both_[a * rows + b] += holds[b];
    }
  }

  static std::uint64_t reaching(const std::array<std::uint64_t, kRungs + 1>& counts, int verdict) {
    std::uint64_t out = 0;
    for (std::size_t v = static_cast<std::size_t>(verdict); v < counts.size(); ++v)
      out += counts[v];
    return out;
  }

  void conclude(std::size_t c) {
    CaseWorlds& of = run_.cases[c];
    Tally& tally = tallies_[c];
    of.counts = tally.counts;
    of.differing = tally.differing;
    if (run_.worlds == 0) return;
    const auto n = static_cast<double>(run_.worlds);
    for (int v = 0; v <= kRungs; ++v) {
      Share& share = of.at_least[static_cast<std::size_t>(v)];
      share.value = static_cast<double>(reaching(tally.counts, v)) / n;
      share.error = std::sqrt(share.value * (1 - share.value) / n);
      if (run_.replicates < 2) continue;
      double squares = 0;
      for (const auto& counts : tally.by_replicate) {
        const auto all = static_cast<double>(reaching(counts, 0));
        const double here = all == 0 ? 0 : static_cast<double>(reaching(counts, v)) / all;
        squares += (here - share.value) * (here - share.value);
      }
      const double replicates = run_.replicates;
      share.error = std::sqrt(squares / (replicates * (replicates - 1)));
    }
    choose_event(of);
    drivers(of, tally);
    typical(c);
  }

  // Ready; where that is always or never so, the rung about which there is most doubt.
  static void choose_event(CaseWorlds& of) {
    const auto doubt = [&](int v) {
      const double p = of.at_least[static_cast<std::size_t>(v)].value;
      return std::min(p, 1 - p);
    };
    of.event = kReady;
    if (doubt(kReady) > 0) return;
    for (int v = 1; v < kReady; ++v) {
      if (doubt(v) > doubt(of.event)) of.event = v;
    }
  }

  // The variance of the bins' shares over the whole variance, less what chance alone would give.
  void drivers(CaseWorlds& of, const Tally& tally) const {
    const auto n = static_cast<double>(run_.worlds);
    const double p = of.at_least[static_cast<std::size_t>(of.event)].value;
    const double variance = p * (1 - p);
    for (std::size_t i = 0; i < run_.inputs.size(); ++i) {
      Driver driver;
      driver.input = i;
      double between = 0;
      std::array<double, 2> hit{}, all{};
      std::size_t used = 0;
      for (std::size_t b = 0; b < kBins; ++b) {
        const auto& counts = tally.bins[i * kBins + b];
        const auto in_bin = static_cast<double>(reaching(counts, 0));
        if (in_bin == 0) continue;
        ++used;
        const auto with = static_cast<double>(reaching(counts, of.event));
        between += in_bin * (with / in_bin - p) * (with / in_bin - p) / n;
        const std::size_t end = b < kBins / 4 ? 0 : b >= kBins - kBins / 4 ? 1 : 2;
        if (end < 2) {
          hit[end] += with;
          all[end] += in_bin;
        }
      }
      if (variance > 0 && n > static_cast<double>(used)) {
        const double chance = variance * (static_cast<double>(used) - 1) / n;
        driver.explained = std::clamp((between - chance) / variance, 0.0, 1.0);
      }
      driver.low = all[0] > 0 ? hit[0] / all[0] : 0;
      driver.high = all[1] > 0 ? hit[1] / all[1] : 0;
      of.drivers.push_back(driver);
    }
    std::stable_sort(of.drivers.begin(), of.drivers.end(),
                     [](const Driver& a, const Driver& b) { return a.explained > b.explained; });
  }

  // Of the differing worlds (the first of them, if they are many) the one nearest to their mean.
  void typical(std::size_t c) {
    CaseWorlds& of = run_.cases[c];
    const Tally& tally = tallies_[c];
    if (tally.remembered.empty()) return;
    const std::size_t inputs = run_.inputs.size();
    std::vector<double> shares(inputs), best(inputs);
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::uint64_t number : tally.remembered) {
      draw(number, shares);
      double distance = 0;
      for (std::size_t i = 0; i < inputs; ++i) {
        const double away = shares[i] - tally.sum[i] / static_cast<double>(tally.differing);
        distance += away * away;
      }
      if (distance >= nearest) continue;
      nearest = distance;
      best = shares;
    }
    of.typical_verdict = verdict_in(c, best);
    const Changes changes = changes_of_world(dispute_, run_.inputs, best, given_[c]);
    const Scenario scenario = make_scenario(dispute_, of.case_index, asked_.changes);
    for (std::size_t i = 0; i < inputs; ++i) {
      const Input& input = run_.inputs[i];
      const double base = input.kind == Input::Kind::kFactor
                              ? scenario.factors[static_cast<std::size_t>(input.index)]
                              : run_.base[i];
      of.typical.push_back(value_of(input, changes, base));
    }
  }

  void indices() {
    for (std::size_t c = 0; c < run_.cases.size(); ++c) {
      CaseWorlds& of = run_.cases[c];
      const Indices found = sobol_indices(
          run_.inputs.size(), asked_.indices, asked_.seed, asked_.threads,
          [&](std::span<const double> shares) {
            return verdict_in(c, shares) >= of.event ? 1.0 : 0.0;
          },
          budget_,
          [&](double share) {
            if (asked_.progress) asked_.progress("indices", share);
          });
      run_.indices = found.worlds;
      run_.stopped = found.stopped;
      for (Driver& driver : of.drivers) {
        driver.first = found.first[driver.input];
        driver.total = found.total[driver.input];
      }
      if (found.stopped != StopReason::kDone) return;
    }
  }

  void conclude_claims() {
    const std::size_t rows = run_.claims.size();
    const auto n = static_cast<double>(run_.worlds);
    const auto often = [&](std::size_t row) {
      return static_cast<double>(run_.claims[row].holds) >= kOften * n;
    };
    for (std::size_t a = 0; a < rows && n > 0; ++a) {
      for (std::size_t b = a + 1; b < rows; ++b) {
        const std::uint64_t both = both_[a * rows + b];
        if (often(a) && often(b) && static_cast<double>(both) <= kHardly * n)
          run_.tensions.push_back({a, b, both});
      }
    }
  }

  const Dispute& dispute_;
  const WorldsAsked& asked_;
  Budget& budget_;
  WorldsRun run_;
  std::vector<std::unique_ptr<World>> worlds_;  // of the cases
  std::vector<std::vector<char>> given_;
  std::vector<Tally> tallies_;
  std::vector<Query> queries_;
  std::vector<std::uint64_t> both_;  // [claim * claims + later claim]
};

}  // namespace

Result<WorldsRun> run_worlds(const Dispute& dispute, const WorldsAsked& asked, Budget& budget) {
  return Run(dispute, asked, budget).run();
}

}  // namespace detente
