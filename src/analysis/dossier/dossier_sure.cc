// Pictures of what stands in the way, of two factors at once, and of how sure the answer is.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/dossier/dossier.h"

namespace detente {
namespace {

constexpr std::size_t kMostBars = 12;

std::string verdict_label(Verdict verdict) {
  return verdict == kReady ? "ready" : "stops at " + std::string(verdict_name(verdict + 1));
}

std::string player_name(const Dispute& dispute, const std::string& id) {
  if (const int p = dispute.find_party(id); p >= 0)
    return dispute->parties[static_cast<std::size_t>(p)].remarks.name;
  for (const Statement& statement : dispute->statements) {
    if (statement.id == id) return statement.says.empty() ? statement.formula.text : statement.says;
  }
  return id;
}

}  // namespace

std::optional<BarChart> shares_picture(const Dispute& dispute, const BlockingGame& game) {
  const auto& shares = game.result.shares[0];
  if (shares.empty() || game.players.empty()) return std::nullopt;
  BarChart chart;
  chart.unit = "rungs that its going adds, on average over all orders of going";
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].value == 0) continue;
    BarChart::Row row{player_name(dispute, game.players[i]), shares[i].value, {}};
    if (shares[i].error > 0)
      row.range = std::pair{row.value - 2 * shares[i].error, row.value + 2 * shares[i].error};
    chart.rows.push_back(std::move(row));
  }
  std::stable_sort(chart.rows.begin(), chart.rows.end(),
                   [](const auto& a, const auto& b) { return a.value > b.value; });
  if (chart.rows.size() > kMostBars) chart.rows.resize(kMostBars);
  if (chart.rows.empty()) return std::nullopt;
  return chart;
}

MapChart map_picture(const Dispute& dispute, const CaseAnswer& answer, const FactorMap& map) {
  MapChart chart;
  const auto name = [&](int factor) {
    return dispute->factors[static_cast<std::size_t>(factor)].remarks.name;
  };
  chart.x_label = name(map.a);
  chart.y_label = name(map.b);
  const auto columns = static_cast<std::size_t>(map.columns);
  for (std::size_t k = 0; k <= columns; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(columns);
    chart.x_edges.push_back(map.domain_a.low + share * (map.domain_a.high - map.domain_a.low));
    chart.y_edges.push_back(map.domain_b.low + share * (map.domain_b.high - map.domain_b.low));
  }
  for (const std::vector<MapCell>& cell : map.grid)
    chart.cells.push_back(cell.empty() ? 0 : cell.front().verdict);
  for (int v = 0; v <= kRungs; ++v) chart.level_names.push_back(verdict_label(v));
  for (const MapBorder& border : map.borders)
    chart.borders.push_back({border.from[0], border.from[1], border.to[0], border.to[1]});
  chart.now = std::pair{answer.factors[static_cast<std::size_t>(map.a)],
                        answer.factors[static_cast<std::size_t>(map.b)]};
  return chart;
}

BarChart chances_picture(const CaseWorlds& of) {
  BarChart chart;
  chart.unit = "share of the worlds that get at least so far";
  chart.percent = true;
  for (int v = 1; v <= kRungs; ++v) {
    const Share& share = of.at_least[static_cast<std::size_t>(v)];
    chart.rows.push_back({std::string(verdict_name(v)), share.value,
                          std::pair{std::max(0.0, share.value - 2 * share.error),
                                    std::min(1.0, share.value + 2 * share.error)}});
  }
  return chart;
}

BarChart drivers_picture(const Dispute& dispute, const WorldsRun& run, const CaseWorlds& of) {
  BarChart chart;
  chart.unit = "share of the doubt that knowing this number alone would settle";
  chart.percent = true;
  for (const Driver& driver : of.drivers) {
    if (driver.explained < 0.005 || chart.rows.size() == kMostBars) continue;
    chart.rows.push_back({driver_name(dispute, run, driver), driver.explained, {}});
  }
  return chart;
}

}  // namespace detente
