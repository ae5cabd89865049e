#include "server/model_json.h"

#include <map>

#include "analysis/readiness/words.h"
#include "format/toml/toml_edit.h"
#include "server/api_answer.h"

namespace detente::server {
namespace {

using Json = nlohmann::ordered_json;

Json described(const std::string& id, const Remarks& remarks, Json at) {
  return {{"id", id},
          {"name", remarks.name},
          {"source", remarks.source},
          {"note", remarks.note},
          {"line", remarks.where.line},
          {"at", std::move(at)}};
}
Json party_list(const Dispute& dispute, const std::vector<int>& parties) {
  Json out = Json::array();
  for (const int p : parties) out.push_back(dispute->parties[static_cast<std::size_t>(p)].id);
  return out;
}
bool active(const Dispute& dispute, int toggle) {
  return toggle < 0 || dispute->toggles[static_cast<std::size_t>(toggle)].active;
}
std::string party_id(const Dispute& dispute, int party) {
  return party < 0 ? "" : dispute->parties[static_cast<std::size_t>(party)].id;
}

Json factors(const Dispute& dispute) {
  Json out = Json::array();
  for (const Factor& factor : dispute->factors) {
    Json row = described(factor.id, factor.remarks, {"factors", factor.id});
    row["value"] = factor.number.value;
    row["low"] = factor.domain.low;
    row["high"] = factor.domain.high;
    row["range"] = nullptr;
    if (factor.number.range) row["range"] = {factor.number.range->low, factor.number.range->high};
    row["drift"] = factor.drift;
    row["unit"] = factor.unit;
    out.push_back(std::move(row));
  }
  return out;
}
Json correlations(const Dispute& dispute) {
  Json out = Json::array();
  for (std::size_t k = 0; k < dispute->correlations.size(); ++k) {
    const Correlation& one = dispute->correlations[k];
    Json row = described(one.remarks.name, one.remarks, {"correlations", k});
    row["between"] = {dispute->factors[static_cast<std::size_t>(one.first)].id,
                      dispute->factors[static_cast<std::size_t>(one.second)].id};
    row["value"] = one.value;
    out.push_back(std::move(row));
  }
  return out;
}
Json issues(const Dispute& dispute) {
  Json out = Json::array();
  for (std::size_t k = 0; k < dispute->issues.size(); ++k) {
    const Issue& issue = dispute->issues[k];
    Json row = described(issue.id, issue.remarks, {"issues", issue.id});
    row["options"] = issue.options;
    row["labels"] = issue.labels;
    row["status_quo"] = issue.options[static_cast<std::size_t>(dispute->status_quo[k])];
    row["by"] = party_list(dispute, issue.by);
    row["by_any"] = party_list(dispute, issue.by_any);
    row["one_way"] = issue.one_way;
    row["active"] = active(dispute, issue.toggle);
    out.push_back(std::move(row));
  }
  return out;
}
Json statements(const Dispute& dispute, const std::string& text) {
  Json out = Json::array();
  std::map<int, std::pair<TomlPath, std::size_t>> lists;  // per party: its list, and the next place
  for (const Statement& statement : dispute->statements) {
    auto [list, fresh] = lists.try_emplace(statement.party);
    auto& [path, next] = list->second;
    if (fresh) {
      // a list, or a table that has one
      path = {"preferences", party_id(dispute, statement.party)};
      TomlPath inside = path;
      inside.emplace_back("statements");
      if (toml_has(text, inside)) path = std::move(inside);
    }
    Json at = Json::array();
    for (const auto& step : path) at.push_back(std::get<std::string>(step));
    at.push_back(next++);
    Json row = described(statement.id, statement.remarks, std::move(at));
    row["party"] = party_id(dispute, statement.party);
    row["red_line"] = statement.red_line;
    row["formula"] = statement.formula.text;
    row["says"] = statement.says;
    row["when"] = statement.when.text;
    row["from"] = party_id(dispute, statement.from);
    row["active"] = active(dispute, statement.toggle);
    row["weight"] = nullptr;
    if (!statement.red_line) {
      if (statement.weight.is_expression()) {
        row["weight"] = statement.weight.expression.text;
      } else {
        row["weight"] = statement.weight.value.to_double();
      }
    }
    out.push_back(std::move(row));
  }
  return out;
}
Json ratifiers(const Dispute& dispute) {
  Json out = Json::array();
  for (const Ratifier& ratifier : dispute->ratifiers) {
    Json row = described(ratifier.id, ratifier.remarks, {"ratifiers", ratifier.id});
    row["of"] = party_id(dispute, ratifier.of);
    row["asked_if"] = ratifier.asked_if.text;
    row["approves"] = ratifier.approves.text;
    row["party"] = party_id(dispute, ratifier.party);
    row["quota"] = ratifier.segments.empty() ? Json(nullptr) : Json(ratifier.quota.to_double());
    row["segments"] = Json::array();
    for (const Segment& segment : ratifier.segments)
      row["segments"].push_back({{"name", segment.name},
                                 {"share", segment.share.to_double()},
                                 {"approves", segment.approves.text}});
    row["active"] = active(dispute, ratifier.toggle);
    out.push_back(std::move(row));
  }
  return out;
}
Json cases(const Dispute& dispute) {
  Json out = Json::array();
  for (std::size_t c = 0; c < dispute->cases.size(); ++c) {
    const Case& one = dispute->cases[c];
    Json row = described(one.id, one.remarks, {"cases", one.id});
    row["name"] = case_name(dispute, static_cast<int>(c));
    row["extends"] = one.extends;
    row["set"] = Json::object();
    for (const auto& [factor, value] : one.set)
      row["set"][dispute->factors[static_cast<std::size_t>(factor)].id] = value;
    row["on"] = Json::array();
    row["off"] = Json::array();
    for (const auto& [toggle, on] : one.toggles)
      row[on ? "on" : "off"].push_back(dispute->toggles[static_cast<std::size_t>(toggle)].id);
    row["without"] = party_ids(dispute, one.without);
    row["compromise"] = one.compromise ? Json(one.compromise->text) : Json(nullptr);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

Json model_json(const Dispute& dispute, const std::string& text) {
  Json out{{"title", dispute->title},
           {"note", dispute->note},
           {"date", dispute->date},
           {"has_ladder", dispute.has_ladder()},
           {"graph", dispute->graph.has_value()},
           {"question", nullptr},
           {"factors", factors(dispute)},
           {"correlations", correlations(dispute)},
           {"parties", Json::array()},
           {"issues", issues(dispute)},
           {"statements", statements(dispute, text)},
           {"ratifiers", ratifiers(dispute)},
           {"rules", Json::array()},
           {"orders", Json::array()},
           {"coalitions", Json::array()},
           {"cases", cases(dispute)},
           {"propositions", Json::array()},
           {"sources", Json::array()},
           {"claims", Json::array()}};
  if (dispute.asks()) {
    out["question"] = {{"text", dispute->question},
                       {"of", party_id(dispute, dispute->of)},
                       {"with", party_list(dispute, dispute->with)},
                       {"compromise", dispute->compromise.text}};
  }
  const PartySet negotiators = dispute.negotiators();
  for (std::size_t p = 0; p < dispute->parties.size(); ++p) {
    const Party& party = dispute->parties[p];
    Json row = described(party.id, party.remarks, {"parties", party.id});
    row["negotiator"] = (negotiators & party_bit(static_cast<int>(p))) != 0;
    out["parties"].push_back(std::move(row));
  }
  for (std::size_t k = 0; k < dispute->rules.size(); ++k) {
    const Rule& rule = dispute->rules[k];
    Json row = described(rule.id, rule.remarks, {"rules", k});
    row["formula"] = rule.never.text;
    row["active"] = active(dispute, rule.toggle);
    out["rules"].push_back(std::move(row));
  }
  for (std::size_t k = 0; k < dispute->orders.size(); ++k) {
    const Order& order = dispute->orders[k];
    Json row = described(order.id, order.remarks, {"order", k});
    row["formula"] = order.first.text + " before " + order.then.text;
    row["first"] = order.first.text;
    row["then"] = order.then.text;
    row["active"] = active(dispute, order.toggle);
    out["orders"].push_back(std::move(row));
  }
  for (std::size_t k = 0; k < dispute->coalitions.size(); ++k) {
    const Coalition& coalition = dispute->coalitions[k];
    Json row = described(coalition.id, coalition.remarks, {"coalitions", k});
    row["formula"] = party_names(dispute, coalition.members);
    row["active"] = active(dispute, coalition.toggle);
    out["coalitions"].push_back(std::move(row));
  }
  for (const Proposition& proposition : dispute->propositions)
    out["propositions"].push_back({{"id", proposition.id},
                                   {"formula", proposition.formula.text},
                                   {"at", {"propositions", proposition.id}}});
  for (const Source& source : dispute->sources)
    out["sources"].push_back({{"id", source.id},
                              {"name", source_in_words(dispute, source.id)},
                              {"title", source.title},
                              {"author", source.author},
                              {"publisher", source.publisher},
                              {"date", source.date},
                              {"section", source.section},
                              {"url", source.url},
                              {"note", source.note},
                              {"at", {"sources", source.id}}});
  for (std::size_t k = 0; k < dispute->claims.size(); ++k) {
    const Claim& claim = dispute->claims[k];
    Json row = described(claim.id, claim.remarks, {"claims", k});
    row["by"] = claim.by;
    row["says"] = claim.says;
    row["holds"] = claim.holds;
    out["claims"].push_back(std::move(row));
  }
  return out;
}

Json error_json(const Errors& errors) {
  Json out = Json::array();
  for (const Error& error : errors) {
    out.push_back({{"code", to_string(error.code)},
                   {"message", error.message},
                   {"line", error.where.line},
                   {"column", error.where.column},
                   {"hint", error.hint},
                   {"line_text", error.line_text},
                   {"file", error.where.file}});
  }
  return out;
}

}  // namespace detente::server
