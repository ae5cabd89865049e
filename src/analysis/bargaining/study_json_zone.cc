#include <algorithm>

#include "analysis/bargaining/study_json.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

class ZoneParts : public StudyJson {
 public:
  explicit ZoneParts(const StudyJson& json) : StudyJson(json) {}

  Json zone() const {
    Json out{{"deals", study_.deals ? Json(*study_.deals) : Json()}, {"share", nullptr}};
    if (study_.zone) {
      const Zone& zone = *study_.zone;
      if (zone.deals.known() && zone.outcomes.known() && !zone.outcomes.is_zero())
        out["share"] = zone.deals.to_double() / zone.outcomes.to_double();
      out["accepted_by_all"] = count(zone.accepted_by_all);
      out["ratified_for_all"] = count(zone.ratified_for_all);
      if (!zone.why.empty()) out["why"] = zone.why;
    }
    if (study_.zone_sample) out["sampled"] = sampled(*study_.zone_sample);
    out["parties"] = Json::array();
    for (std::size_t b = 0; b < study_.no_deal.size(); ++b) out["parties"].push_back(row(b));
    return out;
  }

 private:
  Json row(std::size_t b) const {
    Json out{{"party", bargainer(b)}};
    for (const char* key : {"accepts", "ratified", "both"}) out[key] = nullptr;
    if (study_.zone) {
      const ZoneParty& from = study_.zone->parties[b];
      out["accepts"] = count(from.accepts);
      out["ratified"] = count(from.ratified);
      out["both"] = count(from.both);
    }
    const bool cardinal = study_.cardinal[b] != 0;
    out["no_deal"] = cardinal ? exact_json(study_.no_deal[b]) : Json();
    const bool known = cardinal && study_.ideal.has_value();
    out["ideal"] = known ? exact_json((*study_.ideal)[b]) : Json();
    out["surplus"] = known ? exact_json((*study_.ideal)[b] - study_.no_deal[b]) : Json();
    out["cuts"] = Json::array();
    if (study_.zone) {
      for (const Cut& one : study_.zone->parties[b].cuts) {
        if (!one.removes.known() || one.removes.is_zero()) continue;
        Json cut = whose(b, one);
        cut["removes"] = count(one.removes);
        cut["alone"] = count(one.alone);
        out["cuts"].push_back(std::move(cut));
      }
    }
    return out;
  }
  Json whose(std::size_t b, const Cut& from) const {
    static constexpr const char* kBy[] = {"no_deal", "red_line", "ratifier"};
    Json out{{"by", kBy[static_cast<std::size_t>(from.kind)]}};
    if (from.kind == CutKind::kNoDeal) out["id"] = bargainer(b);
    if (from.kind == CutKind::kRedLine)
      out["id"] = dispute_->statements[static_cast<std::size_t>(from.index)].id;
    if (from.kind == CutKind::kRatifier)
      out["id"] = dispute_->ratifiers[static_cast<std::size_t>(from.index)].id;
    return out;
  }

  // Only what is not known otherwise.
  Json sampled(const ZoneSample& from) const {
    Json out{
        {"status", "sampled"}, {"draws", from.drawn}, {"tried", from.tried}, {"seed", from.seed}};
    const Zone& exact = *study_.zone;
    const Count deals = study_.deals ? Count::of_digits(*study_.deals) : exact.deals;
    add(out, "deals", deals, from.zone.deals);
    add(out, "accepted_by_all", exact.accepted_by_all, from.zone.accepted_by_all);
    add(out, "ratified_for_all", exact.ratified_for_all, from.zone.ratified_for_all);
    out["parties"] = Json::array();
    for (std::size_t b = 0; b < exact.parties.size(); ++b) {
      const ZoneParty &mine = exact.parties[b], &drawn = from.zone.parties[b];
      Json row{{"party", bargainer(b)}};
      add(row, "accepts", mine.accepts, drawn.accepts);
      add(row, "ratified", mine.ratified, drawn.ratified);
      add(row, "both", mine.both, drawn.both);
      row["cuts"] = Json::array();
      for (const Cut& cut : drawn.cuts) {
        const Cut known = cut_like(mine, cut);
        if (known.removes.known() && known.alone.known()) continue;
        Json one = whose(b, cut);
        add(one, "removes", known.removes, cut.removes);
        add(one, "alone", known.alone, cut.alone);
        row["cuts"].push_back(std::move(one));
      }
      out["parties"].push_back(std::move(row));
    }
    return out;
  }
  void add(Json& to, const char* key, const Count& exact, const Count& hits) const {
    if (exact.known()) return;
    const ShareEstimate one = share_estimate(hits, *study_.zone_sample);
    to[key] = {{"share", one.share}, {"low", one.low}, {"high", one.high}};
  }
};

}  // namespace

Json zone_json(const StudyJson& json) { return ZoneParts(json).zone(); }

}  // namespace detente
