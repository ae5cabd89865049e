#include <nlohmann/json.hpp>

#include "analysis/paths/paths.h"
#include "analysis/readiness/words.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

std::string_view holds_name(Holds holds) {
  static constexpr std::string_view kNames[] = {"gains", "looks ahead", "unwanted", "impossible"};
  return kNames[static_cast<std::size_t>(holds)];
}

Json steps_json(const Dispute& dispute, const PathsStudy& study,
                const std::vector<SequenceStep>& steps, const OutcomeName& name) {
  Json out = Json::array();
  for (const SequenceStep& step : steps) {
    out.push_back({{"mover", party_ids(dispute, study.space.movers()[step.mover].members)},
                   {"to", step.to},
                   {"name", name(step.to)}});
  }
  return out;
}

}  // namespace

Json paths_json(const Dispute& dispute, const std::vector<PathsStudy>& studies,
                const std::vector<OutcomeName>& names) {
  Json out{{"schema", "detente.paths/1"}, {"version", version()}, {"cases", Json::array()}};
  for (std::size_t k = 0; k < studies.size(); ++k) {
    const PathsStudy& study = studies[k];
    const OutcomeName& name = names[k];
    const auto path = [&](const std::optional<std::vector<SequenceStep>>& steps) {
      return steps ? steps_json(dispute, study, *steps, name) : Json();
    };
    Json row{{"case", dispute->cases[static_cast<std::size_t>(study.case_index)].id},
             {"finished", study.stopped == StopReason::kDone},
             {"from", study.from},
             {"from_name", name(study.from)},
             {"targets", Json::array()},
             {"more_targets", study.more_targets}};
    for (const PathsTo& to : study.targets) {
      Json target{{"target", to.target},     {"name", name(to.target)},
                  {"legal", path(to.legal)}, {"enforcing", path(to.enforcing)},
                  {"steps", to.steps},       {"orders", Json::array()}};
      for (const OrderOfSteps& order : to.orders) {
        Json one{{"steps", order.steps}, {"holds", holds_name(order.holds)}};
        one["breaks_at"] = order.holds >= Holds::kUnwanted ? Json(order.breaks_at) : Json();
        one["breaks_for"] = party_ids(dispute, order.breaks_for);
        one["moves"] = steps_json(dispute, study, order.moves, name);
        target["orders"].push_back(one);
      }
      row["targets"].push_back(target);
    }
    out["cases"].push_back(row);
  }
  return out;
}

}  // namespace detente
