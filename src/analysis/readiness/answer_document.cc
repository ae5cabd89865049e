#include "analysis/readiness/answer_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/readiness/answer_sentences.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

class Writer {
 public:
  Writer(const Dispute& dispute, std::span<const CaseAnswer> answers)
      : dispute_(dispute), answers_(answers) {}

  Document run() {
    screen();
    for (const CaseAnswer& answer : answers_) detail(answer);
    sources();
    return std::move(document_);
  }

 private:
  void screen() {
    const CaseAnswer& first = answers_.front();
    document_.heading(1, dispute_->question);
    const std::string where =
        first.case_id == "now" ? dispute_->title : dispute_->title + " - case " + first.case_id;
    document_.paragraph(where);
    const std::string verdict = first.verdict != first.verdict_at_most
                                    ? "Not settled: a limit stopped the work."
                                : first.ready ? "Yes."
                                              : "No.";
    document_.paragraph(verdict + " " + stop_sentence(dispute_, first), true);
    if (!first.stopped_by.empty())
      document_.paragraph("Who stops it: " + stopper_in_words(dispute_, first.stopped_by.front()) +
                          ".");
    if (first.nearest_fails_earlier && first.stopped_at_the_end < first.stopped_by.size()) {
      document_.paragraph("Nearest otherwise: " +
                          stopper_in_words(dispute_, first.stopped_by[first.stopped_at_the_end]) +
                          ".");
    }
    if (first.only_ties) document_.paragraph(ties_sentence(first));
    std::vector<std::string> changes = change_sentences(dispute_, first, 3);
    for (std::string& sentence : threshold_sentences(dispute_, first, false))
      changes.push_back(std::move(sentence));
    if (!changes.empty() && !first.ready)
      document_.paragraph(first.lifts_make_ready ? "What would make it ready:"
                                                 : "What would change it:");
    if (!changes.empty() && first.ready) document_.paragraph("Where it tips:");
    document_.bullets(std::move(changes));
    document_.heading(2, "The ladder: deals left after each test");
    document_.table(ladder_table(dispute_, answers_));
  }

  static std::string ties_sentence(const CaseAnswer& answer) {
    return fmt::format(
        "Only ties stop it: if nobody need lose and one party gain by each step, {} would be "
        "reached.",
        plural(answer.weak_survivors, "deal"));
  }

  void detail(const CaseAnswer& answer) {
    document_.heading(2, fmt::format("Case {}{}", answer.case_id,
                                     case_name(dispute_, answer.case_index) == answer.case_id
                                         ? ""
                                         : ": " + case_name(dispute_, answer.case_index)));
    document_.paragraph(fmt::format("{} {}", answer.ready ? "Ready." : "Not ready.",
                                    stop_sentence(dispute_, answer)),
                        true);
    if (const std::string text = contrast_with_others(answer); !text.empty())
      document_.paragraph(text);
    document_.paragraph(fmt::format("{} are possible; {} count as the compromise: {}.",
                                    plural(answer.outcomes, "outcome"), answer.in_compromise,
                                    answer.compromise));
    if (answer.holds_already)
      document_.paragraph(
          "The status quo is such a compromise already; it is only asked whether it lasts.");
    rung_table(answer);
    stoppers(answer);
    if (answer.only_ties) document_.paragraph(ties_sentence(answer));
    const std::size_t passing = answer.rungs[kRungs - 1].survivors;
    if (answer.ready && answer.deals.size() < passing) {
      document_.paragraph(fmt::format("{} of the {} deals are shown, those that change least.",
                                      answer.deals.size(), passing));
    }
    for (std::size_t k = 0; k < answer.deals.size(); ++k) deal(answer, answer.deals[k], k);
    if (answer.overtaken > 0) {
      document_.paragraph(
          fmt::format("Overtaken: for {} of the surviving deals all signatories together prefer, "
                      "and can carry, something that is not the compromise.",
                      answer.overtaken));
    }
    if (answer.undecided_overtaken > 0) {
      document_.paragraph(fmt::format("For {} it was not worked out whether {} overtaken.",
                                      plural(answer.undecided_overtaken, "surviving deal"),
                                      answer.undecided_overtaken == 1 ? "it is" : "they are"));
    }
    what_would_change(answer);
    if (answer.history) {
      const auto& history = *answer.history;
      document_.paragraph(
          fmt::format("What history recorded: {}. {} fit{} that, {} of them a compromise{}: the "
                      "model {} with the record.",
                      history.text, plural(history.outcomes, "possible outcome"),
                      history.outcomes == 1 ? "s" : "", history.in_compromise,
                      record_tested(answer), history.agrees ? "agrees" : "disagrees"));
    }
    if (answer.stopped != StopReason::kDone) {
      const std::string why = answer.stopped == StopReason::kCancelled ? "cancelled" : "work limit";
      document_.paragraph(
          answer.verdict == answer.verdict_at_most
              ? fmt::format("Stopped early ({}): the verdict is proved; what was not finished is "
                            "left out.",
                            why)
              : fmt::format("Stopped early ({}): proved so far that the verdict lies between {} "
                            "and {}.",
                            why, verdict_name(answer.verdict),
                            verdict_name(answer.verdict_at_most)));
      const std::string unfinished = unfinished_sentence(dispute_, answer);
      if (!unfinished.empty()) document_.paragraph(unfinished);
    }
  }

  static std::string record_tested(const CaseAnswer& answer) {
    const auto& history = *answer.history;
    if (history.in_compromise == 0) return history.agrees ? "" : ", but the case is ready";
    if (history.in_compromise == 1)
      return history.agrees ? ", and it passes every test" : ", and it does not pass every test";
    return history.agrees ? ", and some of these pass every test"
                          : ", and none of these passes every test";
  }

  const Case& case_of(const CaseAnswer& answer) const {
    return dispute_->cases[static_cast<std::size_t>(answer.case_index)];
  }

  // How the answer differs from the case this one is built on, and from cases that differ from this
  // one only in what counts as the compromise.
  std::string contrast_with_others(const CaseAnswer& answer) const {
    std::string out;
    if (answer.case_index == 0) return out;
    const Case& here = case_of(answer);
    const std::string base = here.extends.empty() ? "now" : here.extends;
    for (const CaseAnswer& other : answers_) {
      const Case& there = case_of(other);
      const bool sibling = &here != &there && !here.extends.empty() &&
                           here.extends == there.extends && here.compromise && there.compromise &&
                           here.set == there.set && here.toggles == there.toggles &&
                           here.without == there.without &&
                           here.status_quo.options == there.status_quo.options;
      if (other.case_id != base && !(sibling && other.verdict != answer.verdict)) continue;
      out += (out.empty() ? "" : " ") + contrast(answer, other);
      if (sibling) out += fmt::format(" Only the compromise differs, there: {}.", other.compromise);
    }
    return out;
  }

  static std::string contrast(const CaseAnswer& answer, const CaseAnswer& other) {
    const std::string against = "Against " + other.case_id + ": ";
    if (other.verdict != answer.verdict) {
      return fmt::format(
          "{}{} instead of {}.", against,
          answer.ready ? "ready" : "stops at " + std::string(verdict_name(answer.verdict + 1)),
          other.ready ? "ready" : "stopping at " + std::string(verdict_name(other.verdict + 1)));
    }
    const auto a = answer.rungs[5].survivors, b = other.rungs[5].survivors;
    if (answer.ready && a != b)
      return fmt::format("{}ready both times, with {} instead of {}.", against, plural(a, "deal"),
                         b);
    const std::string same = answer.ready ? "ready both times" : "the verdict is the same";
    for (std::size_t r = 0; r < kRungs; ++r) {
      const auto here = answer.rungs[r].survivors, there = other.rungs[r].survivors;
      if (here * other.in_compromise == there * answer.in_compromise) continue;
      return fmt::format("{}{}, but after the test {} {} of {} deals are left instead of {} of {}.",
                         against, same, to_string(static_cast<Rung>(r)), here, answer.in_compromise,
                         there, other.in_compromise);
    }
    return against + same + ".";
  }

  void rung_table(const CaseAnswer& answer) {
    Table table;
    table.header = {"rung", "left", "alone", "a deal passes if"};
    table.right = {false, true, true, false};
    for (int r = 0; r < kRungs; ++r) {
      const auto& rung = answer.rungs[static_cast<std::size_t>(r)];
      table.rows.push_back({std::string(to_string(static_cast<Rung>(r))),
                            count_cell(rung.survivors, rung.undecided_survivors),
                            count_cell(rung.alone, rung.undecided_alone),
                            rung_in_words(dispute_, r)});
    }
    document_.table(std::move(table));
  }

  void stoppers(const CaseAnswer& answer) {
    if (answer.stopped_by.empty()) return;
    document_.heading(3, "Who stops it");
    std::vector<std::string> items;
    for (std::size_t k = 0; k < answer.stopped_by.size(); ++k) {
      const Stopper& stopper = answer.stopped_by[k];
      if (k == answer.stopped_at_the_end && answer.nearest_fails_earlier) {
        document_.bullets(std::move(items));
        items.clear();
        document_.paragraph("Other deals fail fewer tests, but an earlier one:");
      }
      std::string item =
          std::string(to_string(stopper.rung)) + ": " + stopper_in_words(dispute_, stopper) + ".";
      if (!stopper.note.empty()) item += " " + stopper.note;
      items.push_back(std::move(item));
    }
    document_.bullets(std::move(items));
  }

  void deal(const CaseAnswer& answer, const DealReport& deal, std::size_t k) {
    document_.heading(3, fmt::format("{} {}", answer.ready ? "Deal" : "Near deal", k + 1));
    document_.paragraph(changes_in_words(dispute_, answer.status_quo, deal.outcome) + ".");
    std::vector<std::string> items;
    items.push_back(
        "signed by " + party_names(dispute_, deal.signatories) +
        (deal.rejecting == 0 ? "" : "; not accepted by " + party_names(dispute_, deal.rejecting)));
    if (!answer.ready) {
      std::string failed;
      for (int r = 0; r < kRungs; ++r) {
        const auto at_r = static_cast<std::size_t>(r);
        if (deal.known[at_r] && !deal.passes[at_r])
          failed += (failed.empty() ? "" : ", ") + std::string(to_string(static_cast<Rung>(r)));
      }
      items.push_back("fails: " + failed);
    }
    if (!deal.path.empty()) items.push_back("the way there: " + path_in_words(answer, deal.path));
    if (deal.broken) items.push_back("how it breaks: " + break_in_words(dispute_, *deal.broken));
    if (deal.overtaken) {
      const std::string who = deal.overtaken_signatories == deal.signatories
                                  ? "overtaken: all its signatories prefer to go on to: "
                                  : "overtaken if signed by " +
                                        party_names(dispute_, deal.overtaken_signatories) +
                                        ": they all prefer to go on to: ";
      items.push_back(who + changes_in_words(dispute_, deal.outcome, deal.overtaken_by));
    }
    document_.bullets(std::move(items));
  }
  std::string path_in_words(const CaseAnswer& answer, const std::vector<Step>& path) const {
    std::string out;
    std::vector<int> here = answer.status_quo;
    for (std::size_t k = 0; k < path.size(); ++k) {
      out += fmt::format("{}{}, {}", k == 0 ? "" : "; then ", party_names(dispute_, path[k].mover),
                         changes_in_words(dispute_, here, path[k].to));
      here = path[k].to;
    }
    return out + ".";
  }

  void what_would_change(const CaseAnswer& answer) {
    std::vector<std::string> items = change_sentences(dispute_, answer, answer.lifts.size());
    for (std::string& sentence : threshold_sentences(dispute_, answer, true))
      items.push_back(std::move(sentence));
    if (items.empty()) return;
    document_.heading(3, "What would change it");
    if (answer.lifts.empty() && !answer.ready && answer.stopped == StopReason::kDone) {
      document_.paragraph(
          "No removal of one or two statements, ratifiers, rules, order constraints or third "
          "parties lifts the verdict.");
    }
    document_.bullets(std::move(items));
  }

  void sources() {
    if (dispute_->sources.empty()) return;
    document_.heading(2, "Sources");
    std::vector<std::string> items;
    for (const Source& source : dispute_->sources) {
      std::string item = source.id + ": ";
      if (!source.author.empty()) item += source.author + ", ";
      item += source.title;
      for (const std::string* part :
           {&source.publisher, &source.section, &source.date, &source.url}) {
        if (!part->empty()) item += ", " + *part;
      }
      items.push_back(std::move(item));
    }
    document_.bullets(std::move(items));
  }

  const Dispute& dispute_;
  std::span<const CaseAnswer> answers_;
  Document document_;
};

}  // namespace

Document answer_document(const Dispute& dispute, std::span<const CaseAnswer> answers) {
  return Writer(dispute, answers).run();
}

}  // namespace detente
