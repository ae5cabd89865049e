// The conditions of a GMCR+ file: lists of [option, "Y" or "N"], alone or as members of a compound
// one. Not for other folders.
#ifndef DETENTE_FORMAT_GMCR_GMCR_CONDITIONS_H_
#define DETENTE_FORMAT_GMCR_GMCR_CONDITIONS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "format/gmcr/gmcr_file.h"
#include "format/gmcr/gmcr_values.h"

namespace detente::gmcr {

class Conditions {
 public:
  // Both must outlive it. Errors go to `values`.
  Conditions(FileValues& values, const std::vector<Option>& options)
      : values_(values), options_(options) {}

  // `what`: the key of the list, for errors.
  std::vector<Condition> read(const JsonValue& list, std::string_view what);
  // The option that a number names.
  std::optional<int> index_of(const JsonValue& value);

 private:
  void compound(const JsonValue& item, Condition& into);
  Conjunction conjunction(const JsonValue& list);

  FileValues& values_;
  const std::vector<Option>& options_;
};

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_GMCR_CONDITIONS_H_
