#include "analysis/readiness/answer_document.h"
#include "analysis/readiness/words.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

Json option_map(const Dispute& dispute, const std::vector<int>& outcome,
                const std::vector<int>* changed_from = nullptr) {
  Json out = Json::object();
  for (std::size_t k = 0; k < outcome.size(); ++k) {
    if (changed_from != nullptr && (*changed_from)[k] == outcome[k]) continue;
    out[dispute->issues[k].id] = dispute->issues[k].options[static_cast<std::size_t>(outcome[k])];
  }
  return out;
}

Json path_json(const Dispute& dispute, std::vector<int> from, const std::vector<Step>& path) {
  Json out = Json::array();
  for (const Step& step : path) {
    out.push_back(
        {{"by", party_ids(dispute, step.mover)}, {"to", option_map(dispute, step.to, &from)}});
    from = step.to;
  }
  return out;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json stopper_json(const Stopper& stopper) {
  return {{"who", text_or_null(stopper.who)},
          {"role", to_string(stopper.role)},
          {"rung", to_string(stopper.rung)},
          {"ground", to_string(stopper.ground)},
          {"statement_id", text_or_null(stopper.statement_id)},
          {"statement", stopper.text},
          {"source", text_or_null(stopper.source)},
          {"note", text_or_null(stopper.note)}};
}

Json deal_json(const Dispute& dispute, const CaseAnswer& answer, const DealReport& deal) {
  Json passes = Json::array();
  for (int r = 0; r < kRungs; ++r) {
    if (deal.passes[static_cast<std::size_t>(r)]) passes.push_back(to_string(static_cast<Rung>(r)));
  }
  Json out{{"outcome", option_map(dispute, deal.outcome)},
           {"signatories", party_ids(dispute, deal.signatories)},
           {"rejecting", party_ids(dispute, deal.rejecting)},
           {"passes", passes},
           {"path",
            deal.path.empty() ? Json(nullptr) : path_json(dispute, answer.status_quo, deal.path)},
           {"legal_path", deal.legal_path.empty()
                              ? Json(nullptr)
                              : path_json(dispute, answer.status_quo, deal.legal_path)},
           {"break", nullptr},
           {"overtaken", deal.overtaken_known ? Json(deal.overtaken) : Json(nullptr)}};
  if (deal.overtaken) {
    out["overtaken_by"] = option_map(dispute, deal.overtaken_by);
    if (deal.overtaken_signatories != deal.signatories)
      out["overtaken_signatories"] = party_ids(dispute, deal.overtaken_signatories);
  }
  if (deal.broken) {
    Json statements = Json::array();
    for (const int s : deal.broken->statements)
      statements.push_back(dispute->statements[static_cast<std::size_t>(s)].id);
    out["break"] = {{"by", party_ids(dispute, deal.broken->mover)},
                    {"from", option_map(dispute, deal.broken->from)},
                    {"path", path_json(dispute, deal.broken->from, deal.broken->path)},
                    {"victim", dispute->parties[static_cast<std::size_t>(deal.broken->victim)].id},
                    {"statements", statements}};
  }
  return out;
}

Json rungs_json(const CaseAnswer& answer) {
  Json out = Json::array();
  for (int r = 0; r < kRungs; ++r) {
    const auto& rung = answer.rungs[static_cast<std::size_t>(r)];
    Json row{{"name", to_string(static_cast<Rung>(r))},
             {"survivors", rung.survivors},
             {"alone", rung.alone}};
    if (answer.stopped != StopReason::kDone) {
      row["undecided_survivors"] = rung.undecided_survivors;
      row["undecided_alone"] = rung.undecided_alone;
    }
    out.push_back(std::move(row));
  }
  return out;
}

void add_thresholds(const Dispute& dispute, const CaseAnswer& answer, Json& out) {
  out["thresholds"] = Json::array();
  out["no_threshold"] = Json::array();
  out["thresholds_not_exact"] = Json::array();
  for (const FactorThresholds& factor : answer.thresholds) {
    const std::string& id = dispute->factors[static_cast<std::size_t>(factor.factor)].id;
    for (const Threshold& t : factor.crossings) {
      out["thresholds"].push_back({{"factor", id},
                                   {"at", t.at},
                                   {"below", verdict_name(t.below)},
                                   {"above", verdict_name(t.above)}});
    }
    for (const SingleValue& single : factor.singles) {
      out["single_values"].push_back(
          {{"factor", id}, {"at", single.at}, {"verdict", verdict_name(single.verdict)}});
    }
    if (factor.crossings.empty() && factor.singles.empty()) out["no_threshold"].push_back(id);
    if (!factor.exact) out["thresholds_not_exact"].push_back(id);
  }
  if (answer.thresholds_not_finished.empty()) return;
  for (const int factor : answer.thresholds_not_finished) {
    out["thresholds_not_finished"].push_back(dispute->factors[static_cast<std::size_t>(factor)].id);
  }
}

Json case_json(const Dispute& dispute, const CaseAnswer& answer) {
  Json out{{"case", answer.case_id},
           {"name", case_name(dispute, answer.case_index)},
           {"ready", answer.ready},
           {"verdict", verdict_name(answer.verdict)},
           {"stops_at", answer.ready ? Json(nullptr) : Json(verdict_name(answer.verdict + 1))},
           {"holds_already", answer.holds_already},
           {"compromise", answer.compromise},
           {"outcomes", answer.outcomes},
           {"in_c", answer.in_compromise},
           {"rungs", rungs_json(answer)},
           {"stopped_by", Json::array()},
           {"deals", Json::array()},
           {"lifts", Json::array()},
           {"lifts_make_ready", answer.lifts_make_ready}};
  for (const Stopper& stopper : answer.stopped_by)
    out["stopped_by"].push_back(stopper_json(stopper));
  for (const DealReport& deal : answer.deals)
    out["deals"].push_back(deal_json(dispute, answer, deal));
  for (const Removal& removal : answer.lifts)
    out["lifts"].push_back({{"remove", removal.ids}, {"verdict", verdict_name(removal.verdict)}});
  add_thresholds(dispute, answer, out);
  out["only_ties"] = answer.only_ties;
  out["weak_survivors"] = answer.weak_survivors;
  out["overtaken"] = answer.overtaken;
  if (answer.undecided_overtaken > 0) out["undecided_overtaken"] = answer.undecided_overtaken;
  out["history"] = nullptr;
  if (answer.history) {
    out["history"] = {{"recorded", answer.history->text},
                      {"outcomes", answer.history->outcomes},
                      {"in_c", answer.history->in_compromise},
                      {"agrees", answer.history->agrees}};
  }
  Json factors = Json::object();
  for (std::size_t f = 0; f < answer.factors.size(); ++f)
    factors[dispute->factors[f].id] = answer.factors[f];
  out["factors"] = std::move(factors);
  out["stopped"] =
      answer.stopped == StopReason::kDone
          ? Json(nullptr)
          : Json(answer.stopped == StopReason::kCancelled ? "cancelled" : "work limit");
  if (answer.stopped != StopReason::kDone)
    out["verdict_at_most"] = verdict_name(answer.verdict_at_most);
  out["ladders"] = answer.ladders;
  return out;
}

}  // namespace

Json answer_json(const Dispute& dispute, std::span<const CaseAnswer> answers) {
  Json out{{"schema", "detente.answer/1"},  {"version", version()},
           {"file", dispute->file},         {"title", dispute->title},
           {"question", dispute->question}, {"cases", Json::array()}};
  for (const CaseAnswer& answer : answers) out["cases"].push_back(case_json(dispute, answer));
  return out;
}

}  // namespace detente
