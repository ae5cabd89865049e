// Two runs side by side: what was asked otherwise, and how the probabilities differ.
//
// Definition: docs/formats/runs.md. The difference of a probability is that of the second run less
//   that of the first. Two runs are paired if they have the same inputs, seed, sampling, replicates
//   and worlds: then world k has the same draws in both, and the error is that of the differences
//   within worlds (by replicates where there are several). Otherwise the runs are taken as
//   independent, and the error is the root of the sum of the squares.
// Checked by: run_store_test.cc; tests/runs.
#ifndef DETENTE_STORE_COMPARE_RUNS_H_
#define DETENTE_STORE_COMPARE_RUNS_H_

#include <nlohmann/json_fwd.hpp>

#include "report/document.h"
#include "store/run_store.h"

namespace detente {

struct CaseComparison {
  std::string id;
  StoredCase first, second;
  std::array<Share, kRungs + 1> difference{};  // second less first
};
struct RunComparison {
  RunRow first, second;
  std::vector<std::string> differences;  // of what was asked
  std::vector<std::string> inputs;       // inputs that only one has, or with other base numbers
  bool paired = false;
  std::vector<CaseComparison> cases;                 // those of both
  std::vector<std::string> only_first, only_second;  // cases
};

// Errors: no such run; those of the database.
Result<RunComparison> compare_runs(const RunReader& reader, std::int64_t first,
                                   std::int64_t second);

struct RunsListed {
  RunRow row;
  std::vector<StoredCase> cases;
};
Result<std::vector<RunsListed>> list_runs(const RunReader& reader);

Document runs_document(const std::vector<RunsListed>& runs);
Document comparison_document(const RunComparison& comparison);
nlohmann::ordered_json runs_json(const std::vector<RunsListed>& runs);
nlohmann::ordered_json comparison_json(const RunComparison& comparison);

}  // namespace detente

#endif  // DETENTE_STORE_COMPARE_RUNS_H_
