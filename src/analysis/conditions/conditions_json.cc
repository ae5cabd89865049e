#include "analysis/conditions/study.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Dispute& dispute, const ConditionsStudy& study) : dispute_(dispute), study_(study) {}

  Json write() const {
    Json out{{"case", dispute_->cases[static_cast<std::size_t>(study_.case_index)].id},
             {"want", name(study_.want)},
             {"verdict", name(study_.verdict)},
             {"holds", study_.holds},
             {"finished", study_.stopped == StopReason::kDone},
             {"thresholds", Json::array()}};
    for (const FactorThresholds& one : study_.thresholds) {
      Json row{{"factor", factor(one.factor)}};
      row.update(thresholds(one));
      out["thresholds"].push_back(std::move(row));
    }
    out["smallest_change"] = study_.change ? change(*study_.change) : Json();
    out["removals"] = study_.removals ? removals(*study_.removals) : Json();
    out["preferences"] = study_.preferences ? preferences(*study_.preferences) : Json();
    out["map"] = study_.map ? map(*study_.map) : Json();
    out["ladders"] = study_.ladders;
    if (!study_.measure.is_ladder()) out["passing"] = study_.passing;
    return out;
  }

 private:
  const std::string& factor(int f) const {
    return dispute_->factors[static_cast<std::size_t>(f)].id;
  }
  const std::string& statement(int s) const {
    return dispute_->statements[static_cast<std::size_t>(s)].id;
  }
  Json statement_or_null(int s) const { return s < 0 ? Json() : Json(statement(s)); }
  std::string_view name(Verdict verdict) const { return level_name(study_.measure, verdict); }
  Json thresholds(const FactorThresholds& from) const {
    Json list = Json::array();
    for (const Threshold& t : from.crossings)
      list.push_back({{"at", t.at}, {"below", name(t.below)}, {"above", name(t.above)}});
    Json out{{"exact", from.exact}, {"crossings", list}};
    for (const SingleValue& one : from.singles)
      out["single_values"].push_back({{"at", one.at}, {"verdict", name(one.verdict)}});
    return out;
  }
  static Json interval(const Interval& of) { return Json::array({of.low, of.high}); }

  Json change(const SmallestChange& from) const {
    Json out{{"varied", Json::array()},
             {"found", from.found},
             {"changes", Json::array()},
             {"cost", from.found ? Json(from.cost) : Json()},
             {"verdict", from.found ? Json(name(from.verdict)) : Json()},
             {"status", to_string(from.status)},
             {"attained", from.attained},
             {"tight", from.tight},
             {"lower_bound", from.lower_bound},
             {"proven", from.proven},
             {"curved", from.curved},
             {"boxes", from.boxes},
             {"programmes", from.programmes},
             {"finished", from.stopped == StopReason::kDone}};
    for (std::size_t k = 0; k < from.varied.size(); ++k)
      out["varied"].push_back(
          {{"factor", factor(from.varied[k])}, {"within", interval(from.within[k])}});
    for (const FactorChange& one : from.changes)
      out["changes"].push_back(
          {{"factor", factor(one.factor)}, {"from", one.from}, {"to", one.to}});
    for (const SmallestChange::Single& one : from.singles)
      out["single_values"].push_back({{"factor", factor(one.factor)},
                                      {"at", one.at},
                                      {"cost", one.cost},
                                      {"verdict", name(one.verdict)}});
    if (from.samples > 0) out.update({{"samples", from.samples}, {"seed", from.seed}});
    return out;
  }
  Json removals(const RemovalSets& from) const {
    Json out{{"sets", Json::array()},
             {"cannot_come_along", from.cannot_come_along},
             {"things", from.things},
             {"complete_up_to", from.largest},
             {"finished", from.stopped == StopReason::kDone}};
    for (const RemovalSet& set : from.sets)
      out["sets"].push_back(
          {{"remove", set.remove}, {"along", set.along}, {"verdict", name(set.verdict)}});
    return out;
  }
  Json preferences(const PreferenceChanges& from) const {
    Json out{{"moves", Json::array()},
             {"weights", Json::array()},
             {"finished", from.stopped == StopReason::kDone}};
    for (const PriorityMove& move : from.moves)
      out["moves"].push_back({{"statement", statement(move.statement)},
                              {"from", move.from},
                              {"to", move.to},
                              {"before", statement_or_null(move.before)},
                              {"after", statement_or_null(move.after)},
                              {"verdict", name(move.verdict)}});
    for (const WeightChange& one : from.weights) {
      Json row{{"statement", statement(one.statement)},
               {"now", one.now},
               {"threshold", one.threshold ? Json(*one.threshold) : Json()},
               {"verdict", one.threshold ? Json(name(one.verdict)) : Json()}};
      row.update(thresholds(one.thresholds));
      out["weights"].push_back(std::move(row));
    }
    return out;
  }
  Json map(const FactorMap& from) const {
    Json out{{"a", factor(from.a)},
             {"b", factor(from.b)},
             {"domain_a", interval(from.domain_a)},
             {"domain_b", interval(from.domain_b)},
             {"columns", from.columns},
             {"cells", Json::array()},
             {"rows", Json::array()},
             {"linear", from.regions.linear},
             {"regions", Json::array()},
             {"borders", Json::array()},
             {"certain", Json::array()},
             {"uncertain", from.uncertain},
             {"curved", from.curved},
             {"finished", from.stopped == StopReason::kDone}};
    for (const auto& cells : from.grid) {
      for (const MapCell& cell : cells)
        out["cells"].push_back({{"a", interval(cell.a)},
                                {"b", interval(cell.b)},
                                {"verdict", name(cell.verdict)},
                                {"certain", cell.certain}});
    }
    for (const MapRow& row : from.rows) {
      Json one{{"b", row.b}};
      one.update(thresholds(row.thresholds));
      out["rows"].push_back(std::move(one));
    }
    for (const MapRegion& region : from.regions.regions)
      out["regions"].push_back({{"corners", region.corners},
                                {"verdict", name(region.verdict)},
                                {"proven", region.proven}});
    for (const MapBorder& border : from.borders)
      out["borders"].push_back({{"below", name(border.below)},
                                {"above", name(border.above)},
                                {"from", border.from},
                                {"to", border.to},
                                {"exact", border.exact}});
    for (std::size_t v = 0; v < from.certain.size(); ++v) {
      if (!study_.measure.is_ladder() && v != 0 && v != kReady) continue;  // there are two
      out["certain"].push_back(
          {{"verdict", name(static_cast<Verdict>(v))}, {"share", from.certain[v]}});
    }
    return out;
  }

  const Dispute& dispute_;
  const ConditionsStudy& study_;
};

}  // namespace

Json conditions_json(const Dispute& dispute, std::span<const ConditionsStudy> studies) {
  Json out{{"schema", "detente.conditions/1"},
           {"version", version()},
           {"file", dispute->file},
           {"title", dispute->title}};
  // of the ladder the bytes are as ever
  if (!studies.empty() && !studies.front().measure.is_ladder()) {
    const Measure& measure = studies.front().measure;
    out["of"] = id_of(measure);
    if (Json details = details_json(measure, dispute); !details.is_null())
      out["of_details"] = std::move(details);
  }
  out["cases"] = Json::array();
  for (const ConditionsStudy& study : studies)
    out["cases"].push_back(Writer(dispute, study).write());
  return out;
}

}  // namespace detente
