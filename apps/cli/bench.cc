#include <fmt/format.h>
#include <sys/resource.h>

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/readiness/bench.h"
#include "analysis/stability/bench.h"
#include "analysis/worlds/bench.h"
#include "base/check.h"
#include "base/version.h"
#include "cli/bench_bargaining.h"
#include "cli/casebook.h"
#include "cli/commands.h"
#include "format/registry.h"
#include "report/document.h"
#include "report/json_text.h"

namespace detente::cli {
namespace {

std::uint64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Dispute must(Result<Dispute> dispute) {
  DETENTE_CHECK(dispute.has_value(), dispute ? "" : format_error(dispute.error().front()));
  return std::move(*dispute);
}

std::vector<BenchRow> readiness_rows(const Options& options, const std::string& only) {
  std::vector<BenchRow> rows;
  const auto add = [&](BenchRow row) {
    row.peak_bytes = peak_bytes();
    rows.push_back(std::move(row));
  };
  std::vector<int> threads{1};
  if (options.threads != 1) threads.push_back(options.threads > 1 ? options.threads : 2);
  const auto wanted = [&only](const std::string& name) {
    return name.find(only) != std::string::npos;
  };
  for (const std::string& id : casebook_ids()) {
    if (id != "kurils") continue;
    const Dispute dispute = must(load_dispute(resolve_file(id)));
    for (const int t : threads) {
      if (wanted(id + " ladder")) add(bench_ladder(id + " ladder", dispute, t, 7, seconds_now));
    }
    if (wanted(id + " verdict")) add(bench_verdict(id + " verdict", dispute, 7, seconds_now));
    if (wanted(id + " ask --case now"))
      add(bench_answer(id + " ask --case now", dispute, 1, seconds_now));
  }
  for (const int issues : {12, 16, 20}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const std::string name = fmt::format("random {} issues, seed {}", issues, seed);
      if (!wanted(name)) continue;
      const Dispute dispute = must(parse_dispute(random_dispute_text(issues, seed), "random"));
      for (const int t : threads)
        add(bench_ladder(name, dispute, t, issues < 20 ? 3 : 1, seconds_now));
    }
  }
  return rows;
}

Table readiness_table(const std::vector<BenchRow>& rows) {
  Table table;
  table.header = {"name",          "outcomes", "parties", "threads", "seconds",
                  "ratio to sort", "rung 5",   "rung 6",  "ladders", "MiB"};
  table.right = {false, true, true, true, true, true, true, true, true, true};
  for (const BenchRow& row : rows) {
    table.rows.push_back({row.name, std::to_string(row.outcomes), std::to_string(row.parties),
                          std::to_string(row.threads), fmt::format("{:.4f}", row.seconds),
                          fmt::format("{:.2f}", row.ratio_to_sort),
                          std::to_string(row.entered_rung5),
                          row.at_most_rung6 > row.entered_rung6
                              ? fmt::format("{} to {}", row.entered_rung6, row.at_most_rung6)
                              : std::to_string(row.entered_rung6),
                          std::to_string(row.ladders), std::to_string(row.peak_bytes >> 20U)});
  }
  return table;
}

nlohmann::ordered_json readiness_json(const std::vector<BenchRow>& rows) {
  auto out = nlohmann::ordered_json::array();
  for (const BenchRow& row : rows) {
    out.push_back({{"name", row.name},
                   {"outcomes", row.outcomes},
                   {"parties", row.parties},
                   {"threads", row.threads},
                   {"seconds", row.seconds},
                   {"ratio_to_sort", row.ratio_to_sort},
                   {"entered_rung5", row.entered_rung5},
                   {"entered_rung6", row.entered_rung6},
                   {"entered_rung6_at_most", std::max(row.entered_rung6, row.at_most_rung6)},
                   {"ladders", row.ladders},
                   {"stopped", row.stopped},
                   {"peak_bytes", row.peak_bytes}});
  }
  return out;
}

// Twice the worlds in the second row of each kind: growth is seen to be linear.
std::vector<WorldsBenchRow> worlds_rows(const Options& options, const std::string& only) {
  const int threads = options.threads > 0 ? options.threads : 2;
  std::vector<WorldsBenchRow> rows;
  const auto add = [&](const std::string& name, const Dispute& dispute, std::uint64_t worlds) {
    if (name.find(only) == std::string::npos) return;
    rows.push_back(bench_worlds(name, dispute, worlds, threads, seconds_now));
    rows.back().peak_bytes = peak_bytes();
  };
  const Dispute random = must(parse_dispute(uncertain_dispute_text(12, 1), "random"));
  for (const std::uint64_t worlds : {10'000ULL, 20'000ULL})
    add("random 12 issues, 8 factors", random, worlds);
  for (const std::string& id : casebook_ids()) {
    if (id != "kurils") continue;
    const Dispute dispute = must(load_dispute(resolve_file(id)));
    for (const std::uint64_t worlds : {1'000ULL, 2'000ULL}) add(id, dispute, worlds);
  }
  return rows;
}
Table worlds_table(const std::vector<WorldsBenchRow>& rows) {
  Table table;
  table.header = {"name",   "outcomes",          "parties",       "inputs", "threads",
                  "worlds", "worlds per second", "ratio to sort", "MiB"};
  table.right = {false, true, true, true, true, true, true, true, true};
  for (const WorldsBenchRow& row : rows) {
    table.rows.push_back({row.name, std::to_string(row.outcomes), std::to_string(row.parties),
                          std::to_string(row.inputs), std::to_string(row.threads),
                          std::to_string(row.worlds), fmt::format("{:.0f}", row.worlds_per_second),
                          fmt::format("{:.2f}", row.ratio_to_sort),
                          std::to_string(row.peak_bytes >> 20U)});
  }
  return table;
}
nlohmann::ordered_json worlds_rows_json(const std::vector<WorldsBenchRow>& rows) {
  auto out = nlohmann::ordered_json::array();
  for (const WorldsBenchRow& row : rows) {
    out.push_back({{"name", row.name},
                   {"outcomes", row.outcomes},
                   {"parties", row.parties},
                   {"inputs", row.inputs},
                   {"threads", row.threads},
                   {"worlds", row.worlds},
                   {"worlds_per_second", row.worlds_per_second},
                   {"ratio_to_sort", row.ratio_to_sort},
                   {"peak_bytes", row.peak_bytes}});
  }
  return out;
}

struct StabilityRow {
  StabilityBenchRow bench;
  std::uint64_t peak_bytes = 0;
  double bytes_per_outcome() const {
    return static_cast<double>(peak_bytes) / static_cast<double>(bench.outcomes);
  }
};

// Sizes rise, so that the peak of a row is its own.
std::vector<StabilityRow> stability_rows(const Options& options, const std::string& only) {
  const int threads = options.threads > 0 ? options.threads : 2;
  std::vector<StabilityBench> wanted;
  for (const int issues : {16, 18}) wanted.push_back({issues, 4, 0, 0, threads, 5, 1});
  wanted.push_back({18, 4, 20, 0, threads, 3, 1});
  wanted.push_back({18, 6, 0, 0, threads, 3, 1});
  for (const int parties : {2, 4}) wanted.push_back({20, parties, 0, 0, threads, 3, 1});
  wanted.push_back({20, 4, 20, 0, threads, 3, 1});
  wanted.push_back({20, 4, 0, 1, threads, 3, 1});
  wanted.push_back({20, 4, 0, 2, threads, 3, 1});
  wanted.push_back({20, 6, 0, 0, threads, 3, 1});
  wanted.push_back({22, 4, 0, 0, threads, 3, 1});
  wanted.push_back({24, 4, 0, 0, threads, 2, 1});
  std::vector<StabilityRow> rows;
  for (const StabilityBench& what : wanted) {
    if (bench_name(what).find(only) == std::string::npos) continue;
    StabilityRow row;
    row.bench = bench_stability(what, seconds_now);
    row.peak_bytes = peak_bytes();
    rows.push_back(std::move(row));
  }
  return rows;
}

Table stability_table(const std::vector<StabilityRow>& rows) {
  Table table;
  table.header = {"name",
                  "outcomes",
                  "parties",
                  "threads",
                  "seconds",
                  "ratio to sort",
                  "ns per outcome and pair",
                  "bytes per outcome"};
  table.right = {false, true, true, true, true, true, true, true};
  for (const StabilityRow& row : rows) {
    const double pairs = row.bench.parties * (row.bench.parties - 1);
    const auto outcomes = static_cast<double>(row.bench.outcomes);
    table.rows.push_back({row.bench.name, std::to_string(row.bench.outcomes),
                          std::to_string(row.bench.parties), std::to_string(row.bench.threads),
                          fmt::format("{:.4f}", row.bench.seconds),
                          fmt::format("{:.2f}", row.bench.ratio_to_sort),
                          fmt::format("{:.1f}", row.bench.seconds * 1e9 / outcomes / pairs),
                          fmt::format("{:.0f}", row.bytes_per_outcome())});
  }
  return table;
}

// The power of the number of outcomes by which time grows, from the first to the last plain row of
// four parties; not there with fewer than two of them.
std::optional<double> growth_exponent(const std::vector<StabilityRow>& rows) {
  std::vector<const StabilityBenchRow*> plain;
  for (const StabilityRow& row : rows) {
    const std::string& name = row.bench.name;
    if (row.bench.parties == 4 && name.ends_with("4 parties")) plain.push_back(&row.bench);
  }
  if (plain.size() < 2) return std::nullopt;
  const StabilityBenchRow &few = *plain.front(), &many = *plain.back();
  return std::log(many.seconds / few.seconds) /
         std::log(static_cast<double>(many.outcomes) / static_cast<double>(few.outcomes));
}

nlohmann::ordered_json stability_json(const std::vector<StabilityRow>& rows) {
  auto out = nlohmann::ordered_json::array();
  for (const StabilityRow& row : rows) {
    out.push_back({{"name", row.bench.name},
                   {"outcomes", row.bench.outcomes},
                   {"parties", row.bench.parties},
                   {"threads", row.bench.threads},
                   {"seconds", row.bench.seconds},
                   {"ratio_to_sort", row.bench.ratio_to_sort},
                   {"bytes_per_outcome", row.bytes_per_outcome()}});
  }
  return out;
}

}  // namespace

int bench(const std::string& what, const std::string& only, const Options& options) {
  Table table;
  nlohmann::ordered_json rows;
  std::optional<double> exponent;
  if (what == "readiness") {
    const std::vector<BenchRow> found = readiness_rows(options, only);
    table = readiness_table(found);
    rows = readiness_json(found);
  } else if (what == "stability") {
    const std::vector<StabilityRow> found = stability_rows(options, only);
    table = stability_table(found);
    rows = stability_json(found);
    exponent = growth_exponent(found);
  } else if (what == "bargaining") {
    const int threads = options.threads > 0 ? options.threads : 1;
    const auto found = bargaining_rows(threads, only, seconds_now, peak_bytes);
    table = bargaining_table(found);
    rows = bargaining_rows_json(found);
  } else if (what == "worlds") {
    const std::vector<WorldsBenchRow> found = worlds_rows(options, only);
    table = worlds_table(found);
    rows = worlds_rows_json(found);
  } else {
    return report({Error{ErrorCode::kUnsupported,
                         fmt::format("there is no benchmark '{}'", what),
                         {},
                         "known: readiness, stability, bargaining, worlds",
                         {}}});
  }
  if (options.format == "json") {
    nlohmann::ordered_json out{
        {"schema", "detente.bench/1"}, {"version", version()}, {"rows", rows}};
    if (exponent) out["growth_exponent"] = *exponent;
    std::cout << json_text(out, 2) << "\n";
    return kAnswered;
  }
  Document document;
  document.table(std::move(table));
  if (exponent)
    document.paragraph(
        fmt::format("From the fewest to the most outcomes, time grows as their number "
                    "to the power {:.3f} (plain rows of 4 parties).",
                    *exponent));
  if (options.format == "md") std::cout << render_markdown(document);
  if (options.format == "csv") std::cout << render_csv(document);
  if (options.format == "text") std::cout << render_text(document, {120, colour_wanted(options)});
  return kAnswered;
}

}  // namespace detente::cli
