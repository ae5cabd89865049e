#include <fmt/format.h>

#include <algorithm>

#include "dispute/builder.h"

namespace detente::building {

// The outcomes become the options of one issue, so that formulas and preferences need not know.
void Builder::graph() {
  if (!draft_.graph) return;
  const draft::Graph& from = *draft_.graph;
  if (!draft_.issues.empty()) {
    error(ErrorCode::kModel, "a file has either [issues] or [graph], not both", from.where,
          "keep the form in which the moves are described");
  }
  if (!draft_.order.empty()) {
    error(ErrorCode::kModel, "order constraints cannot stand beside [graph]",
          draft_.order.front().where, "leave out the arcs that come too early");
  }
  Issue issue;
  issue.id = "outcome";
  claim_id("issue", {issue.id, from.where});
  options("the graph", "outcome", from.outcomes, issue);
  if (issue.options.size() < 2 || issue.options.size() > kMostOptions) {
    error(
        ErrorCode::kModel,
        issue.options.empty()
            ? "the graph has no outcomes"
            : fmt::format("the graph has {} outcome{}; it needs at least two and at most {}",
                          issue.options.size(), issue.options.size() == 1 ? "" : "s", kMostOptions),
        from.where, "outcomes = [\"s1\", \"s2\"]");
    if (issue.options.empty()) issue.options.push_back("none");
  }
  if (from.labels) labels("the graph", "outcome", *from.labels, from.where, issue);
  issue.remarks = remarks({}, issue.id, from.where);
  add_issue(std::move(issue), true);

  data_.graph.emplace();
  data_.graph->arcs.resize(data_.parties.size());
  for (const auto& [name, list] : from.moves) {
    const int party = find_party(name);
    std::vector<std::pair<int, int>> nobody;
    arcs(list, party < 0 ? nobody : data_.graph->arcs[static_cast<std::size_t>(party)]);
  }
  for (auto& list : data_.graph->arcs) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

int Builder::find_outcome(const draft::Text& name) {
  const auto& outcomes = data_.scope.issues.back();
  const int found = outcomes.find_option(name.value);
  if (found < 0) unknown("outcome", name, outcomes.options);
  return found;
}

void Builder::arcs(const std::vector<draft::Arc>& from, std::vector<std::pair<int, int>>& into) {
  into.reserve(into.size() + from.size());
  for (const draft::Arc& arc : from) {
    const int start = find_outcome(arc.from), end = find_outcome(arc.to);
    if (start < 0 || end < 0) continue;
    if (start == end) {
      error(ErrorCode::kModel, fmt::format("an arc goes from '{}' to itself", arc.from.value),
            arc.to.where, "staying needs no arc");
      continue;
    }
    into.emplace_back(start, end);
  }
}

}  // namespace detente::building
