// What a run of worlds says as JSON.
#include <nlohmann/json.hpp>

#include "analysis/worlds/run.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

const std::string& case_id(const Dispute& dispute, int index) {
  return dispute->cases[static_cast<std::size_t>(index)].id;
}
Json options_json(const Dispute& dispute, const std::vector<int>& options) {
  Json out = Json::object();
  for (std::size_t k = 0; k < options.size(); ++k)
    out[dispute->issues[k].id] = dispute->issues[k].options[static_cast<std::size_t>(options[k])];
  return out;
}

Json driver_json(const WorldsRun& run, const Driver& driver) {
  Json row{{"input", ""},
           {"explained", driver.explained},
           {"lowest_quarter", driver.ends.front().low},
           {"highest_quarter", driver.ends.front().high},
           {"first", nullptr},
           {"total", nullptr}};
  if (run.indices > 0) {
    row["first"] = driver.first;
    row["total"] = driver.total;
  }
  std::string id;
  for (const std::size_t input : driver.inputs)
    id += (id.empty() ? "" : "+") + run.inputs[input].id;
  row["input"] = id;
  if (driver.inputs.size() == 1) return row;
  row["lowest_quarter"] = row["highest_quarter"] = nullptr;
  row["correlated"] = Json::array();
  for (std::size_t k = 0; k < driver.inputs.size(); ++k)
    row["correlated"].push_back({{"input", run.inputs[driver.inputs[k]].id},
                                 {"lowest_quarter", driver.ends[k].low},
                                 {"highest_quarter", driver.ends[k].high}});
  return row;
}

}  // namespace

Json worlds_json(const Dispute& dispute, const WorldsRun& run) {
  Json out{{"schema", "detente.worlds/1"},
           {"version", version()},
           {"file", dispute->file},
           {"worlds", run.worlds},
           {"asked", run.asked},
           {"sampling", run.sampling == Sampling::kSobol ? "sobol" : "random"},
           {"replicates", run.replicates},
           {"seed", run.seed},
           {"index_worlds", run.indices},
           {"stopped", run.stopped == StopReason::kDone        ? Json(nullptr)
                       : run.stopped == StopReason::kCancelled ? Json("cancelled")
                                                               : Json("work limit")},
           {"inputs", Json::array()},
           {"cases", Json::array()},
           {"claims", Json::array()},
           {"tensions", Json::array()}};
  const auto name = [&](Verdict verdict) { return level_name(run.measure, verdict); };
  if (!run.measure.is_ladder()) {  // of the ladder: as ever
    out["of"] = id_of(run.measure);
    if (Json details = details_json(run.measure, dispute); !details.is_null())
      out["of_details"] = std::move(details);
  }
  static constexpr const char* kKinds[] = {"factor", "weight", "share"};
  for (std::size_t i = 0; i < run.inputs.size(); ++i) {
    out["inputs"].push_back({{"id", run.inputs[i].id},
                             {"kind", kKinds[static_cast<int>(run.inputs[i].kind)]},
                             {"name", input_name(dispute, run.inputs[i])},
                             {"base", run.base[i]}});
  }
  for (const CaseWorlds& of : run.cases) {
    Json entry{{"case", case_id(dispute, of.case_index)},
               {"verdict", name(of.base)},
               {"rungs", Json::array()},
               {"event", name(of.event)},
               {"drivers", Json::array()},
               {"impossible", of.impossible},
               {"differing", of.differing},
               {"typical", nullptr},
               {"deals", run.deals ? Json::array() : Json(nullptr)}};
    for (int v = 0; v <= kRungs; v += run.measure.is_ladder() ? 1 : kReady) {
      const auto k = static_cast<std::size_t>(v);
      entry["rungs"].push_back({{"verdict", name(v)},
                                {"worlds", of.counts[k]},
                                {"at_least", of.at_least[k].value},
                                {"error", of.at_least[k].error}});
    }
    for (const Driver& driver : of.drivers) entry["drivers"].push_back(driver_json(run, driver));
    if (!of.typical.empty()) {
      Json values = Json::object();
      for (std::size_t i = 0; i < run.inputs.size(); ++i) values[run.inputs[i].id] = of.typical[i];
      entry["typical"] = {{"verdict", name(of.typical_verdict)}, {"values", std::move(values)}};
    }
    if (run.deals) {
      for (const DealShare& deal : of.deals)
        entry["deals"].push_back({{"outcome", options_json(dispute, deal.options)},
                                  {"worlds", deal.worlds},
                                  {"share", deal.share.value},
                                  {"error", deal.share.error}});
    }
    out["cases"].push_back(std::move(entry));
  }
  for (const ClaimShare& row : run.claims) {
    const Claim& claim = dispute->claims[static_cast<std::size_t>(row.claim)];
    out["claims"].push_back({{"id", claim.id},
                             {"by", claim.by},
                             {"case", case_id(dispute, row.case_index)},
                             {"holds", row.holds}});
  }
  for (const Tension& tension : run.tensions) {
    const auto one = [&](std::size_t row) {
      return Json{{"id", dispute->claims[static_cast<std::size_t>(run.claims[row].claim)].id},
                  {"case", case_id(dispute, run.claims[row].case_index)}};
    };
    out["tensions"].push_back(
        {{"first", one(tension.first)}, {"second", one(tension.second)}, {"both", tension.both}});
  }
  if (run.correlations.empty()) return out;  // without any the bytes are as ever
  out["correlations"] = Json::array();
  for (const CorrelatedInputs& pair : run.correlations)
    out["correlations"].push_back(
        {{"between", {run.inputs[pair.first].id, run.inputs[pair.second].id}},
         {"value", pair.correlation},
         {"spearman", pair.spearman}});
  return out;
}

}  // namespace detente
