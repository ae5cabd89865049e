#include "analysis/conditions/map_document.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostBorders = 40;

std::string number(double value) { return number_in_words(std::round(value * 1e6) / 1e6); }

// The verdicts in a cell, largest first; of the regions where there are some, else of its parts.
std::string cell(const Measure& measure, const FactorMap& map, const std::vector<MapCell>& parts) {
  VerdictsIn in;
  if (map.regions.linear) {
    in = verdicts_in(map.regions, {parts.front().a.low, parts.back().a.high},
                     {parts.front().b.low, parts.back().b.high});
  } else {
    for (const MapCell& part : parts) {
      in.some[static_cast<std::size_t>(part.verdict)] = true;
      in.proven = in.proven && part.certain;
    }
  }
  std::string out;
  for (std::size_t v = in.some.size(); v-- > 0;) {
    if (in.some[v])
      out += (out.empty() ? "" : "/") +
             (measure.is_ladder() ? std::to_string(v) : std::to_string(v == kReady ? 1 : 0));
  }
  return in.proven ? out : out + "*";
}

void grid(const std::string& b_name, const Measure& measure, const FactorMap& map,
          Document& document) {
  const auto columns = static_cast<std::size_t>(map.columns);
  Table table;
  table.header = {b_name};
  table.right = {true};
  for (std::size_t c = 0; c < columns; ++c) {
    table.header.push_back(number(map.grid[c].front().a.low));
    table.right.push_back(false);
  }
  for (std::size_t r = columns; r-- > 0;) {
    std::vector<std::string> cells{number(map.rows[r].b)};
    for (std::size_t c = 0; c < columns; ++c)
      cells.push_back(cell(measure, map, map.grid[r * columns + c]));
    table.rows.push_back(std::move(cells));
  }
  document.table(std::move(table));
}

// a = constant + slope * b, or b = constant.
std::string equation(const MapBorder& border, const std::string& a, const std::string& b) {
  const double da = border.to[0] - border.from[0], db = border.to[1] - border.from[1];
  if (std::abs(db) < 1e-12)
    return fmt::format("{} = {}, for {} from {} to {}", b, number(border.from[1]), a,
                       number(border.from[0]), number(border.to[0]));
  const double slope = da / db, constant = border.from[0] - slope * border.from[1];
  const std::string line = std::abs(da) < 1e-12
                               ? number(border.from[0])
                               : fmt::format("{} {} {} * {}", number(constant),
                                             slope < 0 ? "-" : "+", number(std::abs(slope)), b);
  return fmt::format("{} = {}, for {} from {} to {}", a, line, b, number(border.from[1]),
                     number(border.to[1]));
}

}  // namespace

std::string verdict_in_words(Verdict verdict) {
  return verdict == kReady ? "ready" : std::string(verdict_name(verdict));
}

void write_map(const Dispute& dispute, const Measure& measure, const FactorMap& map,
               Document& document) {
  const auto named = [&](Verdict verdict) {
    return measure.is_ladder() ? verdict_in_words(verdict)
                               : std::string(level_name(measure, verdict));
  };
  const std::string a = factor_name(dispute, map.a), b = factor_name(dispute, map.b);
  document.heading(3, fmt::format("{} and {}", a, b));
  if (map.stopped != StopReason::kDone) {
    document.paragraph("Not worked out: the work limit was reached.");
    return;
  }
  document.paragraph(
      fmt::format("{}, more than one where a border runs through it; {} runs from {} to {} to the "
                  "right, {} is given on the left. A star: not "
                  "proven to be one everywhere {}.",
                  measure.is_ladder() ? "The rung in every cell, 0 to 6 (ready)"
                                      : "1 in a cell where it holds, 0 where it fails",
                  a, number_in_words(map.domain_a.low), number_in_words(map.domain_a.high), b,
                  map.regions.linear ? "between borders" : "in the cell"));
  grid(b, measure, map, document);
  std::vector<std::string> shares;
  for (std::size_t v = 0; v < map.certain.size(); ++v) {
    if (map.certain[v] > 0)
      shares.push_back(
          fmt::format("{} {:.1f} %", named(static_cast<Verdict>(v)), 100 * map.certain[v]));
  }
  document.paragraph(
      fmt::format("Proven shares of the area: {}; open: {:.1f} %.",
                  shares.empty() ? "none" : fmt::format("{}", fmt::join(shares, ", ")),
                  100 * std::abs(map.uncertain)));
  std::vector<std::string> items;
  for (const MapBorder& border : map.borders) {
    if (items.size() == kMostBorders) break;
    items.push_back(fmt::format("{} | {}: {}{}", named(border.below), named(border.above),
                                equation(border, a, b),
                                map.regions.linear && !border.exact ? " (sides not proven)" : ""));
  }
  if (items.empty()) return;
  document.paragraph(
      map.regions.linear
          ? fmt::format("The borders, worked out from the lines that verdicts rest on "
                        "(smaller | larger {}):",
                        a)
          : "Straight borders, inferred where at least three rows of cells meet them:");
  const std::size_t hidden = map.borders.size() - items.size();
  document.bullets(std::move(items));
  if (hidden > 0) document.paragraph(fmt::format("{} more in the JSON.", hidden));
}

}  // namespace detente
