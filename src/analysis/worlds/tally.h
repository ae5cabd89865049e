// What is counted of one case while worlds come in, and what follows from it.
//
// Answers: the shares of worlds with their errors, what each input explains, which world is typical
//   of those that differ, how often each deal passes all rungs.
// Definition: docs/methods/worlds.md.
// Cost: constant per world and input; memory per input, and per deal that ever passed.
// Checked by: run_test.cc.
#ifndef DETENTE_ANALYSIS_WORLDS_TALLY_H_
#define DETENTE_ANALYSIS_WORLDS_TALLY_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "analysis/worlds/copula.h"

namespace detente {

struct Share {
  double value = 0, error = 0;
};
// The share of hits, counted per replicate. The error is the spread of the replicates, with one of
// them that of independent worlds.
Share share_of(std::span<const std::uint64_t> hits, std::span<const std::uint64_t> worlds);

// What one input, or a group of correlated ones, does to `ready` (or to the event that stands for
// it): two measures.
struct Driver {
  // The shares of the event among an input's lowest and highest quarter. Inputs correlated with it
  // are not held: they go along.
  struct Ends {
    double low = 0, high = 0;
  };
  std::vector<std::size_t> inputs;  // one, or correlated ones that the case does not set
  double explained = 0;             // the share of the variance that knowing these alone explains
  std::vector<Ends> ends;           // one per input
  double first = 0, total = 0;      // Sobol's indices, if they were asked for
};
// A deal that passes all rungs in some worlds.
struct DealShare {
  Outcome outcome = 0;
  std::uint64_t worlds = 0;
  Share share;
  std::vector<int> options;  // per issue
};
struct CaseWorlds {
  int case_index = 0;
  std::string id;                                  // of the case
  Verdict base = 0;                                // with the numbers of the file
  std::array<std::uint64_t, kRungs + 1> counts{};  // [verdict]
  std::array<Share, kRungs + 1> at_least{};        // gets at least that far
  std::uint64_t impossible = 0;                    // worlds that cannot be: they count as verdict 0
  Verdict event = kReady;                          // drivers are about: at least this far
  std::vector<Driver> drivers;                     // the strongest first
  std::vector<DealShare> deals;                    // the most frequent first; if asked for
  std::uint64_t differing = 0;                     // worlds with another verdict than the base
  std::vector<double> typical;                     // per input: its number there; or empty
  Verdict typical_verdict = 0;
};

class CaseTally {
 public:
  // `groups`: of inputs, none of them twice.
  CaseTally(std::size_t inputs, const InputGroups& groups, int replicates);

  // World `number` of replicate number % replicates, where input i has the share shares[i] of its
  // distribution below it.
  void add(std::uint64_t number, std::span<const double> shares, Verdict verdict, Verdict base);
  void add_deals(std::uint64_t number, std::span<const Outcome> deals);

  // Sets everything but what the deals change, `typical` and Sobol's indices.
  void conclude(CaseWorlds& of) const;
  // The shares of the world nearest to the mean of those that differ, each input counted by its
  // rank. `draw` gives the shares of a world again.
  std::optional<std::vector<double>> typical(
      const std::function<void(std::uint64_t number, std::span<double> shares)>& draw) const;

 private:
  using Counts = std::array<std::uint64_t, kRungs + 1>;

  std::vector<std::uint64_t> per_replicate(Verdict at_least) const;
  std::vector<Driver> drivers(Verdict event, double probability, double worlds) const;
  Driver::Ends ends(std::size_t input, Verdict event) const;

  std::size_t inputs_;
  InputGroups groups_;
  std::vector<Counts> by_replicate_;
  std::vector<Counts> bins_;                // [input * bins + bin]
  std::vector<std::vector<Counts>> cells_;  // [group][cell]; none for a group of one
  std::vector<double> sum_;                 // per input, over differing worlds
  std::vector<std::uint64_t> remembered_;   // numbers of differing worlds
  std::uint64_t differing_ = 0;
  std::map<Outcome, std::vector<std::uint64_t>> deals_;  // per replicate
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_TALLY_H_
