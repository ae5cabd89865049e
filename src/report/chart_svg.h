// How each kind of picture is drawn. Classes: `p0` to `p6` fill levels from worst to best, `ink`,
// `faint` and `accent` lines, `stop` what fails, `small`, `strong` and `halo` text.
#ifndef DETENTE_REPORT_CHART_SVG_H_
#define DETENTE_REPORT_CHART_SVG_H_

#include "report/chart.h"
#include "report/svg.h"

namespace detente {

constexpr double kChartWidth = 720;

Svg draw(const LadderChart& chart);
Svg draw(const BarChart& chart);
Svg draw(const StripChart& chart);
Svg draw(const MapChart& chart);
Svg draw(const ScatterChart& chart);
Svg draw(const ParallelChart& chart);
Svg draw(const NetworkChart& chart);
Svg draw(const MoveChart& chart);

// The level class of `level` of `levels`: "p0" to "p6".
std::string level_class(int level, int levels);
// Ends and step for about `count` round numbers along an axis.
struct Ticks {
  double low = 0, high = 1, step = 1;
};
Ticks ticks_of(double low, double high, int count);

}  // namespace detente

#endif  // DETENTE_REPORT_CHART_SVG_H_
