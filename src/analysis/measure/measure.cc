#include "analysis/measure/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/bargaining/deal_columns.h"
#include "analysis/readiness/verdict.h"

namespace detente {
namespace {

using Kind = Measure::Kind;

struct Row {
  std::string id;
  Measure measure;
  std::string words;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = [] {
    std::vector<Row> out{{"ladder", {}, "passes all rungs"}};
    for (int c = 0; c < kConcepts; ++c) {
      const auto which = static_cast<Concept>(c);
      out.push_back({std::string(concept_id(which)),
                     {Kind::kEquilibrium, which},
                     fmt::format("is {} {} equilibrium", which == Concept::kGmr ? "a" : "an",
                                 concept_name(which))});
    }
    out[1].words = "is a Nash equilibrium";
    out.push_back({"zone", {Kind::kZone}, "lies in the zone of agreement"});
    out.push_back({"efficient", {Kind::kEfficient}, "is an efficient deal"});
    const auto add = [&](const char* id, const char* solution, const char* name) {
      out.push_back({id,
                     {Kind::kSolution, Concept::kNash, solution},
                     fmt::format("is picked by the {} solution", name)});
    };
    add("nash_deal", "nash", "Nash");
    add("kalai_smorodinsky", "kalai_smorodinsky", "Kalai-Smorodinsky");
    add("egalitarian", "egalitarian", "egalitarian");
    add("proportional", "proportional", "proportional");
    add("utilitarian", "utilitarian", "utilitarian");
    add("relative_utilitarian", "relative_utilitarian", "relative utilitarian");
    add("raiffa", "raiffa", "Raiffa");
    add("fallback", "fallback", "fallback");
    return out;
  }();
  return kRows;
}

const Row& row_of(const Measure& measure) {
  const auto same = [&](const Row& row) {
    return row.measure.kind == measure.kind && row.measure.which == measure.which &&
           row.measure.solution == measure.solution;
  };
  return *std::find_if(rows().begin(), rows().end(), same);
}

std::optional<Bitset> equilibria_in(const Measure& measure, const Dispute& dispute,
                                    const Scenario& scenario, Budget& budget) {
  const auto space = Space::make(dispute, scenario, kMostOutcomesEver);
  if (!space) return std::nullopt;
  OutcomeTable table(dispute, *space->layout(), scenario.factors);
  const Bitset compromise = table.evaluate(scenario.compromise) & space->feasible();
  if (compromise.none()) return compromise;
  // A budget of its own: where one world ends must not depend on what others have spent meanwhile.
  Budget own(budget.limit(), &budget);
  Bitset found = equilibria_within(*space, measure.which, compromise, own);
  budget.spend(own.spent());
  return found;
}

Bitset efficient(const DealColumns& columns, const Bitset& deals) {
  Bitset out(deals.size());
  for (const Outcome s : gather_efficient(deals, columns.columns).outcomes) out.set(s);
  return out;
}

std::vector<Decimal> numbers_of(const std::vector<std::pair<int, Decimal>>& given,
                                const std::vector<int>& bargainers) {
  std::vector<Decimal> out(bargainers.size(), Decimal::from_units(Decimal::kOne));
  for (std::size_t b = 0; b < bargainers.size(); ++b) {
    for (const auto& [party, value] : given) {
      if (party == bargainers[b]) out[b] = value;
    }
  }
  return out;
}

Bitset picked(const Measure& measure, const World& world, const DealColumns& columns,
              const Bitset& deals) {
  if (measure.solution == "fallback") {
    std::vector<std::span<const std::int32_t>> ranks;
    for (const int p : columns.bargainers) ranks.emplace_back(world.order(p).rank);
    return fallback_deals(deals, ranks, ranks.size()).deals;
  }
  Bitset out(deals.size());
  const DealPoints gathered = candidate_points(columns, deals, 1);
  if (gathered.size() == 0) return out;
  const auto problem =
      plain_problem(columns, gathered.vectors, numbers_of(measure.weights, columns.bargainers),
                    numbers_of(measure.powers, columns.bargainers));
  for (const std::size_t k : plain_solution(measure.solution, problem).value_or(Places{})) {
    for (const Outcome s : gathered.behind(k)) out.set(s);
  }
  return out;
}

Bitset agreed(const Measure& measure, const World& world, Budget& budget) {
  Bitset none(world.size());
  budget.spend(world.size());
  const std::vector<int> bargainers =
      bargainers_of(world.dispute(), world.scenario(), measure.parties);
  if (bargainers.size() < 2 || world.compromise().none()) return none;
  const Bitset deals = make_table(world, bargainers, std::nullopt).deals;
  if ((deals & world.compromise()).none()) return none;
  if (measure.kind == Kind::kZone) return deals & world.compromise();
  const DealColumns columns(world, bargainers);
  const Bitset found = measure.kind == Kind::kEfficient ? efficient(columns, deals)
                                                        : picked(measure, world, columns, deals);
  return found & world.compromise();
}

Verdict level(const Measure& measure, const Bitset& passing) {
  return passing.any() != measure.turned ? kReady : 0;
}

}  // namespace

const std::vector<std::string>& measure_ids() {
  static const std::vector<std::string> kIds = [] {
    std::vector<std::string> out;
    for (const Row& row : rows()) out.push_back(row.id);
    return out;
  }();
  return kIds;
}
std::optional<Measure> measure_of(std::string_view id) {
  for (const Row& row : rows()) {
    if (row.id == id) return row.measure;
  }
  return std::nullopt;
}
std::string_view id_of(const Measure& measure) { return row_of(measure).id; }
Measure turned(Measure measure) {
  measure.turned = !measure.turned;
  return measure;
}
Verdict turned(Verdict verdict) { return kReady - verdict; }

nlohmann::ordered_json details_json(const Measure& measure, const Dispute& dispute) {
  nlohmann::ordered_json out;
  const auto id = [&](int p) { return dispute->parties[static_cast<std::size_t>(p)].id; };
  for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
    if ((measure.parties & party_bit(p)) != 0) out["parties"].push_back(id(p));
  }
  for (const auto& [party, value] : measure.weights) out["weights"][id(party)] = value.to_double();
  for (const auto& [party, value] : measure.powers) out["powers"][id(party)] = value.to_double();
  return out;
}
std::string details_in_words(const Measure& measure, const Dispute& dispute) {
  std::string out;
  const auto name = [&](int p) {
    return dispute->parties[static_cast<std::size_t>(p)].remarks.name;
  };
  if (measure.parties != 0) {
    std::vector<std::string> names;
    for (int p = 0; p < static_cast<int>(dispute->parties.size()); ++p) {
      if ((measure.parties & party_bit(p)) != 0) names.push_back(name(p));
    }
    out += fmt::format("Bargainers: {}. ", fmt::join(names, ", "));
  }
  for (const auto& [what, numbers] :
       {std::pair("Weights", &measure.weights), std::pair("Powers", &measure.powers)}) {
    std::vector<std::string> parts;
    for (const auto& [party, value] : *numbers)
      parts.push_back(name(party) + " " + value.to_string());
    if (!parts.empty())
      out += fmt::format("{}: {}; of all others 1. ", what, fmt::join(parts, ", "));
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string passing_in_words(const Measure& measure) { return row_of(measure).words; }
std::string holding_in_words(const Measure& measure, std::size_t passing) {
  return fmt::format("An outcome that counts as a compromise {}: this {}.",
                     passing_in_words(measure),
                     passing == 0   ? "fails"
                     : passing == 1 ? "holds, for 1 outcome"
                                    : fmt::format("holds, for {} outcomes", passing));
}
std::string_view level_name(const Measure& measure, Verdict verdict) {
  if (measure.is_ladder()) return verdict_name(verdict);
  return verdict == kReady ? "holds" : "fails";
}
Errors check_measure(const Measure& measure, const World& world) {
  if (!measure.bargains()) return {};
  const Dispute& dispute = world.dispute();
  const std::vector<int> bargainers = bargainers_of(dispute, world.scenario(), measure.parties);
  const std::string& name =
      dispute->cases[static_cast<std::size_t>(world.scenario().case_index)].id;
  if (bargainers.size() < 2) {
    return {
        Error{ErrorCode::kModel,
              fmt::format("case {}: {}", name,
                          bargainers.empty() ? "nobody bargains: no party here wants anything"
                                             : "a bargain needs two parties, and here is only one"),
              {dispute->file, 0, 0},
              "name the cases that have two: --case; or who bargains: --parties",
              {}}};
  }
  if (measure.kind != Kind::kSolution || measure.solution == "fallback") return {};
  for (const int p : bargainers) {
    if (is_cardinal(dispute, p)) continue;
    return {Error{ErrorCode::kUnsupported,
                  fmt::format("'{}' has an order of outcomes and no utility, so '{}' picks nothing",
                              dispute->parties[static_cast<std::size_t>(p)].id, id_of(measure)),
                  {dispute->file, 0, 0},
                  "zone, efficient and fallback need orders alone",
                  {}}};
  }
  return {};
}

Bitset passing(const Measure& measure, const World& world, Budget& budget) {
  if (measure.bargains()) return agreed(measure, world, budget);
  auto found = equilibria_in(measure, world.dispute(), world.scenario(), budget);
  return found ? std::move(*found) : Bitset(world.size());
}

std::optional<Bitset> passing_with(const Measure& measure, const World& base,
                                   const Changes& changes, Budget& budget) {
  if (measure.bargains()) {
    const auto world = base.vary(changes);
    if (!world) return std::nullopt;
    return agreed(measure, *world, budget);
  }
  Scenario scenario = base.scenario();
  apply(changes, scenario);
  return equilibria_in(measure, base.dispute(), scenario, budget);
}

std::optional<OutcomeList> passing_outcomes(const Measure& measure, const World& base,
                                            const Changes& changes, Budget& budget) {
  const auto found = passing_with(measure, base, changes, budget);
  if (!found) return std::nullopt;
  Scenario scenario = base.scenario();
  apply(changes, scenario);
  const auto layout = Layout::make(base.dispute(), scenario, kMostOutcomesEver);
  OutcomeList out;
  for (const Outcome s : found->members()) out.push_back(layout->options(s));
  return out;
}

Verdict verdict_of(const Measure& measure, const World& world, Budget& budget) {
  if (measure.is_ladder()) return find_verdict(world, budget);
  return level(measure, passing(measure, world, budget));
}

std::optional<Verdict> verdict_with(const Measure& measure, const World& base,
                                    const Changes& changes, Budget& budget) {
  if (!measure.is_ladder()) {
    const auto found = passing_with(measure, base, changes, budget);
    return found ? std::optional(level(measure, *found)) : std::nullopt;
  }
  const auto world = base.vary(changes);
  if (!world) return std::nullopt;
  return find_verdict(*world, budget);
}

RestsOn rests_on(const Measure& measure) {
  RestsOn out;
  out.acceptance = measure.bargains();
  out.orders = measure.kind == Kind::kEquilibrium || measure.solution == "fallback";
  out.utilities = measure.kind == Kind::kEfficient;
  out.amounts = measure.kind == Kind::kSolution && measure.solution != "fallback";
  return out;
}

}  // namespace detente
