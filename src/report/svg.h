// A scalable picture, element by element.
#ifndef DETENTE_REPORT_SVG_H_
#define DETENTE_REPORT_SVG_H_

#include <string>
#include <string_view>

namespace detente {

std::string escape_html(std::string_view text);  // also quotes
std::string short_number(double value);          // at most four significant digits

class Svg {
 public:
  // Places are in units that are about a pixel wide on a screen; 0, 0 is top left.
  Svg(double width, double height) : width_(width), height_(height) {}

  void rect(double x, double y, double width, double height, std::string_view look);
  void line(double x1, double y1, double x2, double y2, std::string_view look);
  void circle(double x, double y, double radius, std::string_view look, std::string_view tip = {});
  void path(const std::string& steps, std::string_view look);
  enum class Anchor { kStart, kMiddle, kEnd };
  void text(double x, double y, std::string_view text, Anchor anchor = Anchor::kStart,
            std::string_view look = {});
  static double width_of(const std::string& text);  // about
  // As many characters of the text as about fit the width.
  static std::string fitted(const std::string& text, double width);

  // With the title and the description that a screen reader speaks.
  std::string finish(const std::string& id, const std::string& title, const std::string& says);

 private:
  double width_, height_;
  std::string body_;
};

}  // namespace detente

#endif  // DETENTE_REPORT_SVG_H_
