#include <fmt/format.h>

#include <algorithm>

#include "analysis/readiness/words.h"
#include "analysis/stability/stability_sections.h"
#include "analysis/stability/study.h"

namespace detente {
namespace {

constexpr std::size_t kMostRows = 40;

// From the strictest concept to the mildest, as the tables show them.
constexpr Concept kShown[] = {Concept::kNash, Concept::kSseq, Concept::kSeq, Concept::kSmr,
                              Concept::kGmr};

class Writer {
 public:
  Writer(const Dispute& dispute, const StabilityStudy& study, const OutcomeName& name,
         Document& document)
      : of_{dispute, study, name, document}, study_(study), name_(name), document_(document) {}

  void write() {
    headline();
    status_quo();
    const std::string apart = apart_here(of_.dispute, study_.space);
    if (!apart.empty()) document_.paragraph(apart);
    equilibria();
    per_mover();
    write_foresight(of_);
    write_coalitions(of_);
    write_why(of_);
    write_inverse(of_);
    how();
  }

 private:
  std::string mover(std::size_t g) const { return of_.mover(g); }
  std::string list(const std::vector<Outcome>& outcomes) const { return of_.list(outcomes); }
  bool equilibrium(Concept which, Outcome s) const {
    return study_.stability.equilibria[at(which)].test(s);
  }

  void headline() {
    Bitset all = study_.space.feasible(), some(study_.space.size());
    for (const Bitset& one : study_.stability.equilibria) {
      all &= one;
      some |= one;
    }
    const std::size_t feasible = study_.space.feasible().count();
    std::string text =
        fmt::format("{} of {} outcomes {} for every party under every concept of foresight",
                    all.count(), feasible, all.count() == 1 ? "holds" : "hold");
    if (all.any() && all.count() <= 10) text += ": " + list(all.members());
    text += ". ";
    const std::size_t more = some.count() - all.count();
    if (more > 0)
      text +=
          fmt::format("{} more {} under some concept only.", more, more == 1 ? "holds" : "hold");
    document_.paragraph(text, true);
  }

  void status_quo() {
    const Outcome s = study_.space.status_quo();
    const std::string called =
        name_(s) == "status quo" ? "The status quo" : fmt::format("The status quo ({})", name_(s));
    std::vector<std::string> holds;
    for (const Concept which : kShown) {
      if (equilibrium(which, s)) holds.emplace_back(concept_name(which));
    }
    if (static_cast<int>(holds.size()) == kConcepts) {
      document_.paragraph(called + " holds under every concept.");
      return;
    }
    std::string text = holds.empty()
                           ? called + " does not hold"
                           : fmt::format("{} holds only under {}", called, fmt::join(holds, ", "));
    for (std::size_t g = 0; g < study_.stability.movers.size(); ++g) {
      for (const Reason& reason : reasons_for(study_.space, g, s)) {
        if (reason.which != Concept::kSeq || reason.stable) continue;
        for (const Reply& reply : reason.replies) {
          if (reply.punished) continue;
          text += fmt::format(
              ": {} would move to {}, and nothing that the others would want to do "
              "makes that worse",
              mover(g), name_(reply.improvement));
          document_.paragraph(text + ".");
          return;
        }
      }
    }
    document_.paragraph(text + ".");
  }

  void equilibria() {
    std::vector<Outcome> shown;
    Bitset some(study_.space.size());
    for (const Bitset& one : study_.stability.equilibria) some |= one;
    shown = some.members();
    const auto concepts = [&](Outcome s) {
      int count = 0;
      for (const Concept which : kShown) count += equilibrium(which, s) ? 1 : 0;
      return count;
    };
    if (shown.size() <= 100'000) {
      std::stable_sort(shown.begin(), shown.end(),
                       [&](Outcome a, Outcome b) { return concepts(a) > concepts(b); });
    }
    document_.heading(2, "Equilibria");
    Table table;
    table.header = {"outcome"};
    table.right = {false};
    for (const Concept which : kShown) {
      table.header.emplace_back(concept_name(which));
      table.right.push_back(false);
    }
    std::vector<std::string> counts{"how many"};
    for (const Concept which : kShown)
      counts.push_back(std::to_string(study_.stability.equilibria[at(which)].count()));
    table.rows.push_back(counts);
    // names too long for a table stand below it
    constexpr std::size_t kLong = 40, kSpelled = 10;
    const auto rows = std::min(shown.size(), kMostRows);
    const bool numbered =
        std::any_of(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(rows),
                    [&](Outcome s) { return name_(s).size() > kLong; });
    std::vector<std::string> spelled;
    for (const Outcome s : shown) {
      if (table.rows.size() > kMostRows) break;
      if (numbered && spelled.size() < kSpelled)
        spelled.push_back(fmt::format("#{}: {}", s, name_(s)));
      std::vector<std::string> row{numbered ? fmt::format("#{}", s) : name_(s)};
      for (const Concept which : kShown) row.emplace_back(equilibrium(which, s) ? "yes" : "-");
      table.rows.push_back(row);
    }
    document_.table(std::move(table));
    if (!spelled.empty()) {
      document_.paragraph("What differs from the status quo in the first of them:");
      document_.bullets(std::move(spelled));
    }
    if (shown.size() > kMostRows)
      document_.paragraph(fmt::format("{} more are not shown; --format json lists them.",
                                      shown.size() - kMostRows));
  }

  void per_mover() {
    if (study_.space.feasible().count() > kMostRows) return;
    document_.heading(2, "For whom");
    Table table;
    table.header = {"outcome"};
    for (std::size_t g = 0; g < study_.stability.movers.size(); ++g)
      table.header.push_back(mover(g));
    study_.space.feasible().for_each([&](std::size_t s) {
      std::vector<std::string> row{name_(static_cast<Outcome>(s))};
      for (const MoverStability& of : study_.stability.movers) {
        std::vector<std::string> names;
        for (const Concept which : kShown) {
          if (of.stable[at(which)].test(s)) names.emplace_back(concept_name(which));
        }
        row.push_back(static_cast<int>(names.size()) == kConcepts ? "all"
                      : names.empty()                             ? "-"
                                      : fmt::format("{}", fmt::join(names, " ")));
      }
      table.rows.push_back(row);
    });
    document_.table(std::move(table));
  }

  void how() {
    const auto& movers = study_.stability.movers;
    const bool near = std::all_of(movers.begin(), movers.end(), [](const MoverStability& one) {
      return one.method == Method::kNearLinear;
    });
    document_.paragraph(
        near ? "Worked out exactly for every outcome."
             : "Worked out exactly, move by move: order constraints, arcs or joint moves leave no "
               "shorter way.");
  }

  StabilityWriting of_;
  const StabilityStudy& study_;
  const OutcomeName& name_;
  Document& document_;
};

// How many outcomes hold for whom, as far as the work limit let it be worked out.
void write_known(const Dispute& dispute, const StabilityStudy& study, Document& document) {
  const Stability& found = study.stability;
  document.paragraph(found.stopped == StopReason::kCancelled
                         ? "Stopped before all was known."
                         : "Stopped at the work limit: what is missing below was not finished.",
                     true);
  Table table;
  table.header = {"outcomes that hold"};
  table.right = {false};
  for (const Concept which : kShown) {
    table.header.emplace_back(concept_name(which));
    table.right.push_back(true);
  }
  const auto cell = [](bool known, const Bitset& set) {
    return known ? fmt::format("{}", set.count()) : std::string("?");
  };
  for (const MoverStability& mover : found.movers) {
    std::vector<std::string> row{"for " + party_names(dispute, mover.members)};
    for (const Concept which : kShown)
      row.push_back(cell(mover.finished > static_cast<int>(at(which)), mover.stable[at(which)]));
    table.rows.push_back(row);
  }
  std::vector<std::string> row{"for every party"};
  for (const Concept which : kShown)
    row.push_back(cell(found.known(which), found.equilibria[at(which)]));
  table.rows.push_back(row);
  document.table(std::move(table));
}

}  // namespace

Document stability_document(const Dispute& dispute, const std::vector<StabilityStudy>& studies,
                            const std::vector<OutcomeName>& names) {
  Document document;
  document.heading(1, "Which outcomes hold? " + dispute->title);
  for (std::size_t k = 0; k < studies.size(); ++k) {
    const StabilityStudy& study = studies[k];
    if (studies.size() > 1) document.heading(2, "Case " + case_name(dispute, study.case_index));
    if (study.stability.stopped != StopReason::kDone) {
      write_known(dispute, study, document);
      continue;
    }
    Writer(dispute, study, names[k], document).write();
    if (study.stopped != StopReason::kDone)
      document.paragraph("Stopped at the work limit: what is missing above was not finished.");
  }
  return document;
}

}  // namespace detente
