// An XML file as a tree whose elements and attributes know their places.
#ifndef DETENTE_FORMAT_GENIUS_XML_FILE_H_
#define DETENTE_FORMAT_GENIUS_XML_FILE_H_

#include <memory>
#include <pugixml.hpp>
#include <string>

#include "base/error.h"
#include "format/text.h"

namespace detente::genius {

class XmlFile {
 public:
  // Errors: kSyntax (not text, not well-formed, no or several root elements), kUnsupported (a
  // document type declaration: its entities are not expanded).
  static Result<std::unique_ptr<XmlFile>> parse(const std::string& text, const std::string& file);

  pugi::xml_node root() const { return root_; }
  // Cheap if asked for in the order of the text.
  Location at(pugi::xml_node node) const;
  Location at(pugi::xml_node node, const char* attribute) const;  // the element's if it has none

 private:
  XmlFile(const std::string& text, const std::string& file) : text_(text), places_(text_, file) {}
  Errors load();

  std::string text_;
  Places places_;
  pugi::xml_document document_;
  pugi::xml_node root_;
};

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_XML_FILE_H_
