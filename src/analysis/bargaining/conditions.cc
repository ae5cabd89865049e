#include "analysis/bargaining/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/bargaining/table.h"
#include "space/party_view.h"

namespace detente {

namespace {

// Looks at each proposition once: `seen`.
void collect_issues(const Dispute& dispute, const Formula& formula, int node, std::set<int>& issues,
                    std::set<int>& seen) {
  const Node& at = formula.nodes[static_cast<std::size_t>(node)];
  if (at.op == Op::kIssueIn || at.op == Op::kLevel) issues.insert(at.index);
  if (at.op == Op::kProposition && seen.insert(at.index).second) {
    const Formula& inner = dispute->proposition_formulas[static_cast<std::size_t>(at.index)];
    collect_issues(dispute, inner, inner.root(), issues, seen);
  }
  for (const int child : at.children) collect_issues(dispute, formula, child, issues, seen);
}

class Collector {
 public:
  Collector(const Dispute& dispute, const Scenario& scenario, const std::vector<int>& bargainers)
      : dispute_(dispute), scenario_(scenario), bargainers_(bargainers) {
    for (const int p : bargainers) group_ |= party_bit(p);
  }

  Result<ConditionsOrWhy> run(const std::optional<Formula>& within) {
    if (dispute_->graph) return why("the dispute is in graph form");
    for (const Order& order : dispute_->orders) {
      if (scenario_.on(order.toggle))
        return why(fmt::format("what the order constraint '{}' lets through is a question of reach",
                               order.id));
    }
    options();
    for (std::size_t p = 0; p < dispute_->parties.size(); ++p) utility(static_cast<int>(p));
    for (const Rule& rule : dispute_->rules) {
      if (!scenario_.on(rule.toggle)) continue;
      if (holds_at(dispute_, scenario_, rule.never, scenario_.status_quo)) {
        return fail(ErrorCode::kModel,
                    fmt::format("rule '{}' makes the status quo impossible", rule.id),
                    rule.remarks.where, "change the rule, or the status quo");
      }
      out_.table.push_back({rule.never, false, {}});
    }
    if (within) out_.table.push_back({*within, true, {}});
    for (const int p : bargainers_) {
      if (!is_cardinal(dispute_, p))
        return why(fmt::format("'{}' has an order of outcomes and no utility", id(p)));
      if (Errors errors = acceptance(p, {}, {}); !errors.empty())
        return tl::unexpected(std::move(errors));
      out_.no_deal.push_back(out_.floors.back().least -
                             dispute_->parties[static_cast<std::size_t>(p)].margin.units());
    }
    for (const Ratifier& ratifier : dispute_->ratifiers) {
      if ((group_ & party_bit(ratifier.of)) == 0 || !ratifier_holds(scenario_, ratifier)) continue;
      if (ratifier.party >= 0 && !is_cardinal(dispute_, ratifier.party))
        return why(fmt::format("'{}' has an order of outcomes and no utility", id(ratifier.party)));
      if (Errors errors = ratification(ratifier); !errors.empty())
        return tl::unexpected(std::move(errors));
    }
    return ConditionsOrWhy{std::move(out_), {}};
  }

 private:
  const std::string& id(int party) const {
    return dispute_->parties[static_cast<std::size_t>(party)].id;
  }
  static ConditionsOrWhy why(std::string text) { return {std::nullopt, std::move(text)}; }

  void options() {
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k) {
      const Issue& issue = dispute_->issues[k];
      const int here = scenario_.status_quo[k];
      bool all_in = !issue.by.empty(), some_in = false, anyone = false;
      for (const auto* list : {&issue.by, &issue.by_any}) {
        for (const int party : *list) {
          if (!scenario_.present(party)) continue;
          anyone = true;
          const bool in = (group_ & party_bit(party)) != 0;
          all_in = all_in && in;
          some_in = some_in || in;
        }
      }
      const bool free =
          scenario_.on(issue.toggle) && anyone && (issue.by.empty() ? some_in : all_in);
      std::vector<int> allowed;
      for (int o = 0; o < static_cast<int>(issue.options.size()); ++o) {
        if (o == here || (free && (!issue.one_way || o > here))) allowed.push_back(o);
      }
      out_.options.push_back(std::move(allowed));
    }
  }

  void utility(int party) {
    UtilitySum sum;
    const Preference& preference = dispute_->preferences[static_cast<std::size_t>(party)];
    if (preference.form == PreferenceForm::kWeights) {
      for (const int s : holding_statements(dispute_, scenario_, party)) {
        const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
        if (statement.red_line) continue;
        sum.terms.emplace_back(statement.formula, weight_units(dispute_, scenario_, statement));
      }
    } else if (preference.form == PreferenceForm::kValues) {
      for (const auto& column : preference.values) {
        sum.values.emplace_back();
        for (const Decimal value : column) sum.values.back().push_back(value.units());
      }
    } else if (preference.form == PreferenceForm::kOutcomeValues) {
      // the first row that holds counts: row and none before it
      const auto& rows = preference.outcome_values;
      for (std::size_t r = 0; r < rows.size(); ++r) {
        Formula only = rows[r].first;
        for (std::size_t before = 0; before < r; ++before) only = and_not(only, rows[before].first);
        sum.terms.emplace_back(std::move(only), rows[r].second.units());
      }
    }
    out_.utility.push_back(std::move(sum));
  }

  static Formula and_not(const Formula& a, const Formula& b) {
    Formula out = a;
    const int shift = static_cast<int>(out.nodes.size());
    for (Node node : b.nodes) {
      for (int& child : node.children) child += shift;
      out.nodes.push_back(std::move(node));
    }
    Node negated, both;
    negated.op = Op::kNot;
    negated.children = {out.root()};
    out.nodes.push_back(std::move(negated));
    both.op = Op::kAnd;
    both.children = {shift - 1, out.root()};
    out.nodes.push_back(std::move(both));
    return out;
  }

  // Adds what makes the party accept, where `asked` holds: red lines to `deals`, a floor.
  // `ratifier`: empty, or what it judges for.
  Errors acceptance(int party, const Formula& asked, const Origin& ratifier) {
    const Party& who = dispute_->parties[static_cast<std::size_t>(party)];
    FloorCondition floor{party, asked, 0, {}, ratifier};
    std::optional<std::vector<int>> no_deal;
    if (const auto* table = std::get_if<Assignment>(&who.no_deal)) {
      no_deal = scenario_.status_quo;
      for (const auto& [issue, option] : table->options)
        (*no_deal)[static_cast<std::size_t>(issue)] = option;
      for (const Rule& rule : dispute_->rules) {
        if (scenario_.on(rule.toggle) && holds_at(dispute_, scenario_, rule.never, *no_deal)) {
          return {Error{ErrorCode::kModel,
                        fmt::format("the rules make the no-deal of '{}' impossible", who.id),
                        who.remarks.where,
                        "change 'no_deal', or the rules",
                        {}}};
        }
      }
      floor.least =
          utility_at(dispute_, scenario_, out_.utility[static_cast<std::size_t>(party)], *no_deal);
    } else {
      floor.least = std::get<Decimal>(who.no_deal).units();
    }
    floor.least += who.margin.units();
    for (const int s : holding_statements(dispute_, scenario_, party)) {
      const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
      if (!statement.red_line) continue;
      if (no_deal && holds_at(dispute_, scenario_, statement.formula, *no_deal)) {
        floor.instead.push_back(statement.formula);
      } else {
        const Origin origin = ratifier.ratifier >= 0 ? ratifier : Origin{party, s, -1};
        if (asked.empty()) {
          out_.deals.push_back({statement.formula, false, origin});
        } else {  // not (asked and broken)
          out_.deals.push_back({joined(Op::kAnd, asked, statement.formula), false, origin});
        }
      }
    }
    out_.floors.push_back(std::move(floor));
    return {};
  }

  static Formula joined(Op op, const Formula& a, const Formula& b) {
    Formula out = a;
    const int shift = static_cast<int>(out.nodes.size());
    for (Node node : b.nodes) {
      for (int& child : node.children) child += shift;
      out.nodes.push_back(std::move(node));
    }
    Node both;
    both.op = op;
    both.children = {shift - 1, out.root()};
    out.nodes.push_back(std::move(both));
    return out;
  }

  Errors ratification(const Ratifier& ratifier) {
    const Origin origin{ratifier.of, -1, static_cast<int>(&ratifier - dispute_->ratifiers.data())};
    if (ratifier.party >= 0) {
      if ((group_ & party_bit(ratifier.party)) != 0) {  // it accepts every deal anyway
        out_.partners.push_back({origin.ratifier, ratifier.party, ratifier.asked_if});
        return {};
      }
      return acceptance(ratifier.party, ratifier.asked_if, origin);
    }
    if (!ratifier.approves.empty()) {
      out_.deals.push_back({ratifier.asked_if.empty()
                                ? ratifier.approves
                                : joined(Op::kImplies, ratifier.asked_if, ratifier.approves),
                            true, origin});
      return {};
    }
    QuotaCondition quota{ratifier.asked_if, {}, ratifier.quota.units(), origin};
    const auto index = static_cast<int>(&ratifier - dispute_->ratifiers.data());
    for (std::size_t k = 0; k < ratifier.segments.size(); ++k) {
      quota.shares.emplace_back(ratifier.segments[k].approves,
                                share_units(scenario_, ratifier, index, k));
    }
    out_.quotas.push_back(std::move(quota));
    return {};
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::vector<int>& bargainers_;
  PartySet group_ = 0;
  Conditions out_;
};

}  // namespace

std::vector<int> issues_in(const Dispute& dispute, const Formula& formula) {
  std::set<int> issues, seen;
  if (!formula.empty()) collect_issues(dispute, formula, formula.root(), issues, seen);
  return {issues.begin(), issues.end()};
}

Result<ConditionsOrWhy> conditions_of(const Dispute& dispute, const Scenario& scenario,
                                      const std::vector<int>& bargainers,
                                      const std::optional<Formula>& within) {
  return Collector(dispute, scenario, bargainers).run(within);
}

}  // namespace detente
