#include "dispute/dispute.h"

#include <algorithm>

namespace detente {
namespace {

// The factors that formulas over outcomes mention, also through propositions.
class FormulaFactors {
 public:
  explicit FormulaFactors(const DisputeData& data) : data_(data) {}

  std::vector<int> run() {
    add(data_.compromise);
    for (const Case& one : data_.cases) {
      if (one.compromise) add(*one.compromise);
    }
    for (const Rule& rule : data_.rules) add(rule.never);
    for (const Order& order : data_.orders) {
      add(order.first);
      add(order.then);
    }
    for (const Statement& statement : data_.statements) add(statement.formula);
    for (const Preference& preference : data_.preferences) {
      for (const auto& group : preference.ranking) {
        for (const Formula& formula : group) add(formula);
      }
      for (const auto& row : preference.outcome_values) add(row.first);
    }
    for (const Ratifier& ratifier : data_.ratifiers) {
      add(ratifier.asked_if);
      add(ratifier.approves);
      for (const Segment& segment : ratifier.segments) add(segment.approves);
    }
    // propositions that claims alone use are evaluated in the same table
    for (const Formula& formula : data_.proposition_formulas) add(formula);
    std::sort(factors_.begin(), factors_.end());
    factors_.erase(std::unique(factors_.begin(), factors_.end()), factors_.end());
    return std::move(factors_);
  }

 private:
  void add(const Formula& formula) {
    const std::vector<int> named = mentioned_factors(formula);
    factors_.insert(factors_.end(), named.begin(), named.end());
  }
  const DisputeData& data_;
  std::vector<int> factors_;
};

template <class Rows>
int find_by_id(const Rows& rows, std::string_view id) {
  const auto it =
      std::find_if(rows.begin(), rows.end(), [id](const auto& row) { return row.id == id; });
  return it == rows.end() ? -1 : static_cast<int>(it - rows.begin());
}

}  // namespace

int Dispute::find_party(std::string_view id) const { return find_by_id(data_.parties, id); }
int Dispute::find_issue(std::string_view id) const { return find_by_id(data_.issues, id); }
int Dispute::find_factor(std::string_view id) const { return find_by_id(data_.factors, id); }
int Dispute::find_case(std::string_view id) const { return find_by_id(data_.cases, id); }
int Dispute::find_toggle(std::string_view id) const { return find_by_id(data_.toggles, id); }
int Dispute::find_source(std::string_view id) const { return find_by_id(data_.sources, id); }

bool Dispute::has_ladder() const {
  return asks() && (!data_.graph || data_.issues.front().options.size() <= Graph::kMostOfLadder);
}

PartySet Dispute::negotiators() const {
  if (!asks()) return 0;
  PartySet set = party_bit(data_.of);
  for (const int party : data_.with) set |= party_bit(party);
  return set;
}

Dispute::Dispute(DisputeData data) : data_(std::move(data)) {
  data_.formula_factors = FormulaFactors(data_).run();
}

}  // namespace detente
