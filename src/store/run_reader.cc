#include <algorithm>

#include "store/database.h"
#include "store/run_store.h"
#include "store/schema.h"

namespace detente {

RunReader::RunReader(std::unique_ptr<Database> database) : database_(std::move(database)) {}
RunReader::RunReader(RunReader&&) noexcept = default;
RunReader::~RunReader() = default;

Result<RunReader> RunReader::open(const std::string& path) {
  return guarded([&] {
    // For writing if it may be: a program that was killed may have left something to take back.
    auto database = std::make_unique<Database>(path, Database::Opening::kWrite);
    check_tables(*database);
    return RunReader(std::move(database));
  });
}

Result<std::vector<RunRow>> RunReader::runs() const {
  return guarded([&] { return read_runs(*database_); });
}

Result<std::vector<StoredCase>> RunReader::cases(const RunRow& run) const {
  return guarded([&] {
    std::vector<StoredCase> out;
    Sql rows(*database_, "SELECT id, verdict FROM cases WHERE run = ? ORDER BY case_number");
    rows.with(run.run);
    while (rows.next())
      out.push_back({rows.text(0),
                     static_cast<Verdict>(std::clamp<std::int64_t>(rows.integer(1), 0, kRungs)),
                     {}});
    const auto replicates = static_cast<std::size_t>(run.replicates);
    // [case][verdict][replicate]: worlds that get at least that far
    std::vector<std::array<std::vector<std::uint64_t>, kRungs + 1>> hits(out.size());
    for (auto& of : hits) of.fill(std::vector<std::uint64_t>(replicates, 0));
    Sql counts(*database_,
               "SELECT case_number, verdict, world % ?, count(*) FROM verdicts "
               "WHERE run = ? GROUP BY 1, 2, 3");
    counts.with(run.replicates, run.run);
    while (counts.next()) {
      if (counts.count(0) >= out.size() || counts.count(1) > kRungs) continue;
      for (std::uint64_t v = 0; v <= counts.count(1); ++v)
        hits[counts.count(0)][v][counts.count(2) % replicates] += counts.count(3);
    }
    for (std::size_t c = 0; c < out.size(); ++c) {
      for (std::size_t v = 0; v <= kRungs; ++v)
        out[c].at_least[v] = share_of(hits[c][v], hits[c][0]);
    }
    return out;
  });
}

Result<std::vector<StoredInput>> RunReader::inputs(const RunRow& run) const {
  return guarded([&] {
    std::vector<StoredInput> out;
    Sql rows(*database_, "SELECT id, kind, base FROM inputs WHERE run = ? ORDER BY input");
    rows.with(run.run);
    while (rows.next()) out.push_back({rows.text(0), rows.text(1), rows.real(2)});
    return out;
  });
}

}  // namespace detente
