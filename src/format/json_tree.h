// JSON as a tree whose every value knows its place in the text.
#ifndef DETENTE_FORMAT_JSON_TREE_H_
#define DETENTE_FORMAT_JSON_TREE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "format/text.h"

namespace detente {

struct JsonValue {
  enum class Kind { kNull, kFlag, kNumber, kText, kList, kObject };
  Kind kind = Kind::kNull;
  bool flag = false;
  std::optional<std::int64_t> whole;  // of a number, if it is a whole one
  std::string text;                   // of a number: as it is written, where it is no whole one
  std::vector<JsonValue> items;       // of a list or an object
  std::vector<std::string> keys;      // of an object, one per item
  std::size_t at = 0;                 // byte offset of the first character

  bool is(Kind wanted) const { return kind == wanted; }
  const JsonValue* get(std::string_view key) const;  // of an object; null if it is not there
};

std::string_view describe(JsonValue::Kind kind);  // "a list"

// Errors: kSyntax (not JSON, cut off), kDuplicate (a key twice), kLimit (nested too deep). `hint`
// says what is JSON here.
Result<JsonValue> parse_json(std::string_view text, const Places& places, const std::string& hint);

}  // namespace detente

#endif  // DETENTE_FORMAT_JSON_TREE_H_
