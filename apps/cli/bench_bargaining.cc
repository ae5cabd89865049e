#include "cli/bench_bargaining.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace detente::cli {

std::vector<BargainingBenchRow> bargaining_rows(int threads, const std::string& only,
                                                const std::function<double()>& clock,
                                                const std::function<std::uint64_t()>& peak_bytes) {
  std::vector<BargainingBenchRow> rows;
  for (const BargainingBench& bench : bargaining_benches(threads, clock)) {
    if (bench.name.find(only) == std::string::npos) continue;
    rows.push_back(bench.run());
    rows.back().peak_bytes = peak_bytes();
  }
  return rows;
}

Table bargaining_table(const std::vector<BargainingBenchRow>& rows) {
  Table table;
  table.header = {"name",          "outcomes", "parties", "threads", "seconds",
                  "ratio to sort", "points",   "gap",     "MiB"};
  table.right = {false, true, true, true, true, true, true, true, true};
  for (const BargainingBenchRow& row : rows) {
    table.rows.push_back({row.name, row.outcomes, std::to_string(row.parties),
                          std::to_string(row.threads), fmt::format("{:.6f}", row.seconds),
                          row.ratio_to_sort > 0 ? fmt::format("{:.2f}", row.ratio_to_sort) : "",
                          std::to_string(row.points),
                          row.status == "exact" ? row.status : fmt::format("{:.3g}", row.gap),
                          std::to_string(row.peak_bytes >> 20U)});
  }
  return table;
}

nlohmann::ordered_json bargaining_rows_json(const std::vector<BargainingBenchRow>& rows) {
  auto out = nlohmann::ordered_json::array();
  for (const BargainingBenchRow& row : rows) {
    nlohmann::ordered_json one{{"name", row.name},
                               {"outcomes", row.outcomes},
                               {"parties", row.parties},
                               {"threads", row.threads},
                               {"seconds", row.seconds}};
    if (row.ratio_to_sort > 0) one["ratio_to_sort"] = row.ratio_to_sort;
    one["points"] = row.points;
    one["status"] = row.status;
    if (row.status == "within_gap") one["gap"] = row.gap;
    one["peak_bytes"] = row.peak_bytes;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace detente::cli
