// What a dossier rests on: every statement, ratifier, rule, order constraint, factor and source.
#include <fmt/format.h>

#include "analysis/dossier/dossier.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

class Collector {
 public:
  explicit Collector(const Dispute& dispute) : dispute_(dispute) {}

  Notes run() {
    for (const Statement& statement : dispute_->statements) add(statement);
    for (const Ratifier& ratifier : dispute_->ratifiers) add(ratifier);
    for (const Rule& rule : dispute_->rules) {
      Note note{rule.id, "Rule: never " + rule.never.text, {}, {}};
      finish(std::move(note), rule.remarks, rule.toggle);
    }
    for (const Order& order : dispute_->orders) {
      Note note{order.id,
                fmt::format("Order: first {}, then {}", order.first.text, order.then.text),
                {},
                {}};
      finish(std::move(note), order.remarks, order.toggle);
    }
    for (std::size_t f = 0; f < dispute_->factors.size(); ++f) {
      const Factor& factor = dispute_->factors[f];
      Note note{factor.id,
                fmt::format("{}: {}", factor.remarks.name, number_in_words(factor.number.value)),
                {},
                {}};
      if (!factor.unit.empty()) note.lines.push_back("Unit: " + factor.unit + ".");
      if (factor.number.range) {
        note.lines.push_back(fmt::format("Held possible: {} to {}.",
                                         number_in_words(factor.number.range->low),
                                         number_in_words(factor.number.range->high)));
      }
      drawn_together(static_cast<int>(f), note);
      finish(std::move(note), factor.remarks, -1);
    }
    for (const Source& source : dispute_->sources) add(source);
    return std::move(notes_);
  }

 private:
  const std::string& party(int p) const {
    return dispute_->parties[static_cast<std::size_t>(p)].remarks.name;
  }
  void drawn_together(int factor, Note& note) const {
    for (const Correlation& one : dispute_->correlations) {
      if (one.value == 0 || (one.first != factor && one.second != factor)) continue;
      const int other = one.first == factor ? one.second : one.first;
      note.lines.push_back(fmt::format(
          "Drawn together with {}: correlation {} of their normal scores.{}",
          dispute_->factors[static_cast<std::size_t>(other)].remarks.name,
          number_in_words(one.value), one.remarks.note.empty() ? "" : " " + one.remarks.note));
      if (!one.remarks.source.empty()) note.notes.push_back(one.remarks.source);
    }
  }
  void finish(Note note, const Remarks& remarks, int toggle) {
    if (toggle >= 0 && !dispute_->toggles[static_cast<std::size_t>(toggle)].active)
      note.lines.emplace_back("Switched off, unless a case switches it on.");
    if (!remarks.note.empty()) note.lines.push_back(remarks.note);
    if (!remarks.source.empty()) note.notes.push_back(remarks.source);
    notes_.notes.push_back(std::move(note));
  }
  void add(const Statement& statement) {
    const std::string verb = statement.red_line ? "never accepts" : "wants";
    Note note{statement.id,
              fmt::format("{} {}: {}", party(statement.party), verb,
                          statement.says.empty() ? statement.formula.text : statement.says),
              {},
              {}};
    if (!statement.says.empty())
      note.lines.push_back("As a formula: " + statement.formula.text + ".");
    if (!statement.red_line && statement.weight.is_expression()) {
      note.lines.push_back("Weight: " + statement.weight.expression.text + ".");
    } else if (!statement.red_line) {
      note.lines.push_back("Weight: " + number_in_words(statement.weight.value.to_double()) + ".");
    }
    if (!statement.when.empty()) note.lines.push_back("Only when " + statement.when.text + ".");
    if (statement.from >= 0)
      note.lines.push_back("A pressure that comes from " + party(statement.from) + ".");
    finish(std::move(note), statement.remarks, statement.toggle);
  }
  void add(const Ratifier& ratifier) {
    Note note{ratifier.id,
              fmt::format("{} ratifies for {}", ratifier.remarks.name, party(ratifier.of)),
              {},
              {}};
    if (!ratifier.asked_if.empty())
      note.lines.push_back("Asked if " + ratifier.asked_if.text + ".");
    if (!ratifier.approves.empty())
      note.lines.push_back("Approves " + ratifier.approves.text + ".");
    if (ratifier.party >= 0)
      note.lines.push_back("Approves what " + party(ratifier.party) + " accepts.");
    for (const Segment& segment : ratifier.segments) {
      note.lines.push_back(fmt::format(
          "{} %{} approve {}.", number_in_words(100 * segment.share.to_double()),
          segment.name.empty() ? "" : " (" + segment.name + ")", segment.approves.text));
    }
    if (!ratifier.segments.empty())
      note.lines.push_back(
          fmt::format("Needed: {} %.", number_in_words(100 * ratifier.quota.to_double())));
    finish(std::move(note), ratifier.remarks, ratifier.toggle);
  }
  void add(const Source& source) {
    Note note{source.id, source.title, {}, {}};
    std::string line;
    for (const std::string* part :
         {&source.author, &source.publisher, &source.section, &source.date, &source.url}) {
      if (!part->empty()) line += (line.empty() ? "" : ", ") + *part;
    }
    if (!line.empty()) note.lines.push_back(line + ".");
    if (!source.note.empty()) note.lines.push_back(source.note);
    notes_.notes.push_back(std::move(note));
  }

  const Dispute& dispute_;
  Notes notes_;
};

}  // namespace

Notes notes_of(const Dispute& dispute) { return Collector(dispute).run(); }

std::vector<std::string> notes_of(const Dispute& /*dispute*/, const Stopper& stopper) {
  std::vector<std::string> out;
  if (!stopper.statement_id.empty()) out.push_back(stopper.statement_id);
  if (!stopper.source.empty()) out.push_back(stopper.source);
  return out;
}

}  // namespace detente
