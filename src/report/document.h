// A document as data: headings, paragraphs, lists, tables, figures and notes, and its renderers.
//
// Analyses make documents; nothing here knows what they are about. Text is plain UTF-8 without
// markup. `notes` name the notes of the same document that something rests on: where a page can
// have links they are links, elsewhere they are left out.
#ifndef DETENTE_REPORT_DOCUMENT_H_
#define DETENTE_REPORT_DOCUMENT_H_

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "report/chart.h"

namespace detente {

struct Heading {
  int level = 1;
  std::string text;
};
struct Paragraph {
  std::string text;
  bool strong = false;  // the sentence that answers the question
  std::vector<std::string> notes = {};
};
struct Bullets {
  std::vector<std::string> items;
  std::vector<std::vector<std::string>> notes = {};  // per item; may be shorter
};
// A picture, with its numbers as a table for those who cannot see it or want to copy them.
struct Figure {
  std::string title;
  std::string says;  // what one should see in it, in a sentence
  Chart chart;
};
// What parts of the document rest on: a statement, a source.
struct Note {
  std::string id;
  std::string title;
  std::vector<std::string> lines;
  std::vector<std::string> notes = {};
};
struct Notes {
  std::vector<Note> notes;
};
using Block = std::variant<Heading, Paragraph, Bullets, Table, Figure, Notes>;

struct Document {
  std::vector<Block> blocks;

  Document& heading(int level, std::string text);
  Document& paragraph(std::string text, bool strong = false);
  Document& bullets(std::vector<std::string> items);
  Document& table(Table table);
  Document& figure(std::string title, std::string says, Chart chart);
};

struct TextStyle {
  int width = 80;
  bool colour = false;
};
std::string render_text(const Document& document, const TextStyle& style);
std::string render_markdown(const Document& document);
std::string csv_cell(const std::string& text);     // in quotes where it must be
std::string render_csv(const Document& document);  // its tables, an empty line between two
// One page without anything from elsewhere: styles and pictures are in it.
struct PageStyle {
  std::string language = "en";
  std::string description;  // for lists of pages
};
std::string render_html(const Document& document, const PageStyle& style);
// The same as a part of somebody else's page, which has the style sheet (page_style.h). Anchors
// begin with `prefix`, so that they are unlike those of the page's other parts.
std::string render_html_part(const Document& document, const std::string& prefix);

// How many columns a terminal needs for the text (one per character; no wide characters).
std::size_t display_width(std::string_view text);

}  // namespace detente

#endif  // DETENTE_REPORT_DOCUMENT_H_
