// Numbers in the attributes of a GENIUS file, checked, with errors in their place. Not for other
// folders.
#ifndef DETENTE_FORMAT_GENIUS_FILE_VALUES_H_
#define DETENTE_FORMAT_GENIUS_FILE_VALUES_H_

#include <optional>
#include <string>
#include <string_view>

#include "format/domains/ratio.h"
#include "format/genius/xml_file.h"

namespace detente::genius {

std::string lower(std::string_view text);

class FileValues {
 public:
  static constexpr std::size_t kMostErrors = 100;

  // `xml` must outlive it.
  explicit FileValues(const XmlFile& xml) : xml_(xml) {}

  Location at(pugi::xml_node node) const { return xml_.at(node); }
  Location at(pugi::xml_node node, const char* attribute) const { return xml_.at(node, attribute); }
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {});
  bool full() const { return errors_.size() >= kMostErrors; }
  bool too_deep(pugi::xml_node node, int depth);

  // Nothing if it is not there or empty.
  std::optional<domains::Ratio> number(pugi::xml_node node, const char* attribute);
  std::optional<domains::Ratio> needed(pugi::xml_node node, const char* attribute);
  std::optional<int> index(pugi::xml_node node);  // of an issue

 protected:
  const XmlFile& xml_;
  Errors errors_;
};

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_FILE_VALUES_H_
