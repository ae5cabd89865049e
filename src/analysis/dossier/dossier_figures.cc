// The pictures of a dossier.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/bargaining/study_words.h"
#include "analysis/dossier/dossier.h"
#include "analysis/readiness/thresholds.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

std::string verdict_label(Verdict verdict) {
  if (verdict == kNoWorld) return "cannot be";
  return verdict == kReady ? "ready" : "stops at " + std::string(verdict_name(verdict + 1));
}

// One line per issue that differs.
std::vector<std::string> changes(const Dispute& dispute, const std::vector<int>& from,
                                 const std::vector<int>& to) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < from.size(); ++k) {
    if (from[k] == to[k]) continue;
    const Issue& issue = dispute->issues[k];
    out.push_back(issue.labels[static_cast<std::size_t>(to[k])]);
  }
  return out;
}

double number(std::int64_t units) {
  return static_cast<double>(units) / static_cast<double>(Decimal::kOne);
}

// The names of solutions by the vectors they single out.
std::map<std::vector<std::int64_t>, std::string> names_of(const BargainingStudy& study) {
  std::map<std::vector<std::int64_t>, std::string> out;
  for (const SolutionRow& row : study.solutions) {
    if (row.id == "fallback") continue;  // one for every quota: too many for a picture
    for (const DealPoint& point : row.points) {
      std::string& names = out[point.utility];
      names += (names.empty() ? "" : ", ") + solution_name(row.id);
    }
  }
  return out;
}

}  // namespace

LadderChart ladder_picture(const Dispute& dispute, const std::vector<CaseAnswer>& answers) {
  LadderChart chart;
  for (int r = 0; r < kRungs; ++r) chart.rungs.emplace_back(to_string(static_cast<Rung>(r)));
  for (const CaseAnswer& answer : answers) {
    LadderChart::Row row;
    row.label = answer.case_id;
    row.of = static_cast<double>(answer.in_compromise);
    for (const auto& rung : answer.rungs) row.left.push_back(static_cast<double>(rung.survivors));
    row.passes = answer.ready;
    row.end = answer.ready ? "ready" : std::string(verdict_name(answer.verdict + 1));
    if (!answer.ready && !answer.stopped_by.empty()) {
      const std::string& who = answer.stopped_by.front().who;
      std::string name = who;
      if (const int p = dispute.find_party(who); p >= 0)
        name = dispute->parties[static_cast<std::size_t>(p)].remarks.name;
      for (const Ratifier& ratifier : dispute->ratifiers) {
        if (ratifier.id == who) name = ratifier.remarks.name;
      }
      if (!name.empty()) row.end = name;
    }
    chart.rows.push_back(std::move(row));
  }
  return chart;
}

StripChart threshold_strips(const Dispute& dispute, const CaseAnswer& answer) {
  StripChart chart;
  chart.levels = kRungs + 1;
  for (const FactorThresholds& factor : answer.thresholds) {
    const Factor& named = dispute->factors[static_cast<std::size_t>(factor.factor)];
    StripChart::Row row;
    row.label = named.remarks.name;
    row.low = named.domain.low;
    row.high = named.domain.high;
    row.now = answer.factors[static_cast<std::size_t>(factor.factor)];
    double from = row.low;
    for (const Threshold& t : factor.crossings) {
      row.parts.push_back({from, t.at, std::max(t.below, 0), verdict_label(t.below)});
      from = t.at;
    }
    const Verdict last = factor.crossings.empty() ? answer.verdict : factor.crossings.back().above;
    row.parts.push_back({from, row.high, std::max(last, 0), verdict_label(last)});
    chart.rows.push_back(std::move(row));
  }
  return chart;
}

std::optional<NetworkChart> way_to(const Dispute& dispute, const CaseAnswer& answer,
                                   const DealReport& deal) {
  const std::vector<Step>& way = deal.path.empty() ? deal.legal_path : deal.path;
  if (way.empty()) return std::nullopt;
  using Kind = NetworkChart::Node::Kind;
  NetworkChart chart;
  chart.nodes.push_back({"today", {"the status quo"}, 0, 0, Kind::kStart});
  std::vector<int> here = answer.status_quo;
  for (const Step& step : way) {
    const int column = static_cast<int>(chart.nodes.size());
    const bool last = column == static_cast<int>(way.size());
    chart.nodes.push_back({last ? "the deal" : fmt::format("step {}", column),
                           changes(dispute, here, step.to), column, 0,
                           last ? Kind::kGoal : Kind::kPlain});
    chart.edges.push_back({static_cast<std::size_t>(column - 1), static_cast<std::size_t>(column),
                           party_names(dispute, step.mover), false});
    here = step.to;
  }
  if (!deal.broken) return chart;
  std::size_t from = chart.nodes.size() - 1;
  const int column = static_cast<int>(from);
  std::vector<int> at = deal.broken->from;
  for (std::size_t k = 0; k < deal.broken->path.size(); ++k) {
    const Step& step = deal.broken->path[k];
    const bool last = k + 1 == deal.broken->path.size();
    std::vector<std::string> lines = changes(dispute, at, step.to);
    if (last) {
      const auto victim = static_cast<std::size_t>(deal.broken->victim);
      lines.push_back(dispute->parties[victim].remarks.name + " is worse off");
    }
    chart.nodes.push_back({last ? "it is broken" : "it is under attack", std::move(lines), column,
                           static_cast<int>(k) + 1, Kind::kBad});
    chart.edges.push_back({from, chart.nodes.size() - 1, party_names(dispute, step.mover), true});
    from = chart.nodes.size() - 1;
    at = step.to;
  }
  return chart;
}

std::optional<Chart> deals_picture(const Dispute& dispute, const BargainingStudy& study) {
  constexpr std::size_t kMostPoints = 2000;  // a picture of more is no clearer, and large
  const bool cardinal =
      std::all_of(study.cardinal.begin(), study.cardinal.end(), [](char one) { return one != 0; });
  const auto names = names_of(study);
  if (!cardinal || study.bargainers.size() < 2 || (study.frontier.points.empty() && names.empty()))
    return std::nullopt;
  const auto label = [&](std::size_t b) {
    return dispute->parties[static_cast<std::size_t>(study.bargainers[b])].remarks.name;
  };
  if (study.bargainers.size() == 2) {
    ScatterChart chart;
    chart.x_label = label(0) + "'s utility";
    chart.y_label = label(1) + "'s utility";
    const auto add = [&](const DealList& list, bool efficient) {
      for (std::size_t k = 0; k < std::min(kMostPoints, list.points.size()); ++k) {
        const DealPoint& point = list.points[k];
        chart.points.push_back({number(point.utility[0]), number(point.utility[1]), {}, efficient});
      }
    };
    add(study.table_frontier, false);
    add(study.frontier, true);
    for (const auto& [utility, name] : names)
      chart.points.push_back({number(utility[0]), number(utility[1]), name, true});
    if (study.no_deal.size() == 2) {
      chart.zone = std::pair{number(study.no_deal[0]), number(study.no_deal[1])};
      chart.zone_label = "better than no deal for both";
    }
    return chart;
  }
  ParallelChart chart;
  for (std::size_t b = 0; b < study.bargainers.size(); ++b) {
    ParallelChart::Axis axis{label(b), 0, 0, {}};
    bool first = true;
    const auto include = [&](std::int64_t units) {
      axis.low = first ? number(units) : std::min(axis.low, number(units));
      axis.high = first ? number(units) : std::max(axis.high, number(units));
      first = false;
    };
    for (const DealPoint& point : study.frontier.points) include(point.utility[b]);
    for (const auto& [utility, name] : names) include(utility[b]);
    if (b < study.no_deal.size()) {
      include(study.no_deal[b]);
      axis.mark = number(study.no_deal[b]);
    }
    chart.axes.push_back(std::move(axis));
  }
  chart.mark_label = "no deal";
  const auto line = [&](const std::vector<std::int64_t>& utility, std::string name) {
    ParallelChart::Line out{std::move(name), {}};
    for (const std::int64_t units : utility) out.at.push_back(number(units));
    chart.lines.push_back(std::move(out));
  };
  for (std::size_t k = 0; k < std::min<std::size_t>(400, study.frontier.points.size()); ++k)
    line(study.frontier.points[k].utility, "");
  for (const auto& [utility, name] : names) line(utility, name);
  return chart;
}

}  // namespace detente
