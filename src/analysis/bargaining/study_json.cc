#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/bargaining/study.h"
#include "analysis/readiness/words.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

// Decimals are written digit by digit, not through a double: bargaining_json_text takes the marks
// off again.
constexpr char kMark = '\x01';

Json exact(std::int64_t units) {
  if (units % Decimal::kOne == 0) return Json(units / Decimal::kOne);
  return Json(std::string(1, kMark) + Decimal::from_units(units).to_string() + kMark);
}

class Writer {
 public:
  Writer(const Dispute& dispute, const BargainingStudy& study) : dispute_(dispute), study_(study) {}

  Json write() const {
    Json row{{"case", dispute_->cases[static_cast<std::size_t>(study_.case_index)].id},
             {"finished", study_.stopped == StopReason::kDone},
             {"method", study_.method}};
    row["bargainers"] = Json::array();
    for (const int p : study_.bargainers) row["bargainers"].push_back(party(p));
    row["table"] = {{"outcomes", study_.outcomes}};
    row["zone"] = zone();
    row["frontier"] = list(study_.frontier, false);
    row["table_frontier"] = list(study_.table_frontier, true);
    row["solutions"] = Json::array();
    for (const SolutionRow& one : study_.solutions) row["solutions"].push_back(solution(one));
    row["rates"] = rates();
    row["continuous"] = continuous();
    row["fairness"] = study_.fairness ? fairness(*study_.fairness) : Json();
    row["linkage"] = study_.linkage ? linkage(*study_.linkage) : Json();
    row["two_level"] = study_.two_level ? two_level(*study_.two_level) : Json();
    return row;
  }

 private:
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
      out[bargainer(b)] = study_.cardinal[b] != 0 ? exact(values[b]) : Json(values[b]);
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
  static void add_status(Json& out, const Status& status) {
    out["status"] = status.status;
    if (status.status == "within_gap") out["gap"] = status.gap;
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
    if (from.quota > 0 && from.status.status != "not_applicable") out["depth"] = from.depth;
    add_status(out, from.status);
    out["points"] = Json::array();
    for (const DealPoint& one : from.points) out["points"].push_back(point(one, false));
    return out;
  }
  Json cut(std::size_t b, const Cut& from) const {
    static constexpr const char* kBy[] = {"no_deal", "red_line", "ratifier"};
    Json out{{"by", kBy[static_cast<std::size_t>(from.kind)]}};
    if (from.kind == CutKind::kNoDeal) out["id"] = bargainer(b);
    if (from.kind == CutKind::kRedLine)
      out["id"] = dispute_->statements[static_cast<std::size_t>(from.index)].id;
    if (from.kind == CutKind::kRatifier)
      out["id"] = dispute_->ratifiers[static_cast<std::size_t>(from.index)].id;
    out["removes"] = std::to_string(from.removes);
    out["alone"] = std::to_string(from.alone);
    return out;
  }
  Json zone() const {
    Json out{{"deals", study_.deals ? Json(*study_.deals) : Json()}, {"share", nullptr}};
    if (study_.zone) {
      const Zone& zone = *study_.zone;
      if (zone.outcomes > 0)
        out["share"] = static_cast<double>(zone.deals) / static_cast<double>(zone.outcomes);
      out["accepted_by_all"] = std::to_string(zone.accepted_by_all);
      out["ratified_for_all"] = std::to_string(zone.ratified_for_all);
    }
    out["parties"] = Json::array();
    for (std::size_t b = 0; b < study_.bargainers.size(); ++b) {
      Json row{{"party", bargainer(b)}};
      for (const char* key : {"accepts", "ratified", "both"}) row[key] = nullptr;
      if (study_.zone) {
        const ZoneParty& from = study_.zone->parties[b];
        row["accepts"] = std::to_string(from.accepts);
        row["ratified"] = std::to_string(from.ratified);
        row["both"] = std::to_string(from.both);
      }
      const bool cardinal = study_.cardinal[b] != 0;
      row["no_deal"] = cardinal ? exact(study_.no_deal[b]) : Json();
      const bool known = cardinal && study_.ideal.has_value();
      row["ideal"] = known ? exact((*study_.ideal)[b]) : Json();
      row["surplus"] = known ? exact((*study_.ideal)[b] - study_.no_deal[b]) : Json();
      row["cuts"] = Json::array();
      if (study_.zone) {
        for (const Cut& one : study_.zone->parties[b].cuts) {
          if (one.removes > 0) row["cuts"].push_back(cut(b, one));
        }
      }
      out["parties"].push_back(std::move(row));
    }
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
  static Json fraction(const Fraction& value) {
    return {{"exact", value.to_string()}, {"value", value.to_double()}};
  }
  Json fairness(const FairnessReport& from) const {
    Json out{{"reference", utilities(from.reference)},
             {"no_loser_deals",
              from.no_loser_deals ? Json(std::to_string(*from.no_loser_deals)) : Json()},
             {"leximin", Json::array()},
             {"deals", Json::array()}};
    for (const DealPoint& one : from.leximin) out["leximin"].push_back(point(one, false));
    for (const DealVerdict& one : from.deals) {
      Json shares = Json::object(), losers = Json::array(), points = Json::object();
      for (std::size_t b = 0; b < one.fairness.shares.size(); ++b)
        shares[bargainer(b)] = one.fairness.shares[b] ? fraction(*one.fairness.shares[b]) : Json();
      for (const int b : one.fairness.losers)
        losers.push_back(bargainer(static_cast<std::size_t>(b)));
      for (std::size_t b = 0; b < one.points.size(); ++b)
        points[bargainer(b)] = fraction(one.points[b]);
      Json row{{"id", one.id},
               {"point", one.point},
               {"shares", std::move(shares)},
               {"equitable", one.fairness.equitable},
               {"proportional", one.fairness.proportional},
               {"losers", std::move(losers)},
               {"envy_free", one.envy_free ? Json(*one.envy_free) : Json()},
               {"points", std::move(points)}};
      out["deals"].push_back(std::move(row));
    }
    if (!from.why_no_shares.empty()) out["why_no_shares"] = from.why_no_shares;
    out["adjusted_winner"] = adjusted_winner(from);
    return out;
  }
  Json adjusted_winner(const FairnessReport& from) const {
    if (!from.adjusted_winner)
      return {{"status", "not_applicable"}, {"why", from.why_no_adjusted_winner}};
    const AdjustedWinner& division = *from.adjusted_winner;
    const auto both = [&](const Fraction(&two)[2]) {
      return Json{{bargainer(0), fraction(two[0])}, {bargainer(1), fraction(two[1])}};
    };
    Json out{{"status", "exact"},
             {"issues", Json::array()},
             {"start", both(division.start)},
             {"transfers", Json::array()},
             {"totals", both(division.totals)}};
    for (const ContestedIssue& row : division.issues) {
      const int k = from.adjusted_issues[row.issue];
      Json best = Json::object();
      for (const std::size_t side : {0U, 1U})
        best[bargainer(side)] =
            option(k, from.adjusted_options[row.issue][static_cast<std::size_t>(row.best[side])]);
      out["issues"].push_back(
          {{"issue", issue(k).id},
           {"best", std::move(best)},
           {"points", both(row.points)},
           {"starts_with", row.starts_with < 0
                               ? Json()
                               : Json(bargainer(static_cast<std::size_t>(row.starts_with)))},
           {"share_of_first", fraction(row.share)}});
    }
    for (const Transfer& step : division.transfers) {
      out["transfers"].push_back({{"issue", issue(from.adjusted_issues[step.issue]).id},
                                  {"from", bargainer(static_cast<std::size_t>(step.from))},
                                  {"part", fraction(step.part)},
                                  {"totals", both(step.totals)}});
    }
    return out;
  }
  Json linkage(const Linkage& from) const {
    Json out{{"one_by_one", Json::array()},
             {"trades", Json::array()},
             {"more_trades", from.more_trades},
             {"issues", Json::array()}};
    for (const OneByOne& row : from.one_by_one) {
      Json gains = Json::object();
      for (std::size_t b = 0; b < row.utility_apart.size(); ++b)
        gains[bargainer(b)] = exact(row.utility_together[b] - row.utility_apart[b]);
      out["one_by_one"].push_back({{"solution", row.solution},
                                   {"together", outcome(row.together)},
                                   {"utilities_together", utilities(row.utility_together)},
                                   {"apart", outcome(row.apart)},
                                   {"utilities_apart", utilities(row.utility_apart)},
                                   {"apart_feasible", row.feasible},
                                   {"apart_is_a_deal", row.deal},
                                   {"linkage", std::move(gains)}});
    }
    for (const Trade& trade : from.trades) {
      Json steps = Json::array();
      for (const int k : {0, 1}) {
        steps.push_back({{"issue", issue(trade.issue[k]).id},
                         {"option", option(trade.issue[k], trade.option[k])},
                         {"changes", utilities(k == 0 ? trade.first : trade.second)}});
      }
      Json rate = Json::object();  // what a party gets for one unit that it gives
      for (std::size_t b = 0; b < trade.both.size(); ++b) {
        const std::int64_t least = std::min(trade.first[b], trade.second[b]);
        const std::int64_t most = std::max(trade.first[b], trade.second[b]);
        rate[bargainer(b)] = least < 0 && most > 0
                                 ? Json(static_cast<double>(most) / -static_cast<double>(least))
                                 : Json();
      }
      out["trades"].push_back({{"steps", std::move(steps)},
                               {"gains", utilities(trade.both)},
                               {"rate", std::move(rate)}});
    }
    if (!from.why_no_trades.empty()) out["why_no_trades"] = from.why_no_trades;
    for (const IssueEffect& row : from.issues) {
      const auto packages = static_cast<std::int64_t>(row.packages);
      out["issues"].push_back(
          {{"issue", issue(row.issue).id},
           {"deals_frozen", std::to_string(row.deals_frozen)},
           {"packages", std::to_string(row.packages)},
           {"without", row.without ? Json(std::to_string(*row.without)) : Json()},
           {"outcomes_without", row.without ? Json(std::to_string(row.outcomes_without)) : Json()},
           {"adds", row.without
                        ? Json(std::to_string(packages - static_cast<std::int64_t>(*row.without)))
                        : Json()}});
    }
    if (!from.why_no_effects.empty()) out["why_no_effects"] = from.why_no_effects;
    return out;
  }
  Json two_level(const TwoLevel& from) const {
    static constexpr const char* kKinds[] = {"quota", "issue", "consent", "ratifier", "ratifiers"};
    Json out{{"win_sets", Json::array()},
             {"ratified_for_all", std::to_string(from.ratified_for_all)},
             {"openings", Json::array()},
             {"binding", Json::array()}};
    for (const WinSet& row : from.win_sets) {
      Json by = Json::array();
      for (const auto& [r, count] : row.by_ratifier)
        by.push_back({{"id", dispute_->ratifiers[static_cast<std::size_t>(r)].id},
                      {"outcomes", std::to_string(count)}});
      out["win_sets"].push_back({{"party", party(row.party)},
                                 {"outcomes", std::to_string(row.outcomes)},
                                 {"ratifiers", std::move(by)}});
    }
    for (const Opening& row : from.openings) {
      Json ids = Json::array();
      for (const int id : row.ids) {
        ids.push_back(row.kind == OpeningKind::kIssue ? issue(id).id
                      : row.kind == OpeningKind::kConsent
                          ? party(id)
                          : dispute_->ratifiers[static_cast<std::size_t>(id)].id);
      }
      Json one{{"kind", kKinds[static_cast<std::size_t>(row.kind)]}, {"ids", std::move(ids)}};
      if (row.kind == OpeningKind::kQuota) {
        one["quota"] = exact(row.from);
        one["support"] = exact(row.to);
        one["shift"] = exact(row.from - row.to);
      }
      one["deals"] = std::to_string(row.deals);
      one["example"] = outcome(row.example);
      out["openings"].push_back(std::move(one));
    }
    for (const BindingEffect& row : from.binding) {
      out["binding"].push_back({{"party", party(row.party)},
                                {"with", row.with ? outcome(*row.with) : Json()},
                                {"utilities_with", utilities(row.utility_with)},
                                {"without", row.without ? outcome(*row.without) : Json()},
                                {"utilities_without", utilities(row.utility_without)}});
    }
    return out;
  }

  const Dispute& dispute_;
  const BargainingStudy& study_;
};

}  // namespace

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
  const std::string text = bargaining_json(dispute, studies).dump(2);
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
