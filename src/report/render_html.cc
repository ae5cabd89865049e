#include <fmt/format.h>

#include <map>
#include <set>

#include "report/document.h"
#include "report/page_style.h"
#include "report/svg.h"

namespace detente {
namespace {

// Letters, digits and hyphens of the text, for an anchor.
std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "part" : out;
}

class HtmlRenderer {
 public:
  explicit HtmlRenderer(const Document& document, std::string prefix = "")
      : document_(document), prefix_(std::move(prefix)) {
    for (const Block& block : document.blocks) {
      if (const auto* notes = std::get_if<Notes>(&block)) {
        for (const Note& note : notes->notes)
          anchors_.emplace(note.id, unused("note-" + slug_of(note.id)));
      }
    }
  }

  std::string page(const PageStyle& style) {
    std::string title = "D\xC3\xA9tente";
    for (const Block& block : document_.blocks) {
      if (const auto* heading = std::get_if<Heading>(&block)) {
        title = heading->text;
        break;
      }
    }
    for (const Block& block : document_.blocks) std::visit(*this, block);
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">\n",
        escape_html(style.language));
    if (!style.description.empty())
      out += fmt::format("<meta name=\"description\" content=\"{}\">\n",
                         escape_html(style.description));
    out += fmt::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
                       escape_html(title), kPageStyle);
    out += "<a class=\"skip\" href=\"#top\">To the text</a>\n<main id=\"top\">\n" +
           before_contents_ + contents() + body_ + "</main>\n</body>\n</html>\n";
    return out;
  }

  std::string part() {
    for (const Block& block : document_.blocks) std::visit(*this, block);
    return before_contents_ + body_;
  }

  void operator()(const Heading& heading) {
    const std::string anchor = unused(slug_of(heading.text));
    if (heading.level == 2) {
      if (contents_.empty()) std::swap(body_, before_contents_);
      contents_.emplace_back(anchor, heading.text);
    }
    body_ += fmt::format("<h{0} id=\"{1}\">{2}</h{0}>\n", heading.level, anchor,
                         escape_html(heading.text));
  }
  void operator()(const Paragraph& paragraph) {
    body_ += fmt::format("<p{}>{}{}</p>\n", paragraph.strong ? " class=\"answer\"" : "",
                         escape_html(paragraph.text), references(paragraph.notes));
  }
  void operator()(const Bullets& bullets) {
    body_ += "<ul>\n";
    for (std::size_t k = 0; k < bullets.items.size(); ++k) {
      body_ += fmt::format("<li>{}{}</li>\n", escape_html(bullets.items[k]),
                           k < bullets.notes.size() ? references(bullets.notes[k]) : "");
    }
    body_ += "</ul>\n";
  }
  void operator()(const Table& table) { body_ += rendered(table); }
  void operator()(const Figure& figure) {
    const std::string id = fmt::format("{}figure-{}", prefix_, ++figures_);
    body_ += fmt::format("<figure>\n<figcaption><strong>{}</strong><span>{}</span></figcaption>\n",
                         escape_html(figure.title), escape_html(figure.says));
    body_ += fmt::format("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">",
                         escape_html(figure.title)) +
             svg_of(figure.chart, id, figure.title, figure.says) + "</div>\n";
    body_ += "<details><summary>The numbers in this picture</summary>\n" +
             rendered(table_of(figure.chart)) + "</details>\n</figure>\n";
  }
  void operator()(const Notes& notes) {
    for (const Note& note : notes.notes) {
      body_ += fmt::format("<div class=\"note\" id=\"{}\"><strong>{}</strong>{}\n",
                           anchors_.at(note.id), escape_html(note.title), references(note.notes));
      for (const std::string& line : note.lines)
        body_ += fmt::format("<p>{}</p>\n", escape_html(line));
      body_ += "</div>\n";
    }
  }

 private:
  std::string unused(std::string anchor) {
    anchor = prefix_ + anchor;
    std::string out = anchor;
    for (int k = 2; !used_.insert(out).second; ++k) out = fmt::format("{}-{}", anchor, k);
    return out;
  }
  std::string references(const std::vector<std::string>& notes) const {
    std::string out;
    for (const std::string& id : notes) {
      const auto anchor = anchors_.find(id);
      if (anchor == anchors_.end()) continue;
      out += fmt::format("{}<a href=\"#{}\">{}</a>", out.empty() ? "" : ", ", anchor->second,
                         escape_html(id));
    }
    return out.empty() ? out : "<sup class=\"refs\">[" + out + "]</sup>";
  }
  std::string contents() const {
    if (contents_.size() < 3) return "";
    std::string out = "<nav aria-label=\"Contents\"><ul>\n";
    for (const auto& [anchor, text] : contents_)
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor, escape_html(text));
    return out + "</ul></nav>\n";
  }
  std::string rendered(const Table& table) const {
    const auto look = [&](std::size_t c) {
      return c < table.right.size() && table.right[c] ? " class=\"n\"" : "";
    };
    std::string out =
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"Table\"><table>\n<thead><tr>";
    for (std::size_t c = 0; c < table.header.size(); ++c)
      out += fmt::format("<th scope=\"col\"{}>{}</th>", look(c), escape_html(table.header[c]));
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      out += "<tr>";
      for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto& row = table.rows[r];
        out += fmt::format("<td{}>{}{}</td>", look(c), c < row.size() ? escape_html(row[c]) : "",
                           c + 1 == table.header.size() && r < table.notes.size()
                               ? references(table.notes[r])
                               : "");
      }
      out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
  }

  const Document& document_;
  std::string prefix_;
  std::map<std::string, std::string> anchors_;  // note id -> anchor
  std::set<std::string> used_{"top"};
  std::vector<std::pair<std::string, std::string>> contents_;
  std::string before_contents_, body_;
  int figures_ = 0;
};

}  // namespace

std::string render_html(const Document& document, const PageStyle& style) {
  return HtmlRenderer(document).page(style);
}

std::string render_html_part(const Document& document, const std::string& prefix) {
  return HtmlRenderer(document, prefix).part();
}

}  // namespace detente
