#include <algorithm>

#include "report/document.h"

namespace detente {
namespace {

// Words of the text in lines of at most `width`, the first after `first`, the others after `rest`.
std::string wrapped(std::string_view text, std::size_t width, std::string_view first,
                    std::string_view rest) {
  std::string out(first);
  std::size_t column = display_width(first);
  bool start = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty()) {
      if (!start && column + 1 + display_width(word) > width) {
        out += "\n";
        out += rest;
        column = display_width(rest);
        start = true;
      }
      if (!start) {
        out += " ";
        ++column;
      }
      out += word;
      column += display_width(word);
      start = false;
    }
    at = end + 1;
  }
  return out + "\n";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t used = display_width(text);
  const std::string space(used < width ? width - used : 0, ' ');
  return right ? space + text : text + space;
}

class TextRenderer {
 public:
  explicit TextRenderer(const TextStyle& style)
      : style_(style), width_(static_cast<std::size_t>(std::max(40, style.width))) {}

  void operator()(const Heading& heading) {
    if (!out_.empty()) out_ += "\n";
    out_ += bold(heading.text) + "\n";
    if (heading.level == 1) {
      for (std::size_t k = 0; k < std::min(width_, display_width(heading.text)); ++k) out_ += "=";
      out_ += "\n";
    }
  }
  void operator()(const Paragraph& paragraph) {
    const std::string text = wrapped(paragraph.text, width_, "", "");
    out_ += paragraph.strong ? bold(text) : text;
  }
  void operator()(const Bullets& bullets) {
    for (const std::string& item : bullets.items) out_ += wrapped(item, width_, "- ", "  ");
  }
  void operator()(const Table& table) {
    std::vector<std::size_t> widths(table.header.size(), 0);
    const auto measure = [&](const std::vector<std::string>& row) {
      for (std::size_t c = 0; c < row.size() && c < widths.size(); ++c)
        widths[c] = std::max(widths[c], display_width(row[c]));
    };
    measure(table.header);
    for (const auto& row : table.rows) measure(row);
    line(table, table.header, widths);
    for (const auto& row : table.rows) line(table, row, widths);
  }
  void operator()(const Figure& figure) {
    (*this)(Heading{3, figure.title});
    (*this)(Paragraph{figure.says, false});
    (*this)(table_of(figure.chart));
  }
  void operator()(const Notes& notes) {
    for (const Note& note : notes.notes) {
      out_ += wrapped(note.id + ": " + note.title, width_, "- ", "  ");
      for (const std::string& line : note.lines) out_ += wrapped(line, width_, "  ", "  ");
    }
  }
  std::string take() { return std::move(out_); }

 private:
  // The last column may wrap under itself.
  void line(const Table& table, const std::vector<std::string>& row,
            const std::vector<std::size_t>& widths) {
    std::string text;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const std::string cell = c < row.size() ? row[c] : "";
      const bool right = c < table.right.size() && table.right[c];
      if (c + 1 < widths.size() || right) {
        text += padded(cell, widths[c], right) + (c + 1 < widths.size() ? "  " : "");
        continue;
      }
      const std::size_t indent = display_width(text);
      if (indent + 20 < width_) {
        text = wrapped(cell, width_, text, std::string(indent, ' '));
        text.pop_back();
      } else {
        text += cell;
      }
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out_ += text + "\n";
  }
  std::string bold(const std::string& text) const {
    return style_.colour ? "\x1b[1m" + text + "\x1b[0m" : text;
  }

  TextStyle style_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string render_text(const Document& document, const TextStyle& style) {
  TextRenderer renderer(style);
  for (const Block& block : document.blocks) std::visit(renderer, block);
  return renderer.take();
}

}  // namespace detente
