#include "dispute/amend.h"

namespace detente {
namespace {

Formula factor_alone(int factor, const std::string& id) {
  Formula formula;
  Node node;
  node.op = Op::kFactor;
  node.index = factor;
  formula.nodes.push_back(std::move(node));
  formula.text = id;
  return formula;
}

template <class Item>
void append(Item item, Toggle::Kind kind, std::vector<Item>& items, std::vector<Toggle>& toggles) {
  item.toggle = static_cast<int>(toggles.size());
  toggles.push_back({item.id, kind, static_cast<int>(items.size()), false});
  items.push_back(std::move(item));
}

}  // namespace

Dispute amended(const Dispute& dispute, const Amendment& amendment) {
  DisputeData data = *dispute;
  for (const Amendment::Lever& lever : amendment.levers) {
    Statement& statement = data.statements[static_cast<std::size_t>(lever.statement)];
    Factor factor;
    factor.id = statement.id;
    factor.number.value = lever.value;
    factor.domain = lever.domain;
    factor.remarks.name = statement.id;
    statement.weight.expression = factor_alone(static_cast<int>(data.factors.size()), factor.id);
    data.factors.push_back(std::move(factor));
  }
  for (const Statement& statement : amendment.extra) {
    data.preferences[static_cast<std::size_t>(statement.party)].statements.push_back(
        static_cast<int>(data.statements.size()));
    append(statement, Toggle::Kind::kStatement, data.statements, data.toggles);
  }
  for (const Rule& rule : amendment.rules)
    append(rule, Toggle::Kind::kRule, data.rules, data.toggles);
  for (const Order& order : amendment.order_constraints)
    append(order, Toggle::Kind::kOrder, data.orders, data.toggles);
  for (const Ratifier& ratifier : amendment.ratifiers)
    append(ratifier, Toggle::Kind::kRatifier, data.ratifiers, data.toggles);
  for (const auto& [party, order] : amendment.orders)
    data.preferences[static_cast<std::size_t>(party)].statements = order;
  return Dispute(std::move(data));
}

}  // namespace detente
