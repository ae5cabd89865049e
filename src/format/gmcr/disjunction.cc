#include "format/gmcr/disjunction.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace detente::gmcr {
namespace {

using Terms = std::vector<Pattern>;

struct TooMany {};  // thrown and caught in this file

class Expander {
 public:
  Expander(const Dispute& dispute, std::span<const BinaryOption> options) : dispute_(dispute) {
    place_.assign(dispute->issues.size(), 0);
    yes_.assign(dispute->issues.size(), 1);
    for (std::size_t k = 0; k < options.size(); ++k) {
      place_[static_cast<std::size_t>(options[k].issue)] = k;
      yes_[static_cast<std::size_t>(options[k].issue)] = options[k].yes;
    }
    for (const Factor& factor : dispute->factors) factors_.push_back(factor.number.value);
  }

  Terms expand(const Formula& formula, int index, bool negated) {
    const Node& node = formula.nodes[static_cast<std::size_t>(index)];
    const auto child = [&](std::size_t k, bool opposite) {
      return expand(formula, node.children[k], opposite);
    };
    const auto joined = [&](bool any) {
      Terms out = child(0, negated);
      for (std::size_t k = 1; k < node.children.size(); ++k)
        out = any ? either(out, child(k, negated)) : both(out, child(k, negated));
      return out;
    };
    switch (node.op) {
      case Op::kTrue:
      case Op::kFalse:
        return constant((node.op == Op::kTrue) != negated);
      case Op::kIssueIn:
        return literal(node, negated);
      case Op::kProposition: {
        const auto known = propositions_.find({node.index, negated});
        if (known != propositions_.end()) return known->second;
        const Formula& named = dispute_->proposition_formulas[static_cast<std::size_t>(node.index)];
        return propositions_
            .emplace(std::pair(node.index, negated), expand(named, named.root(), negated))
            .first->second;
      }
      case Op::kNot:
        return child(0, !negated);
      case Op::kAnd:
        return joined(negated);
      case Op::kOr:
        return joined(!negated);
      case Op::kImplies:
        return negated ? both(child(0, false), child(1, true))
                       : either(child(0, true), child(1, false));
      case Op::kIff:
        return either(both(child(0, false), child(1, negated)),
                      both(child(0, true), child(1, !negated)));
      default:
        return table(formula, index, negated);
    }
  }

 private:
  static Terms constant(bool value) { return value ? Terms{Pattern{}} : Terms{}; }

  Terms literal(const Node& node, bool negated) const {
    const auto issue = static_cast<std::size_t>(node.index);
    const auto has = [&](int option) {
      return std::find(node.options.begin(), node.options.end(), option) != node.options.end();
    };
    const bool yes = has(yes_[issue]) != negated, no = has(1 - yes_[issue]) != negated;
    if (yes == no) return constant(yes);
    const std::uint64_t bit = std::uint64_t{1} << place_[issue];
    return {Pattern{bit, yes ? bit : 0}};
  }

  // Each pattern once, in the order of its first appearance.
  static Terms distinct(const Terms& terms) {
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    Terms out;
    for (const Pattern& term : terms) {
      if (seen.insert({term.mask, term.value}).second) out.push_back(term);
    }
    if (out.size() > kMostTerms) throw TooMany{};
    return out;
  }
  static Terms either(Terms a, const Terms& b) {
    a.insert(a.end(), b.begin(), b.end());
    return distinct(a);
  }
  static Terms both(const Terms& a, const Terms& b) {
    Terms out;
    for (const Pattern& x : a) {
      for (const Pattern& y : b) {
        if (((x.value ^ y.value) & x.mask & y.mask) == 0)
          out.push_back({x.mask | y.mask, x.value | y.value});
      }
    }
    return distinct(out);
  }

  void mentioned(const Formula& formula, std::set<int>& issues, std::set<int>& seen) const {
    for (const int issue : mentioned_issues(formula)) issues.insert(issue);
    for (const int p : mentioned_propositions(formula)) {
      if (seen.insert(p).second)
        mentioned(dispute_->proposition_formulas[static_cast<std::size_t>(p)], issues, seen);
    }
  }
  // Comparisons and counts: every combination of the issues they look at.
  Terms table(const Formula& formula, int index, bool negated) const {
    Formula part;  // a node's children stand before it
    part.nodes.assign(formula.nodes.begin(), formula.nodes.begin() + index + 1);
    std::set<int> issues, seen;
    keep_below(part);
    mentioned(part, issues, seen);
    if ((std::uint64_t{1} << std::min<std::size_t>(issues.size(), 63)) > 4 * kMostTerms)
      throw TooMany{};
    std::vector<int> outcome(dispute_->issues.size(), 0);
    const Valuation at{factors_, outcome, &dispute_->proposition_formulas, &dispute_->levels};
    Terms out;
    for (std::uint64_t choice = 0; choice < std::uint64_t{1} << issues.size(); ++choice) {
      Pattern term;
      std::size_t k = 0;
      for (const int issue : issues) {
        const auto i = static_cast<std::size_t>(issue);
        const bool yes = (choice >> k++ & 1U) != 0;
        outcome[i] = yes ? yes_[i] : 1 - yes_[i];
        term.mask |= std::uint64_t{1} << place_[i];
        if (yes) term.value |= std::uint64_t{1} << place_[i];
      }
      if (evaluate_truth(part, at) != negated) out.push_back(term);
    }
    return distinct(out);
  }
  // Makes nodes that do not belong to the root's tree mention nothing.
  static void keep_below(Formula& part) {
    std::vector<char> used(part.nodes.size(), 0);
    used.back() = 1;
    for (std::size_t n = part.nodes.size(); n-- > 0;) {
      if (used[n] == 0) {
        part.nodes[n] = Node{};
        continue;
      }
      for (const int c : part.nodes[n].children) used[static_cast<std::size_t>(c)] = 1;
    }
  }

  const Dispute& dispute_;
  std::vector<std::size_t> place_;  // [issue]: its bit
  std::vector<int> yes_;            // [issue]
  std::vector<double> factors_;
  std::map<std::pair<int, bool>, Terms> propositions_;  // expanded so far; negated or not
};

}  // namespace

std::optional<std::vector<Pattern>> disjunction(const Dispute& dispute,
                                                std::span<const BinaryOption> options,
                                                const Formula& formula, bool negated) {
  try {
    return Expander(dispute, options).expand(formula, formula.root(), negated);
  } catch (const TooMany&) {
    return std::nullopt;
  }
}

}  // namespace detente::gmcr
