#include <bit>
#include <nlohmann/json.hpp>

#include "analysis/readiness/words.h"
#include "analysis/stability/study.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostListed = 20'000;  // feasible outcomes; beyond that only equilibria

Json sets(const std::vector<Bitset>& each) {
  Json out = Json::array();
  for (const Bitset& one : each) out.push_back(one.members());
  return out;
}

Json outcome_json(const Dispute& dispute, const StabilityStudy& study, Outcome s,
                  const OutcomeName& name) {
  Json row{{"index", s}, {"name", name(s)}, {"options", Json::object()}};
  const std::vector<int> options = study.space.layout()->options(s);
  for (std::size_t k = 0; k < options.size(); ++k) {
    const Issue& issue = dispute->issues[k];
    row["options"][issue.id] = issue.options[static_cast<std::size_t>(options[k])];
  }
  return row;
}

Json concepts_json(const StabilityStudy& study, bool all) {
  Json out = Json::array();
  for (std::size_t c = 0; c < kConcepts; ++c) {
    const Bitset& equilibria = study.stability.equilibria[c];
    Json row{{"id", concept_id(static_cast<Concept>(c))}, {"count", equilibria.count()}};
    if (all) {
      row["stable"] = Json::array();
      for (const MoverStability& mover : study.stability.movers)
        row["stable"].push_back(mover.stable[c].members());
    } else {
      row["stable"] = nullptr;
    }
    std::vector<Outcome> list = equilibria.members();
    if (!all && list.size() > kMostListed) list.resize(kMostListed);
    row["equilibria"] = list;
    out.push_back(row);
  }
  return out;
}

// Where the work limit ended it: what each mover has finished, equilibria where all have.
Json known_json(const Stability& found) {
  Json out = Json::array();
  for (std::size_t c = 0; c < kConcepts; ++c) {
    const bool all = found.known(static_cast<Concept>(c));
    Json row{{"id", concept_id(static_cast<Concept>(c))}, {"stable", Json::array()}};
    for (const MoverStability& mover : found.movers) {
      const bool known = mover.finished > static_cast<int>(c);
      row["stable"].push_back(known ? Json(mover.stable[c].count()) : Json());
    }
    row["equilibria"] = all ? Json(found.equilibria[c].count()) : Json();
    out.push_back(row);
  }
  return out;
}

Json path_json(const Dispute& dispute, const Space& space, const std::vector<SequenceStep>& path) {
  Json out = Json::array();
  for (const SequenceStep& step : path) {
    out.push_back(
        {{"mover", party_ids(dispute, space.movers()[step.mover].members)}, {"to", step.to}});
  }
  return out;
}

Json why_json(const Dispute& dispute, const StabilityStudy& study) {
  Json out = Json::array();
  for (const WhyRow& row : study.why) {
    Json one{{"outcome", row.outcome},
             {"mover", party_ids(dispute, study.space.movers()[row.mover].members)},
             {"concepts", Json::array()}};
    for (const Reason& reason : row.reasons) {
      Json improvements = Json::array();
      for (const Reply& reply : reason.replies) {
        improvements.push_back({{"to", reply.improvement},
                                {"punished", reply.punished},
                                {"sanction", path_json(dispute, study.space, reply.sanction)}});
      }
      one["concepts"].push_back({{"id", concept_id(reason.which)},
                                 {"stable", reason.stable},
                                 {"improvements", improvements}});
    }
    out.push_back(one);
  }
  return out;
}

Json inverse_json(const Dispute& dispute, const StabilityStudy& study) {
  Json out = Json::array();
  for (const InverseRow& row : study.inverse) {
    Json one{{"target", row.target},
             {"party", party_ids(dispute, study.space.movers()[row.mover].members).front()},
             {"concepts", Json::array()}};
    for (const InverseCount& count : row.counts) {
      one["concepts"].push_back({{"id", concept_id(count.which)},
                                 {"orders", count.orders ? Json(*count.orders) : Json()},
                                 {"share", count.share ? Json(count.share->text()) : Json()},
                                 {"one_of", count.one_of},
                                 {"stable_now", count.stable_now},
                                 {"changes", count.changes}});
    }
    out.push_back(one);
  }
  return out;
}

Json case_json(const Dispute& dispute, const StabilityStudy& study, const OutcomeName& name) {
  Json row{{"case", dispute->cases[static_cast<std::size_t>(study.case_index)].id},
           {"finished", study.stopped == StopReason::kDone},
           {"feasible", study.space.feasible().count()},
           {"status_quo", study.space.status_quo()}};
  row["movers"] = Json::array();
  for (const MoverStability& mover : study.stability.movers) {
    row["movers"].push_back(
        {{"members", party_ids(dispute, mover.members)},
         {"method", mover.method == Method::kNearLinear ? "near-linear" : "every move"}});
  }
  if (study.stability.stopped != StopReason::kDone) {
    row["known"] = known_json(study.stability);
    return row;
  }
  const bool all = study.space.feasible().count() <= kMostListed;
  row["outcomes"] = nullptr;
  if (all) {
    row["outcomes"] = Json::array();
    study.space.feasible().for_each([&](std::size_t s) {
      row["outcomes"].push_back(outcome_json(dispute, study, static_cast<Outcome>(s), name));
    });
  }
  row["concepts"] = concepts_json(study, all);
  row["sim"] = row["limited"] = row["nonmyopic"] = nullptr;
  if (study.simultaneous && study.simultaneous->stopped == StopReason::kDone)
    row["sim"] = sets(study.simultaneous->stable);
  if (study.limited) {
    row["limited"] = Json::array();
    for (std::size_t h = 0; h < study.limited->horizon.size(); ++h) {
      const auto& both = study.limited->horizon[h];
      row["limited"].push_back({{"horizon", h + 1}, {"stable", sets({both[0], both[1]})}});
    }
    if (study.limited->stopped == StopReason::kDone)
      row["nonmyopic"] = sets({study.limited->nonmyopic[0], study.limited->nonmyopic[1]});
  }
  row["maximin"] = Json::array();
  for (std::size_t h = 0; h < study.maximin.size(); ++h) {
    Json stable = Json::array();
    for (const auto& one : study.maximin[h]) stable.push_back(one ? Json(one->members()) : Json());
    row["maximin"].push_back({{"horizon", h + 1}, {"stable", stable}});
  }
  row["coalitions"] = Json::array();
  for (const CoalitionStability& one : study.coalitions.coalitions) {
    row["coalitions"].push_back({{"members", party_ids(dispute, one.members)},
                                 {"cnash", one.stable[0].members()},
                                 {"cgmr", one.stable[1].members()},
                                 {"csmr", one.stable[2].members()},
                                 {"cseq", one.stable[3].members()}});
  }
  row["inverse"] = inverse_json(dispute, study);
  row["why"] = why_json(dispute, study);
  return row;
}

}  // namespace

Json stability_json(const Dispute& dispute, const std::vector<StabilityStudy>& studies,
                    const std::vector<OutcomeName>& names) {
  Json out{{"schema", "detente.stability/1"}, {"version", version()}, {"cases", Json::array()}};
  for (std::size_t k = 0; k < studies.size(); ++k)
    out["cases"].push_back(case_json(dispute, studies[k], names[k]));
  return out;
}

}  // namespace detente
