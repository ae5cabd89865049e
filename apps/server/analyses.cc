#include "server/analyses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/bargaining/study.h"
#include "analysis/blockers/study.h"
#include "analysis/compare/study.h"
#include "analysis/conditions/study.h"
#include "analysis/dossier/dossier.h"
#include "analysis/paths/paths.h"
#include "analysis/readiness/answer_document.h"
#include "analysis/worlds/run.h"
#include "cli/claims_words.h"
#include "dispute/asked_formula.h"
#include "report/json_text.h"
#include "server/api_answer.h"

namespace detente::server {
namespace {

using Json = nlohmann::json;

std::string text_of(const AnalysisRequest& request, const char* key) {
  const auto found = request.more.find(key);
  return found != request.more.end() && found->is_string() ? found->get<std::string>() : "";
}
std::uint64_t number_of(const AnalysisRequest& request, const char* key, std::uint64_t otherwise,
                        std::uint64_t most) {
  const auto found = request.more.find(key);
  if (found == request.more.end() || !found->is_number_unsigned()) return otherwise;
  return std::clamp<std::uint64_t>(found->get<std::uint64_t>(), 1, most);
}

Result<std::optional<Formula>> formula_of(const AnalysisRequest& request, const char* key) {
  const std::string text = text_of(request, key);
  if (text.empty()) return std::optional<Formula>();
  auto parsed = parse_asked_formula(text, {key, 1, 1}, request.dispute);
  if (parsed) return std::optional<Formula>(std::move(*parsed));
  Errors errors = parsed.error();
  for (Error& error : errors) error.line_text = text;
  return tl::unexpected(std::move(errors));
}

Result<Analysed> readiness(const AnalysisRequest& request, Budget& budget) {
  AnswerOptions options;
  options.changes = request.changes;
  options.threads = request.threads;
  options.progress = request.progress;
  auto answer = answer_case(request.dispute, request.case_index, options, budget);
  if (!answer) return tl::unexpected(std::move(answer.error()));
  return Analysed{json_text(answer_json(request.dispute, {&*answer, 1})),
                  answer_document(request.dispute, {&*answer, 1}),
                  answer->stopped != StopReason::kDone};
}

Result<Analysed> claims(const AnalysisRequest& request, Budget& budget) {
  ClaimOptions options;
  options.changes = request.changes;
  options.threads = request.threads;
  options.progress = [&](double share) { request.progress("claims", share); };
  auto rows = check_claims(request.dispute, options, budget);
  if (!rows) return tl::unexpected(std::move(rows.error()));
  const bool stopped = budget.cancelled() || budget.exhausted();
  return Analysed{json_text(cli::claims_json(request.dispute, *rows, stopped)),
                  cli::claims_document(request.dispute, *rows, stopped), stopped};
}

Result<Analysed> stability(const AnalysisRequest& request, Budget& budget) {
  StabilityAsked asked;
  asked.changes = request.changes;
  asked.threads = request.threads;
  auto study = study_stability(request.dispute, request.case_index, asked, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  std::vector<StabilityStudy> studies;
  studies.push_back(std::move(*study));
  const std::vector<OutcomeName> names{
      default_outcome_name(request.dispute, studies.front().space)};
  return Analysed{json_text(stability_json(request.dispute, studies, names)),
                  stability_document(request.dispute, studies, names),
                  studies.front().stopped != StopReason::kDone};
}

Result<Analysed> paths(const AnalysisRequest& request, Budget& budget) {
  PathsAsked asked;
  asked.changes = request.changes;
  asked.threads = request.threads;
  for (const auto& [key, place] : {std::pair("from", &asked.from), std::pair("to", &asked.to)}) {
    auto formula = formula_of(request, key);
    if (!formula) return tl::unexpected(std::move(formula.error()));
    *place = std::move(*formula);
  }
  auto study = study_paths(request.dispute, request.case_index, asked, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  std::vector<PathsStudy> studies;
  studies.push_back(std::move(*study));
  const std::vector<OutcomeName> names{
      default_outcome_name(request.dispute, studies.front().space)};
  return Analysed{json_text(paths_json(request.dispute, studies, names)),
                  paths_document(request.dispute, studies, names),
                  studies.front().stopped != StopReason::kDone};
}

Result<Analysed> bargaining(const AnalysisRequest& request, Budget& budget) {
  BargainingAsked asked;
  asked.changes = request.changes;
  asked.threads = request.threads;
  auto study = study_bargaining(request.dispute, request.case_index, asked, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  const bool stopped = study->stopped != StopReason::kDone;
  auto picture = deals_picture(request.dispute, *study);
  std::vector<BargainingStudy> studies;
  studies.push_back(std::move(*study));
  Document document = bargaining_document(request.dispute, studies);
  if (picture) {
    // below the heading: first the picture, then its numbers
    Document with;
    with.figure("Deals that nobody can better for all",
                "Each point or line is a deal; those that theory singles out have names.",
                std::move(*picture));
    document.blocks.insert(document.blocks.begin() + (document.blocks.empty() ? 0 : 1),
                           with.blocks.begin(), with.blocks.end());
  }
  return Analysed{bargaining_json_text(request.dispute, studies), std::move(document), stopped};
}

Result<Analysed> worlds(const AnalysisRequest& request, Budget& budget) {
  WorldsAsked asked;
  asked.changes = request.changes;
  asked.cases = {request.case_index};
  asked.worlds = number_of(request, "worlds", 1000, 10'000'000);
  asked.seed = number_of(request, "seed", 1, ~std::uint64_t{0});
  asked.threads = request.threads;
  asked.progress = request.progress;
  auto run = run_worlds(request.dispute, asked, budget);
  if (!run) return tl::unexpected(std::move(run.error()));
  Document document;
  document.figure("How far it gets", "Share of the worlds that get at least so far.",
                  chances_picture(run->cases.front()));
  Document words = worlds_document(request.dispute, *run);
  document.blocks.insert(document.blocks.end(), words.blocks.begin(), words.blocks.end());
  return Analysed{json_text(worlds_json(request.dispute, *run)), std::move(document),
                  run->stopped != StopReason::kDone};
}

// The factors that `map` names, if it does.
Result<std::optional<std::pair<int, int>>> map_of(const AnalysisRequest& request) {
  std::optional<std::pair<int, int>> out;
  const auto found = request.more.find("map");
  if (found == request.more.end()) return out;
  std::vector<int> factors;
  for (const Json& name : *found) {
    const int f = name.is_string() ? request.dispute.find_factor(name.get<std::string>()) : -1;
    if (f < 0)
      return fail(ErrorCode::kUnknownName, fmt::format("'map' names no factor: {}", name.dump()),
                  {}, "\"map\": [\"trust\", \"pressure\"]");
    const Interval& domain = request.dispute->factors[static_cast<std::size_t>(f)].domain;
    if (!(domain.low < domain.high))
      return fail(ErrorCode::kRange, fmt::format("the domain of {} is one value", name.dump()));
    factors.push_back(f);
  }
  if (factors.size() != 2 || factors.front() == factors.back())
    return fail(ErrorCode::kRange, "'map' takes two different factors");
  out.emplace(factors.front(), factors.back());
  return out;
}

Result<Analysed> conditions(const AnalysisRequest& request, Budget& budget) {
  ConditionsOptions options;
  auto map = map_of(request);
  if (!map) return tl::unexpected(std::move(map.error()));
  options.map = *map;
  options.changes = request.changes;
  options.threads = request.threads;
  options.progress = request.progress;
  auto study = study_conditions(request.dispute, request.case_index, options, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  Document document = conditions_document(request.dispute, {&*study, 1});
  if (study->map) {
    const auto today = make_scenario(request.dispute, request.case_index, request.changes).factors;
    Document with;
    with.figure("Two factors at a time",
                study->map->regions.linear
                    ? "What holds where these two move and the others stay: a field shows what "
                      "holds in its middle, the lines where it changes."
                    : "What holds where these two move and the others stay: a field shows what "
                      "holds in its middle.",
                map_picture(request.dispute, today, *study->map));
    document.blocks.insert(document.blocks.begin() + (document.blocks.empty() ? 0 : 1),
                           with.blocks.begin(), with.blocks.end());
  }
  return Analysed{json_text(conditions_json(request.dispute, {&*study, 1})), std::move(document),
                  study->stopped != StopReason::kDone};
}

Result<Analysed> blockers(const AnalysisRequest& request, Budget& budget) {
  BlockersOptions options;
  options.changes = request.changes;
  options.shapley.threads = request.threads;
  options.progress = request.progress;
  auto study = study_blockers(request.dispute, request.case_index, options, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  Document document;
  for (const BlockingGame& game : study->games) {
    if (auto picture = shares_picture(request.dispute, game))
      document.figure("What stands in the way: " + game.id,
                      "How many rungs of the ladder each holds back.", std::move(*picture));
  }
  Document words = blockers_document(request.dispute, {&*study, 1});
  document.blocks.insert(document.blocks.end(), words.blocks.begin(), words.blocks.end());
  return Analysed{json_text(blockers_json(request.dispute, {&*study, 1})), std::move(document),
                  study->stopped != StopReason::kDone};
}

Result<Analysed> compare(const AnalysisRequest& request, Budget& budget) {
  const std::string other = text_of(request, "with");
  const int second = request.dispute.find_case(other);
  if (second < 0)
    return fail(ErrorCode::kUnknownName, fmt::format("'with' names no case: '{}'", other), {},
                "\"with\": \"now\"");
  auto study =
      study_comparison(request.dispute, request.case_index, request.dispute, second,
                       {request.changes, request.changes, request.threads, kMostOutcomes}, budget);
  if (!study) return tl::unexpected(std::move(study.error()));
  return Analysed{json_text(comparison_json(*study)), comparison_document(*study),
                  study->stopped != StopReason::kDone};
}

struct Row {
  std::string_view id;
  bool ladder;  // does it climb the ladder of a question?
  Result<Analysed> (*run)(const AnalysisRequest&, Budget&);
};
constexpr Row kRows[] = {
    {"readiness", true, readiness},    {"claims", false, claims},
    {"stability", false, stability},   {"paths", false, paths},
    {"bargaining", false, bargaining}, {"worlds", true, worlds},
    {"conditions", true, conditions},  {"blockers", true, blockers},
    {"compare", true, compare},
};
const Row* row_of(std::string_view id) {
  const auto* row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.id == id; });
  return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

bool knows_analysis(std::string_view id) { return row_of(id) != nullptr; }
bool needs_ladder(std::string_view id) {
  const Row* const row = row_of(id);
  return row != nullptr && row->ladder;
}

Result<Analysed> analyse(std::string_view id, const AnalysisRequest& request, Budget& budget) {
  const Row* const row = row_of(id);
  if (row == nullptr)
    return fail(ErrorCode::kUnknownName, fmt::format("there is no analysis '{}'", id), {},
                "GET /api/analyses lists them");
  if (row->ladder && !request.dispute.has_ladder()) return tl::unexpected(no_ladder());
  return row->run(request, budget);
}

}  // namespace detente::server
