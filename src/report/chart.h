// Pictures as data, and how they are drawn.
//
// Values are what is meant, not where it is drawn; a renderer chooses places, sizes and colours.
// Colours come from the page (classes), differ in lightness as well as in hue, and never say
// anything that a word or a shape does not say too.
#ifndef DETENTE_REPORT_CHART_H_
#define DETENTE_REPORT_CHART_H_

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace detente {

struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right = {};                      // per column: numbers, set flush right
  std::vector<std::vector<std::string>> notes = {};  // per row; may be shorter (document.h)
};

// What is left after each of several tests, a row per case.
struct LadderChart {
  struct Row {
    std::string label;
    std::vector<double> left;  // per rung, at most `of`
    double of = 0;             // before the first
    std::string end;           // what happens at the end, in a few words
    bool passes = false;       // all of them
  };
  std::vector<std::string> rungs;
  std::vector<Row> rows;
};

// One bar per row, with a range that it is uncertain within.
struct BarChart {
  struct Row {
    std::string label;
    double value = 0;
    std::optional<std::pair<double, double>> range = {};
  };
  std::string unit;
  std::vector<Row> rows;
  bool percent = false;  // values are shares of 1
};

// One strip per row: what holds along a number, and where it is now. Levels 0, 1, ... are better
// and better.
struct StripChart {
  struct Part {
    double from = 0, to = 0;
    int level = 0;
    std::string label;
  };
  struct Row {
    std::string label;
    double low = 0, high = 1, now = 0;
    std::vector<Part> parts;  // in order, without gaps
  };
  int levels = 7;
  std::vector<Row> rows;
};

// What holds over two numbers; cells in rows from the lowest y.
struct MapChart {
  std::string x_label, y_label;
  std::vector<double> x_edges, y_edges;  // ascending
  std::vector<int> cells;                // [row * columns + column]: a level
  std::vector<std::string> level_names;
  std::optional<std::pair<double, double>> now = {};
  struct Border {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  };
  std::vector<Border> borders = {};  // where levels are known to change
};

// Points in a plane; `zone`: where both coordinates are at least these.
struct ScatterChart {
  struct Point {
    double x = 0, y = 0;
    std::string label = {};  // empty: one of many
    bool efficient = false;
  };
  std::string x_label, y_label;
  std::vector<Point> points;
  std::optional<std::pair<double, double>> zone = {};
  std::string zone_label;
};

// One line per thing across several axes, each with its own ends.
struct ParallelChart {
  struct Axis {
    std::string label;
    double low = 0, high = 1;
    std::optional<double> mark = {};  // e.g. no-deal
  };
  struct Line {
    std::string label;  // empty: one of many
    std::vector<double> at;
  };
  std::vector<Axis> axes;
  std::vector<Line> lines;
  std::string mark_label;
};

// Things in columns and who leads from one to another.
struct NetworkChart {
  struct Node {
    std::string label;
    std::vector<std::string> lines;  // more about it
    int column = 0, row = 0;
    enum class Kind { kPlain, kStart, kGoal, kBad } kind = Kind::kPlain;
  };
  struct Edge {
    std::size_t from = 0, to = 0;
    std::string label;
    bool bad = false;
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// Outcomes and who would move from which to which.
struct MoveChart {
  struct Node {
    std::string label;
    std::string detail = {};  // more about it
    std::string holds = {};   // under which notions of foresight; empty: under none
    enum class Kind { kPlain, kStart, kGoal } kind = Kind::kPlain;
  };
  struct Arrow {
    std::size_t from = 0, to = 0, mover = 0;
    bool chosen = false;  // on the way that is shown
    bool gains = true;    // is the mover better off at once?
  };
  std::vector<Node> nodes;
  std::vector<std::string> movers;
  std::vector<Arrow> arrows;
};

using Chart = std::variant<LadderChart, BarChart, StripChart, MapChart, ScatterChart, ParallelChart,
                           NetworkChart, MoveChart>;

// The numbers in it. Of many points without a label only the efficient ones.
Table table_of(const Chart& chart);

// An SVG element for a page whose style sheet knows the classes (render_html.cc has them all).
// `id`: unlike those of other figures of the page; `title`, `says`: for those who cannot see it.
std::string svg_of(const Chart& chart, const std::string& id, const std::string& title,
                   const std::string& says);

}  // namespace detente

#endif  // DETENTE_REPORT_CHART_H_
