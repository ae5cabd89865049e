#include "analysis/blockers/study.h"
#include "analysis/readiness/words.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

Json survivors_json(const Survivors& survivors) {
  return {{"verdict", verdict_name(survivors.verdict())}, {"survivors", survivors.at}};
}

Json share_json(const ShapleyShare& share, bool exact) {
  return {{"value", share.value},
          {"error", exact ? Json(nullptr) : Json(share.error)},
          {"exact", exact ? Json(share.exact.to_string()) : Json(nullptr)}};
}

// What the first game is called depends on the measure.
Json game_json(const BlockingGame& game, bool ladder) {
  const ShapleyResult& result = game.result;
  const bool done = game.undefined.empty() && result.stopped == StopReason::kDone;
  Json out{{"id", game.id},
           {"players", game.players},
           {"undefined", game.undefined.empty() ? Json(nullptr) : Json(game.undefined)},
           {"finished", result.stopped == StopReason::kDone},
           {"exact", result.exact},
           {"orders", result.exact ? Json(nullptr) : Json(2 * result.pairs)},
           {"none", nullptr},
           {"all", nullptr},
           {"shares", Json::array()}};
  if (!done) return out;
  const auto pair = [&](const Json& first, const Json& outcomes) {
    return Json{{ladder ? "rungs" : "holds", first},
                {"outcomes", game.outcomes ? outcomes : Json(nullptr)}};
  };
  out["none"] = pair(result.none[0], result.none[1]);
  out["all"] = pair(result.all[0], result.all[1]);
  for (std::size_t i = 0; i < game.players.size(); ++i) {
    Json row{{"id", game.players[i]}};
    row.update(pair(share_json(result.shares[0][i], result.exact),
                    share_json(result.shares[1][i], result.exact)));
    out["shares"].push_back(std::move(row));
  }
  return out;
}

Json gain_json(const Gain& gain, bool cardinal) {
  return {{"gain", cardinal ? Json(Decimal::from_units(gain.units).to_double()) : Json(gain.units)},
          {"accepts", gain.accepts}};
}

Json gains_json(const Dispute& dispute, const PartyGains& row) {
  Json out{{"party", dispute->parties[static_cast<std::size_t>(row.party)].id},
           {"unit", row.cardinal ? "own" : "ranks"},
           {"best", row.best ? gain_json(*row.best, row.cardinal) : Json(nullptr)},
           {"deals", Json::array()}};
  for (const Gain& gain : row.deals) out["deals"].push_back(gain_json(gain, row.cardinal));
  return out;
}

Json deal_json(const Dispute& dispute, const DealReport& deal) {
  Json outcome = Json::object();
  for (std::size_t k = 0; k < deal.outcome.size(); ++k) {
    const Issue& issue = dispute->issues[k];
    outcome[issue.id] = issue.options[static_cast<std::size_t>(deal.outcome[k])];
  }
  return {{"outcome", outcome}, {"signatories", party_ids(dispute, deal.signatories)}};
}

Json sets_json(const BlockersStudy& study, std::size_t smallest) {
  if (!study.sets) return nullptr;
  const RemovalSets& from = *study.sets;
  Json out{{"found", Json::array()},
           {"complete_up_to", from.largest},
           {"left_out", from.left_out},
           {"finished", from.stopped == StopReason::kDone}};
  for (const RemovalSet& set : from.sets) {
    if (set.remove.size() >= smallest)
      out["found"].push_back(
          {{"remove", set.remove}, {"verdict", level_name(study.measure, set.verdict)}});
  }
  return out;
}

Json ladder_json(const Dispute& dispute, const BlockersStudy& study) {
  Json out{{"case", study.answer.case_id},
           {"finished", study.stopped == StopReason::kDone},
           {"now", survivors_json(study.now)},
           {"drops", Json::array()},
           {"lifts", Json::array()},
           {"triples", sets_json(study, 3)},
           {"games", Json::array()},
           {"deals", Json::array()},
           {"gains", Json::array()}};
  for (const DropEffect& drop : study.drops) {
    Json row{{"remove", drop.id}, {"kind", drop.kind}, {"then", nullptr}};
    if (drop.after) row["then"] = survivors_json(*drop.after);
    out["drops"].push_back(std::move(row));
  }
  for (const Removal& removal : study.answer.lifts)
    out["lifts"].push_back({{"remove", removal.ids}, {"verdict", verdict_name(removal.verdict)}});
  for (const BlockingGame& game : study.games) out["games"].push_back(game_json(game, true));
  for (const DealReport& deal : study.answer.deals)
    out["deals"].push_back(deal_json(dispute, deal));
  for (const PartyGains& row : study.gains) out["gains"].push_back(gains_json(dispute, row));
  return out;
}

Json passing_json(std::size_t passing) { return {{"holds", passing > 0}, {"passing", passing}}; }

Json outcomes_json(const Dispute& dispute, const OutcomeList& outcomes) {
  Json out = Json::array();
  for (const std::vector<int>& options : outcomes) {
    Json one = Json::object();
    for (std::size_t k = 0; k < options.size(); ++k)
      one[dispute->issues[k].id] = dispute->issues[k].options[static_cast<std::size_t>(options[k])];
    out.push_back(std::move(one));
  }
  return out;
}

Json measure_json(const Dispute& dispute, const BlockersStudy& study) {
  Json out{{"case", dispute->cases[static_cast<std::size_t>(study.case_index)].id},
           {"finished", study.stopped == StopReason::kDone},
           {"now", passing_json(study.passing)},
           {"drops", Json::array()},
           {"sets", sets_json(study, 1)},
           {"games", Json::array()}};
  if (study.outcomes) out["now"]["outcomes"] = outcomes_json(dispute, study.now_passing);
  for (const DropEffect& drop : study.drops) {
    Json row{{"remove", drop.id},
             {"kind", drop.kind},
             {"then", drop.passing ? passing_json(*drop.passing) : Json(nullptr)}};
    if (study.outcomes && drop.passing) {
      row["then"]["gained"] = outcomes_json(dispute, drop.gained);
      row["then"]["lost"] = outcomes_json(dispute, drop.lost);
    }
    out["drops"].push_back(std::move(row));
  }
  for (const BlockingGame& game : study.games) out["games"].push_back(game_json(game, false));
  return out;
}

}  // namespace

Json blockers_json(const Dispute& dispute, std::span<const BlockersStudy> studies) {
  const bool ladder = studies.empty() || studies.front().measure.is_ladder();
  Json out{{"schema", ladder ? "detente.blockers/1" : "detente.blockers-of/1"},
           {"version", version()},
           {"file", dispute->file},
           {"title", dispute->title}};
  if (!ladder) {
    out["of"] = id_of(studies.front().measure);
    if (Json details = details_json(studies.front().measure, dispute); !details.is_null())
      out["of_details"] = std::move(details);
  }
  out["cases"] = Json::array();
  for (const BlockersStudy& study : studies)
    out["cases"].push_back(ladder ? ladder_json(dispute, study) : measure_json(dispute, study));
  return out;
}

}  // namespace detente
