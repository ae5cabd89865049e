#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/bargaining/study_json.h"
#include "analysis/readiness/words.h"
#include "base/version.h"
#include "report/json_text.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;
constexpr char kMark = '\x01';

class Writer : public StudyJson {
 public:
  using StudyJson::StudyJson;

  Json write() const {
    Json row{{"case", dispute_->cases[static_cast<std::size_t>(study_.case_index)].id},
             {"finished", study_.stopped == StopReason::kDone},
             {"method", study_.method}};
    if (!study_.why_not.empty()) row["why"] = study_.why_not;
    row["bargainers"] = Json::array();
    for (const int p : study_.bargainers) row["bargainers"].push_back(party(p));
    row["table"] = {{"outcomes", study_.outcomes}};
    row["zone"] = zone_json(*this);
    row["frontier"] = list(study_.frontier, false);
    row["table_frontier"] = list(study_.table_frontier, true);
    row["solutions"] = Json::array();
    for (const SolutionRow& one : study_.solutions) row["solutions"].push_back(solution(one));
    row["rates"] = rates();
    row["continuous"] = continuous();
    row["fairness"] = study_.fairness ? fairness_json(*this, *study_.fairness) : Json();
    row["linkage"] = study_.linkage ? linkage_json(*this, *study_.linkage) : Json();
    row["two_level"] = study_.two_level ? two_level_json(*this, *study_.two_level) : Json();
    return row;
  }

 private:
  static void add_status(Json& out, const Status& status) {
    out["status"] = status.status;
    const bool sampled = status.status == "sampled" && status.gap > 0;
    if (status.status == "within_gap" || sampled) out["gap"] = status.gap;
    if (!status.why.empty()) out["why"] = status.why;
  }
  Json list(const DealList& from, bool flagged) const {
    Json out = Json::object();
    add_status(out, from.status);
    out["points"] = Json::array();
    for (const DealPoint& one : from.points) out["points"].push_back(point(one, flagged));
    return out;
  }
  Json solution(const SolutionRow& from) const {
    Json out{{"id", from.id}};
    if (from.quota > 0) out["quota"] = from.quota;
    if (from.quota > 0) {
      out["depth"] = whole_json(from.depth);
      if (from.depth_share) {
        out["depth_sampled"] = {{"share", from.depth_share->share},
                                {"low", from.depth_share->low},
                                {"high", from.depth_share->high}};
      }
      out["deals"] = count(from.deals);
    }
    add_status(out, from.status);
    out["points"] = Json::array();
    for (const DealPoint& one : from.points) out["points"].push_back(point(one, false));
    return out;
  }
  Json rates() const {
    Json out = Json::array();
    for (const RateRow& row : study_.rates) {
      Json weights = Json::object();
      for (std::size_t b = 0; b < row.multiplier.size(); ++b)
        weights[bargainer(b)] = row.multiplier[b];
      out.push_back({{"solution", row.solution}, {"weights", std::move(weights)}});
    }
    return out;
  }
  Json continuous() const {
    Json out = Json::array();
    for (const ContinuousRow& row : study_.continuous) {
      Json one{{"id", row.id}};
      add_status(one, row.status);
      one["utilities"] = Json::object();
      for (std::size_t b = 0; b < row.utility.size(); ++b)
        one["utilities"][bargainer(b)] = row.utility[b];
      one["mixture"] = Json::object();
      for (std::size_t k = 0; k < row.mixture.size(); ++k) {
        if (row.mixture[k].empty()) continue;
        Json parts = Json::object();
        for (const auto& [o, part] : row.mixture[k]) parts[option(static_cast<int>(k), o)] = part;
        one["mixture"][dispute_->issues[k].id] = std::move(parts);
      }
      out.push_back(std::move(one));
    }
    return out;
  }
};

}  // namespace

Json exact_json(std::int64_t units) {
  if (units % Decimal::kOne == 0) return Json(units / Decimal::kOne);
  return Json(std::string(1, kMark) + Decimal::from_units(units).to_string() + kMark);
}

Json whole_json(const Count& count) {
  return count.known() ? Json(std::string(1, kMark) + count.digits() + kMark) : Json();
}

Json fraction_json(const Fraction& value) {
  return {{"exact", value.to_string()}, {"value", value.to_double()}};
}

Json bargaining_json(const Dispute& dispute, const std::vector<BargainingStudy>& studies) {
  Json out{{"schema", "bargaining-1"},
           {"version", version()},
           {"title", dispute->title},
           {"cases", Json::array()}};
  for (const BargainingStudy& study : studies)
    out["cases"].push_back(Writer(dispute, study).write());
  return out;
}

std::string bargaining_json_text(const Dispute& dispute,
                                 const std::vector<BargainingStudy>& studies) {
  const std::string text = json_text(bargaining_json(dispute, studies), 2);
  const std::string open = "\"\\u0001", close = "\\u0001\"";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = text.find(open, at);
    if (from == std::string::npos) return out + text.substr(at);
    const std::size_t to = text.find(close, from + open.size());
    out += text.substr(at, from - at);
    out += text.substr(from + open.size(), to - from - open.size());
    at = to + close.size();
  }
  return out;
}

}  // namespace detente
