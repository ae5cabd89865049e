// What the parts of the bargaining JSON share: names, outcomes, points, exact numbers.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_JSON_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/bargaining/study.h"

namespace detente {

// A decimal that is written digit by digit, not through a double: it carries marks that
// bargaining_json_text takes off again.
nlohmann::ordered_json exact_json(std::int64_t units);
nlohmann::ordered_json whole_json(const Count& count);  // null if it is not known
nlohmann::ordered_json fraction_json(const Fraction& value);

class StudyJson {
 public:
  using Json = nlohmann::ordered_json;
  StudyJson(const Dispute& dispute, const BargainingStudy& study)
      : dispute_(dispute), study_(study) {}

  const std::string& party(int p) const {
    return dispute_->parties[static_cast<std::size_t>(p)].id;
  }
  const std::string& bargainer(std::size_t b) const { return party(study_.bargainers[b]); }
  const Issue& issue(int k) const { return dispute_->issues[static_cast<std::size_t>(k)]; }
  const std::string& option(int k, int o) const {
    return issue(k).options[static_cast<std::size_t>(o)];
  }
  Json utilities(const std::vector<std::int64_t>& values) const {
    Json out = Json::object();
    for (std::size_t b = 0; b < values.size(); ++b)
      out[bargainer(b)] = study_.cardinal[b] != 0 ? exact_json(values[b]) : Json(values[b]);
    return out;
  }
  Json outcome(const std::vector<int>& options) const {
    Json out = Json::object();
    for (std::size_t k = 0; k < options.size(); ++k) {
      if (study_.active[k] == 0) continue;
      out[dispute_->issues[k].id] = option(static_cast<int>(k), options[k]);
    }
    return out;
  }
  Json outcome(Outcome s) const { return outcome(study_.layout->options(s)); }
  Json point(const DealPoint& from, bool flagged) const {
    Json out{
        {"utilities", utilities(from.utility)}, {"count", from.count}, {"deals", Json::array()}};
    for (const auto& deal : from.deals) out["deals"].push_back(outcome(deal));
    if (flagged) out["in_deals"] = from.in_deals;
    return out;
  }
  static Json count(const Count& from) { return from.known() ? Json(from.digits()) : Json(); }
  const Dispute& dispute() const { return dispute_; }
  const BargainingStudy& study() const { return study_; }

 protected:
  const Dispute& dispute_;
  const BargainingStudy& study_;
};

nlohmann::ordered_json zone_json(const StudyJson& json);
nlohmann::ordered_json fairness_json(const StudyJson& json, const FairnessReport& from);
nlohmann::ordered_json linkage_json(const StudyJson& json, const Linkage& from);
nlohmann::ordered_json two_level_json(const StudyJson& json, const TwoLevel& from);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_JSON_H_
