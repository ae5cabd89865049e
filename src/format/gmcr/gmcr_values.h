// Values of a GMCR+ file checked for presence and type, with an error in their place. Not for other
// folders.
#ifndef DETENTE_FORMAT_GMCR_GMCR_VALUES_H_
#define DETENTE_FORMAT_GMCR_GMCR_VALUES_H_

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/json_tree.h"

namespace detente::gmcr {

class FileValues {
 public:
  explicit FileValues(const Places& places) : places_(places) {}

  Location at(const JsonValue& value) const { return places_.at(value.at); }
  void error(ErrorCode code, std::string message, const JsonValue& at, std::string hint = {}) {
    errors_.push_back({code, std::move(message), places_.at(at.at), std::move(hint), {}});
  }
  void wrong_type(std::string_view what, std::string_view wanted, const JsonValue& value) {
    error(ErrorCode::kType,
          fmt::format("{} must be {}, not {}", what, wanted, describe(value.kind)), value);
  }
  // The value of a key, or an error if it is not there or of another kind.
  const JsonValue* need(const JsonValue& object, std::string_view key, JsonValue::Kind kind) {
    const JsonValue* found = object.get(key);
    if (found == nullptr) {
      error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", key), object,
            "every GMCR+ file has it; is this one?");
      return nullptr;
    }
    if (found->is(kind)) return found;
    wrong_type(fmt::format("'{}'", key), describe(kind), *found);
    return nullptr;
  }
  draft::Text name_of(const JsonValue& object) {
    const JsonValue* name = need(object, "name", JsonValue::Kind::kText);
    return name == nullptr ? draft::Text{"", places_.at(object.at)}
                           : draft::Text{name->text, places_.at(name->at)};
  }

 protected:
  const Places& places_;
  Errors errors_;
};

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_GMCR_VALUES_H_
