// A document as data: headings, paragraphs, lists and tables, and its renderers.
//
// Analyses make documents; nothing here knows what they are about. Text is plain UTF-8 without
// markup.
#ifndef DETENTE_REPORT_DOCUMENT_H_
#define DETENTE_REPORT_DOCUMENT_H_

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace detente {

struct Heading {
  int level = 1;
  std::string text;
};
struct Paragraph {
  std::string text;
  bool strong = false;  // the sentence that answers the question
};
struct Bullets {
  std::vector<std::string> items;
};
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right;  // per column: numbers, set flush right
};
using Block = std::variant<Heading, Paragraph, Bullets, Table>;

struct Document {
  std::vector<Block> blocks;

  Document& heading(int level, std::string text);
  Document& paragraph(std::string text, bool strong = false);
  Document& bullets(std::vector<std::string> items);
  Document& table(Table table);
};

struct TextStyle {
  int width = 80;
  bool colour = false;
};
std::string render_text(const Document& document, const TextStyle& style);
std::string render_markdown(const Document& document);
std::string render_csv(const Document& document);  // its tables, an empty line between two

// How many columns a terminal needs for the text (one per character; no wide characters).
std::size_t display_width(std::string_view text);

}  // namespace detente

#endif  // DETENTE_REPORT_DOCUMENT_H_
