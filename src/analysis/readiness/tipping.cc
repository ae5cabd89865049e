#include "analysis/readiness/tipping.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/readiness/in_force.h"
#include "analysis/readiness/lines.h"
#include "analysis/readiness/varied_work.h"

namespace detente {
namespace {

void levels_below(const Formula& formula, int node, std::vector<int>& issues) {
  const Node& n = formula.nodes[static_cast<std::size_t>(node)];
  if (n.op == Op::kLevel && std::find(issues.begin(), issues.end(), n.index) == issues.end())
    issues.push_back(n.index);
  for (const int child : n.children) levels_below(formula, child, issues);
}

// Does it name the factor? Looks at each proposition once: `seen`.
bool names(const Dispute& dispute, const Formula& formula, int factor, std::set<int>& seen) {
  return std::any_of(formula.nodes.begin(), formula.nodes.end(), [&](const Node& node) {
    if (node.op == Op::kProposition) {
      return seen.insert(node.index).second &&
             names(dispute, dispute->proposition_formulas[static_cast<std::size_t>(node.index)],
                   factor, seen);
    }
    return node.op == Op::kFactor && node.index == factor;
  });
}

}  // namespace

Tipping::Tipping(const World& world, int factor, Budget& budget)
    : world_(world),
      dispute_(world.dispute()),
      factor_(factor),
      domain_(dispute_->factors[static_cast<std::size_t>(factor)].domain),
      budget_(budget) {}

bool Tipping::mentions(const Formula& formula) const {
  std::set<int> seen;
  return names(dispute_, formula, factor_, seen);
}

bool Tipping::matters() const {
  const auto any_mentions = [&](const std::vector<const Formula*>& formulas) {
    return std::any_of(formulas.begin(), formulas.end(),
                       [&](const Formula* formula) { return mentions(*formula); });
  };
  return any_mentions(formulas_in_force(world_)) || any_mentions(weights_in_force(world_));
}

std::vector<double> Tipping::conditions(std::span<const Formula* const> more) {
  std::vector<double> tips{domain_.low, domain_.high};
  std::set<int> seen;  // propositions
  const auto visit = [&](auto&& self, const Formula& formula) -> void {
    for (const Node& node : formula.nodes) {
      if (node.op == Op::kProposition && seen.insert(node.index).second)
        self(self, dispute_->proposition_formulas[static_cast<std::size_t>(node.index)]);
      if (node.op != Op::kCompare) continue;
      if (!compare_tips(formula, node, tips) && mentions(formula)) curved_ = true;
    }
  };
  const auto look_at = [&](const Formula& formula) {
    seen.clear();
    visit(visit, formula);
  };
  for (const Formula* formula : formulas_in_force(world_)) look_at(*formula);
  for (const Formula* formula : more) look_at(*formula);
  return tips;
}

// Where one comparison tips, for every combination of the levels it sees; false if that is no
// line or there are too many.
bool Tipping::compare_tips(const Formula& formula, const Node& node,
                           std::vector<double>& tips) const {
  constexpr std::size_t kMostCombinations = 4096;
  std::vector<int> issues;
  for (const int child : node.children) levels_below(formula, child, issues);
  std::size_t combinations = 1;
  for (const int k : issues) {
    combinations *= dispute_->issues[static_cast<std::size_t>(k)].options.size();
    if (combinations > kMostCombinations) return false;
  }
  budget_.spend(combinations);
  for (std::size_t c = 0; c < combinations; ++c) {
    LinePlace place{dispute_, world_.scenario().factors};
    std::size_t rest = c;
    for (const int k : issues) {
      const std::size_t options = dispute_->issues[static_cast<std::size_t>(k)].options.size();
      place.options[k] = static_cast<int>(rest % options);
      rest /= options;
    }
    const auto left = line_of(formula, node.children[0], factor_, place);
    const auto right = line_of(formula, node.children[1], factor_, place);
    if (!left || !right) return false;
    const double slope = left->slope - right->slope;
    if (slope != 0) tips.push_back((right->constant - left->constant) / slope);
  }
  return true;
}

std::optional<std::vector<MovingParty>> Tipping::moving(const World& world) const {
  const LinePlace place{
      dispute_, world.scenario().factors, {}, {domain_.low, domain_.high - domain_.low}};
  std::vector<MovingParty> out;
  for (int p = 0; p < static_cast<int>(world.parties()); ++p) {
    if (dispute_->preferences[static_cast<std::size_t>(p)].form != PreferenceForm::kWeights)
      continue;
    std::vector<Term> constant, slope, red;
    bool moves = false;
    for (const int s : world.view(p).statements) {
      const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
      const Bitset* set = &world.table().satisfying(statement.formula);
      if (statement.red_line) {
        if (red.size() >= 62) return std::nullopt;
        red.push_back({set, std::int64_t{1} << red.size()});
        continue;
      }
      if (!statement.weight.is_expression()) {
        constant.push_back({set, weight_units(dispute_, world.scenario(), statement)});
        continue;
      }
      const Formula& expression = statement.weight.expression;
      const auto line = line_of(expression, expression.root(), factor_, place);
      if (!line) return std::nullopt;
      const auto at_low = Decimal::from_double(line->constant);
      const auto more = Decimal::from_double(line->slope);
      if (!at_low || !more) return std::nullopt;
      constant.push_back({set, at_low->units()});
      slope.push_back({set, more->units()});
      moves = moves || line->slope != 0;
    }
    if (!moves) continue;
    budget_.spend((constant.size() + slope.size() + red.size()) * world.size());
    out.push_back({p, add_terms(constant, world.size()), add_terms(slope, world.size()),
                   add_terms(red, world.size())});
  }
  return out;
}

void Tipping::add_root(double constant, double slope, const Interval& span,
                       std::vector<double>& places) const {
  if (slope == 0) return;
  const double x = domain_.low - constant * (domain_.high - domain_.low) / slope;
  if (x > span.low && x < span.high) places.push_back(x);
}

void Tipping::acceptance_places(const World& world, const MovingParty& party, double low,
                                double high, std::vector<double>& places) const {
  const auto no_deal = no_deal_outcome(world.table(), world.scenario(), party.party);
  if (!no_deal) return;
  const auto& who = dispute_->parties[static_cast<std::size_t>(party.party)];
  const std::int64_t constant =
      *no_deal ? party.constant[**no_deal] : std::get<Decimal>(who.no_deal).units();
  const std::int64_t slope = *no_deal ? party.slope[**no_deal] : 0;
  budget_.spend(sort_work(2 * world.size() + places.size()));
  if (budget_.exhausted() || budget_.cancelled()) return;
  world.feasible().for_each([&](std::size_t t) {
    for (const std::int64_t margin : {std::int64_t{0}, who.margin.units()}) {
      add_root(static_cast<double>(party.constant[t] - constant - margin),
               static_cast<double>(party.slope[t] - slope), {low, high}, places);
    }
  });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

// Two lines cross at the difference of their constants over that of their slopes. False: too many,
// or the budget ended.
bool Tipping::add_crossings(const std::map<std::int64_t, std::vector<std::int64_t>>& by_slope,
                            const Interval& span, std::vector<double>& places) const {
  for (auto a = by_slope.begin(); a != by_slope.end(); ++a) {
    for (auto b = std::next(a); b != by_slope.end(); ++b) {
      const std::uint64_t pairs = std::uint64_t{a->second.size()} * std::uint64_t{b->second.size()};
      budget_.spend(sort_work(pairs) + sort_work(places.size()));
      if (budget_.exhausted() || budget_.cancelled()) return false;
      std::vector<std::int64_t> differences;
      for (const std::int64_t ca : a->second) {
        for (const std::int64_t cb : b->second) differences.push_back(ca - cb);
      }
      std::sort(differences.begin(), differences.end());
      differences.erase(std::unique(differences.begin(), differences.end()), differences.end());
      for (const std::int64_t d : differences)
        add_root(static_cast<double>(d), static_cast<double>(a->first - b->first), span, places);
      std::sort(places.begin(), places.end());
      places.erase(std::unique(places.begin(), places.end()), places.end());
      if (places.size() > kMostSwaps) return false;
    }
  }
  return true;
}

std::optional<std::vector<double>> Tipping::order_places(const World& world,
                                                         const std::vector<MovingParty>& moving,
                                                         double low, double high) const {
  std::vector<double> places;
  for (const MovingParty& party : moving) {
    // distinct lines, by what the red lines say: red -> slope -> constants
    std::map<std::int64_t, std::map<std::int64_t, std::vector<std::int64_t>>> by_red;
    budget_.spend(sort_work(world.size()));
    if (budget_.exhausted() || budget_.cancelled()) return std::nullopt;
    world.feasible().for_each(
        [&](std::size_t s) { by_red[party.red[s]][party.slope[s]].push_back(party.constant[s]); });
    for (auto& [red, by_slope] : by_red) {
      for (auto& [slope, constants] : by_slope) {
        std::sort(constants.begin(), constants.end());
        constants.erase(std::unique(constants.begin(), constants.end()), constants.end());
      }
      if (!add_crossings(by_slope, {low, high}, places)) return std::nullopt;
    }
  }
  return places;
}

}  // namespace detente
