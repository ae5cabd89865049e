// The ladder in many worlds: how probable is each verdict, and what does it hang on?
//
// Answers: how sure is the answer, given what we are unsure of?
// Definition: docs/methods/worlds.md. Every uncertain number is drawn (inputs.h); in each world the
//   verdict of every case asked for is worked out whole. Probabilities are shares of worlds.
// Shapes and units: errors are standard errors of the shares: sqrt(p (1 - p) / n) for plain random
//   worlds; for Sobol points the spread of independent replicates divided by the square root of
//   their number.
// Cost: per world one verdict per case, and what its numbers touch; memory does not grow with the
//   number of worlds.
// Checked by: run_test.cc, against ladders whose probabilities are known in closed form.
#ifndef DETENTE_ANALYSIS_WORLDS_RUN_H_
#define DETENTE_ANALYSIS_WORLDS_RUN_H_

#include <array>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/readiness/ladder.h"
#include "analysis/worlds/inputs.h"
#include "base/limits.h"
#include "report/document.h"

namespace detente {

struct WorldsAsked {
  Changes changes;
  std::vector<int> cases;
  std::uint64_t worlds = 1000;
  Sampling sampling = Sampling::kSobol;
  int replicates = 8;  // Sobol only: the worlds are divided among them
  std::uint64_t seed = 1;
  bool claims = false;        // hold every claim to every world
  std::uint64_t indices = 0;  // worlds for Sobol's indices of each case; 0: none
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;
};

struct Share {
  double value = 0, error = 0;
};
// What one input does to `ready` (or to the event that stands for it): two measures.
struct Driver {
  std::size_t input = 0;
  double explained = 0;         // the share of the variance that knowing this input alone explains
  double low = 0, high = 0;     // the share of the event among the lowest and the highest quarter
  double first = 0, total = 0;  // Sobol's indices, if they were asked for
};
struct CaseWorlds {
  int case_index = 0;
  Verdict base = 0;                                // with the numbers of the file
  std::array<std::uint64_t, kRungs + 1> counts{};  // [verdict]
  std::array<Share, kRungs + 1> at_least{};        // gets at least that far
  Verdict event = kReady;                          // drivers are about: at least this far
  std::vector<Driver> drivers;                     // the strongest first
  std::uint64_t differing = 0;                     // worlds with another verdict than the base
  std::vector<double> typical;                     // per input: its number there; or empty
  Verdict typical_verdict = 0;
};
struct ClaimShare {
  int claim = -1, case_index = 0;
  std::uint64_t holds = 0;
};
// Two claims that each hold often, and together never or hardly ever.
struct Tension {
  std::size_t first = 0, second = 0;  // into claims
  std::uint64_t both = 0;
};
struct WorldsRun {
  std::vector<Input> inputs;
  std::vector<double> base;  // per input, the file's number
  std::uint64_t worlds = 0;  // worked out
  std::uint64_t asked = 0;
  std::uint64_t indices = 0;  // worlds behind the indices
  Sampling sampling = Sampling::kSobol;
  int replicates = 1;
  std::uint64_t seed = 1;
  std::vector<CaseWorlds> cases;
  std::vector<ClaimShare> claims;
  std::vector<Tension> tensions;
  StopReason stopped = StopReason::kDone;
};

// Errors: those of World::make for the base worlds; kModel if nothing is uncertain; queries that
// cannot be parsed.
Result<WorldsRun> run_worlds(const Dispute& dispute, const WorldsAsked& asked, Budget& budget);

// "trust", "the weight of r_small", "the public: share of ..."
std::string input_name(const Dispute& dispute, const Input& input);
Document worlds_document(const Dispute& dispute, const WorldsRun& run);
nlohmann::ordered_json worlds_json(const Dispute& dispute, const WorldsRun& run);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_RUN_H_
