#include "space/scenario.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/check.h"

namespace detente {
namespace {

Valuation factors_only(const Dispute& dispute, const Scenario& scenario) {
  Valuation at;
  at.factors = scenario.factors;
  at.propositions = &dispute->proposition_formulas;
  at.levels = &dispute->levels;
  return at;
}

}  // namespace

Scenario make_scenario(const Dispute& dispute, int case_index, const Changes& changes) {
  const Case& chosen = dispute->cases[static_cast<std::size_t>(case_index)];
  Scenario scenario;
  scenario.case_index = case_index;
  for (const Factor& factor : dispute->factors) scenario.factors.push_back(factor.number.value);
  scenario.status_quo = dispute->status_quo;
  for (const Toggle& toggle : dispute->toggles) scenario.active.push_back(toggle.active ? 1 : 0);
  scenario.compromise = dispute->compromise;

  for (const auto& [factor, value] : chosen.set)
    scenario.factors[static_cast<std::size_t>(factor)] = value;
  for (const auto& [issue, option] : chosen.status_quo.options) {
    scenario.status_quo[static_cast<std::size_t>(issue)] = option;
  }
  for (const auto& [toggle, on] : chosen.toggles)
    scenario.active[static_cast<std::size_t>(toggle)] = on ? 1 : 0;
  scenario.without = chosen.without;
  if (chosen.compromise) scenario.compromise = *chosen.compromise;
  apply(changes, scenario);
  return scenario;
}

void apply(const Changes& changes, Scenario& scenario) {
  for (const auto& [factor, value] : changes.set)
    scenario.factors[static_cast<std::size_t>(factor)] = value;
  for (const auto& [toggle, on] : changes.toggles)
    scenario.active[static_cast<std::size_t>(toggle)] = on ? 1 : 0;
  scenario.without |= changes.without;
  if (changes.compromise) scenario.compromise = *changes.compromise;
  for (const auto& [statement, units] : changes.weights) scenario.weights[statement] = units;
  for (const auto& [ratifier, shares] : changes.shares) scenario.shares[ratifier] = shares;
}

namespace {

// A party's weights together no larger than the reader allows, so that sums hold them exactly;
// shares not below 0 and together at most 1.
void check_numbers(const Dispute& dispute, const Changes& changes, Errors& errors) {
  constexpr std::int64_t kMostWeight = Decimal::kLargest * Decimal::kOne;
  std::map<int, std::int64_t> left;  // of each party
  for (const auto& [index, units] : changes.weights) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(index)];
    std::int64_t& room = left.try_emplace(statement.party, kMostWeight).first->second;
    if (units >= -room && units <= room) {
      room -= std::abs(units);
      continue;
    }
    errors.push_back({ErrorCode::kRange,
                      fmt::format("the weight of '{}' is too large", statement.id),
                      {},
                      "a party's weights add up to at most 1000000000 either way",
                      {}});
  }
  for (const auto& [index, shares] : changes.shares) {
    const Ratifier& ratifier = dispute->ratifiers[static_cast<std::size_t>(index)];
    bool fit = shares.size() == ratifier.segments.size();
    std::int64_t left = Decimal::kOne;
    for (const std::int64_t share : shares) {
      fit = fit && share >= 0 && share <= left;
      if (fit) left -= share;
    }
    if (fit) continue;
    errors.push_back({ErrorCode::kRange,
                      fmt::format("these are no shares of the {} segments of '{}'",
                                  ratifier.segments.size(), ratifier.id),
                      {},
                      "one per segment, none below 0, together at most 1",
                      {}});
  }
}

}  // namespace

Errors check_changes(const Dispute& dispute, const Changes& changes) {
  Errors errors;
  check_numbers(dispute, changes, errors);
  for (const auto& [index, value] : changes.set) {
    const Factor& factor = dispute->factors[static_cast<std::size_t>(index)];
    if (value >= factor.domain.low && value <= factor.domain.high) continue;
    errors.push_back({ErrorCode::kRange,
                      fmt::format("factor '{}' cannot be {}: its domain is [{}, {}]", factor.id,
                                  value, factor.domain.low, factor.domain.high),
                      {},
                      "give a value inside the domain, or widen 'domain' in the file",
                      {}});
  }
  for (const auto& [toggle, on] : changes.toggles) {
    if (on || !dispute->graph ||
        dispute->toggles[static_cast<std::size_t>(toggle)].kind != Toggle::Kind::kIssue)
      continue;
    errors.push_back({ErrorCode::kModel,
                      "the outcomes of a graph cannot be switched off",
                      {},
                      "a rule can make some of them impossible",
                      {}});
  }
  for (std::size_t p = 0; p < dispute->parties.size(); ++p) {
    if ((changes.without & dispute.negotiators() & party_bit(static_cast<int>(p))) == 0) continue;
    errors.push_back({ErrorCode::kModel,
                      fmt::format("party '{}' cannot be removed: the question is about it",
                                  dispute->parties[p].id),
                      {},
                      "only third parties can be removed",
                      {}});
  }
  return errors;
}

bool statement_holds(const Dispute& dispute, const Scenario& scenario, const Statement& statement) {
  if (!scenario.on(statement.toggle) || !scenario.present(statement.party)) return false;
  if (statement.from >= 0 && !scenario.present(statement.from)) return false;
  return statement.when.empty() || evaluate_truth(statement.when, factors_only(dispute, scenario));
}

bool ratifier_holds(const Scenario& scenario, const Ratifier& ratifier) {
  return scenario.on(ratifier.toggle) && scenario.present(ratifier.of) &&
         (ratifier.party < 0 || scenario.present(ratifier.party));
}

std::int64_t weight_units(const Dispute& dispute, const Scenario& scenario,
                          const Statement& statement) {
  if (!scenario.weights.empty()) {
    const auto index = static_cast<int>(&statement - dispute->statements.data());
    const auto other = scenario.weights.find(index);
    if (other != scenario.weights.end()) return other->second;
  }
  if (!statement.weight.is_expression()) return statement.weight.value.units();
  const auto value = Decimal::from_double(
      evaluate_number(statement.weight.expression, factors_only(dispute, scenario)));
  DETENTE_CHECK(value.has_value(), "the builder bounds every weight expression over the domains");
  return value->units();
}

std::int64_t share_units(const Scenario& scenario, const Ratifier& ratifier, int index,
                         std::size_t segment) {
  const auto other = scenario.shares.find(index);
  return other == scenario.shares.end() ? ratifier.segments[segment].share.units()
                                        : other->second[segment];
}

}  // namespace detente
