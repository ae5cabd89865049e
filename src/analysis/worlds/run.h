// The ladder in many worlds: how probable is each verdict, and what does it hang on?
//
// Answers: how sure is the answer, given what we are unsure of? Of another measure than the ladder
//   (measure.h) the verdicts are two, and its deals the outcomes that pass.
// Definition: docs/methods/worlds.md. Every uncertain number is drawn (inputs.h), correlated ones
//   together (copula.h); in each world the verdict of every case asked for is worked out whole.
//   Probabilities are shares of worlds.
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

#include "analysis/measure/measure.h"
#include "analysis/worlds/inputs.h"
#include "analysis/worlds/sensitivity.h"
#include "analysis/worlds/tally.h"
#include "base/limits.h"
#include "report/document.h"

namespace detente {

// Some worlds in a row, as they were found.
struct WorldsBlock {
  std::uint64_t first = 0;
  std::size_t worlds = 0;
  std::vector<double> numbers;              // [world * inputs + input], as drawn
  std::vector<std::uint8_t> verdicts;       // [world * cases + case]
  std::vector<std::uint8_t> holds;          // [world * claims + claim]
  std::vector<std::vector<Outcome>> deals;  // [world * cases + case]; if asked for
};
struct WorldsRun;
// A deal of the run's case number c as a formula: the issues that differ from the status quo.
using DealName = std::function<std::string(std::size_t c, Outcome outcome)>;
// Keeps worlds outside the program, so that a run can go on where it was. A run is kept in blocks
// that do not depend on where it stopped.
class WorldsKeeper {
 public:
  virtual ~WorldsKeeper() = default;
  // Called before the first world: inputs, cases with their base verdicts, claims are there.
  virtual Errors begin(const WorldsRun& run, DealName name) = 0;
  // So many worlds are kept already.
  virtual std::uint64_t kept() const = 0;
  // Fills a kept block. `first` and `worlds` are set.
  virtual Errors recall(WorldsBlock& block) = 0;
  virtual Errors keep(const WorldsBlock& block) = 0;
  // The sums behind the indices of the run's case number c as far as they are kept, perhaps not
  // at all. They are one per group of inputs.
  virtual Result<IndexSums> kept_indices(std::size_t c, std::size_t groups) = 0;
  virtual Errors keep_indices(std::size_t c, const IndexSums& sums) = 0;
  // All worlds are kept, and everything has been worked out.
  virtual Errors finish(const WorldsRun& run) = 0;
};

struct WorldsAsked {
  Changes changes;
  Measure measure;
  std::vector<int> cases;
  std::uint64_t worlds = 1000;
  Sampling sampling = Sampling::kSobol;
  int replicates = 8;  // Sobol only: the worlds are divided among them
  std::uint64_t seed = 1;
  bool claims = false;        // hold every claim to every world
  bool deals = false;         // find every deal that passes, not only whether one does
  std::uint64_t indices = 0;  // worlds for Sobol's indices of each case; 0: none
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
  std::function<void(std::string_view what, double share)> progress;
  WorldsKeeper* keeper = nullptr;  // must outlive the run
};

struct ClaimShare {
  int claim = -1, case_index = 0;
  std::uint64_t holds = 0;
  std::string id, case_id;
};
// Two claims that each hold often, and together never or hardly ever.
struct Tension {
  std::size_t first = 0, second = 0;  // into claims
  std::uint64_t both = 0;
};
struct WorldsRun {
  Measure measure;
  std::vector<Input> inputs;
  std::vector<double> base;                    // per input, the file's number
  InputGroups groups;                          // independent of each other: most have one input
  std::vector<CorrelatedInputs> correlations;  // of inputs that some case draws both
  std::uint64_t worlds = 0;                    // worked out
  std::uint64_t asked = 0;
  std::uint64_t indices = 0;  // worlds behind the indices
  Sampling sampling = Sampling::kSobol;
  int replicates = 1;
  std::uint64_t seed = 1;
  bool deals = false;  // single deals were looked at
  std::vector<CaseWorlds> cases;
  std::vector<ClaimShare> claims;
  std::vector<Tension> tensions;
  StopReason stopped = StopReason::kDone;
};

// Errors: those of World::make and check_measure for the base worlds; kModel if nothing is
// uncertain; queries that cannot be parsed; those of the keeper.
Result<WorldsRun> run_worlds(const Dispute& dispute, const WorldsAsked& asked, Budget& budget);

// "trust", "the weight of r_small", "the public: share of ..."
std::string input_name(const Dispute& dispute, const Input& input);
// The same, or "trust and pressure (correlated)".
std::string driver_name(const Dispute& dispute, const WorldsRun& run, const Driver& driver);
// The most frequent deals, a line each: "12.3 +- 0.4: ...", per cent of the worlds.
std::vector<std::string> deal_lines(const Dispute& dispute, const CaseWorlds& of, std::size_t most);
Document worlds_document(const Dispute& dispute, const WorldsRun& run);
nlohmann::ordered_json worlds_json(const Dispute& dispute, const WorldsRun& run);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_WORLDS_RUN_H_
