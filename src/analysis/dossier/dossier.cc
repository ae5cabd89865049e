#include "analysis/dossier/dossier.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/readiness/answer_sentences.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

class Writer {
 public:
  Writer(const Dispute& dispute, const Dossier& dossier)
      : dispute_(dispute), dossier_(dossier), first_(dossier.answers.front()) {}

  Document run() {
    screen();
    ladder();
    who_stops_it();
    what_would_change();
    how_sure();
    deals();
    moves();
    fair_deals();
    other_cases();
    claims();
    document_.heading(2, "Statements and sources");
    document_.blocks.emplace_back(notes_of(dispute_));
    return std::move(document_);
  }

 private:
  void screen() {
    document_.heading(1, dispute_->question);
    document_.paragraph(first_.case_id == "now"
                            ? dispute_->title
                            : dispute_->title + ", case " + case_name(dispute_, first_.case_index));
    const std::string verdict = first_.verdict != first_.verdict_at_most
                                    ? "Not settled: a limit stopped the work."
                                : first_.ready ? "Yes."
                                               : "No.";
    document_.paragraph(verdict + " " + stop_sentence(dispute_, first_), true);
    if (!first_.stopped_by.empty()) reason("Who stops it: ", first_.stopped_by.front());
    if (first_.nearest_fails_earlier && first_.stopped_at_the_end < first_.stopped_by.size())
      reason("Nearest otherwise: ", first_.stopped_by[first_.stopped_at_the_end]);
    if (first_.only_ties) {
      document_.paragraph(fmt::format(
          "Only ties stop it: if nobody need lose and one party gain by each step, {} would be "
          "reached.",
          plural(first_.weak_survivors, "deal")));
    }
    std::vector<std::string> changes = change_sentences(dispute_, first_, 2);
    for (std::string& sentence : threshold_sentences(dispute_, first_, false))
      changes.push_back(std::move(sentence));
    if (changes.empty()) return;
    document_.paragraph(first_.lifts_make_ready ? "What would make it ready:"
                                                : "What would change it:");
    document_.bullets(std::move(changes));
  }
  void reason(const std::string& before, const Stopper& stopper) {
    document_.blocks.emplace_back(Paragraph{before + stopper_in_words(dispute_, stopper) + ".",
                                            false, notes_of(dispute_, stopper)});
  }

  void ladder() {
    document_.heading(2, "The ladder of readiness");
    document_.paragraph(
        "A deal has to pass six tests, one after the other. Each row is a case; the bars show how "
        "many of its deals are left after each test.");
    std::vector<std::string> tests;
    tests.reserve(kRungs);
    for (int r = 0; r < kRungs; ++r)
      tests.push_back(std::string(to_string(static_cast<Rung>(r))) + ": a deal passes if " +
                      rung_in_words(dispute_, r));
    document_.figure("Deals left after each test", ladder_says(),
                     ladder_picture(dispute_, dossier_.answers));
    document_.bullets(std::move(tests));
  }
  std::string ladder_says() const {
    const auto ready = std::count_if(dossier_.answers.begin(), dossier_.answers.end(),
                                     [](const CaseAnswer& answer) { return answer.ready; });
    return dossier_.answers.size() == 1
               ? stop_sentence(dispute_, first_)
               : fmt::format("{} of {} cases are ready.", ready, dossier_.answers.size());
  }

  void who_stops_it() {
    if (first_.stopped_by.empty()) return;
    document_.heading(2, "Who stops it");
    Bullets bullets;
    for (const Stopper& stopper : first_.stopped_by) {
      std::string item =
          std::string(to_string(stopper.rung)) + ": " + stopper_in_words(dispute_, stopper) + ".";
      if (!stopper.note.empty()) item += " " + stopper.note;
      bullets.items.push_back(std::move(item));
      bullets.notes.push_back(notes_of(dispute_, stopper));
    }
    document_.blocks.emplace_back(std::move(bullets));
    for (const BlockingGame& game : dossier_.games) {
      if (auto picture = shares_picture(dispute_, game))
        document_.figure("What stands in the way: " + game.id,
                         "How many rungs of the ladder each holds back, shared out fairly "
                         "(Shapley); lines show two standard errors where it was sampled.",
                         std::move(*picture));
    }
  }

  void what_would_change() {
    if (first_.lifts.empty() && first_.thresholds.empty() && first_.thresholds_not_finished.empty())
      return;
    document_.heading(2, "What would change it");
    thresholds();
    removals("One thing less", 1);
    removals("Two things less, where one of them is not enough", 2);
  }
  void removals(const std::string& title, std::size_t size) {
    Bullets bullets;
    for (const Removal& removal : first_.lifts) {
      if (removal.ids.size() != size) continue;
      bullets.items.push_back(
          fmt::format("{}: {}", removal_in_words(dispute_, removal.ids),
                      removal.verdict == kReady
                          ? "ready"
                          : "it gets as far as " + std::string(verdict_name(removal.verdict))));
      bullets.notes.push_back(removal.ids);
    }
    if (bullets.items.empty()) return;
    document_.heading(3, title);
    document_.blocks.emplace_back(std::move(bullets));
  }
  void thresholds() {
    const std::string unfinished = unfinished_sentence(dispute_, first_);
    if (!unfinished.empty()) document_.paragraph(unfinished);
    if (first_.thresholds.empty()) return;
    const bool exact = std::all_of(first_.thresholds.begin(), first_.thresholds.end(),
                                   [](const FactorThresholds& f) { return f.exact; });
    document_.figure(
        "One factor at a time",
        std::string("Where the answer tips when one factor moves and the others stay. ") +
            (exact ? "All places are exact." : "Some were searched on a grid."),
        threshold_strips(dispute_, first_));
    document_.bullets(threshold_sentences(dispute_, first_, true));
    if (!dossier_.map || dossier_.map->grid.empty()) return;
    document_.figure("Two factors at a time",
                     "What holds where two factors move together and the others stay; each field "
                     "is looked at in its middle, lines are borders between two verdicts.",
                     map_picture(dispute_, first_.factors, *dossier_.map));
  }

  void how_sure() {
    if (!dossier_.worlds || dossier_.worlds->worlds == 0) return;
    const WorldsRun& run = *dossier_.worlds;
    const CaseWorlds& of = run.cases.front();
    document_.heading(2, "How sure that is");
    document_.figure("How far it gets, over everything the file is unsure of",
                     fmt::format("Ready in {:.0f} % of {} worlds, in each of which every uncertain "
                                 "number was drawn anew.",
                                 100 * of.at_least[kReady].value, run.worlds),
                     chances_picture(of));
    probable_deals(run, of);
    BarChart drivers = drivers_picture(dispute_, run, of);
    if (!drivers.rows.empty()) {
      document_.figure("What it hangs on",
                       "The longer the bar, the more it would help to know this number better.",
                       std::move(drivers));
    }
  }

  // A world in which it is ready may be so by another deal than the next.
  void probable_deals(const WorldsRun& run, const CaseWorlds& of) {
    constexpr std::size_t kShown = 5;
    if (!run.deals || of.deals.empty()) return;
    document_.paragraph(fmt::format(
        "By which deal: in how many per cent of those worlds each passes all rungs, with the "
        "standard error{}:",
        of.deals.size() > kShown ? fmt::format(" (the first {} of {})", kShown, of.deals.size())
                                 : ""));
    document_.bullets(deal_lines(dispute_, of, kShown));
  }
  void deals() {
    if (first_.deals.empty()) return;
    document_.heading(2, first_.ready ? "Deals that pass" : "The nearest deals");
    for (std::size_t k = 0; k < first_.deals.size(); ++k) {
      const DealReport& deal = first_.deals[k];
      document_.heading(3, fmt::format("{} {}", first_.ready ? "Deal" : "Near deal", k + 1));
      document_.paragraph(changes_in_words(dispute_, first_.status_quo, deal.outcome) + ".");
      std::vector<std::string> items{"signed by " + party_names(dispute_, deal.signatories)};
      if (deal.rejecting != 0)
        items.push_back("not accepted by " + party_names(dispute_, deal.rejecting));
      if (!first_.ready) items.push_back("fails: " + failed_rungs(deal));
      document_.bullets(std::move(items));
      const auto way = way_to(dispute_, first_, deal);
      if (!way) continue;
      document_.figure(
          deal.broken ? "The way there, and how it breaks" : "The way there",
          deal.broken ? "Broken lines: " + break_in_words(dispute_, *deal.broken)
          : deal.path.empty()
              ? "The shortest way there; not everyone on it would go it."
              : "Everyone who moves prefers the deal to where they stand, at every step.",
          *way);
    }
  }

  void moves() {
    if (!dossier_.stability) return;
    auto picture = moves_picture(dispute_, first_, *dossier_.stability);
    if (!picture) return;
    document_.heading(2, "What would hold, and who would move");
    document_.figure(
        "Moves between these outcomes",
        "Each number is an outcome; an arrow is a move by which whoever makes it gains at once "
        "(broken: loses at first). Thick: the way to the first deal. A ring: it holds, since "
        "nobody "
        "gains by leaving it (Nash), or since what could be gained would be lost again by the "
        "others' answers: by those they gain by themselves (SEQ, SSEQ) or by any (SMR, GMR).",
        std::move(*picture));
  }

  static std::string failed_rungs(const DealReport& deal) {
    std::string out;
    for (std::size_t r = 0; r < kRungs; ++r) {
      if (deal.known[r] && !deal.passes[r])
        out += (out.empty() ? "" : ", ") + std::string(to_string(static_cast<Rung>(r)));
    }
    return out;
  }

  void fair_deals() {
    if (!dossier_.bargaining) return;
    const BargainingStudy& study = *dossier_.bargaining;
    const auto picture = deals_picture(dispute_, study);
    if (!picture) return;
    document_.heading(2, "What a fair deal would be");
    document_.figure(
        "Efficient deals and those that theory singles out",
        fmt::format("{} efficient; utilities are each party's own and cannot be compared "
                    "between parties.",
                    plural(study.frontier.points.size(), "point")),
        *picture);
    Table table = solutions_table(dispute_, study);
    if (!table.rows.empty()) document_.table(std::move(table));
  }

  void other_cases() {
    if (dossier_.answers.size() < 2) return;
    document_.heading(2, "The other cases");
    for (const CaseAnswer& answer : dossier_.answers) {
      if (&answer == &first_) continue;
      document_.heading(3, answer.case_id == case_name(dispute_, answer.case_index)
                               ? answer.case_id
                               : answer.case_id + ": " + case_name(dispute_, answer.case_index));
      document_.paragraph((answer.ready ? "Ready. " : "Not ready. ") +
                          stop_sentence(dispute_, answer));
      if (!answer.stopped_by.empty()) reason("Who stops it: ", answer.stopped_by.front());
      if (answer.history) {
        document_.paragraph(fmt::format("What history recorded: {}. The model {} with it.",
                                        answer.history->text,
                                        answer.history->agrees ? "agrees" : "disagrees"));
      }
    }
  }

  void claims() {
    if (dossier_.claims.empty()) return;
    document_.heading(2, "What the sources say, and what the model says");
    document_.table(claims_table(dispute_, dossier_.claims));
  }

  const Dispute& dispute_;
  const Dossier& dossier_;
  const CaseAnswer& first_;
  Document document_;
};

}  // namespace

Document dossier_document(const Dispute& dispute, const Dossier& dossier) {
  return Writer(dispute, dossier).run();
}

}  // namespace detente
