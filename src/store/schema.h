// The tables of a file of runs, and whether a file is one.
#ifndef DETENTE_STORE_SCHEMA_H_
#define DETENTE_STORE_SCHEMA_H_

#include <span>
#include <string_view>
#include <vector>

#include "analysis/worlds/run.h"
#include "store/database.h"
#include "store/run_store.h"

namespace detente {

constexpr int kStoreVersion = 2;               // PRAGMA user_version
constexpr int kStoreApplication = 0x44746E74;  // PRAGMA application_id: "Dtnt"

// Makes the tables in an empty file, and those that are new in one of an earlier version. Throws if
// the file is somebody else's, or newer than we are.
void prepare_tables(const Database& database);
// The same for a file that must have them.
void check_tables(const Database& database);
// Every table that the file has, with the columns that put its rows in order.
struct TableOrder {
  std::string_view table, order;
};
std::span<const TableOrder> all_tables(const Database& database);

std::vector<RunRow> read_runs(const Database& database);

}  // namespace detente

#endif  // DETENTE_STORE_SCHEMA_H_
