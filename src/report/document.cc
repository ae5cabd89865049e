#include "report/document.h"

#include <algorithm>

namespace detente {

Document& Document::heading(int level, std::string text) {
  blocks.emplace_back(Heading{level, std::move(text)});
  return *this;
}
Document& Document::paragraph(std::string text, bool strong) {
  blocks.emplace_back(Paragraph{std::move(text), strong});
  return *this;
}
Document& Document::bullets(std::vector<std::string> items) {
  if (!items.empty()) blocks.emplace_back(Bullets{std::move(items)});
  return *this;
}
Document& Document::table(Table table) {
  blocks.emplace_back(std::move(table));
  return *this;
}

Document& Document::figure(std::string title, std::string says, Chart chart) {
  blocks.emplace_back(Figure{std::move(title), std::move(says), std::move(chart)});
  return *this;
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace detente
