// Outcomes on a circle, each a number; who moves where as curved arrows; the words beside it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "report/chart_svg.h"

namespace detente {
namespace {

constexpr double kRadius = 150, kMiddle = 190, kNode = 14, kLegend = 395, kLine = 34;

struct Spot {
  double x = 0, y = 0;
};

Spot spot_of(std::size_t node, std::size_t of) {
  const double turn = 2 * std::numbers::pi * static_cast<double>(node) / static_cast<double>(of) -
                      std::numbers::pi / 2;
  return {kMiddle + kRadius * std::cos(turn), kMiddle + kRadius * std::sin(turn)};
}

// `side`: how far the curve leaves the straight line, as a part of its length. Arrows there and
// back leave it on opposite sides.
void arrow(Svg& svg, Spot from, Spot to, double side, const std::string& look) {
  const double dx = to.x - from.x, dy = to.y - from.y;
  const Spot bend{(from.x + to.x) / 2 - dy * side, (from.y + to.y) / 2 + dx * side};
  const auto towards = [](Spot a, Spot b, double distance) {
    const double length = std::max(1.0, std::hypot(b.x - a.x, b.y - a.y));
    return Spot{a.x + (b.x - a.x) / length * distance, a.y + (b.y - a.y) / length * distance};
  };
  const Spot start = towards(from, bend, kNode + 6), end = towards(to, bend, kNode + 6);
  const Spot neck = towards(end, bend, 9);
  svg.path(fmt::format("M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}", start.x, start.y, bend.x,
                       bend.y, neck.x, neck.y),
           "arrow " + look);
  const double ux = (end.x - neck.x) / 9, uy = (end.y - neck.y) / 9;
  svg.path(fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}z", end.x, end.y,
                       neck.x - 4.5 * uy, neck.y + 4.5 * ux, neck.x + 4.5 * uy, neck.y - 4.5 * ux),
           "head " + look);
}

std::string mover_class(std::size_t mover) { return fmt::format("c{}", mover % 6); }

}  // namespace

Svg draw(const MoveChart& chart) {
  const double words = 24 + kLine * static_cast<double>(chart.nodes.size());
  const double picture = std::max(2 * kMiddle, words);
  Svg svg(kChartWidth, picture + 22 * static_cast<double>(chart.movers.size()) + 10);
  std::map<std::pair<std::size_t, std::size_t>, int> drawn;
  for (const MoveChart::Arrow& one : chart.arrows) {
    const int before = drawn[{one.from, one.to}]++;
    std::string look = mover_class(one.mover);
    if (one.chosen) look += " chosen";
    if (!one.gains) look += " d1";
    arrow(svg, spot_of(one.from, chart.nodes.size()), spot_of(one.to, chart.nodes.size()),
          0.12 + 0.1 * before, look);
  }
  static constexpr const char* kKinds[] = {"node", "node start", "node goal"};
  for (std::size_t n = 0; n < chart.nodes.size(); ++n) {
    const MoveChart::Node& node = chart.nodes[n];
    const Spot at = spot_of(n, chart.nodes.size());
    const std::string number = std::to_string(n + 1);
    if (!node.holds.empty()) svg.circle(at.x, at.y, kNode + 4, "ring", "holds");
    svg.circle(at.x, at.y, kNode, kKinds[static_cast<int>(node.kind)]);
    svg.text(at.x, at.y + 4.5, number, Svg::Anchor::kMiddle, "strong");
    const double y = 24 + kLine * static_cast<double>(n);
    svg.text(kLegend, y, number, Svg::Anchor::kEnd, "strong");
    svg.text(kLegend + 10, y,
             Svg::fitted(node.label + (node.holds.empty() ? "" : " holds: " + node.holds),
                         kChartWidth - kLegend - 12));
    svg.text(kLegend + 10, y + 14, Svg::fitted(node.detail, kChartWidth - kLegend + 20),
             Svg::Anchor::kStart, "small");
  }
  for (std::size_t m = 0; m < chart.movers.size(); ++m) {
    const double y = picture + 14 + 22 * static_cast<double>(m);
    arrow(svg, {10, y}, {90, y}, 0, mover_class(m));
    svg.text(100, y + 4, chart.movers[m]);
  }
  return svg;
}

}  // namespace detente
