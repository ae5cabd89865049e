#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/svg.h"

namespace detente {
namespace {

std::string shown(double value, bool percent) {
  return percent ? fmt::format("{:.1f} %", 100 * value) : short_number(value);
}

struct Numbers {
  Table operator()(const LadderChart& chart) const {
    Table table;
    table.header = {"case", "before"};
    table.right = {false, true};
    for (const std::string& rung : chart.rungs) {
      table.header.push_back(rung);
      table.right.push_back(true);
    }
    table.header.emplace_back("end");
    table.right.push_back(false);
    for (const auto& row : chart.rows) {
      std::vector<std::string> cells{row.label, short_number(row.of)};
      for (const double left : row.left) cells.push_back(short_number(left));
      cells.push_back(row.end);
      table.rows.push_back(std::move(cells));
    }
    return table;
  }
  Table operator()(const BarChart& chart) const {
    const bool ranges = std::any_of(chart.rows.begin(), chart.rows.end(),
                                    [](const auto& row) { return row.range.has_value(); });
    Table table;
    table.header = {"", chart.unit};
    table.right = {false, true};
    if (ranges) {
      table.header.insert(table.header.end(), {"from", "to"});
      table.right.insert(table.right.end(), {true, true});
    }
    for (const auto& row : chart.rows) {
      std::vector<std::string> cells{row.label, shown(row.value, chart.percent)};
      if (row.range) {
        cells.push_back(shown(row.range->first, chart.percent));
        cells.push_back(shown(row.range->second, chart.percent));
      }
      table.rows.push_back(std::move(cells));
    }
    return table;
  }
  Table operator()(const StripChart& chart) const {
    Table table;
    table.header = {"", "now", "from", "to", "then"};
    table.right = {false, true, true, true, false};
    for (const auto& row : chart.rows) {
      for (const auto& part : row.parts) {
        table.rows.push_back({row.label, short_number(row.now), short_number(part.from),
                              short_number(part.to), part.label});
      }
    }
    return table;
  }
  Table operator()(const MapChart& chart) const {
    Table table;
    table.header = {chart.y_label + " / " + chart.x_label};
    table.right = {false};
    for (std::size_t c = 0; c + 1 < chart.x_edges.size(); ++c) {
      table.header.push_back(fmt::format("{} to {}", short_number(chart.x_edges[c]),
                                         short_number(chart.x_edges[c + 1])));
      table.right.push_back(false);
    }
    const std::size_t columns = chart.x_edges.empty() ? 0 : chart.x_edges.size() - 1;
    for (std::size_t r = 0; r + 1 < chart.y_edges.size(); ++r) {
      std::vector<std::string> cells{fmt::format("{} to {}", short_number(chart.y_edges[r]),
                                                 short_number(chart.y_edges[r + 1]))};
      for (std::size_t c = 0; c < columns; ++c)
        cells.push_back(chart.level_names[static_cast<std::size_t>(chart.cells[r * columns + c])]);
      table.rows.push_back(std::move(cells));
    }
    return table;
  }
  Table operator()(const ScatterChart& chart) const {
    Table table;
    table.header = {"", chart.x_label, chart.y_label};
    table.right = {false, true, true};
    for (const auto& point : chart.points) {
      if (point.label.empty() && !point.efficient) continue;
      table.rows.push_back({point.label.empty() ? "efficient" : point.label, short_number(point.x),
                            short_number(point.y)});
    }
    return table;
  }
  Table operator()(const ParallelChart& chart) const {
    Table table;
    table.header = {""};
    table.right = {false};
    for (const auto& axis : chart.axes) {
      table.header.push_back(axis.label);
      table.right.push_back(true);
    }
    for (const auto& line : chart.lines) {
      if (line.label.empty()) continue;
      std::vector<std::string> cells{line.label};
      for (const double value : line.at) cells.push_back(short_number(value));
      table.rows.push_back(std::move(cells));
    }
    return table;
  }
  Table operator()(const NetworkChart& chart) const {
    Table table;
    table.header = {"from", "by", "to"};
    table.right = {false, false, false};
    const auto name = [&](std::size_t node) {
      std::string out = chart.nodes[node].label;
      for (const std::string& line : chart.nodes[node].lines) out += "; " + line;
      return out;
    };
    for (const auto& edge : chart.edges)
      table.rows.push_back({name(edge.from), edge.label, name(edge.to)});
    return table;
  }
  Table operator()(const MoveChart& chart) const {
    Table table;
    table.header = {"from", "by", "to", "gains at once", "the end holds"};
    table.right.assign(table.header.size(), false);
    const auto name = [&](std::size_t node) {
      const auto& one = chart.nodes[node];
      return one.detail.empty() ? one.label : one.label + ": " + one.detail;
    };
    for (const auto& arrow : chart.arrows) {
      const auto& to = chart.nodes[arrow.to];
      table.rows.push_back({name(arrow.from), chart.movers[arrow.mover], name(arrow.to),
                            arrow.gains ? "yes" : "no", to.holds.empty() ? "no" : to.holds});
    }
    return table;
  }
};

}  // namespace

Table table_of(const Chart& chart) { return std::visit(Numbers{}, chart); }

}  // namespace detente
