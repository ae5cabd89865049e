#include "store/schema.h"

#include <fmt/format.h>

namespace detente {
namespace {

constexpr const char* kTables = R"(
CREATE TABLE runs (
  run INTEGER PRIMARY KEY, version TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  title TEXT NOT NULL, sampling TEXT NOT NULL, replicates INTEGER NOT NULL, seed INTEGER NOT NULL,
  asked INTEGER NOT NULL, worlds INTEGER NOT NULL, finished INTEGER NOT NULL);
CREATE TABLE options (
  run INTEGER NOT NULL, place INTEGER NOT NULL, option TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (run, place)) WITHOUT ROWID;
CREATE TABLE inputs (
  run INTEGER NOT NULL, input INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  base REAL NOT NULL, PRIMARY KEY (run, input)) WITHOUT ROWID;
CREATE TABLE cases (
  run INTEGER NOT NULL, case_number INTEGER NOT NULL, id TEXT NOT NULL, verdict INTEGER NOT NULL,
  PRIMARY KEY (run, case_number)) WITHOUT ROWID;
CREATE TABLE claims (
  run INTEGER NOT NULL, claim INTEGER NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL,
  PRIMARY KEY (run, claim)) WITHOUT ROWID;
CREATE TABLE numbers (
  run INTEGER NOT NULL, world INTEGER NOT NULL, input INTEGER NOT NULL, value REAL NOT NULL,
  PRIMARY KEY (run, world, input)) WITHOUT ROWID;
CREATE TABLE verdicts (
  run INTEGER NOT NULL, world INTEGER NOT NULL, case_number INTEGER NOT NULL,
  verdict INTEGER NOT NULL, PRIMARY KEY (run, world, case_number)) WITHOUT ROWID;
CREATE TABLE holds (
  run INTEGER NOT NULL, world INTEGER NOT NULL, claim INTEGER NOT NULL, holds INTEGER NOT NULL,
  PRIMARY KEY (run, world, claim)) WITHOUT ROWID;
CREATE TABLE deals (
  run INTEGER NOT NULL, case_number INTEGER NOT NULL, outcome INTEGER NOT NULL,
  formula TEXT NOT NULL, PRIMARY KEY (run, case_number, outcome)) WITHOUT ROWID;
CREATE TABLE ready_deals (
  run INTEGER NOT NULL, world INTEGER NOT NULL, case_number INTEGER NOT NULL,
  outcome INTEGER NOT NULL, PRIMARY KEY (run, world, case_number, outcome)) WITHOUT ROWID;
CREATE TABLE drivers (
  run INTEGER NOT NULL, case_number INTEGER NOT NULL, input INTEGER NOT NULL,
  explained REAL NOT NULL, first_order REAL, total REAL,
  PRIMARY KEY (run, case_number, input)) WITHOUT ROWID;
)";

constexpr const char* kSinceVersion2 = R"(
CREATE TABLE groups (
  run INTEGER NOT NULL, input INTEGER NOT NULL, first INTEGER NOT NULL,
  PRIMARY KEY (run, input)) WITHOUT ROWID;
CREATE TABLE index_worlds (
  run INTEGER NOT NULL, case_number INTEGER NOT NULL, worlds INTEGER NOT NULL, sum REAL NOT NULL,
  squares REAL NOT NULL, PRIMARY KEY (run, case_number)) WITHOUT ROWID;
CREATE TABLE index_sums (
  run INTEGER NOT NULL, case_number INTEGER NOT NULL, place INTEGER NOT NULL,
  first_order REAL NOT NULL, total REAL NOT NULL,
  PRIMARY KEY (run, case_number, place)) WITHOUT ROWID;
)";

constexpr std::size_t kTablesOfVersion1 = 11;
constexpr TableOrder kOrders[] = {
    {"runs", "run"},
    {"options", "run, place"},
    {"inputs", "run, input"},
    {"cases", "run, case_number"},
    {"claims", "run, claim"},
    {"numbers", "run, world, input"},
    {"verdicts", "run, world, case_number"},
    {"holds", "run, world, claim"},
    {"deals", "run, case_number, outcome"},
    {"ready_deals", "run, world, case_number, outcome"},
    {"drivers", "run, case_number, input"},
    {"groups", "run, input"},
    {"index_worlds", "run, case_number"},
    {"index_sums", "run, case_number, place"},
};

std::int64_t number_of(const Database& database, const char* sql) {
  Sql statement(database, sql);
  return statement.next() ? statement.integer(0) : 0;
}

bool is_empty(const Database& database) {
  return number_of(database, "SELECT count(*) FROM sqlite_master") == 0;
}

}  // namespace

std::span<const TableOrder> all_tables(const Database& database) {
  const bool old = number_of(database, "PRAGMA user_version") < 2;
  return std::span(kOrders).first(old ? kTablesOfVersion1 : std::size(kOrders));
}

void check_tables(const Database& database) {
  if (number_of(database, "PRAGMA application_id") != kStoreApplication)
    database.trouble(ErrorCode::kSyntax, "this is a database, but not one of runs",
                     "runs are saved by 'detente worlds FILE --save runs.db'");
  const std::int64_t version = number_of(database, "PRAGMA user_version");
  if (version > kStoreVersion)
    database.trouble(ErrorCode::kUnsupported,
                     fmt::format("its tables are of version {}, this program knows those up to {}",
                                 version, kStoreVersion),
                     "use a newer version of the program");
  for (const TableOrder& one : all_tables(database)) {
    Sql there(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    if (!there.with(one.table).next())
      database.trouble(ErrorCode::kSyntax,
                       fmt::format("the database is damaged: it has no table '{}'", one.table),
                       "save the run anew, in another file");
  }
}

void prepare_tables(const Database& database) {
  if (is_empty(database)) {
    database.run("PRAGMA journal_mode = WAL");  // who reads does not stop who writes
    Transaction transaction(database);
    if (is_empty(database)) {  // nobody else was faster
      database.run(kTables);
      database.run(kSinceVersion2);
      database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                               kStoreApplication, kStoreVersion));
    }
    transaction.commit();
  }
  check_tables(database);
  if (number_of(database, "PRAGMA user_version") == kStoreVersion) return;
  Transaction transaction(database);
  if (number_of(database, "PRAGMA user_version") < 2) {  // nobody else was faster
    database.run(kSinceVersion2);
    database.run(fmt::format("PRAGMA user_version = {}", kStoreVersion));
  }
  transaction.commit();
}

std::vector<RunRow> read_runs(const Database& database) {
  std::vector<RunRow> out;
  Sql rows(database,
           "SELECT run, version, file, sha256, title, sampling, replicates, seed, asked, "
           "worlds, finished FROM runs ORDER BY run");
  Sql options(database, "SELECT option, value FROM options WHERE run = ? ORDER BY place");
  while (rows.next()) {
    RunRow row;
    row.run = rows.integer(0);
    row.description = {rows.text(1), rows.text(2), rows.text(4), rows.text(3), {}};
    row.sampling = rows.text(5) == "random" ? Sampling::kRandom : Sampling::kSobol;
    row.replicates = static_cast<int>(rows.integer(6));
    if (row.replicates < 1 || row.replicates > 64)
      database.trouble(ErrorCode::kSyntax, "the database is damaged: replicates of a run",
                       "save the run anew, in another file");
    row.seed = rows.count(7);
    row.asked = rows.count(8);
    row.worlds = rows.count(9);
    row.finished = rows.integer(10) != 0;
    options.with(row.run);
    while (options.next()) row.description.options.emplace_back(options.text(0), options.text(1));
    options.reset();
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace detente
