#include "space/restrictions.h"

#include <fmt/format.h>

namespace detente {

Result<Bitset> feasible_outcomes(OutcomeTable& table, const Scenario& scenario,
                                 Outcome status_quo) {
  const Dispute& dispute = table.dispute();
  Bitset feasible(table.size(), true);
  const Rule* against_status_quo = nullptr;
  for (const Rule& rule : dispute->rules) {
    if (!scenario.on(rule.toggle)) continue;
    const Bitset& never = table.satisfying(rule.never);
    if (against_status_quo == nullptr && never.test(status_quo)) against_status_quo = &rule;
    feasible.subtract(never);
  }
  const std::string& name = dispute->cases[static_cast<std::size_t>(scenario.case_index)].id;
  if (feasible.none()) {
    return fail(ErrorCode::kModel,
                fmt::format("the rules leave no outcome possible in case '{}'", name),
                dispute->rules.empty() ? Location{} : dispute->rules.front().remarks.where,
                "switch rules off one by one to see which of them exclude each other");
  }
  if (against_status_quo != nullptr) {
    return fail(ErrorCode::kModel,
                fmt::format("rule '{}' makes the status quo impossible in case '{}'",
                            against_status_quo->id, name),
                against_status_quo->never.where, "change the rule, or the status quo");
  }
  return feasible;
}

Result<OrderBits> order_bits(OutcomeTable& table, const Scenario& scenario) {
  OrderBits bits;
  std::uint32_t bit = 1;
  for (const Order& order : table.dispute()->orders) {
    if (!scenario.on(order.toggle)) continue;
    if (bit == 0) {
      return fail(ErrorCode::kLimit, "more than 32 order constraints are switched on",
                  order.remarks.where, "express some of them as rules");
    }
    bits.blocked.resize(table.size());
    bits.entered.resize(table.size());
    const Bitset& then = table.satisfying(order.then);
    then.for_each([&](std::size_t t) { bits.entered[t] |= bit; });
    const Bitset shut = ~(then | table.satisfying(order.first));
    shut.for_each([&](std::size_t s) { bits.blocked[s] |= bit; });
    bit <<= 1U;
  }
  return bits;
}

}  // namespace detente
