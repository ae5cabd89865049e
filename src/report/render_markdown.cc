#include "report/document.h"

namespace detente {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '<' || c == '\\' || c == '[')
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

class MarkdownRenderer {
 public:
  void operator()(const Heading& heading) {
    add(std::string(static_cast<std::size_t>(heading.level), '#') + " " + escaped(heading.text) +
        "\n");
  }
  void operator()(const Paragraph& paragraph) {
    add(paragraph.strong ? "**" + escaped(paragraph.text) + "**\n"
                         : escaped(paragraph.text) + "\n");
  }
  void operator()(const Bullets& bullets) {
    std::string text;
    for (const std::string& item : bullets.items) text += "- " + escaped(item) + "\n";
    add(text);
  }
  void operator()(const Table& table) {
    std::string text = row(table, table.header);
    for (std::size_t c = 0; c < table.header.size(); ++c)
      text += c < table.right.size() && table.right[c] ? "|---:" : "|---";
    text += "|\n";
    for (const auto& cells : table.rows) text += row(table, cells);
    add(text);
  }
  void operator()(const Figure& figure) {
    (*this)(Heading{3, figure.title});
    (*this)(Paragraph{figure.says, false});
    (*this)(table_of(figure.chart));
  }
  void operator()(const Notes& notes) {
    std::string text;
    for (const Note& note : notes.notes) {
      text += "- **" + escaped(note.id) + "**: " + escaped(note.title);
      for (const std::string& line : note.lines) text += "; " + escaped(line);
      text += "\n";
    }
    add(text);
  }
  std::string take() { return std::move(out_); }

 private:
  static std::string row(const Table& table, const std::vector<std::string>& cells) {
    std::string text = "|";
    for (std::size_t c = 0; c < table.header.size(); ++c)
      text += " " + escaped(c < cells.size() ? cells[c] : "") + " |";
    return text + "\n";
  }
  void add(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text; }
  std::string out_;
};

}  // namespace

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string render_markdown(const Document& document) {
  MarkdownRenderer renderer;
  for (const Block& block : document.blocks) std::visit(renderer, block);
  return renderer.take();
}

std::string render_csv(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    const auto* table = std::get_if<Table>(&block);
    Table numbers;
    if (const auto* figure = std::get_if<Figure>(&block)) {
      numbers = table_of(figure->chart);
      table = &numbers;
    }
    if (table == nullptr) continue;
    if (!out.empty()) out += "\n";
    const auto row = [&](const std::vector<std::string>& cells) {
      for (std::size_t c = 0; c < table->header.size(); ++c)
        out += (c == 0 ? "" : ",") + csv_cell(c < cells.size() ? cells[c] : "");
      out += "\n";
    };
    row(table->header);
    for (const auto& cells : table->rows) row(cells);
  }
  return out;
}

}  // namespace detente
