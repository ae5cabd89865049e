#include <fmt/format.h>

#include "analysis/paths/paths.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

constexpr std::size_t kMostNodes = 2'000, kMostMoves = 50'000;

struct Edge {
  Outcome from, to;
  std::size_t mover;
  bool improves;
};

Result<std::vector<Edge>> edges_of(const Space& space) {
  if (space.feasible().count() > kMostNodes) {
    return fail(ErrorCode::kLimit,
                fmt::format("the move graph has {} outcomes, too many to draw (at most {})",
                            space.feasible().count(), kMostNodes));
  }
  std::vector<Edge> edges;
  space.feasible().for_each([&](std::size_t s) {
    const auto from = static_cast<Outcome>(s);
    for (std::size_t g = 0; g < space.movers().size(); ++g) {
      const PartySet members = space.movers()[g].members;
      space.each_move(g, from, [&](Outcome to) {
        edges.push_back({from, to, g, space.all_prefer(members, to, from)});
      });
    }
  });
  if (edges.size() > kMostMoves) {
    return fail(ErrorCode::kLimit,
                fmt::format("the move graph has {} moves, too many to draw (at most {})",
                            edges.size(), kMostMoves));
  }
  return edges;
}

std::string equilibria_of(const Stability& stability, Outcome s) {
  std::string out;
  for (std::size_t c = 0; c < kConcepts; ++c) {
    if (!stability.equilibria[c].test(s)) continue;
    out += (out.empty() ? "" : " ") + std::string(concept_name(static_cast<Concept>(c)));
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

Result<std::string> move_graph_dot(const Dispute& dispute, const PathsStudy& study,
                                   const OutcomeName& name) {
  const auto edges = edges_of(study.space);
  if (!edges) return tl::unexpected(edges.error());
  // Okabe and Ito's colours, which people with colour-blindness can tell apart
  static constexpr const char* kColours[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                             "#E69F00", "#56B4E9", "#000000", "#F0E442"};
  std::string out = "digraph moves {\n  graph [label=" + quoted(dispute->title) +
                    "];\n  node [shape=box, fontname=\"sans-serif\"];\n";
  study.space.feasible().for_each([&](std::size_t s) {
    const auto at = static_cast<Outcome>(s);
    const std::string holds = equilibria_of(study.stability, at);
    const std::string label = holds.empty() ? name(at) : name(at) + "\n" + holds;
    std::string shown = quoted(label);
    for (std::size_t k = shown.find('\n'); k != std::string::npos; k = shown.find('\n', k))
      shown.replace(k, 1, "\\n");
    out += fmt::format("  n{} [label={}{}{}];\n", s, shown, holds.empty() ? "" : ", peripheries=2",
                       at == study.space.status_quo() ? ", style=bold" : "");
  });
  for (const Edge& edge : *edges) {
    out +=
        fmt::format("  n{} -> n{} [color=\"{}\", style={}, tooltip={}];\n", edge.from, edge.to,
                    kColours[edge.mover % std::size(kColours)], edge.improves ? "solid" : "dotted",
                    quoted(party_names(dispute, study.space.movers()[edge.mover].members)));
  }
  return out + "}\n";
}

Result<std::string> move_graph_graphml(const Dispute& dispute, const PathsStudy& study,
                                       const OutcomeName& name) {
  const auto edges = edges_of(study.space);
  if (!edges) return tl::unexpected(edges.error());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
      "  <key id=\"equilibrium\" for=\"node\" attr.name=\"equilibrium\" attr.type=\"string\"/>\n"
      "  <key id=\"mover\" for=\"edge\" attr.name=\"mover\" attr.type=\"string\"/>\n"
      "  <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"boolean\"/>\n"
      "  <graph id=\"moves\" edgedefault=\"directed\">\n";
  study.space.feasible().for_each([&](std::size_t s) {
    const auto at = static_cast<Outcome>(s);
    out += fmt::format(
        "    <node id=\"n{}\"><data key=\"name\">{}</data><data "
        "key=\"equilibrium\">{}</data></node>\n",
        s, escaped(name(at)), equilibria_of(study.stability, at));
  });
  for (const Edge& edge : *edges) {
    out += fmt::format(
        "    <edge source=\"n{}\" target=\"n{}\"><data key=\"mover\">{}</data><data "
        "key=\"improves\">{}</data></edge>\n",
        edge.from, edge.to, escaped(party_names(dispute, study.space.movers()[edge.mover].members)),
        edge.improves);
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace detente
