#include "analysis/compare/study.h"
#include "base/version.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

Json survivors_json(const std::optional<Survivors>& survivors) {
  if (!survivors) return nullptr;
  return {{"verdict", verdict_name(survivors->verdict())}, {"survivors", survivors->at}};
}
Json side_json(const ComparedSide& side) {
  return {{"file", side.file},          {"title", side.title},
          {"case", side.case_id},       {"outcomes", side.outcomes},
          {"in_c", side.in_compromise}, {"ladder", survivors_json(side.survivors)}};
}

}  // namespace

Json comparison_json(const ComparisonStudy& study) {
  Json out{{"schema", "detente.compare/1"},
           {"version", version()},
           {"first", side_json(study.first)},
           {"second", side_json(study.second)},
           {"finished", study.stopped == StopReason::kDone},
           {"obstacles", study.obstacles},
           {"differences", Json::array()}};
  for (const Swap& swap : study.swaps)
    out["differences"].push_back({{"kind", swap.difference.kind},
                                  {"id", swap.difference.id},
                                  {"first", swap.difference.first},
                                  {"second", swap.difference.second},
                                  {"first_with_it", survivors_json(swap.first)},
                                  {"second_with_it", survivors_json(swap.second)}});
  return out;
}

}  // namespace detente
