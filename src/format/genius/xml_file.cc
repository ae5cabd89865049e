#include "format/genius/xml_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace detente::genius {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

Error no_element(std::string_view text, const Places& places) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const std::size_t at = first == std::string_view::npos ? 0 : first;
  const bool number = at < text.size() &&
                      (std::isdigit(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-');
  return {ErrorCode::kSyntax,
          "there is no XML element in this file",
          places.at(at),
          number ? "GENIUS writes points of a frontier as plain numbers into files named "
                   "pareto.xml: that is a result, not a domain or a profile"
                 : "a GENIUS file begins with <negotiation_template> or <utility_space>",
          {}};
}

// What to do about text that is not XML. Files written by hand or by careless programs have quotes
// inside values.
std::string hint_of(pugi::xml_parse_status status, bool at_end) {
  if (at_end) return "was the file cut off when it was copied?";
  if (status == pugi::status_bad_start_element || status == pugi::status_bad_attribute)
    return "inside a value \" is written &quot; and < is written &lt;";
  return "";
}

// The next node in the order of the text; null behind the last one.
pugi::xml_node next(pugi::xml_node node) {
  if (node.first_child()) return node.first_child();
  while (node && !node.next_sibling()) node = node.parent();
  return node.next_sibling();
}

// A name that two attributes have; empty if none.
std::string_view repeated(pugi::xml_node node) {
  std::vector<std::string_view> names;
  for (const pugi::xml_attribute one : node.attributes()) names.emplace_back(one.name());
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  return twice == names.end() ? std::string_view() : *twice;
}

}  // namespace

Result<std::unique_ptr<XmlFile>> XmlFile::parse(const std::string& text, const std::string& file) {
  if (Errors errors = check_text(text, file); !errors.empty()) {
    if (text.find_first_not_of(kBlanks) != std::string::npos)
      errors.front().hint = "other encodings are not read; save it as UTF-8 in a text editor";
    return tl::unexpected(std::move(errors));
  }
  std::unique_ptr<XmlFile> out(new XmlFile(text, file));
  if (Errors errors = out->load(); !errors.empty()) return tl::unexpected(std::move(errors));
  return out;
}

Errors XmlFile::load() {
  const auto result = document_.load_buffer(
      text_.data(), text_.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (result.status == pugi::status_no_document_element) return {no_element(text_, places_)};
  if (!result) {
    std::string what = result.description();
    if (!what.empty())
      what.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(what.front())));
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, result.offset));
    const bool at_end = text_.find_first_not_of(kBlanks, at + 1) == std::string::npos;
    return {Error{ErrorCode::kSyntax,
                  "not well-formed XML: " + what,
                  places_.at(at),
                  hint_of(result.status, at_end),
                  {}}};
  }
  for (const pugi::xml_node node : document_.children()) {
    if (node.type() == pugi::node_doctype) {
      return {Error{ErrorCode::kUnsupported,
                    "document type declarations are not read",
                    at(node),
                    "GENIUS files have none; entities such as &amp; need none",
                    {}}};
    }
    if (node.type() != pugi::node_element) continue;
    if (root_) {
      return {Error{ErrorCode::kSyntax,
                    fmt::format("a second root element <{}>", node.name()),
                    at(node),
                    "an XML file has one; are these two files in one?",
                    {}}};
    }
    root_ = node;
  }
  for (pugi::xml_node node = root_; node; node = next(node)) {
    if (const std::string twice(repeated(node)); !twice.empty()) {
      return {Error{ErrorCode::kDuplicate,
                    fmt::format("'{}' is there twice in <{}>", twice, node.name()),
                    at(node, twice.c_str()),
                    "XML allows an attribute once; take out the wrong one",
                    {}}};
    }
  }
  return {};
}

Location XmlFile::at(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  constexpr std::ptrdiff_t kBefore = 10;  // "<!DOCTYPE "
  const std::ptrdiff_t before = node.type() == pugi::node_element   ? 1
                                : node.type() == pugi::node_doctype ? kBefore
                                                                    : 0;
  return places_.at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, offset - before)));
}

Location XmlFile::at(pugi::xml_node node, const char* attribute) const {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0 || !node.attribute(attribute)) return at(node);
  const std::string_view wanted(attribute);
  std::size_t i = static_cast<std::size_t>(offset) + std::string_view(node.name()).size();
  for (;;) {
    i = text_.find_first_not_of(kBlanks, i);
    if (i == std::string::npos || text_[i] == '>' || text_[i] == '/') return at(node);
    const std::size_t end = text_.find_first_of(" \t\r\n=", i);
    const std::size_t quote = text_.find_first_of("\"'", i);
    if (end == std::string::npos || quote == std::string::npos) return at(node);
    if (std::string_view(text_).substr(i, end - i) == wanted) return places_.at(i);
    const std::size_t closing = text_.find(text_[quote], quote + 1);
    if (closing == std::string::npos) return at(node);
    i = closing + 1;
  }
}

}  // namespace detente::genius
