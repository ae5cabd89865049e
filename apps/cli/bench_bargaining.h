// `detente bench bargaining`.
#ifndef DETENTE_APPS_CLI_BENCH_BARGAINING_H_
#define DETENTE_APPS_CLI_BENCH_BARGAINING_H_

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/bargaining/bench.h"
#include "report/document.h"

namespace detente::cli {

// The rows whose names contain `only`. `peak_bytes`: of the process so far.
std::vector<BargainingBenchRow> bargaining_rows(int threads, const std::string& only,
                                                const std::function<double()>& clock,
                                                const std::function<std::uint64_t()>& peak_bytes);
Table bargaining_table(const std::vector<BargainingBenchRow>& rows);
nlohmann::ordered_json bargaining_rows_json(const std::vector<BargainingBenchRow>& rows);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_BENCH_BARGAINING_H_
