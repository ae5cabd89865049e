#include <algorithm>

#include "analysis/bargaining/linkage_sample.h"
#include "analysis/bargaining/study_json.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

class Parts : public StudyJson {
 public:
  explicit Parts(const StudyJson& json) : StudyJson(json) {}

  Json fairness(const FairnessReport& from) const {
    Json out{{"reference", utilities(from.reference)},
             {"no_loser_deals", count(from.no_loser_deals)},
             {"leximin", Json::array()},
             {"deals", Json::array()}};
    for (const DealPoint& one : from.leximin) out["leximin"].push_back(point(one, false));
    for (const DealVerdict& one : from.deals) {
      Json shares = Json::object(), losers = Json::array(), points = Json::object();
      for (std::size_t b = 0; b < one.fairness.shares.size(); ++b)
        shares[bargainer(b)] =
            one.fairness.shares[b] ? fraction_json(*one.fairness.shares[b]) : Json();
      for (const int b : one.fairness.losers)
        losers.push_back(bargainer(static_cast<std::size_t>(b)));
      for (std::size_t b = 0; b < one.points.size(); ++b)
        points[bargainer(b)] = fraction_json(one.points[b]);
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
      return Json{{bargainer(0), fraction_json(two[0])}, {bargainer(1), fraction_json(two[1])}};
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
           {"share_of_first", fraction_json(row.share)}});
    }
    for (const Transfer& step : division.transfers) {
      out["transfers"].push_back({{"issue", issue(from.adjusted_issues[step.issue]).id},
                                  {"from", bargainer(static_cast<std::size_t>(step.from))},
                                  {"part", fraction_json(step.part)},
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
        gains[bargainer(b)] = exact_json(row.utility_together[b] - row.utility_apart[b]);
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
      const std::string adds = difference(row.packages, row.without);
      Json one{{"issue", issue(row.issue).id},
               {"deals_frozen", count(row.deals_frozen)},
               {"packages", count(row.packages)},
               {"without", count(row.without)},
               {"outcomes_without", count(row.outcomes_without)},
               {"adds", adds.empty() ? Json() : Json(adds)}};
      if (row.frozen_drawn || row.packages_drawn || row.without_drawn)
        one["sampled"] = sampled(row, from.seed);
      out["issues"].push_back(std::move(one));
    }
    if (!from.why_no_effects.empty()) out["why_no_effects"] = from.why_no_effects;
    return out;
  }
  static Json sampled(const IssueEffect& row, std::uint64_t seed) {
    Json out{{"status", "sampled"}, {"seed", seed}};
    const auto add = [&](const char* key, const std::optional<DrawnShare>& drawn) {
      if (!drawn) return;
      Json& one = out[key] = {{"draws", drawn->drawn}, {"tried", drawn->tried}};
      if (const auto share = share_estimate(drawn))
        one.update({{"share", share->share}, {"low", share->low}, {"high", share->high}});
    };
    add("deals_frozen", row.frozen_drawn);
    add("packages", row.packages_drawn);
    add("without", row.without_drawn);
    static constexpr const char* kAdds[] = {"fewer", "unclear", "more"};
    if (const auto adds = adds_by_drawing(row))
      out["adds"] = kAdds[static_cast<std::size_t>(*adds + 1)];
    return out;
  }
  Json two_level(const TwoLevel& from) const {
    static constexpr const char* kKinds[] = {"quota", "issue", "consent", "ratifier", "ratifiers"};
    Json out{{"win_sets", Json::array()},
             {"ratified_for_all", count(from.ratified_for_all)},
             {"openings", Json::array()},
             {"binding", Json::array()}};
    for (const WinSet& row : from.win_sets) {
      Json by = Json::array();
      for (const auto& [r, passed] : row.by_ratifier)
        by.push_back({{"id", dispute_->ratifiers[static_cast<std::size_t>(r)].id},
                      {"outcomes", count(passed)}});
      out["win_sets"].push_back({{"party", party(row.party)},
                                 {"outcomes", count(row.outcomes)},
                                 {"ratifiers", std::move(by)}});
    }
    if (!from.why_no_openings.empty()) out["why_no_openings"] = from.why_no_openings;
    if (!from.why_no_binding.empty()) out["why_no_binding"] = from.why_no_binding;
    for (const int k : from.issues_not_tried) out["issues_not_tried"].push_back(issue(k).id);
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
        one["quota"] = exact_json(row.from);
        one["support"] = exact_json(row.to);
        one["shift"] = exact_json(row.from - row.to);
      }
      one["deals"] = count(row.deals);
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
};

}  // namespace

Json fairness_json(const StudyJson& json, const FairnessReport& from) {
  return Parts(json).fairness(from);
}
Json linkage_json(const StudyJson& json, const Linkage& from) { return Parts(json).linkage(from); }
Json two_level_json(const StudyJson& json, const TwoLevel& from) {
  return Parts(json).two_level(from);
}

}  // namespace detente
