#include "analysis/readiness/answer_tables.h"

#include <fmt/format.h>

#include "analysis/readiness/answer_sentences.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

std::string rung_name(int rung) { return std::string(to_string(static_cast<Rung>(rung))); }

// The last rung that something passes.
std::string passed(Verdict verdict) {
  return verdict == kReady ? "ready" : std::string(verdict_name(verdict));
}

void add_rungs(const Dispute& dispute, const CaseAnswer& answer, Table& table) {
  for (int r = 0; r < kRungs; ++r) {
    const auto& rung = answer.rungs[static_cast<std::size_t>(r)];
    table.rows.push_back({answer.case_id, rung_name(r),
                          count_cell(rung.survivors, rung.undecided_survivors),
                          count_cell(rung.alone, rung.undecided_alone), rung_in_words(dispute, r)});
  }
}

void add_reasons(const Dispute& dispute, const CaseAnswer& answer, Table& table) {
  for (const Stopper& stopper : answer.stopped_by)
    table.rows.push_back({answer.case_id, std::string(to_string(stopper.rung)), stopper.who,
                          stopper.statement_id, stopper_in_words(dispute, stopper), stopper.source,
                          stopper.note});
}

void add_deals(const Dispute& dispute, const CaseAnswer& answer, Table& table) {
  for (std::size_t k = 0; k < answer.deals.size(); ++k) {
    const DealReport& deal = answer.deals[k];
    std::string failed;
    for (int r = 0; r < kRungs; ++r) {
      const auto at_r = static_cast<std::size_t>(r);
      if (deal.known[at_r] && !deal.passes[at_r])
        failed += (failed.empty() ? "" : ", ") + rung_name(r);
    }
    table.rows.push_back({answer.case_id, std::to_string(k + 1),
                          changes_in_words(dispute, answer.status_quo, deal.outcome),
                          party_names(dispute, deal.signatories),
                          deal.rejecting == 0 ? "" : party_names(dispute, deal.rejecting), failed,
                          deal.broken ? break_in_words(dispute, *deal.broken) : ""});
  }
}

void add_removals(const Dispute& dispute, const CaseAnswer& answer, Table& table) {
  for (const Removal& removal : answer.lifts)
    table.rows.push_back({answer.case_id, fmt::format("{}", fmt::join(removal.ids, ", ")),
                          removal_in_words(dispute, removal.ids), passed(removal.verdict)});
}

void add_thresholds(const Dispute& dispute, const CaseAnswer& answer, Table& table) {
  for (const FactorThresholds& of : answer.thresholds) {
    const auto factor = static_cast<std::size_t>(of.factor);
    const std::vector<std::string> first{answer.case_id, dispute->factors[factor].id,
                                         number_in_words(answer.factors[factor])};
    const auto add = [&](double at, const std::string& below, const std::string& here,
                         const std::string& above) {
      table.rows.push_back(first);
      for (const std::string& cell : {number_in_words(at), below, here, above})
        table.rows.back().push_back(cell);
    };
    for (const Threshold& one : of.crossings) add(one.at, passed(one.below), "", passed(one.above));
    for (const SingleValue& one : of.singles) add(one.at, "", passed(one.verdict), "");
  }
}

}  // namespace

Document answer_tables(const Dispute& dispute, std::span<const CaseAnswer> answers) {
  using Add = void (*)(const Dispute&, const CaseAnswer&, Table&);
  const std::pair<std::vector<std::string>, Add> all[] = {
      {{"case", "rung", "left", "alone", "a deal passes if"}, add_rungs},
      {{"case", "rung", "who stops it", "by what", "reason", "source", "note"}, add_reasons},
      {{"case", "deal", "outcome", "signed by", "not accepted by", "fails", "how it breaks"},
       add_deals},
      {{"case", "removed", "in words", "then it is"}, add_removals},
      {{"case", "factor", "here", "at", "below", "at it", "above"}, add_thresholds}};
  Document document;
  document.table(ladder_table(dispute, answers));
  for (const auto& [header, add] : all) {
    Table table{header, {}, std::vector<bool>(header.size(), false)};
    for (const CaseAnswer& answer : answers) add(dispute, answer, table);
    if (!table.rows.empty()) document.table(std::move(table));
  }
  return document;
}

}  // namespace detente
