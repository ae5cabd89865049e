// Pictures with two axes or several, and networks.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/chart_svg.h"

namespace detente {
namespace {

using Anchor = Svg::Anchor;

struct Plane {
  double left = 70, top = 14, width = kChartWidth - 90, height = 380;
  Ticks x, y;
  double px(double value) const { return left + width * (value - x.low) / (x.high - x.low); }
  double py(double value) const {
    return top + height - height * (value - y.low) / (y.high - y.low);
  }
};

std::vector<double> marks(const Ticks& of) {
  std::vector<double> out;
  const auto steps = static_cast<int>(std::floor((of.high - of.low) / of.step + 0.5));
  out.reserve(static_cast<std::size_t>(steps) + 1);
  for (int k = 0; k <= steps; ++k) out.push_back(of.low + k * of.step);
  return out;
}

void axes(Svg& svg, const Plane& plane, const std::string& x_label, const std::string& y_label) {
  const double bottom = plane.top + plane.height;
  for (const double v : marks(plane.x)) {
    svg.line(plane.px(v), plane.top, plane.px(v), bottom, "faint");
    svg.text(plane.px(v), bottom + 16, short_number(std::abs(v) < plane.x.step / 1e6 ? 0 : v),
             Anchor::kMiddle, "small");
  }
  for (const double v : marks(plane.y)) {
    svg.line(plane.left, plane.py(v), plane.left + plane.width, plane.py(v), "faint");
    svg.text(plane.left - 6, plane.py(v) + 4,
             short_number(std::abs(v) < plane.y.step / 1e6 ? 0 : v), Anchor::kEnd, "small");
  }
  svg.text(plane.left + plane.width, bottom + 34, x_label, Anchor::kEnd, "strong");
  svg.text(plane.left, plane.top - 2, y_label, Anchor::kStart, "strong");
}

}  // namespace

Ticks ticks_of(double low, double high, int count) {
  if (!(low < high)) {
    low -= 0.5;
    high = low + 1;
  }
  const double rough = (high - low) / count;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double nice : {1.0, 2.0, 5.0}) {
    if (nice * power >= rough) {
      step = nice * power;
      break;
    }
  }
  return {std::floor(low / step) * step, std::ceil(high / step) * step, step};
}

Svg draw(const ScatterChart& chart) {
  Plane plane;
  double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  bool first = true;
  const auto include = [&](double x, double y) {
    x0 = first ? x : std::min(x0, x);
    x1 = first ? x : std::max(x1, x);
    y0 = first ? y : std::min(y0, y);
    y1 = first ? y : std::max(y1, y);
    first = false;
  };
  for (const auto& point : chart.points) include(point.x, point.y);
  if (chart.zone) include(chart.zone->first, chart.zone->second);
  plane.x = ticks_of(x0, x1, 7);
  plane.y = ticks_of(y0, y1, 6);
  Svg svg(kChartWidth, plane.top + plane.height + 44);
  if (chart.zone) {
    const double x = plane.px(chart.zone->first), y = plane.py(chart.zone->second);
    svg.rect(x, plane.top, plane.left + plane.width - x, y - plane.top, "zone");
    svg.line(x, plane.top, x, plane.top + plane.height, "dash");
    svg.line(plane.left, y, plane.left + plane.width, y, "dash");
    svg.text(plane.left + plane.width - 6, plane.top + 16, chart.zone_label, Anchor::kEnd, "small");
  }
  axes(svg, plane, chart.x_label, chart.y_label);
  for (const bool efficient : {false, true}) {
    for (const auto& point : chart.points) {
      if (point.efficient != efficient || !point.label.empty()) continue;
      svg.circle(plane.px(point.x), plane.py(point.y), efficient ? 4 : 2.5,
                 efficient ? "point" : "cloud");
    }
  }
  // labels of points close together go below one another
  std::vector<std::pair<double, double>> taken;
  for (const auto& point : chart.points) {
    if (point.label.empty()) continue;
    const double x = plane.px(point.x), y = plane.py(point.y);
    svg.circle(x, y, 6, "named", point.label);
    double at = y + 4;
    const auto crowded = [&] {
      return std::any_of(taken.begin(), taken.end(), [&](const auto& other) {
        return std::abs(other.first - x) < 160 && std::abs(other.second - at) < 14;
      });
    };
    while (crowded()) at += 14;
    taken.emplace_back(x, at);
    // on the right, unless there is no room for it and more on the left
    const double right_room = kChartWidth - x - 12, left_room = x - 12;
    const bool left = Svg::fitted(point.label, right_room) != point.label && left_room > right_room;
    svg.text(left ? x - 10 : x + 10, at, Svg::fitted(point.label, left ? left_room : right_room),
             left ? Anchor::kEnd : Anchor::kStart, "halo");
  }
  return svg;
}

Svg draw(const MapChart& chart) {
  Plane plane;
  plane.height = 320;
  plane.x = ticks_of(chart.x_edges.front(), chart.x_edges.back(), 8);
  plane.y = ticks_of(chart.y_edges.front(), chart.y_edges.back(), 6);
  plane.x.low = chart.x_edges.front();
  plane.x.high = chart.x_edges.back();
  plane.y.low = chart.y_edges.front();
  plane.y.high = chart.y_edges.back();
  const int levels = static_cast<int>(chart.level_names.size());
  Svg svg(kChartWidth, plane.top + plane.height + 74);
  const std::size_t columns = chart.x_edges.size() - 1;
  std::vector<char> used(chart.level_names.size(), 0);
  for (std::size_t r = 0; r + 1 < chart.y_edges.size(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const int level = chart.cells[r * columns + c];
      used[static_cast<std::size_t>(level)] = 1;
      const double x = plane.px(chart.x_edges[c]), y = plane.py(chart.y_edges[r + 1]);
      svg.rect(x, y, plane.px(chart.x_edges[c + 1]) - x + 0.3, plane.py(chart.y_edges[r]) - y + 0.3,
               level_class(level, levels));
    }
  }
  axes(svg, plane, chart.x_label, chart.y_label);
  for (const auto& border : chart.borders)
    svg.line(plane.px(border.x1), plane.py(border.y1), plane.px(border.x2), plane.py(border.y2),
             "ink");
  if (chart.now) {
    const double x = plane.px(chart.now->first), y = plane.py(chart.now->second);
    svg.circle(x, y, 6, "named", "now");
    svg.text(x + 10, y + 4, "now", Anchor::kStart, "halo");
  }
  double x = plane.left;
  for (std::size_t level = 0; level < used.size(); ++level) {
    if (used[level] == 0) continue;
    svg.rect(x, plane.top + plane.height + 50, 14, 14,
             level_class(static_cast<int>(level), levels));
    svg.text(x + 20, plane.top + plane.height + 62, chart.level_names[level], Anchor::kStart,
             "small");
    x += 40 + 7.2 * static_cast<double>(chart.level_names[level].size());
  }
  return svg;
}

Svg draw(const ParallelChart& chart) {
  constexpr double kTop = 40, kHeight = 300, kSide = 60, kNames = 150;
  Svg svg(kChartWidth, kTop + kHeight + 40);
  const double gap = chart.axes.size() > 1 ? (kChartWidth - 2 * kSide - kNames) /
                                                 static_cast<double>(chart.axes.size() - 1)
                                           : 0;
  const auto px = [&](std::size_t a) { return kSide + gap * static_cast<double>(a); };
  const auto py = [&](std::size_t a, double value) {
    const auto& axis = chart.axes[a];
    const double span = axis.high > axis.low ? axis.high - axis.low : 1;
    return kTop + kHeight - kHeight * (value - axis.low) / span;
  };
  for (std::size_t a = 0; a < chart.axes.size(); ++a) {
    const auto& axis = chart.axes[a];
    svg.line(px(a), kTop, px(a), kTop + kHeight, "ink");
    svg.text(px(a), kTop - 24, Svg::fitted(axis.label, std::max(60.0, gap)), Anchor::kMiddle,
             "strong");
    svg.text(px(a), kTop - 8, short_number(axis.high), Anchor::kMiddle, "small");
    svg.text(px(a), kTop + kHeight + 16, short_number(axis.low), Anchor::kMiddle, "small");
  }
  for (const bool named : {false, true}) {
    std::vector<double> taken;
    int number = 0;
    for (const auto& line : chart.lines) {
      if (line.label.empty() == named) continue;
      std::string steps;
      for (std::size_t a = 0; a < line.at.size(); ++a)
        steps += fmt::format("{}{:.1f} {:.1f}", a == 0 ? "M" : "L", px(a), py(a, line.at[a]));
      svg.path(steps, named ? fmt::format("named-line d{}", number++ % 4) : "cloud-line");
      if (!named) continue;
      double y = py(line.at.size() - 1, line.at.back()) + 4;
      while (std::any_of(taken.begin(), taken.end(),
                         [&](double other) { return std::abs(other - y) < 14; }))
        y += 14;
      taken.push_back(y);
      svg.text(px(line.at.size() - 1) + 8, y, line.label, Anchor::kStart, "halo");
    }
  }
  for (std::size_t a = 0; a < chart.axes.size(); ++a) {
    if (!chart.axes[a].mark) continue;
    const double y = py(a, *chart.axes[a].mark);
    svg.line(px(a) - 8, y, px(a) + 8, y, "stop");
  }
  if (!chart.mark_label.empty()) {
    svg.line(kSide - 8, kTop + kHeight + 30, kSide + 8, kTop + kHeight + 30, "stop");
    svg.text(kSide + 14, kTop + kHeight + 34, chart.mark_label, Anchor::kStart, "small");
  }
  return svg;
}

Svg draw(const NetworkChart& chart) {
  constexpr double kBox = 290, kLine = 16, kGapY = 40;
  // as wide as the longest name over an arrow needs, within reason
  double gap = 140;
  for (const auto& edge : chart.edges) {
    if (chart.nodes[edge.from].column != chart.nodes[edge.to].column)
      gap = std::max(gap, std::min(kBox, Svg::width_of(edge.label) + 20));
  }
  int columns = 1, rows = 1;
  std::size_t lines = 1;
  for (const auto& node : chart.nodes) {
    columns = std::max(columns, node.column + 1);
    rows = std::max(rows, node.row + 1);
    lines = std::max(lines, 1 + node.lines.size());
  }
  const double height = 14 + kLine * static_cast<double>(lines);
  Svg svg(std::max(kChartWidth, columns * (kBox + gap) - gap + 4), rows * (height + kGapY) + 4);
  const auto left = [&](const NetworkChart::Node& node) { return 2 + node.column * (kBox + gap); };
  const auto top = [&](const NetworkChart::Node& node) { return 2 + node.row * (height + kGapY); };
  for (const auto& edge : chart.edges) {
    const auto& from = chart.nodes[edge.from];
    const auto& to = chart.nodes[edge.to];
    const bool same = from.column == to.column;
    const double x1 = left(from) + (same ? kBox / 2 : kBox);
    const double y1 = top(from) + (same ? (to.row > from.row ? height : 0) : height / 2);
    const double x2 = left(to) + (same ? kBox / 2 : 0);
    const double y2 = top(to) + (same ? (to.row > from.row ? 0 : height) : height / 2);
    svg.path(fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", x1, y1, x2, y2),
             edge.bad ? "arrow bad" : "arrow");
    // the head: a triangle at the end
    const double length = std::max(1.0, std::hypot(x2 - x1, y2 - y1));
    const double ux = (x2 - x1) / length, uy = (y2 - y1) / length;
    svg.path(
        fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}z", x2, y2, x2 - 9 * ux + 4 * uy,
                    y2 - 9 * uy - 4 * ux, x2 - 9 * ux - 4 * uy, y2 - 9 * uy + 4 * ux),
        edge.bad ? "head bad" : "head");
  }
  static constexpr const char* kKinds[] = {"node", "node start", "node goal", "node bad"};
  for (const auto& node : chart.nodes) {
    svg.rect(left(node), top(node), kBox, height, kKinds[static_cast<int>(node.kind)]);
    svg.text(left(node) + 8, top(node) + 17, Svg::fitted(node.label, kBox - 12), Anchor::kStart,
             "strong");
    for (std::size_t l = 0; l < node.lines.size(); ++l)
      svg.text(left(node) + 8, top(node) + 17 + kLine * static_cast<double>(l + 1),
               Svg::fitted(node.lines[l], kBox - 12), Anchor::kStart, "small");
  }
  // last, so that nothing covers them
  for (const auto& edge : chart.edges) {
    const auto& from = chart.nodes[edge.from];
    const auto& to = chart.nodes[edge.to];
    if (from.column == to.column) {
      const double y = (top(from) + top(to) + height) / 2;
      svg.text(left(from) + kBox / 2 + 12, y + 4, Svg::fitted(edge.label, kBox / 2), Anchor::kStart,
               "halo");
    } else {
      const double x = (left(from) + left(to) + kBox) / 2;
      svg.text(x, (top(from) + top(to) + height) / 2 - 8, Svg::fitted(edge.label, gap - 6),
               Anchor::kMiddle, "halo");
    }
  }
  return svg;
}

std::string svg_of(const Chart& chart, const std::string& id, const std::string& title,
                   const std::string& says) {
  Svg svg = std::visit([](const auto& one) { return draw(one); }, chart);
  return svg.finish(id, title, says);
}

}  // namespace detente
