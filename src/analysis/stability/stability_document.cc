#include <fmt/format.h>

#include <algorithm>

#include "analysis/readiness/words.h"
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
      : dispute_(dispute), study_(study), name_(name), document_(document) {}

  void write() {
    headline();
    status_quo();
    equilibria();
    per_mover();
    foresight();
    coalitions();
    why();
    inverse();
    how();
  }

 private:
  std::string mover(std::size_t g) const {
    return party_names(dispute_, study_.space.movers()[g].members);
  }
  std::string list(const std::vector<Outcome>& outcomes) const {
    std::string out;
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      if (k == 10) return out + fmt::format("; and {} more", outcomes.size() - k);
      out += (k == 0 ? "" : "; ") + name_(outcomes[k]);
    }
    return out.empty() ? "none" : out;
  }
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

  Bitset for_all(const std::vector<const Bitset*>& sets) const {
    Bitset out = study_.space.feasible();
    for (const Bitset* set : sets) out &= *set;
    return out;
  }

  void foresight() {
    std::vector<std::string> items;
    if (study_.simultaneous && study_.simultaneous->stopped == StopReason::kDone) {
      std::vector<const Bitset*> sets;
      for (const Bitset& one : study_.simultaneous->stable) sets.push_back(&one);
      items.push_back("SIM, against simultaneous improvements: " + list(for_all(sets).members()));
    }
    if (study_.limited) {
      for (std::size_t h = 0; h < study_.limited->horizon.size(); ++h) {
        const auto& both = study_.limited->horizon[h];
        items.push_back(
            fmt::format("L_{}: {}", h + 1, list(for_all({&both[0], &both[1]}).members())));
      }
      if (study_.limited->stopped == StopReason::kDone) {
        const auto& both = study_.limited->nonmyopic;
        items.push_back("non-myopic: " + list(for_all({&both[0], &both[1]}).members()));
      }
    }
    for (std::size_t h = 0; h < study_.maximin.size(); ++h) {
      std::vector<const Bitset*> sets;
      for (const auto& one : study_.maximin[h]) {
        if (one) sets.push_back(&*one);
      }
      items.push_back(fmt::format("Maximin_{}: {}", h + 1, list(for_all(sets).members())));
    }
    if (items.empty()) return;
    document_.heading(2, "Other foresight");
    document_.bullets(std::move(items));
  }

  void coalitions() {
    if (study_.coalitions.coalitions.empty()) return;
    document_.heading(2, "Coalitions");
    Table table;
    table.header = {"coalition", "CNash", "CSEQ", "CSMR", "CGMR"};
    table.right = {false, true, true, true, true};
    Bitset all[kCoalitionConcepts];
    for (Bitset& one : all) one = study_.space.feasible();
    for (const CoalitionStability& one : study_.coalitions.coalitions) {
      const auto count = [&](CoalitionConcept which) {
        return std::to_string(one.stable[static_cast<std::size_t>(which)].count());
      };
      table.rows.push_back({party_names(dispute_, one.members), count(CoalitionConcept::kCNash),
                            count(CoalitionConcept::kCSeq), count(CoalitionConcept::kCSmr),
                            count(CoalitionConcept::kCGmr)});
      for (std::size_t c = 0; c < kCoalitionConcepts; ++c) all[c] &= one.stable[c];
    }
    document_.table(std::move(table));
    std::vector<std::string> items;
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c) {
      items.push_back(fmt::format("{}, stable for all of these: {}",
                                  coalition_concept_name(static_cast<CoalitionConcept>(c)),
                                  list(all[c].members())));
    }
    document_.bullets(std::move(items));
  }

  void why() {
    for (const WhyRow& row : study_.why) {
      document_.heading(2, fmt::format("{} for {}", name_(row.outcome), mover(row.mover)));
      if (row.reasons.front().replies.empty()) {
        document_.paragraph("Stable under every concept: there is nothing to gain by moving.");
        continue;
      }
      std::vector<std::string> items;
      for (const Reason& reason : row.reasons) {
        for (const Reply& reply : reason.replies) {
          std::string text =
              fmt::format("{}: {} to {}", concept_name(reason.which),
                          reason.stable ? "the move" : "moves", name_(reply.improvement));
          if (reason.stable || reply.punished) {
            text += " is punished:";
            for (const SequenceStep& step : reply.sanction)
              text += fmt::format(" {} -> {};", mover(step.mover), name_(step.to));
            text.back() = '.';
          } else {
            text += ", and nothing punishes that.";
          }
          items.push_back(text);
        }
      }
      document_.bullets(std::move(items));
    }
  }

  void inverse() {
    for (const InverseRow& row : study_.inverse) {
      document_.heading(
          2, fmt::format("What would make {} stable for {}", name_(row.target), mover(row.mover)));
      Table table;
      table.header = {"concept", "now", "share of its orders", "orders", "smallest change"};
      table.right = {false, false, true, true, false};
      for (const InverseCount& count : row.counts) {
        std::vector<std::string> changes;
        for (const auto& change : count.changes) {
          std::vector<std::string> named;
          for (const Outcome s : change) named.push_back(name_(s));
          if (changes.size() == 3) {
            changes.emplace_back("...");
            break;
          }
          changes.push_back(fmt::format("{}", fmt::join(named, " and ")));
        }
        std::string change = "none needed";
        if (!count.stable_now)
          change = changes.empty()
                       ? "no four outcomes do it"
                       : fmt::format("no longer above it: {}", fmt::join(changes, ", or "));
        table.rows.push_back(
            {std::string(concept_name(count.which)), count.stable_now ? "stable" : "unstable",
             count.share ? count.share->text() : "too many", count.orders.value_or("-"), change});
      }
      document_.table(std::move(table));
    }
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

  const Dispute& dispute_;
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
