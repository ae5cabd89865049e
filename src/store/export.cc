#include "store/export.h"

#include <fmt/format.h>

#include "report/document.h"
#include "store/database.h"
#include "store/schema.h"

namespace detente {
namespace {

std::string value_in(const Sql& row, int column) {
  if (row.is_null(column)) return {};
  if (row.is_text(column)) return csv_cell(row.text(column));
  if (row.is_real(column)) return fmt::format("{}", row.real(column));
  return fmt::format("{}", row.integer(column));
}

void must(const Errors& errors) {
  if (!errors.empty()) throw DatabaseTrouble{errors};
}

void whole_table(const Database& database, const TableOrder& table, FileSink& sink) {
  must(sink.open(fmt::format("{}.csv", table.table)));
  Sql rows(database, fmt::format("SELECT * FROM {} ORDER BY {}", table.table, table.order));
  std::string line;
  for (int c = 0; c < rows.columns(); ++c) line += (c > 0 ? "," : "") + csv_cell(rows.name(c));
  must(sink.write(line + "\n"));
  while (rows.next()) {
    line.clear();
    for (int c = 0; c < rows.columns(); ++c) line += (c > 0 ? "," : "") + value_in(rows, c);
    must(sink.write(line + "\n"));
  }
}

// A row per world: its number, every input, every case's verdict, every claim.
void wide_table(const Database& database, const RunRow& run, FileSink& sink) {
  struct Part {
    const char *names, *values;
  };
  const Part parts[] = {
      {"SELECT 'input_' || id FROM inputs WHERE run = ? ORDER BY input",
       "SELECT world, value FROM numbers WHERE run = ? ORDER BY world, input"},
      {"SELECT 'verdict_' || id FROM cases WHERE run = ? ORDER BY case_number",
       "SELECT world, verdict FROM verdicts WHERE run = ? ORDER BY world, case_number"},
      {"SELECT 'claim_' || id || '_' || case_id FROM claims WHERE run = ? ORDER BY claim",
       "SELECT world, holds FROM holds WHERE run = ? ORDER BY world, claim"},
  };
  must(sink.open(fmt::format("worlds_{}.csv", run.run)));
  std::string line = "world";
  std::vector<Sql> values;
  std::vector<std::size_t> counts;
  for (const Part& part : parts) {
    Sql names(database, part.names);
    names.with(run.run);
    counts.push_back(0);
    for (; names.next(); ++counts.back()) line += "," + csv_cell(names.text(0));
    values.emplace_back(database, part.values).with(run.run);
  }
  must(sink.write(line + "\n"));
  for (std::uint64_t world = 0; world < run.worlds; ++world) {
    line = std::to_string(world);
    for (std::size_t p = 0; p < values.size(); ++p) {
      for (std::size_t k = 0; k < counts[p]; ++k) {
        if (!values[p].next() || values[p].count(0) != world)
          database.trouble(
              ErrorCode::kSyntax,
              fmt::format("the database is damaged: world {} of run {}", world, run.run),
              "save the run anew, in another file");
        line += "," + value_in(values[p], 1);
      }
    }
    must(sink.write(line + "\n"));
  }
}

}  // namespace

Errors export_runs(const RunReader& reader, FileSink& sink) {
  const auto done = guarded([&] {
    const Database& database = reader.database();
    database.run("BEGIN");  // one state of all tables, even if a run goes on meanwhile
    for (const TableOrder& table : all_tables(database)) whole_table(database, table, sink);
    for (const RunRow& run : read_runs(database)) wide_table(database, run, sink);
    must(sink.close());
    database.run("COMMIT");
    return true;
  });
  return done ? Errors{} : done.error();
}

}  // namespace detente
