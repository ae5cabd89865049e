#include "analysis/bargaining/programme.h"

#include <algorithm>
#include <map>

namespace detente {
namespace {

constexpr std::size_t kMostCombinations = 4096;

// A truth value: constant, a column, or a column's negation: constant + sign * column.
struct Literal {
  int constant = 0;  // 1 with sign -1: the negation
  int sign = 0;      // 0: constant alone
  int column = -1;
  Literal operator!() const { return {1 - constant, -sign, column}; }
  bool is(bool value) const { return sign == 0 && constant == (value ? 1 : 0); }
};
constexpr Literal kTrue{1, 0, -1}, kFalse{0, 0, -1};

void add_to(LinearRow& row, const Literal& literal, std::int64_t units) {
  row.constant += literal.constant * units;
  if (literal.sign != 0) row.terms.emplace_back(literal.column, literal.sign * units);
}

class Encoder {
 public:
  Encoder(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions)
      : dispute_(dispute), scenario_(scenario), conditions_(conditions) {}

  ProgrammeOrWhy run(const std::vector<int>& bargainers) {
    choices();
    rows_ = &out_.table;
    for (const Condition& one : conditions_.table) require(one);
    for (const int p : bargainers)
      out_.utility.push_back(utility(conditions_.utility[static_cast<std::size_t>(p)]));
    rows_ = &out_.deals;
    for (const Condition& one : conditions_.deals) require(one);
    for (const FloorCondition& one : conditions_.floors) floor(one);
    for (const QuotaCondition& one : conditions_.quotas) quota(one);
    if (!why_not_.empty()) return {std::nullopt, why_not_};
    return {std::move(out_), {}};
  }

 private:
  Literal fresh() { return {0, 1, out_.columns++}; }

  void choices() {
    fixed_ = scenario_.status_quo;
    for (std::size_t k = 0; k < conditions_.options.size(); ++k) {
      const auto& left = conditions_.options[k];
      out_.choice.emplace_back();
      if (left.size() == 1) {
        fixed_[k] = left.front();
        continue;
      }
      LinearRow one;
      one.least = one.most = 1;
      for (std::size_t o = 0; o < left.size(); ++o) {
        out_.choice.back().push_back(out_.columns);
        one.terms.emplace_back(out_.columns++, 1);
      }
      out_.table.push_back(std::move(one));
    }
  }
  std::vector<int> open_issues(const Formula& formula) const {
    std::vector<int> out;
    for (const int k : issues_in(dispute_, formula)) {
      if (!out_.choice[static_cast<std::size_t>(k)].empty()) out.push_back(k);
    }
    return out;
  }

  // Is the issue at one of these places of its options?
  Literal at_one_of(int issue, const std::vector<std::size_t>& places) {
    const auto& columns = out_.choice[static_cast<std::size_t>(issue)];
    if (places.empty()) return kFalse;
    if (places.size() == columns.size()) return kTrue;
    if (places.size() == 1) return {0, 1, columns[places.front()]};
    if (places.size() + 1 == columns.size()) {
      std::size_t missing = 0;
      while (missing < places.size() && places[missing] == missing) ++missing;
      return !Literal{0, 1, columns[missing]};
    }
    const Literal out = fresh();
    LinearRow row;  // out = sum of the choices
    row.least = row.most = 0;
    add_to(row, out, -1);
    for (const std::size_t place : places) row.terms.emplace_back(columns[place], 1);
    out_.table.push_back(std::move(row));
    return out;
  }
  void at_most(const Literal& a, const Literal& b) {
    LinearRow row;
    add_to(row, b, 1);
    add_to(row, a, -1);
    row.least = 0;
    out_.table.push_back(std::move(row));
  }
  // At least k of the literals.
  Literal at_least(const std::vector<Literal>& all, std::int64_t k) {
    std::vector<Literal> open;
    for (const Literal& one : all) {
      if (one.sign != 0) {
        open.push_back(one);
      } else {
        k -= one.constant;
      }
    }
    const auto n = static_cast<std::int64_t>(open.size());
    if (k <= 0) return kTrue;
    if (k > n) return kFalse;
    if (n == 1) return open.front();
    const Literal out = fresh();
    LinearRow enough, short_of;  // sum >= k out; sum <= k - 1 + (n - k + 1) out
    for (const Literal& one : open) {
      add_to(enough, one, 1);
      add_to(short_of, one, 1);
    }
    add_to(enough, out, -k);
    enough.least = 0;
    add_to(short_of, out, -(n - k + 1));
    short_of.most = k - 1;
    // of all, or any: one row for each is tighter between 0 and 1 than their sum
    for (const Literal& one : open) {
      if (k == n) at_most(out, one);
      if (k == 1) at_most(one, out);
    }
    if (k < n) out_.table.push_back(std::move(enough));
    if (k > 1) out_.table.push_back(std::move(short_of));
    return out;
  }
  Literal both(const Literal& a, const Literal& b) { return at_least({a, b}, 2); }
  Literal either(const Literal& a, const Literal& b) { return at_least({a, b}, 1); }

  Literal literal(const Formula& formula) {
    return formula.empty() ? kTrue : literal(formula, formula.root());
  }
  Literal literal(const Formula& formula, int node) {
    const Formula part = part_of(formula, node);
    const std::vector<int> issues = open_issues(part);
    if (issues.size() <= 1) return on_one_issue(part, issues);
    const Node& at = formula.nodes[static_cast<std::size_t>(node)];
    std::vector<Literal> children;
    if (at.op != Op::kCompare && at.op != Op::kProposition) {
      for (const int child : at.children) children.push_back(literal(formula, child));
    }
    const auto n = static_cast<std::int64_t>(children.size());
    switch (at.op) {
      case Op::kProposition: {
        const auto known = propositions_.find(at.index);
        if (known != propositions_.end()) return known->second;
        const Literal out =
            literal(dispute_->proposition_formulas[static_cast<std::size_t>(at.index)]);
        propositions_.emplace(at.index, out);
        return out;
      }
      case Op::kNot:
        return !children[0];
      case Op::kAnd:
        return at_least(children, n);
      case Op::kOr:
        return at_least(children, 1);
      case Op::kImplies:
        return either(!children[0], children[1]);
      case Op::kIff:
        return both(either(!children[0], children[1]), either(children[0], !children[1]));
      case Op::kAtLeast:
        return at_least(children, at.index);
      case Op::kAtMost:
        return !at_least(children, at.index + 1);
      case Op::kExactly: {
        const Literal enough = at_least(children, at.index);
        return both(enough, !at_least(children, at.index + 1));
      }
      default:
        return combinations(part, issues);
    }
  }
  Literal on_one_issue(const Formula& part, const std::vector<int>& issues) {
    std::vector<int> at = fixed_;
    if (issues.empty()) return holds_at(dispute_, scenario_, part, at) ? kTrue : kFalse;
    const auto k = static_cast<std::size_t>(issues.front());
    std::vector<std::size_t> places;
    for (std::size_t o = 0; o < conditions_.options[k].size(); ++o) {
      at[k] = conditions_.options[k][o];
      if (holds_at(dispute_, scenario_, part, at)) places.push_back(o);
    }
    return at_one_of(issues.front(), places);
  }
  // A comparison over several issues: any of the combinations at which it holds.
  Literal combinations(const Formula& part, const std::vector<int>& issues) {
    std::size_t count = 1;
    for (const int k : issues) {
      count *= conditions_.options[static_cast<std::size_t>(k)].size();
      if (count > kMostCombinations) {
        why_not_ = "'" + part.text + "' compares too many combinations of options";
        return kTrue;
      }
    }
    std::vector<Literal> any;
    for (std::size_t c = 0; c < count; ++c) {
      std::vector<int> at = fixed_;
      std::vector<Literal> all;
      std::size_t rest = c;
      for (const int k : issues) {
        const auto& left = conditions_.options[static_cast<std::size_t>(k)];
        const std::size_t place = rest % left.size();
        rest /= left.size();
        at[static_cast<std::size_t>(k)] = left[place];
        all.push_back({0, 1, out_.choice[static_cast<std::size_t>(k)][place]});
      }
      if (!holds_at(dispute_, scenario_, part, at)) continue;
      const auto n = static_cast<std::int64_t>(all.size());
      any.push_back(at_least(all, n));
    }
    return at_least(any, 1);
  }

  void require(const Literal& literal) {
    if (literal.is(true)) return;
    LinearRow row;  // also where it is constantly false: then no column can help
    add_to(row, literal, 1);
    row.least = 1;
    rows_->push_back(std::move(row));
  }
  void require(const Condition& condition) {
    const Literal value = literal(condition.formula);
    require(condition.holds ? value : !value);
  }

  LinearRow utility(const UtilitySum& sum) {
    LinearRow row;
    row.constant = sum.constant;
    for (const auto& [formula, units] : sum.terms) add_to(row, literal(formula), units);
    for (std::size_t k = 0; k < sum.values.size(); ++k) {
      if (sum.values[k].empty()) continue;
      if (out_.choice[k].empty()) {
        row.constant += sum.values[k][static_cast<std::size_t>(fixed_[k])];
        continue;
      }
      for (std::size_t o = 0; o < out_.choice[k].size(); ++o) {
        row.terms.emplace_back(out_.choice[k][o],
                               sum.values[k][static_cast<std::size_t>(conditions_.options[k][o])]);
      }
    }
    return row;
  }
  // row >= least where `when` holds; elsewhere relaxed to the least that the row can be.
  void require_where(const Literal& when, LinearRow row, std::int64_t least) {
    if (when.is(false)) return;
    std::int64_t lowest = row.constant;
    for (const auto& [column, units] : row.terms) lowest += std::min<std::int64_t>(units, 0);
    const std::int64_t slack = std::max<std::int64_t>(least - lowest, 0);
    add_to(row, !when, slack);
    row.least = least;
    rows_->push_back(std::move(row));
  }
  void floor(const FloorCondition& floor) {
    Literal when = literal(floor.asked);
    for (const Formula& broken : floor.instead) when = both(when, literal(broken));
    require_where(when, utility(conditions_.utility[static_cast<std::size_t>(floor.party)]),
                  floor.least);
  }
  void quota(const QuotaCondition& quota) {
    LinearRow row;
    for (const auto& [formula, share] : quota.shares) add_to(row, literal(formula), share);
    require_where(literal(quota.asked), std::move(row), quota.quota);
  }

  const Dispute& dispute_;
  const Scenario& scenario_;
  const Conditions& conditions_;
  Programme out_;
  std::vector<LinearRow>* rows_ = nullptr;
  std::vector<int> fixed_;
  std::map<int, Literal> propositions_;
  std::string why_not_;
};

}  // namespace

ProgrammeOrWhy make_programme(const Dispute& dispute, const Scenario& scenario,
                              const std::vector<int>& bargainers, const Conditions& conditions) {
  return Encoder(dispute, scenario, conditions).run(bargainers);
}

}  // namespace detente
