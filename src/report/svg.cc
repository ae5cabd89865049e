#include "report/svg.h"

#include <fmt/format.h>

#include <cmath>

#include "report/document.h"

namespace detente {

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string short_number(double value) {
  if (value == 0) return "0";
  if (std::abs(value) >= 1e4 && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value);
}

namespace {

// A hundredth of a pixel is enough.
std::string at(double value) {
  std::string out = fmt::format("{:.2f}", value);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

}  // namespace

void Svg::rect(double x, double y, double width, double height, std::string_view look) {
  body_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>)", at(x), at(y),
                       at(std::max(width, 0.0)), at(std::max(height, 0.0)), look);
}
void Svg::line(double x1, double y1, double x2, double y2, std::string_view look) {
  body_ += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>)", at(x1), at(y1),
                       at(x2), at(y2), look);
}
void Svg::circle(double x, double y, double radius, std::string_view look, std::string_view tip) {
  body_ +=
      fmt::format(R"(<circle cx="{}" cy="{}" r="{}" class="{}")", at(x), at(y), at(radius), look);
  body_ += tip.empty() ? "/>" : fmt::format("><title>{}</title></circle>", escape_html(tip));
}
void Svg::path(const std::string& steps, std::string_view look) {
  body_ += fmt::format(R"(<path d="{}" class="{}"/>)", steps, look);
}
void Svg::text(double x, double y, std::string_view text, Anchor anchor, std::string_view look) {
  static constexpr const char* kAnchors[] = {"start", "middle", "end"};
  body_ += fmt::format(R"(<text x="{}" y="{}" text-anchor="{}"{}>{}</text>)", at(x), at(y),
                       kAnchors[static_cast<int>(anchor)],
                       look.empty() ? "" : fmt::format(R"( class="{}")", look), escape_html(text));
}

namespace {

constexpr double kCharacter = 7.2;  // on the wide side

}  // namespace

double Svg::width_of(const std::string& text) {
  return kCharacter * static_cast<double>(display_width(text));
}

std::string Svg::fitted(const std::string& text, double width) {
  const auto most = static_cast<std::size_t>(std::max(1.0, width / kCharacter));
  if (display_width(text) <= most) return text;
  std::string out;
  std::size_t count = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const bool starts = (static_cast<unsigned char>(text[k]) & 0xC0U) != 0x80U;
    if (starts && ++count >= most) break;
    out += text[k];
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "\xE2\x80\xA6";
}

std::string Svg::finish(const std::string& id, const std::string& title, const std::string& says) {
  return fmt::format(
      R"(<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-labelledby="{2}-t {2}-d">)"
      R"(<title id="{2}-t">{3}</title><desc id="{2}-d">{4}</desc>{5}</svg>)",
      at(width_), at(height_), id, escape_html(title), escape_html(says), body_);
}

}  // namespace detente
