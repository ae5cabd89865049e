#include "analysis/worlds/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/worlds/case_bases.h"
#include "analysis/worlds/claim_tally.h"
#include "analysis/worlds/copula.h"
#include "analysis/worlds/sensitivity.h"
#include "base/parallel.h"

namespace detente {
namespace {

constexpr std::uint64_t kRound = 256;  // worlds between two looks at the budget

class Run {
 public:
  Run(const Dispute& dispute, const WorldsAsked& asked, Budget& budget)
      : dispute_(dispute),
        asked_(asked),
        budget_(budget),
        inputs_(inputs_of(dispute)),
        copula_(dispute, inputs_),
        cases_(dispute, inputs_, asked, budget) {
    run_.measure = asked.measure;
    run_.inputs = inputs_;
    run_.groups = copula_.groups();
    run_.asked = asked.worlds;
    run_.sampling = asked.sampling;
    run_.replicates = asked.sampling == Sampling::kSobol
                          ? static_cast<int>(std::min<std::uint64_t>(
                                static_cast<std::uint64_t>(asked.replicates), asked.worlds))
                          : 1;
    run_.seed = asked.seed;
    run_.deals = asked.deals;
    for (const Input& input : run_.inputs) run_.base.push_back(base_of(dispute, input));
  }

  Result<WorldsRun> run() {
    if (Errors errors = prepare(); !errors.empty()) return tl::unexpected(std::move(errors));
    if (asked_.keeper != nullptr) {
      if (Errors errors = asked_.keeper->begin(run_, cases_.deal_name()); !errors.empty())
        return tl::unexpected(std::move(errors));
    }
    if (Errors errors = draw_all(); !errors.empty()) return tl::unexpected(std::move(errors));
    for (std::size_t c = 0; c < run_.cases.size(); ++c) conclude(c);
    if (run_.stopped == StopReason::kDone && asked_.indices > 0) {
      if (Errors errors = indices(); !errors.empty()) return tl::unexpected(std::move(errors));
    }
    run_.claims = claims_.rows();
    run_.tensions = claims_.tensions(run_.worlds);
    if (asked_.keeper != nullptr && run_.stopped == StopReason::kDone) {
      if (Errors errors = asked_.keeper->finish(run_); !errors.empty())
        return tl::unexpected(std::move(errors));
    }
    return std::move(run_);
  }

 private:
  Errors prepare() {
    if (Errors errors = check_inputs(dispute_, inputs_, asked_); !errors.empty()) return errors;
    if (Errors errors = cases_.prepare(asked_.cases); !errors.empty()) return errors;
    for (std::size_t c = 0; c < asked_.cases.size(); ++c) {
      CaseWorlds of;
      of.case_index = asked_.cases[c];
      of.id = dispute_->cases[static_cast<std::size_t>(of.case_index)].id;
      of.base = cases_.base(c);
      run_.cases.push_back(std::move(of));
      tallies_.emplace_back(run_.inputs.size(),
                            copula_.groups_without(run_.inputs, cases_.given(c)), run_.replicates);
    }
    note_correlations();
    if (!asked_.claims) return {};
    Errors errors = claims_.prepare(dispute_);
    run_.claims = claims_.rows();
    return errors;
  }

  // Those that matter to some case: it draws both.
  void note_correlations() {
    const auto drawn = [&](const std::vector<char>& given, std::size_t input) {
      return given[static_cast<std::size_t>(run_.inputs[input].index)] == 0;
    };
    for (const CorrelatedInputs& pair : copula_.correlations()) {
      bool matters = false;
      for (std::size_t c = 0; c < run_.cases.size(); ++c)
        matters =
            matters || (drawn(cases_.given(c), pair.first) && drawn(cases_.given(c), pair.second));
      if (matters) run_.correlations.push_back(pair);
    }
  }

  // Worlds are numbered through the replicates: number n is point n / replicates of replicate
  // n % replicates.
  void draw(std::uint64_t number, std::span<double> out) const {
    const auto replicates = static_cast<std::uint64_t>(run_.replicates);
    Sampler sampler(asked_.sampling, run_.inputs.size(), asked_.seed,
                    static_cast<int>(number % replicates));
    sampler.draw(number / replicates, out);
    copula_.apply(out);
  }

  // The budget is asked between blocks. A block during which it ended does not count: where
  // searches were cut short would depend on timing.
  bool out_of_budget() {
    if (!budget_.cancelled() && !budget_.exhausted()) return false;
    run_.stopped = budget_.cancelled() ? StopReason::kCancelled : StopReason::kWorkLimit;
    return true;
  }

  Errors draw_all() {
    std::vector<double> shares(kRound * run_.inputs.size());
    WorldsBlock block;
    for (std::uint64_t done = 0; done < asked_.worlds; done += kRound) {
      if (out_of_budget()) return {};
      block.first = done;
      block.worlds = std::min(kRound, asked_.worlds - done);
      if (Errors errors = fill(block, shares); !errors.empty()) return errors;
      if (out_of_budget()) return {};
      count(block, shares);
      if (asked_.progress)
        asked_.progress("worlds",
                        static_cast<double>(run_.worlds) / static_cast<double>(asked_.worlds));
    }
    return {};
  }

  // Works the block out, or has it recalled.
  Errors fill(WorldsBlock& block, std::vector<double>& shares) {
    const std::size_t inputs = run_.inputs.size(), cases = run_.cases.size();
    block.numbers.assign(asked_.keeper != nullptr ? block.worlds * inputs : 0, 0);
    block.verdicts.assign(block.worlds * cases, 0);
    block.holds.assign(block.worlds * run_.claims.size(), 0);
    block.deals.assign(asked_.deals ? block.worlds * cases : 0, {});
    const bool kept =
        asked_.keeper != nullptr && block.first + block.worlds <= asked_.keeper->kept();
    parallel_for(block.worlds, asked_.threads, [&](std::size_t k) {
      const std::span<double> at(shares.data() + k * inputs, inputs);
      draw(block.first + k, at);
      if (asked_.keeper != nullptr) note_numbers(at, block.numbers.data() + k * inputs);
      if (!kept) work_out(block, k, at);
    });
    if (!kept) {
      if (asked_.keeper == nullptr || budget_.cancelled() || budget_.exhausted()) return {};
      return asked_.keeper->keep(block);
    }
    const std::vector<double> drawn = block.numbers;
    if (Errors errors = asked_.keeper->recall(block); !errors.empty()) return errors;
    if (block.numbers == drawn) return {};
    return {
        Error{ErrorCode::kModel,
              fmt::format("the kept numbers of worlds {} to {} are not those that are drawn here",
                          block.first, block.first + block.worlds - 1),
              {},
              "the run was begun with other libraries, or has been altered; begin a new one",
              {}}};
  }
  // `numbers`: what every input is by this world alone, whatever a case sets.
  void note_numbers(std::span<const double> shares, double* numbers) const {
    const std::vector<char> none(dispute_->factors.size(), 0);
    const Changes changes = changes_of_world(dispute_, run_.inputs, shares, none);
    for (std::size_t i = 0; i < run_.inputs.size(); ++i)
      numbers[i] = value_of(run_.inputs[i], changes, run_.base[i]);
  }
  void work_out(WorldsBlock& block, std::size_t k, std::span<const double> shares) {
    const std::size_t cases = run_.cases.size();
    for (std::size_t c = 0; c < cases; ++c) {
      const std::size_t slot = k * cases + c;
      const Verdict verdict = asked_.deals ? cases_.deals_in(c, shares, block.deals[slot])
                                           : cases_.verdict_in(c, shares);
      block.verdicts[slot] = static_cast<std::uint8_t>(verdict);
    }
    if (asked_.claims) hold_claims(shares, block.holds.data() + k * run_.claims.size());
  }

  void count(const WorldsBlock& block, const std::vector<double>& shares) {
    const std::size_t inputs = run_.inputs.size(), cases = run_.cases.size();
    for (std::size_t k = 0; k < block.worlds; ++k) {
      const std::span<const double> at(shares.data() + k * inputs, inputs);
      for (std::size_t c = 0; c < cases; ++c) {
        const Verdict verdict = block.verdicts[k * cases + c];
        tallies_[c].add(block.first + k, at, verdict, run_.cases[c].base);
        if (verdict == 0 && asked_.measure.is_ladder() && cases_.is_impossible(c, at))
          ++run_.cases[c].impossible;
        if (asked_.deals) tallies_[c].add_deals(block.first + k, block.deals[k * cases + c]);
      }
      claims_.add(block.holds.data() + k * run_.claims.size());
    }
    run_.worlds += block.worlds;
  }

  // A world's claims are asked for in all their cases, each with the factors that it does not set.
  void hold_claims(std::span<const double> shares, std::uint8_t* out) {
    const std::vector<char> none(dispute_->factors.size(), 0);
    Study study(dispute_, asked_.changes, 1, asked_.most_outcomes, budget_);
    study.draw(changes_of_world(dispute_, run_.inputs, shares, none));
    claims_.hold(dispute_, study, out);
  }

  void conclude(std::size_t c) {
    CaseWorlds& of = run_.cases[c];
    tallies_[c].conclude(of);
    for (DealShare& deal : of.deals) deal.options = cases_.options(c, deal.outcome);
    const auto shares = tallies_[c].typical(
        [&](std::uint64_t number, std::span<double> out) { draw(number, out); });
    if (!shares) return;
    of.typical_verdict = cases_.verdict_in(c, *shares);
    const Changes changes = cases_.changes_in(c, *shares);
    const Scenario scenario = make_scenario(dispute_, of.case_index, asked_.changes);
    for (std::size_t i = 0; i < run_.inputs.size(); ++i) {
      const Input& input = run_.inputs[i];
      const double base = input.kind == Input::Kind::kFactor
                              ? scenario.factors[static_cast<std::size_t>(input.index)]
                              : run_.base[i];
      of.typical.push_back(value_of(input, changes, base));
    }
  }

  Errors indices() {
    for (std::size_t c = 0; c < run_.cases.size(); ++c) {
      if (Errors errors = indices_of(c); !errors.empty()) return errors;
      if (run_.stopped != StopReason::kDone) break;
    }
    return {};
  }
  Errors indices_of(std::size_t c) {
    CaseWorlds& of = run_.cases[c];
    IndexSums sums;
    if (asked_.keeper != nullptr) {
      auto kept = asked_.keeper->kept_indices(c, run_.groups.size());
      if (!kept) return std::move(kept.error());
      if (kept->worlds > asked_.indices)
        return {Error{ErrorCode::kModel,
                      "the kept sums of the indices are those of more worlds than are asked for",
                      {},
                      "the run has been altered; begin a new one",
                      {}}};
      sums = std::move(*kept);
    }
    Errors errors;
    const auto keep = [&](const IndexSums& so_far) {
      if (asked_.keeper != nullptr) errors = asked_.keeper->keep_indices(c, so_far);
      return errors.empty();
    };
    const auto f = [&](std::span<const double> independent) {
      std::vector<double> shares(independent.begin(), independent.end());
      copula_.apply(shares);
      return cases_.verdict_in(c, shares) >= of.event ? 1.0 : 0.0;
    };
    const auto told = [&](double share) {
      if (asked_.progress) asked_.progress("indices", share);
    };
    const Indices found = sobol_indices(run_.groups, asked_.indices, asked_.seed, asked_.threads, f,
                                        budget_, told, std::move(sums), keep);
    run_.indices = found.worlds;
    run_.stopped = found.stopped;
    for (Driver& driver : of.drivers) {
      const std::size_t group = copula_.group_of(driver.inputs.front());
      driver.first = found.first[group];
      driver.total = found.total[group];
    }
    return errors;
  }

  const Dispute& dispute_;
  const WorldsAsked& asked_;
  Budget& budget_;
  std::vector<Input> inputs_;
  Copula copula_;
  WorldsRun run_;
  CaseBases cases_;
  std::vector<CaseTally> tallies_;
  ClaimTally claims_;
};

}  // namespace

Result<WorldsRun> run_worlds(const Dispute& dispute, const WorldsAsked& asked, Budget& budget) {
  return Run(dispute, asked, budget).run();
}

}  // namespace detente
