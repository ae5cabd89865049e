// Runs of worlds in a SQLite file: kept while they go on, gone on with, and read again.
//
// Definition: docs/formats/runs.md has the tables. A run is kept in blocks of worlds, each in one
//   transaction, so that after any end of the program the file holds whole blocks.
// Deviates: no times of day, so that the same runs give the same tables.
// Cost: a row per world and input, per world and case, and per world and claim.
// Checked by: run_store_test.cc; tests/runs, which kills the program.
#ifndef DETENTE_STORE_RUN_STORE_H_
#define DETENTE_STORE_RUN_STORE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/worlds/run.h"
#include "base/error.h"

namespace detente {

class Database;

// What a run is about, as it was asked for. Runs that agree in all but the file's name are the same
// run.
struct RunDescription {
  std::string version, file, title;
  std::string sha256;                                        // of the file's bytes
  std::vector<std::pair<std::string, std::string>> options;  // "--set", "trust=0.3"; in order

  // What is asked of each world: the value of --of, or "ladder".
  std::string measure() const;
  // "ready"; of another measure than the ladder verdicts are but 0 (fails) and kReady (holds).
  std::string_view level(Verdict verdict) const;
};
// "--seed: 1 there, 2 here": what keeps them from being the same run; empty if nothing. The last
// two say which is which.
std::vector<std::string> differences(const RunDescription& one, const RunDescription& other,
                                     const std::string& in_one = "there",
                                     const std::string& in_other = "here");

struct RunRow {
  std::int64_t run = 0;
  RunDescription description;
  Sampling sampling = Sampling::kSobol;
  int replicates = 1;
  std::uint64_t seed = 0, asked = 0, worlds = 0;
  bool finished = false;
};
struct StoredCase {
  std::string id;
  Verdict base = 0;
  std::array<Share, kRungs + 1> at_least{};
};
struct StoredInput {
  std::string id, kind;
  double base = 0;
};

// The runs of a file, for reading. Every function: errors of the database.
class RunReader {
 public:
  static Result<RunReader> open(const std::string& path);
  RunReader(RunReader&&) noexcept;
  ~RunReader();

  Result<std::vector<RunRow>> runs() const;
  Result<std::vector<StoredCase>> cases(const RunRow& run) const;
  Result<std::vector<StoredInput>> inputs(const RunRow& run) const;
  const Database& database() const { return *database_; }

 private:
  explicit RunReader(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

// Keeps one run.
class RunStore : public WorldsKeeper {
 public:
  // Makes the file if there is none. `resume`: goes on with the newest run that is the same, or
  // begins one if the file has none at all; an error if it has only others.
  static Result<std::unique_ptr<RunStore>> open(const std::string& path, RunDescription description,
                                                bool resume);
  ~RunStore() override;

  Errors begin(const WorldsRun& run, DealName name) override;
  std::uint64_t kept() const override { return kept_; }
  Errors recall(WorldsBlock& block) override;
  Errors keep(const WorldsBlock& block) override;
  Result<IndexSums> kept_indices(std::size_t c, std::size_t groups) override;
  Errors keep_indices(std::size_t c, const IndexSums& sums) override;
  Errors finish(const WorldsRun& run) override;

  std::int64_t run() const { return run_; }

 private:
  struct Statements;
  RunStore(std::unique_ptr<Database> database, RunDescription description, bool resume);
  void find_or_begin(const WorldsRun& run);
  void insert_run(const WorldsRun& run);
  void write(const WorldsBlock& block);
  void read(WorldsBlock& block);
  IndexSums read_indices(std::size_t c, std::size_t groups) const;
  void write_indices(std::size_t c, const IndexSums& sums);

  std::unique_ptr<Database> database_;
  std::unique_ptr<Statements> statements_;
  RunDescription description_;
  bool resume_;
  std::int64_t run_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t kept_indices_ = 0;  // worlds behind the sums of the case that is worked on
  std::size_t inputs_ = 0, cases_ = 0, claims_ = 0;
  DealName name_;
};

}  // namespace detente

#endif  // DETENTE_STORE_RUN_STORE_H_
