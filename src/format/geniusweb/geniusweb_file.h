// One GeniusWeb file: its JSON with places, where in it the domain and the profile stand, and its
// values checked for presence and type. Not for other folders.
#ifndef DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_FILE_H_
#define DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_FILE_H_

#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "format/domains/ratio.h"
#include "format/json_tree.h"
#include "format/reading.h"
#include "format/text.h"

namespace detente::geniusweb {

struct Source {
  std::string file;
  std::string text;
  std::unique_ptr<Places> places;
  JsonValue root;
  const JsonValue* domain = nullptr;
  const JsonValue* profile = nullptr;  // what is in LinearAdditiveUtilitySpace

  Location at(const JsonValue& value) const { return places->at(value.at); }
};

// Errors: kSyntax, kMissingKey, kUnsupported (neither a domain nor a profile that is read).
Result<std::unique_ptr<Source>> parse(const SourceFile& from);

// A value of an issue as it is shown.
std::string label_of(const JsonValue& value);

// Looks into files and gathers what is wrong in them.
class Checker {
 public:
  static constexpr std::size_t kMostErrors = 100;

  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {});
  bool full() const { return errors.size() >= kMostErrors; }
  // The value of a key, or an error if it is not there or of another kind.
  const JsonValue* needed(const Source& source, const JsonValue& from, const char* key,
                          JsonValue::Kind kind);
  // A number, also one in quotes.
  std::optional<domains::Ratio> number(const Source& source, const JsonValue& from);

  Errors errors;
};

}  // namespace detente::geniusweb

#endif  // DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_FILE_H_
