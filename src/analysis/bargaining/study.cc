#include "analysis/bargaining/study.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/bargaining/study_explicit.h"
#include "analysis/bargaining/study_large.h"

namespace detente {

const std::vector<std::string>& solution_ids() {
  static const std::vector<std::string> kIds{
      "nash",        "kalai_smorodinsky",    "egalitarian", "proportional",
      "utilitarian", "relative_utilitarian", "raiffa",      "fallback"};
  return kIds;
}

bool asks_for(const BargainingAsked& asked, const std::string& id) {
  const auto& ids = asked.solutions;
  if (id == "proportional" && asked.weights.empty() && ids.empty()) return false;
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<Decimal> per_bargainer(const std::vector<std::pair<int, Decimal>>& given,
                                   const std::vector<int>& bargainers) {
  std::vector<Decimal> out(bargainers.size(), Decimal::from_units(Decimal::kOne));
  for (std::size_t b = 0; b < bargainers.size(); ++b) {
    for (const auto& [party, value] : given) {
      if (party == bargainers[b]) out[b] = value;
    }
  }
  return out;
}

void add_nash_rates(const BargainingAsked& asked, const SolutionRow& nash, BargainingStudy& study) {
  if (nash.points.empty()) return;
  RateRow row{"nash", {}};
  const std::vector<Decimal> powers = per_bargainer(asked.powers, study.bargainers);
  for (std::size_t b = 0; b < powers.size(); ++b) {
    const std::int64_t gain = nash.points.front().utility[b] - study.no_deal[b];
    if (gain <= 0) return;
    row.multiplier.push_back(powers[b].to_double() / Decimal::from_units(gain).to_double());
  }
  const double first = row.multiplier.front();
  for (double& one : row.multiplier) one /= first;
  study.rates.push_back(std::move(row));
}

namespace {

Errors check_asked(const Dispute& dispute, const BargainingAsked& asked) {
  const auto& known = solution_ids();
  for (const std::string& id : asked.solutions) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const std::string near = nearest_name(id, known);
    return {Error{ErrorCode::kUnknownName,
                  fmt::format("there is no solution '{}'", id),
                  {},
                  near.empty() ? fmt::format("known: {}", fmt::join(known, ", "))
                               : "did you mean '" + near + "'?",
                  {}}};
  }
  if (asked.within_compromise && !dispute.asks()) {
    return {Error{ErrorCode::kMissingKey,
                  "the file asks no question, so it does not say what a compromise is",
                  {dispute->file, 0, 0},
                  "give --within a formula",
                  {}}};
  }
  return {};
}

// Says of every part that it is not there.
void nobody_to_bargain_with(BargainingStudy& study) {
  study.why_not = study.bargainers.empty() ? "nobody bargains: no party here wants anything"
                                           : "a bargain needs two parties, and here is only one";
  study.method = "none";
  study.outcomes = "unknown";
  study.frontier.status = study.table_frontier.status = {"not_applicable", study.why_not, 0};
}

constexpr std::uint64_t kMostListed = std::uint64_t{1} << 22U;  // of sums over issues

}  // namespace

Result<BargainingStudy> study_bargaining(const Dispute& dispute, int case_index,
                                         const BargainingAsked& asked, Budget& budget) {
  const Scenario scenario = make_scenario(dispute, case_index, asked.changes);
  BargainingStudy study;
  study.case_index = case_index;
  study.bargainers = bargainers_of(dispute, scenario, asked.parties);
  if (Errors errors = check_asked(dispute, asked); !errors.empty())
    return tl::unexpected(std::move(errors));
  if (study.bargainers.size() < 2) {
    nobody_to_bargain_with(study);
    return study;
  }
  for (const int p : study.bargainers) study.cardinal.push_back(is_cardinal(dispute, p) ? 1 : 0);
  study.status_quo = scenario.status_quo;
  for (const Issue& issue : dispute->issues)
    study.active.push_back(dispute->graph || scenario.on(issue.toggle) ? 1 : 0);
  std::optional<Formula> within = asked.within;
  if (asked.within_compromise) within = scenario.compromise;

  // Nearly all of very many outcomes can be efficient, and then listing them takes more memory than
  // there is; sums over issues do without.
  auto world = World::make(dispute, scenario, std::min(asked.most_outcomes, kMostListed));
  Errors errors;
  const bool too_many = !world && world.error().front().code == ErrorCode::kLimit;
  if (too_many && asked.most_outcomes > kMostListed) {
    if (study_sums(dispute, scenario, within, asked, budget, study)) {
      add_continuous(dispute, scenario, within, asked, budget, study);
      return study;
    }
    world = World::make(dispute, scenario, asked.most_outcomes);
  }
  if (world) {
    errors = study_explicit(*world, within, asked, budget, study);
  } else if (world.error().front().code == ErrorCode::kLimit) {
    errors = study_large(dispute, scenario, within, asked, world.error(), budget, study);
  } else {
    errors = world.error();
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  add_continuous(dispute, scenario, within, asked, budget, study);
  return study;
}

}  // namespace detente
