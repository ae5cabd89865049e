#include "analysis/conditions/box.h"

#include <algorithm>
#include <numeric>

#include "analysis/readiness/certain.h"
#include "base/check.h"

namespace detente {

BoxTest::BoxTest(const World& world, std::vector<int> factors, Measure measure)
    : world_(world), factors_(std::move(factors)), measure_(std::move(measure)) {
  DETENTE_CHECK(factors_.size() <= kMostFactors, "2^factors corners are few");
  comparisons_ = comparisons_in_force(world, factors_);
  for (const Comparison& comparison : comparisons_) {
    const Node& node = comparison.formula->nodes[static_cast<std::size_t>(comparison.node)];
    for (const int child : node.children)
      curved_ = curved_ || !multilinear(*comparison.formula, child, factors_);
  }
  for (const Formula* weight : weights_in_force(world))
    curved_ = curved_ || !multilinear(*weight, weight->root(), factors_);
}

std::vector<double> BoxTest::corner(const Box& box, std::size_t which) const {
  std::vector<double> at = world_.scenario().factors;
  for (std::size_t k = 0; k < factors_.size(); ++k)
    at[static_cast<std::size_t>(factors_[k])] = (which >> k & 1U) != 0 ? box[k].high : box[k].low;
  return at;
}

std::vector<std::vector<double>> BoxTest::corners_of(const Box& box) const {
  std::vector<std::vector<double>> corners;
  for (std::size_t c = 0; c < std::size_t{1} << factors_.size(); ++c)
    corners.push_back(corner(box, c));
  return corners;
}

bool BoxTest::below(const Box& box, const World& inside, Verdict want,
                    std::uint64_t& looked) const {
  return !curved_ && comparisons_alike(corners_of(box)) && below_in_cell(box, inside, want, looked);
}

bool BoxTest::below_in_cell(const Box& box, const World& inside, Verdict want,
                            std::uint64_t& looked) const {
  constexpr std::uint64_t kMostLooked = 256;  // times the outcomes
  if (curved_ || !measure_.is_ladder()) return false;
  const std::vector<std::vector<double>> corners = corners_of(box);
  const Dispute& dispute = inside.dispute();
  std::vector<Changes> weights;
  for (const std::vector<double>& at : corners) {
    Scenario there = inside.scenario();
    there.factors = at;
    Changes changes;
    for (std::size_t s = 0; s < dispute->statements.size(); ++s) {
      const Statement& statement = dispute->statements[s];
      if (!statement.red_line && statement.weight.is_expression() &&
          statement_holds(dispute, inside.scenario(), statement))
        changes.weights.emplace_back(static_cast<int>(s), weight_units(dispute, there, statement));
    }
    const bool known = std::any_of(weights.begin(), weights.end(), [&](const Changes& one) {
      return one.weights == changes.weights;
    });
    if (!known) weights.push_back(std::move(changes));
  }
  std::vector<World> worlds;
  worlds.reserve(weights.size());
  for (const Changes& changes : weights) {
    auto world = inside.vary(changes);
    if (!world) return false;
    worlds.push_back(std::move(*world));
  }
  std::vector<const World*> all;
  all.reserve(worlds.size());
  for (const World& world : worlds) all.push_back(&world);
  CertainVerdict between(std::move(all), kMostLooked * inside.size());
  const bool proved = between.below(want);
  looked += between.looked();
  return proved;
}

bool BoxTest::certain(const Box& box, const World& inside, Verdict verdict) const {
  if (curved_) return false;
  const std::vector<std::vector<double>> corners = corners_of(box);
  if (!comparisons_alike(corners)) return false;
  const RestsOn rests = counts(verdict);
  for (int p = 0; p < static_cast<int>(inside.parties()); ++p) {
    if (!party_alike(p, inside, rests, corners)) return false;
  }
  return true;
}

// Of the ladder with nobody past rung 4 the order of outcomes does not matter.
RestsOn BoxTest::counts(Verdict verdict) const {
  if (!measure_.is_ladder()) return rests_on(measure_);
  RestsOn out;
  out.acceptance = true;
  out.orders = verdict >= verdict_of_rung(Rung::kRatifiable);
  return out;
}

bool BoxTest::comparisons_alike(const std::vector<std::vector<double>>& corners) const {
  return std::all_of(comparisons_.begin(), comparisons_.end(),
                     [&](const Comparison& one) { return comparison_alike(one, corners); });
}

namespace {

void levels_below(const Formula& formula, int node, std::vector<int>& issues) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kLevel && std::find(issues.begin(), issues.end(), n.index) == issues.end())
    issues.push_back(n.index);
  for (const int child : n.children) levels_below(formula, child, issues);
}

}  // namespace

bool BoxTest::comparison_alike(const Comparison& comparison,
                               const std::vector<std::vector<double>>& corners) const {
  constexpr std::size_t kMostCombinations = 4096;
  const Dispute& dispute = world_.dispute();
  const Node& node = comparison.formula->nodes[static_cast<std::size_t>(comparison.node)];
  std::vector<int> issues;
  levels_below(*comparison.formula, comparison.node, issues);
  std::size_t combinations = 1;
  for (const int k : issues) {
    combinations *= dispute->issues[static_cast<std::size_t>(k)].options.size();
    if (combinations > kMostCombinations) return false;
  }
  std::vector<int> outcome = world_.scenario().status_quo;
  for (std::size_t c = 0; c < combinations; ++c) {
    std::size_t rest = c;
    for (const int k : issues) {
      const std::size_t options = dispute->issues[static_cast<std::size_t>(k)].options.size();
      outcome[static_cast<std::size_t>(k)] = static_cast<int>(rest % options);
      rest /= options;
    }
    bool above = false, below = false;
    for (const std::vector<double>& at : corners) {
      const Valuation place{at, outcome, &dispute->proposition_formulas, &dispute->levels};
      const double left = evaluate_number_at(*comparison.formula, node.children[0], place);
      const double right = evaluate_number_at(*comparison.formula, node.children[1], place);
      above = above || left > right;
      below = below || left < right;
    }
    if (above && below) return false;
  }
  return true;
}

namespace {

// Neither above at one corner and below at another.
bool one_sign(const std::vector<std::vector<std::int64_t>>& utility, std::size_t t,
              const std::vector<std::int64_t>& from) {
  bool above = false, below = false;
  for (std::size_t c = 0; c < utility.size(); ++c) {
    above = above || utility[c][t] > from[c];
    below = below || utility[c][t] < from[c];
  }
  return !(above && below);
}

// Sorted by all corners, do the utilities rise at each?
bool ordered_alike(const std::vector<std::vector<std::int64_t>>& utility,
                   const std::vector<std::int64_t>& red, const Bitset& feasible) {
  std::vector<std::uint32_t> order;
  order.reserve(feasible.count());
  feasible.for_each([&](std::size_t s) { order.push_back(static_cast<std::uint32_t>(s)); });
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (red[a] != red[b]) return red[a] < red[b];
    for (const auto& at : utility) {
      if (at[a] != at[b]) return at[a] < at[b];
    }
    return false;
  });
  for (std::size_t k = 1; k < order.size(); ++k) {
    const std::uint32_t a = order[k - 1], b = order[k];
    if (red[a] != red[b]) continue;
    for (const auto& at : utility) {
      if (at[a] > at[b]) return false;
    }
  }
  return true;
}

}  // namespace

bool BoxTest::party_alike(int party, const World& inside, const RestsOn& rests,
                          const std::vector<std::vector<double>>& corners) const {
  const Dispute& dispute = inside.dispute();
  const PartyView& view = inside.view(party);
  std::vector<Term> red;
  bool moves = false;
  for (const int s : view.statements) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
    if (statement.red_line) {
      if (red.size() >= 62) return false;
      red.push_back({&inside.table().satisfying(statement.formula), std::int64_t{1} << red.size()});
    } else if (statement.weight.is_expression()) {
      moves = moves ||
              multilinear(statement.weight.expression, statement.weight.expression.root(), factors_)
                      .value_or(1) != 0;
    }
  }
  if (!moves) return true;
  if (rests.amounts) return false;
  std::vector<std::vector<std::int64_t>> utility;
  for (const std::vector<double>& at : corners) {
    Scenario there = inside.scenario();
    there.factors = at;
    std::vector<Term> terms;
    for (const int s : view.statements) {
      const Statement& statement = dispute->statements[static_cast<std::size_t>(s)];
      if (!statement.red_line)
        terms.push_back({&inside.table().satisfying(statement.formula),
                         weight_units(dispute, there, statement)});
    }
    utility.push_back(add_terms(terms, inside.size()));
  }
  const auto no_deal = no_deal_outcome(inside.table(), inside.scenario(), party);
  if (!no_deal) return false;
  const auto& who = dispute->parties[static_cast<std::size_t>(party)];
  std::vector<std::int64_t> plain, margin;
  for (const auto& at : utility) {
    plain.push_back(*no_deal ? at[**no_deal] : std::get<Decimal>(who.no_deal).units());
    margin.push_back(plain.back() + who.margin.units());
  }
  bool alike = true;
  if (rests.acceptance)
    inside.feasible().for_each([&](std::size_t t) {
      alike = alike && one_sign(utility, t, plain) && one_sign(utility, t, margin);
    });
  if (!alike || !(rests.orders || rests.utilities)) return alike;
  if (rests.utilities) red.clear();
  return ordered_alike(utility, add_terms(red, inside.size()), inside.feasible());
}

}  // namespace detente
