#include <fmt/format.h>

#include <map>

#include "analysis/paths/paths.h"
#include "analysis/readiness/words.h"
#include "analysis/stability/stability_sections.h"

namespace detente {
namespace {

constexpr std::size_t kMostOrders = 8;

class Writer {
 public:
  Writer(const Dispute& dispute, const PathsStudy& study, const OutcomeName& name,
         Document& document)
      : dispute_(dispute), study_(study), name_(name), document_(document) {}

  void write() {
    headline();
    const std::string apart = apart_here(dispute_, study_.space);
    if (!apart.empty()) document_.paragraph(apart);
    for (const PathsTo& row : study_.targets) {
      document_.heading(2, "To " + name_(row.target));
      if (row.target == study_.from) {
        document_.paragraph("This is where the paths start.");
        continue;
      }
      std::vector<std::string> items;
      items.push_back("shortest path: " + path(row.legal, "there is none, whatever anyone wants"));
      items.push_back(
          "shortest self-enforcing path: " +
          path(row.enforcing, "there is none; somebody would have to lose at some step"));
      document_.bullets(std::move(items));
      orders(row);
    }
  }

 private:
  void headline() {
    std::string text;
    if (study_.targets.empty()) {
      text = fmt::format("There is no equilibrium under {} to go to.", concept_name(study_.which));
    } else {
      text = fmt::format(
          "From {}, {} of {} {} can be reached by steps that each pay for whoever makes them.",
          name_(study_.from), study_.enforced, study_.targets.size() + study_.more_targets,
          study_.to_equilibria ? fmt::format("equilibria under {}", concept_name(study_.which))
                               : std::string("outcomes asked for"));
    }
    if (study_.more_targets > 0)
      text += fmt::format(" The nearest {} are shown.", study_.targets.size());
    document_.paragraph(text, true);
  }
  std::string path(const std::optional<std::vector<SequenceStep>>& steps,
                   const std::string& none) const {
    if (!steps) return none;
    if (steps->empty()) return "no step is needed";
    std::string out;
    for (std::size_t k = 0; k < steps->size(); ++k) {
      const SequenceStep& step = (*steps)[k];
      out += fmt::format("{}{}. {} -> {}", k == 0 ? "" : "; ", k + 1,
                         party_names(dispute_, study_.space.movers()[step.mover].members),
                         name_(step.to));
    }
    return out;
  }
  void orders(const PathsTo& row) {
    if (!row.why_no_orders.empty()) {
      document_.paragraph("Orders of steps are not compared: " + row.why_no_orders + ".");
      return;
    }
    std::size_t gains = 0, ahead = 0;
    std::map<std::string, std::size_t> breaks;
    std::vector<std::string> items;
    for (const OrderOfSteps& order : row.orders) {
      if (order.holds >= Holds::kUnwanted) {
        const std::string& step = row.steps[static_cast<std::size_t>(order.steps[order.breaks_at])];
        ++breaks[order.holds == Holds::kUnwanted
                     ? fmt::format("{} would not make or allow '{}'",
                                   party_names(dispute_, order.breaks_for), step)
                     : fmt::format("nobody may make '{}' at that point", step)];
        continue;
      }
      ++(order.holds == Holds::kGains ? gains : ahead);
      if (items.size() == kMostOrders) continue;
      std::string text;
      for (const int s : order.steps)
        text += (text.empty() ? "" : ", then ") + row.steps[static_cast<std::size_t>(s)];
      items.push_back(text + (order.holds == Holds::kGains ? " (each step pays at once)"
                                                           : " (pays only at the end)"));
    }
    document_.paragraph(fmt::format(
        "Orders of {}: {} pay at every step, {} more only for movers that look ahead to the end{}.",
        row.packages ? "packages" : "steps", gains, ahead,
        gains + ahead > kMostOrders ? fmt::format("; the first {} are shown", kMostOrders) : ""));
    if (!items.empty()) document_.bullets(std::move(items));
    if (breaks.empty()) return;
    std::vector<std::pair<std::size_t, std::string>> sorted;
    sorted.reserve(breaks.size());
    for (const auto& [text, count] : breaks) sorted.emplace_back(count, text);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    Table table;
    table.header = {"where other orders break", "beginnings"};
    table.right = {false, true};
    for (const auto& [count, text] : sorted) table.rows.push_back({text, std::to_string(count)});
    document_.table(std::move(table));
  }

  const Dispute& dispute_;
  const PathsStudy& study_;
  const OutcomeName& name_;
  Document& document_;
};

}  // namespace

Document paths_document(const Dispute& dispute, const std::vector<PathsStudy>& studies,
                        const std::vector<OutcomeName>& names) {
  Document document;
  document.heading(1, "How to get from here to there: " + dispute->title);
  for (std::size_t k = 0; k < studies.size(); ++k) {
    if (studies.size() > 1)
      document.heading(2, "Case " + case_name(dispute, studies[k].case_index));
    if (studies[k].stopped != StopReason::kDone) {
      document.paragraph("Stopped at the work limit before the equilibria were known.", true);
      continue;
    }
    Writer(dispute, studies[k], names[k], document).write();
  }
  return document;
}

}  // namespace detente
