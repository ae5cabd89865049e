// What a GMCR+ file says, with places: names and numbers checked for type and range, nothing
// resolved. docs/formats/gmcr.md describes the format.
#ifndef DETENTE_FORMAT_GMCR_GMCR_FILE_H_
#define DETENTE_FORMAT_GMCR_GMCR_FILE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/json_tree.h"

namespace detente::gmcr {

enum class Direction { kBoth, kForward, kBack };  // kForward: only N to Y

struct Option {
  draft::Text name;
  Direction direction = Direction::kBoth;
  Location where;
};
// Literals (option by its position in the file, Y or N), all of which must hold.
using Conjunction = std::vector<std::pair<int, bool>>;
// Some of these must hold. A plain condition has one.
struct Condition {
  bool compound = false;
  std::vector<Conjunction> members;
  Location where;
};
struct DecisionMaker {
  draft::Text name;
  std::vector<std::pair<int, Location>> options;
  std::vector<Condition> preferences;
  std::vector<std::vector<std::int64_t>> ranking;  // ordered numbers, best group first
  Location ranking_where;
  Location where;
};
struct GmcrFile {
  std::vector<Option> options;
  std::vector<DecisionMaker> makers;
  std::vector<Condition> infeasibles;
  bool manual = false;  // do the rankings count, or the prioritised preferences?
  std::vector<std::vector<int>> coalitions;
  std::vector<std::string> notes;  // what was read and is not used
};

// Errors: kMissingKey, kType, kRange, kModel, kUnsupported (misperceptions), with places.
Result<GmcrFile> parse_gmcr(const JsonValue& root, const Places& places);

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_GMCR_FILE_H_
