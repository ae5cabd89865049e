#include "format/genius/xml_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

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

}  // namespace

Result<std::unique_ptr<XmlFile>> XmlFile::parse(const std::string& text, const std::string& file) {
  if (Errors errors = check_text(text, file); !errors.empty())
    return tl::unexpected(std::move(errors));
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
    const bool at_end = text_.find_first_not_of(kBlanks, at) == std::string::npos;
    return {Error{ErrorCode::kSyntax,
                  "not well-formed XML: " + what,
                  places_.at(at),
                  at_end ? "was the file cut off when it was copied?" : "",
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
