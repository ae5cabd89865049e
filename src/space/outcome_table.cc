#include "space/outcome_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "base/check.h"

namespace detente {

Result<Layout> Layout::make(const Dispute& dispute, const Scenario& scenario, std::uint64_t most) {
  Layout layout;
  const auto& issues = dispute->issues;
  layout.fixed_ = scenario.status_quo;
  layout.stride_.assign(issues.size(), 0);
  layout.radix_.assign(issues.size(), 1);
  for (std::size_t k = 0; k < issues.size(); ++k) {
    const Issue& issue = issues[k];
    const auto present = [&](int party) { return scenario.present(party); };
    const bool controlled = std::any_of(issue.by.begin(), issue.by.end(), present) ||
                            std::any_of(issue.by_any.begin(), issue.by_any.end(), present);
    const bool is_free = dispute->graph.has_value() || (scenario.on(issue.toggle) && controlled);
    if (!is_free) continue;
    layout.radix_[k] = static_cast<std::uint32_t>(issue.options.size());
    layout.free_.push_back(static_cast<int>(k));
  }
  long double exact = 1;
  for (const auto radix : layout.radix_) exact *= radix;
  const std::uint64_t limit = std::min(most, kMostOutcomesEver);
  if (exact > static_cast<long double>(limit)) {
    return fail(ErrorCode::kLimit,
                fmt::format("the dispute has {} outcomes, more than the limit of {}",
                            exact < 1e18L ? fmt::format("{}", static_cast<std::uint64_t>(exact))
                                          : fmt::format("about {:.3g}", static_cast<double>(exact)),
                            limit),
                issues.front().remarks.where,
                "switch issues off ('active = false'), merge options, or raise --max-outcomes");
  }
  std::uint64_t stride = 1;
  for (std::size_t k = issues.size(); k-- > 0;) {
    if (layout.radix_[k] == 1) continue;
    layout.stride_[k] = static_cast<std::uint32_t>(stride);
    stride *= layout.radix_[k];
  }
  layout.size_ = static_cast<std::size_t>(stride);
  return layout;
}

std::vector<int> Layout::options(Outcome outcome) const {
  std::vector<int> out(fixed_);
  for (const int issue : free_) out[static_cast<std::size_t>(issue)] = option(outcome, issue);
  return out;
}

std::int64_t Layout::index(std::span<const int> options) const {
  std::int64_t index = 0;
  for (std::size_t k = 0; k < radix_.size(); ++k) {
    if (radix_[k] == 1) {
      if (options[k] != fixed_[k]) return -1;
    } else {
      index += static_cast<std::int64_t>(stride_[k]) * options[k];
    }
  }
  return index;
}

OutcomeTable::OutcomeTable(const Dispute& dispute, Layout layout, std::vector<double> factors)
    : dispute_(&dispute), layout_(std::move(layout)), factors_(std::move(factors)) {}

const Bitset& OutcomeTable::satisfying(const Formula& formula) {
  {
    const std::shared_lock lock(mutex_);
    const auto it = known_.find(&formula);
    if (it != known_.end()) return it->second;
  }
  Bitset value = evaluate(formula);
  const std::unique_lock lock(mutex_);
  return known_.emplace(&formula, std::move(value)).first->second;
}

Bitset OutcomeTable::evaluate(const Formula& formula) { return node(formula, formula.root()); }

Bitset OutcomeTable::issue_in(int issue, std::span<const int> options) const {
  if (!layout_.is_free(issue)) {
    return Bitset(size(), std::find(options.begin(), options.end(), layout_.option(0, issue)) !=
                              options.end());
  }
  Bitset out(size());
  const std::size_t stride = layout_.stride(issue);
  const std::size_t period = stride * layout_.radix(issue);
  if (period <= 64 && 64 % period == 0) {  // the same word everywhere
    Bitset pattern(64);
    for (std::size_t start = 0; start < 64; start += period) {
      for (const int o : options) {
        const std::size_t from = start + static_cast<std::size_t>(o) * stride;
        pattern.set_range(from, from + stride);
      }
    }
    for (std::size_t w = 0; w < out.word_count(); ++w) out.word(w) = pattern.word(0);
    return out &= Bitset(size(), true);
  }
  for (std::size_t start = 0; start < size(); start += period) {
    for (const int o : options) {
      const std::size_t from = start + static_cast<std::size_t>(o) * stride;
      out.set_range(from, from + stride);
    }
  }
  return out;
}

Bitset OutcomeTable::node(const Formula& formula, int index) {
  const Node& n = formula.nodes[static_cast<std::size_t>(index)];
  const auto child = [&](std::size_t k) { return node(formula, n.children[k]); };
  switch (n.op) {
    case Op::kTrue:
      return Bitset(size(), true);
    case Op::kFalse:
      return Bitset(size());
    case Op::kIssueIn:
      return issue_in(n.index, n.options);
    case Op::kProposition:
      return satisfying((*dispute_)->proposition_formulas[static_cast<std::size_t>(n.index)]);
    case Op::kCompare:
      return compared(formula, n);
    case Op::kNot:
      return child(0).flip();
    case Op::kAnd:
    case Op::kOr: {
      Bitset out = child(0);
      for (std::size_t k = 1; k < n.children.size(); ++k) {
        if (n.op == Op::kAnd) {
          out &= child(k);
        } else {
          out |= child(k);
        }
      }
      return out;
    }
    case Op::kImplies:
      return child(0).flip() | child(1);
    case Op::kIff: {
      Bitset out = child(0);
      out ^= child(1);
      return out.flip();
    }
    case Op::kExactly:
    case Op::kAtMost:
    case Op::kAtLeast:
      return counted(formula, n);
    default:
      break;
  }
  DETENTE_CHECK(false, "a number where a truth value was expected");
}

// reached[j] = outcomes at which at least j of the children seen so far are true.
Bitset OutcomeTable::counted(const Formula& formula, const Node& n) {
  const int k = n.index;
  const int children = static_cast<int>(n.children.size());
  const auto top = static_cast<std::size_t>(std::clamp(k + 1, 0, children + 1));
  std::vector<Bitset> reached(top + 1, Bitset(size()));
  reached[0] = Bitset(size(), true);
  for (const int c : n.children) {
    const Bitset holds = node(formula, c);
    for (std::size_t j = top; j > 0; --j) reached[j] |= reached[j - 1] & holds;
  }
  const auto at_least = [&](int count) {
    if (count <= 0) return Bitset(size(), true);
    if (count > children) return Bitset(size());
    return reached[static_cast<std::size_t>(count)];
  };
  if (n.op == Op::kAtLeast) return at_least(k);
  if (n.op == Op::kAtMost) return k < 0 ? Bitset(size()) : ~at_least(k + 1);
  return at_least(k).subtract(at_least(k + 1));
}

// Arithmetic sees at most the levels of some issues: compare once per combination of their options.
Bitset OutcomeTable::compared(const Formula& formula, const Node& n) {
  std::vector<int> issues;
  const auto collect = [&](auto&& self, int at) -> void {
    const Node& part = formula.nodes[static_cast<std::size_t>(at)];
    if (part.op == Op::kLevel && layout_.is_free(part.index)) issues.push_back(part.index);
    for (const int c : part.children) self(self, c);
  };
  for (const int c : n.children) collect(collect, c);
  std::sort(issues.begin(), issues.end());
  issues.erase(std::unique(issues.begin(), issues.end()), issues.end());

  std::vector<int> options = layout_.options(0);
  Valuation at;
  at.factors = factors_;
  at.outcome = options;
  at.propositions = &(*dispute_)->proposition_formulas;
  at.levels = &(*dispute_)->levels;
  Bitset out(size());
  const auto choose = [&](auto&& self, std::size_t depth, const Bitset& within) -> void {
    if (depth == issues.size()) {
      if (compare(n.relation, evaluate_number_at(formula, n.children[0], at),
                  evaluate_number_at(formula, n.children[1], at))) {
        out |= within;
      }
      return;
    }
    const int issue = issues[depth];
    for (int o = 0; o < static_cast<int>(layout_.radix(issue)); ++o) {
      options[static_cast<std::size_t>(issue)] = o;
      const int one[] = {o};
      self(self, depth + 1, issue_in(issue, one) & within);
    }
  };
  choose(choose, 0, Bitset(size(), true));
  return out;
}

}  // namespace detente
