// Every key of a dispute file, in one table: the reader, the JSON Schema and the tests are driven
// by it.
#ifndef DETENTE_FORMAT_TOML_SCHEMA_TABLE_H_
#define DETENTE_FORMAT_TOML_SCHEMA_TABLE_H_

#include <span>
#include <string_view>
#include <vector>

namespace detente {

enum class KeyType {
  kText,
  kDate,
  kFormula,
  kQuery,
  kName,
  kNumber,
  kWhole,
  kFlag,
  kTruth3,  // kTruth3: true, false or "unknown"
  kNames,
  kTexts,
  kNumbers,
  kInterval,
  kAssignment,
  kOutcome,
  kRanking,
  kValues,
  kOutcomeValues,
  kWeight,
  kNoDeal,
  kSegments,
  kStatements,
  kDistribution,
  kFactorValues,
  kMoves,
};

// `table` is the place: "dispute", "factors.*" (each entry), "rules[]" (each element), "" (top
// level).
struct KeyRow {
  std::string_view table, key;
  KeyType type;
  bool required;
  std::string_view fallback;  // what holds if the key is not there
  std::string_view doc;
};
std::span<const KeyRow> key_rows();

// Top-level tables: whether each is a table of named entries, a list of tables, or plain.
enum class TableKind { kPlain, kNamed, kList };
struct TableRow {
  std::string_view name;
  TableKind kind;
  bool required;
  std::string_view doc;
};
std::span<const TableRow> table_rows();

std::vector<std::string_view> keys_of(std::string_view table);
std::string_view describe(KeyType type);  // "a number", "a list of names"

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_SCHEMA_TABLE_H_
