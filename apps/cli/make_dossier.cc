#include "cli/make_dossier.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace detente::cli {
namespace {

void tell(const DossierAsked& asked, std::string_view what, double share) {
  if (asked.progress) asked.progress(what, share);
}

// The ladder of every case asked for. `stopped`: a limit left something open.
Result<std::vector<CaseAnswer>> answers_of(const Dispute& dispute, const DossierAsked& asked,
                                           Budget& budget, bool& stopped) {
  std::vector<CaseAnswer> out;
  for (const int c : asked.cases) {
    AnswerOptions wanted;
    wanted.changes = asked.changes;
    wanted.threads = asked.threads;
    wanted.most_outcomes = asked.most_outcomes;
    // what would change it is said of the first case only
    wanted.lifts = wanted.thresholds = out.empty();
    const std::string name = dispute->cases[static_cast<std::size_t>(c)].id;
    wanted.progress = [&](std::string_view what, double share) {
      tell(asked, "case " + name + ", " + std::string(what), share);
    };
    auto answer = answer_case(dispute, c, wanted, budget);
    if (!answer) return tl::unexpected(std::move(answer.error()));
    stopped = stopped || answer->stopped != StopReason::kDone;
    out.push_back(std::move(*answer));
    if (budget.cancelled()) break;
  }
  return out;
}

// The two factors that move the most: those that tip the verdict nearest to where they are.
std::vector<int> two_factors(const Dispute& dispute, const CaseAnswer& answer) {
  std::vector<std::pair<double, int>> near;
  for (const FactorThresholds& factor : answer.thresholds) {
    const auto index = static_cast<std::size_t>(factor.factor);
    const Interval& domain = dispute->factors[index].domain;
    double least = 2;
    for (const Threshold& t : factor.crossings)
      least = std::min(least, std::abs(t.at - answer.factors[index]) / (domain.high - domain.low));
    if (least <= 1) near.emplace_back(least, factor.factor);
  }
  std::stable_sort(near.begin(), near.end());
  if (near.size() < 2) return {};
  return {near[0].second, near[1].second};
}

// What the page says of the first case beside its ladder. What cannot be had is left out.
void explore_first(const Dispute& dispute, const DossierAsked& asked, Budget& budget,
                   Dossier& dossier) {
  const int case_index = asked.cases.front();
  BlockersOptions blockers;
  blockers.changes = asked.changes;
  blockers.shapley.threads = asked.threads;
  blockers.most_outcomes = asked.most_outcomes;
  blockers.most_sets = 0;  // games alone are shown
  tell(asked, "what stands in the way", 0);
  if (!dossier.answers.front().ready) {
    if (auto study = study_blockers(dispute, case_index, blockers, budget))
      dossier.games = std::move(study->games);
  }
  const std::vector<int> two = two_factors(dispute, dossier.answers.front());
  if (!two.empty()) {
    FactorMapOptions map;
    map.columns = 24;
    map.depth = 0;
    map.threads = asked.threads;
    const auto world = World::make(dispute, make_scenario(dispute, case_index, asked.changes),
                                   asked.most_outcomes);
    tell(asked, "a map of two factors", 0);
    if (world) dossier.map = map_factors(*world, two[0], two[1], map, budget);
  }
  StabilityAsked stability;
  stability.changes = asked.changes;
  stability.threads = asked.threads;
  stability.most_outcomes = asked.most_outcomes;
  tell(asked, "what would hold", 0);
  if (auto study = study_stability(dispute, case_index, stability, budget))
    dossier.stability = std::move(*study);
  WorldsAsked worlds;
  worlds.changes = asked.changes;
  worlds.cases = {case_index};
  worlds.deals = true;
  worlds.threads = asked.threads;
  worlds.most_outcomes = asked.most_outcomes;
  worlds.progress = [&](std::string_view what, double share) { tell(asked, what, share); };
  if (auto run = run_worlds(dispute, worlds, budget)) dossier.worlds = std::move(*run);
}

}  // namespace

Result<MadeDossier> make_dossier(const Dispute& dispute, const DossierAsked& asked,
                                 Budget& budget) {
  MadeDossier out;
  auto answers = answers_of(dispute, asked, budget, out.stopped);
  if (!answers) return tl::unexpected(std::move(answers.error()));
  out.dossier.answers = std::move(*answers);
  explore_first(dispute, asked, budget, out.dossier);
  BargainingAsked bargaining;
  bargaining.changes = asked.changes;
  bargaining.threads = asked.threads;
  bargaining.most_outcomes = asked.most_outcomes;
  tell(asked, "fair deals", 0);
  // some disputes have no bargaining problem: then the page has no such part
  if (auto study = study_bargaining(dispute, asked.cases.front(), bargaining, budget))
    out.dossier.bargaining = std::move(*study);
  ClaimOptions claims;
  claims.changes = asked.changes;
  claims.trivial = false;
  claims.threads = asked.threads;
  claims.most_outcomes = asked.most_outcomes;
  auto rows = check_claims(dispute, claims, budget);
  if (!rows) return tl::unexpected(std::move(rows.error()));
  out.dossier.claims = std::move(*rows);
  out.stopped = out.stopped || budget.cancelled();
  return out;
}

}  // namespace detente::cli
