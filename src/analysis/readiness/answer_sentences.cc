#include "analysis/readiness/answer_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/readiness/thresholds.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

std::string short_reason(const Dispute& dispute, const CaseAnswer& answer) {
  if (answer.ready) return answer.holds_already ? "ready (it holds already)" : "ready";
  std::string out = "stops at " + std::string(verdict_name(answer.verdict + 1));
  std::set<std::string> names;
  for (std::size_t k = 0; k < answer.stopped_at_the_end; ++k) {
    const Stopper& stopper = answer.stopped_by[k];
    if (stopper.who.empty()) continue;
    if (!names.insert(stopper.who).second) continue;
    std::string name = stopper.who;
    if (const int p = dispute.find_party(stopper.who); p >= 0)
      name = dispute->parties[static_cast<std::size_t>(p)].remarks.name;
    for (const Ratifier& ratifier : dispute->ratifiers) {
      if (ratifier.id == stopper.who) name = ratifier.remarks.name;
    }
    out += (names.size() == 1 ? ": " : ", ") + name;
  }
  return out;
}

// What others can most easily imagine gone comes first: parties, pressures, ratifiers, rules, red
// lines, wishes.
int depth_of(const Dispute& dispute, const std::string& id) {
  if (dispute.find_party(id) >= 0) return 0;
  for (const Statement& statement : dispute->statements) {
    if (statement.id != id) continue;
    return statement.from >= 0 ? 1 : statement.red_line ? 4 : 5;
  }
  for (const Ratifier& ratifier : dispute->ratifiers) {
    if (ratifier.id == id) return 2;
  }
  return 3;
}

std::string verdict_words(Verdict verdict) {
  if (verdict == kNoWorld) return "the case cannot be (its status quo or a no-deal is impossible)";
  return verdict == kReady ? "it is ready"
                           : "it stops at " + std::string(verdict_name(verdict + 1));
}

}  // namespace

std::string stop_sentence(const Dispute& dispute, const CaseAnswer& answer) {
  const std::string who = dispute->parties[static_cast<std::size_t>(dispute->of)].remarks.name;
  if (answer.in_compromise == 0) return "No possible outcome counts as the compromise.";
  const auto survivors = [&](int rung) {
    return answer.rungs[static_cast<std::size_t>(rung)].survivors;
  };
  const auto deals = [&](int rung) { return plural(survivors(rung), "deal"); };
  switch (answer.verdict) {
    case 0:
      return fmt::format(
          "{} count as the compromise, but no sequence of moves leads to any of them.",
          plural(answer.in_compromise, "outcome"));
    case 1:
      return fmt::format("{} {} possible, but {} accepts none of them.", deals(0),
                         survivors(0) == 1 ? "is" : "are", who);
    case 2:
      return fmt::format("{} accepts {}, but none that every signatory accepts.", who, deals(1));
    case 3:
      return fmt::format("{} suit{} every signatory, but those who must ratify would approve none.",
                         deals(2), survivors(2) == 1 ? "s" : "");
    case 4:
      return fmt::format("{} would be agreed and ratified, but none would last.", deals(3));
    case 5:
      return fmt::format(
          "{} would last once made, but no path of steps leads there that everyone on it wants.",
          deals(4));
    default:
      return fmt::format("{} pass{} every test.", plural(survivors(5), "deal"),
                         survivors(5) == 1 ? "es" : "");
  }
}

std::string count_cell(std::size_t survivors, std::size_t undecided) {
  return undecided == 0 ? std::to_string(survivors)
                        : fmt::format("{}-{}", survivors, survivors + undecided);
}

Table ladder_table(const Dispute& dispute, std::span<const CaseAnswer> answers) {
  Table table;
  table.header = {"case",     "possible", "willing", "mutual",
                  "ratified", "durable",  "reached", "answer"};
  table.right = {false, true, true, true, true, true, true, false};
  for (const CaseAnswer& answer : answers) {
    std::vector<std::string> row{answer.case_id};
    for (const auto& rung : answer.rungs)
      row.push_back(count_cell(rung.survivors, rung.undecided_survivors));
    row.push_back(short_reason(dispute, answer));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> change_sentences(const Dispute& dispute, const CaseAnswer& answer,
                                          std::size_t most) {
  std::vector<const Removal*> removals;
  for (const Removal& removal : answer.lifts) removals.push_back(&removal);
  std::stable_sort(removals.begin(), removals.end(), [&](const Removal* a, const Removal* b) {
    if (a->ids.size() != b->ids.size()) return a->ids.size() < b->ids.size();
    return depth_of(dispute, a->ids.front()) < depth_of(dispute, b->ids.front());
  });
  std::vector<std::string> out;
  for (const Removal* const lift : removals) {
    const Removal& removal = *lift;
    if (out.size() == most) {
      out.push_back(fmt::format("... and {} more, listed below", answer.lifts.size() - most));
      break;
    }
    out.push_back(
        fmt::format("{}: {}", removal_in_words(dispute, removal.ids),
                    removal.verdict == kReady
                        ? "ready"
                        : "it gets as far as " + std::string(verdict_name(removal.verdict))));
  }
  return out;
}

std::string single_value_words(const SingleValue& single) {
  return fmt::format("{} only at {} exactly", verdict_words(single.verdict),
                     exact_number(single.at));
}

std::vector<std::string> threshold_sentences(const Dispute& dispute, const CaseAnswer& answer,
                                             bool also_none) {
  std::vector<std::string> out;
  for (const FactorThresholds& factor : answer.thresholds) {
    const Factor& named = dispute->factors[static_cast<std::size_t>(factor.factor)];
    const double now = answer.factors[static_cast<std::size_t>(factor.factor)];
    const std::string caveat =
        factor.exact
            ? ""
            : fmt::format(" (looked for at {} values, not proved complete)", factor.looked_at);
    for (const Threshold& t : factor.crossings) {
      out.push_back(fmt::format("{}, here {}: below {} {}, above {}{}", named.remarks.name,
                                number_in_words(now), number_in_words(t.at), verdict_words(t.below),
                                verdict_words(t.above), caveat));
    }
    for (const SingleValue& single : factor.singles) {
      out.push_back(fmt::format("{}, here {}: {}", named.remarks.name, number_in_words(now),
                                single_value_words(single)));
    }
    if (factor.crossings.empty() && factor.singles.empty() && also_none) {
      out.push_back(fmt::format("{}, here {}: no value from {} to {} changes the verdict{}",
                                named.remarks.name, number_in_words(now),
                                number_in_words(named.domain.low),
                                number_in_words(named.domain.high), caveat));
    }
  }
  return out;
}

std::string unfinished_sentence(const Dispute& dispute, const CaseAnswer& answer) {
  std::string names;
  for (const int factor : answer.thresholds_not_finished) {
    names += (names.empty() ? "" : ", ") +
             dispute->factors[static_cast<std::size_t>(factor)].remarks.name;
  }
  if (names.empty()) return "";
  return fmt::format("Thresholds not finished, so that nothing is said of them: {}.", names);
}

}  // namespace detente
