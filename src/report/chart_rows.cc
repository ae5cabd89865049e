// Pictures made of rows: ladders, bars, strips.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_svg.h"

namespace detente {
namespace {

using Anchor = Svg::Anchor;

constexpr double kLabelWidth = 190;

}  // namespace

std::string level_class(int level, int levels) {
  const int most = std::max(1, levels - 1);
  return fmt::format("p{}", std::clamp(level * 6 / most, 0, 6));
}

// A row per case, a column per rung: a bar for what is left, the number beside it, and a stop where
// nothing is.
Svg draw(const LadderChart& chart) {
  constexpr double kRow = 34, kTop = 30, kLeastColumn = 58;
  const auto ending = [](const LadderChart::Row& row) {
    return (row.passes ? "\xE2\x9C\x93 " : "\xE2\x9C\x97 ") + row.end;
  };
  // Who stops a case has the room that the rungs can spare.
  const auto rungs = static_cast<double>(chart.rungs.size());
  double end = 0;
  for (const LadderChart::Row& row : chart.rows)
    end = std::max(end, Svg::width_of(ending(row)) + 10);
  end = std::clamp(end, 80.0, std::max(80.0, kChartWidth - kLabelWidth - kLeastColumn * rungs));
  const double column = (kChartWidth - kLabelWidth - end) / rungs;
  Svg svg(kChartWidth, kTop + kRow * static_cast<double>(chart.rows.size()) + 6);
  for (std::size_t r = 0; r < chart.rungs.size(); ++r)
    svg.text(kLabelWidth + column * static_cast<double>(r) + 4, kTop - 10, chart.rungs[r],
             Anchor::kStart, "small");
  for (std::size_t k = 0; k < chart.rows.size(); ++k) {
    const LadderChart::Row& row = chart.rows[k];
    const double y = kTop + kRow * static_cast<double>(k);
    svg.line(0, y, kChartWidth, y, "faint");
    svg.text(0, y + 21, Svg::fitted(row.label, kLabelWidth - 8), Anchor::kStart, "strong");
    bool stopped = false;
    for (std::size_t r = 0; r < row.left.size() && !stopped; ++r) {
      const double x = kLabelWidth + column * static_cast<double>(r);
      // an area for the eye: widths grow with the square root, so that few can still be seen
      const double share = row.of > 0 ? std::sqrt(row.left[r] / row.of) : 0;
      if (row.left[r] > 0) {
        svg.rect(x + 2, y + 8, std::max(3.0, share * (column - 8)), 18,
                 level_class(static_cast<int>(r) + 1, 7));
        svg.text(x + 6, y + 21, short_number(row.left[r]), Anchor::kStart, "halo");
        continue;
      }
      stopped = true;
      svg.line(x + 4, y + 5, x + 4, y + 29, "stop");
      svg.text(x + 10, y + 21, "0", Anchor::kStart, "strong");
    }
    svg.text(kChartWidth - end + 6, y + 21, Svg::fitted(ending(row), end - 6));
  }
  return svg;
}

Svg draw(const BarChart& chart) {
  constexpr double kRow = 26, kTop = 8, kNumber = 90;
  double low = 0, high = 0;
  for (const auto& row : chart.rows) {
    low = std::min({low, row.value, row.range ? row.range->first : row.value});
    high = std::max({high, row.value, row.range ? row.range->second : row.value});
  }
  if (high <= low) high = low + 1;
  const double left = 290, width = kChartWidth - left - kNumber;
  const auto place = [&](double value) { return left + width * (value - low) / (high - low); };
  Svg svg(kChartWidth, kTop + kRow * static_cast<double>(chart.rows.size()) + 26);
  for (std::size_t k = 0; k < chart.rows.size(); ++k) {
    const BarChart::Row& row = chart.rows[k];
    const double y = kTop + kRow * static_cast<double>(k);
    svg.text(left - 10, y + 16, Svg::fitted(row.label, left - 12), Anchor::kEnd);
    svg.rect(place(std::min(0.0, row.value)), y + 4, place(std::abs(row.value) + low) - place(low),
             16, "bar");
    if (row.range) {
      const double from = place(row.range->first), to = place(row.range->second);
      svg.line(from, y + 12, to, y + 12, "ink");
      svg.line(from, y + 7, from, y + 17, "ink");
      svg.line(to, y + 7, to, y + 17, "ink");
    }
    const double after = place(std::max({0.0, row.value, row.range ? row.range->second : 0.0}));
    svg.text(after + 6, y + 16,
             chart.percent ? fmt::format("{:.1f} %", 100 * row.value) : short_number(row.value));
  }
  const double bottom = kTop + kRow * static_cast<double>(chart.rows.size());
  svg.line(place(0), kTop, place(0), bottom, "ink");
  svg.text(left, bottom + 18, chart.unit, Anchor::kStart, "small");
  return svg;
}

Svg draw(const StripChart& chart) {
  constexpr double kRow = 62, kRight = 16;
  const double left = kLabelWidth + 40, width = kChartWidth - left - kRight;
  Svg svg(kChartWidth, kRow * static_cast<double>(chart.rows.size()) + 4);
  for (std::size_t k = 0; k < chart.rows.size(); ++k) {
    const StripChart::Row& row = chart.rows[k];
    const double y = kRow * static_cast<double>(k);
    const auto place = [&](double value) {
      return left + width * (value - row.low) / std::max(1e-300, row.high - row.low);
    };
    svg.text(0, y + 32, Svg::fitted(row.label, 0.85 * left), Anchor::kStart, "strong");
    for (const auto& part : row.parts) {
      const double from = place(part.from), to = place(part.to);
      svg.rect(from, y + 16, to - from, 24, level_class(part.level, chart.levels));
      if (to - from > 30)
        svg.text((from + to) / 2, y + 32, Svg::fitted(part.label, to - from - 6), Anchor::kMiddle,
                 "halo");
      if (part.from > row.low) {
        svg.line(from, y + 12, from, y + 44, "ink");
        svg.text(from, y + 56, short_number(part.from), Anchor::kMiddle, "small");
      }
    }
    svg.text(left, y + 56, short_number(row.low), Anchor::kStart, "small");
    svg.text(left + width, y + 56, short_number(row.high), Anchor::kEnd, "small");
    const double now = place(row.now);
    svg.path(fmt::format("M{:.1f} {:.1f}l-5 -9h10z", now, y + 17), "mark");
    svg.text(now + 8, y + 11, "now " + short_number(row.now), Anchor::kStart, "small");
  }
  return svg;
}

}  // namespace detente
