#include "analysis/readiness/thresholds.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "analysis/readiness/lines.h"
#include "analysis/readiness/verdict.h"
#include "base/parallel.h"

namespace detente {
namespace {

std::int64_t units(double value) {
  return std::llround(value * static_cast<double>(Decimal::kOne));
}

class Search {
 public:
  Search(const World& world, int factor, Budget& budget, std::uint64_t& ladders)
      : world_(world),
        dispute_(world.dispute()),
        factor_(factor),
        budget_(budget),
        ladders_(ladders) {
    domain_ = dispute_->factors[static_cast<std::size_t>(factor)].domain;
    result_.factor = factor;
  }

  FactorThresholds run() {
    if (!(domain_.low < domain_.high) || !matters()) return result_;
    const std::vector<double> tips = merged(condition_tips());
    places_ = tips;
    for (std::size_t k = 0; k + 1 < tips.size(); ++k) piece(tips[k], tips[k + 1]);
    std::sort(places_.begin(), places_.end());
    result_.looked_at = static_cast<int>(verdicts_.size());
    report();
    return result_;
  }

 private:
  static constexpr double kClose = 1e-9;  // of the domain's width: places nearer than this are one
  static constexpr std::size_t kMostPlaces = 96;  // ladders per piece before a grid is used instead
  static constexpr std::size_t kMostSwaps = 100'000;  // of pairs of outcomes, per piece
  static constexpr int kGrid = 48;

  bool mentions(const Formula& formula) const {
    for (const Node& node : formula.nodes) {
      if (node.op == Op::kFactor && node.index == factor_) return true;
      if (node.op == Op::kProposition &&
          mentions(dispute_->proposition_formulas[static_cast<std::size_t>(node.index)]))
        return true;
    }
    return false;
  }
  std::vector<const Formula*> formulas_in_force() const {
    std::vector<const Formula*> out{&world_.scenario().compromise};
    const Scenario& scenario = world_.scenario();
    for (const Rule& rule : dispute_->rules) {
      if (scenario.on(rule.toggle)) out.push_back(&rule.never);
    }
    for (const Order& order : dispute_->orders) {
      if (!scenario.on(order.toggle)) continue;
      out.push_back(&order.first);
      out.push_back(&order.then);
    }
    for (const Statement& statement : dispute_->statements) {
      if (!scenario.on(statement.toggle)) continue;
      out.push_back(&statement.formula);
      if (!statement.when.empty()) out.push_back(&statement.when);
    }
    for (const Preference& preference : dispute_->preferences) {
      for (const auto& group : preference.ranking) {
        for (const Formula& formula : group) out.push_back(&formula);
      }
      for (const auto& row : preference.outcome_values) out.push_back(&row.first);
    }
    for (const Ratifier& ratifier : dispute_->ratifiers) {
      if (!ratifier_holds(scenario, ratifier)) continue;
      if (!ratifier.asked_if.empty()) out.push_back(&ratifier.asked_if);
      if (!ratifier.approves.empty()) out.push_back(&ratifier.approves);
      for (const Segment& segment : ratifier.segments) out.push_back(&segment.approves);
    }
    return out;
  }
  bool matters() const {
    for (const Formula* formula : formulas_in_force()) {
      if (mentions(*formula)) return true;
    }
    return std::any_of(
        dispute_->statements.begin(), dispute_->statements.end(), [&](const Statement& statement) {
          return world_.scenario().on(statement.toggle) && statement.weight.is_expression() &&
                 mentions(statement.weight.expression);
        });
  }

  // Where a comparison of factors tips, ends of the domain included. Not a line: a grid will be
  // needed.
  std::vector<double> condition_tips() {
    std::vector<double> tips{domain_.low, domain_.high};
    const auto visit = [&](auto&& self, const Formula& formula) -> void {
      for (const Node& node : formula.nodes) {
        if (node.op == Op::kProposition)
          self(self, dispute_->proposition_formulas[static_cast<std::size_t>(node.index)]);
        if (node.op != Op::kCompare) continue;
        if (!compare_tips(formula, node, tips) && mentions(formula)) curved_ = true;
      }
    };
    for (const Formula* formula : formulas_in_force()) visit(visit, *formula);
    return tips;
  }

  // Where one comparison tips, for every combination of the levels it sees; false if that is no
  // line or there are too many.
  bool compare_tips(const Formula& formula, const Node& node, std::vector<double>& tips) const {
    constexpr std::size_t kMostCombinations = 4096;
    std::vector<int> issues;
    for (const int child : node.children) levels_below(formula, child, issues);
    std::size_t combinations = 1;
    for (const int k : issues) {
      combinations *= dispute_->issues[static_cast<std::size_t>(k)].options.size();
      if (combinations > kMostCombinations) return false;
    }
    for (std::size_t c = 0; c < combinations; ++c) {
      Place place{dispute_, world_.scenario().factors};
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
  static void levels_below(const Formula& formula, int node, std::vector<int>& issues) {
    const Node& n = formula.nodes[static_cast<std::size_t>(node)];
    if (n.op == Op::kLevel && std::find(issues.begin(), issues.end(), n.index) == issues.end())
      issues.push_back(n.index);
    for (const int child : n.children) levels_below(formula, child, issues);
  }

  // Sorted, inside the domain, places closer together than rounding can tell merged.
  std::vector<double> merged(std::vector<double> places) const {
    std::sort(places.begin(), places.end());
    const double close = kClose * (domain_.high - domain_.low);
    std::vector<double> out;
    for (const double x : places) {
      if (!(x >= domain_.low && x <= domain_.high)) continue;
      if (out.empty() || x - out.back() > close) out.push_back(x);
    }
    if (out.back() != domain_.high) out.back() = domain_.high;
    return out;
  }

  std::optional<World> world_at(double x) const {
    Changes changes;
    changes.set.emplace_back(factor_, x);
    auto varied = world_.vary(changes);
    if (!varied) return std::nullopt;  // e.g. a rule makes the status quo impossible there
    return std::move(*varied);
  }
  Verdict verdict_of(const World& world) {
    ++ladders_;
    return find_verdict(world, budget_);
  }
  // The verdict at x, remembered.
  Verdict look(double x) {
    const auto it = verdicts_.find(x);
    if (it != verdicts_.end()) return it->second;
    if (budget_.cancelled()) return 0;  // nobody will use what is found
    const auto world = world_at(x);
    const Verdict verdict = world ? verdict_of(*world) : 0;
    verdicts_[x] = verdict;
    return verdict;
  }

  // Between two tips the same statements hold, so utilities are lines (or curves) in the factor.
  void piece(double low, double high) {
    const double middle = low + (high - low) / 2;
    look(middle);
    const auto world = world_at(middle);
    if (!world) return;
    std::vector<Party> moving;
    if (curved_ || !collect(*world, moving)) {
      grid(low, high);
      return;
    }
    if (moving.empty()) return;
    std::vector<double> places;
    for (const Party& party : moving) acceptance_places(*world, party, low, high, places);
    const std::vector<double> edges = edges_of(std::move(places), low, high);
    if (edges.size() > kMostPlaces * 4) {
      grid(low, high);
      return;
    }
    places_.insert(places_.end(), edges.begin() + 1, edges.end() - 1);
    std::optional<std::vector<double>> swaps;  // over the whole piece, once it is needed
    bool looked_for_swaps = false;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
      const Verdict verdict = look((edges[k] + edges[k + 1]) / 2);
      // With nobody past rung 4 the order of outcomes does not matter.
      if (verdict < verdict_of_rung(Rung::kRatifiable)) continue;
      if (!looked_for_swaps) swaps = order_places(*world, moving, low, high);
      looked_for_swaps = true;
      if (swaps) {
        between(*swaps, edges[k], edges[k + 1]);
      } else {
        grid(edges[k], edges[k + 1]);
      }
    }
  }
  static std::vector<double> edges_of(std::vector<double> places, double low, double high) {
    std::sort(places.begin(), places.end());
    const double close = kClose * (high - low);
    std::vector<double> edges{low};
    for (const double x : places) {
      if (x - edges.back() > close && high - x > close) edges.push_back(x);
    }
    edges.push_back(high);
    return edges;
  }

  // A party whose utilities move with the factor: two numbers per outcome.
  struct Party {
    int party = -1;
    std::vector<std::int64_t> constant, slope;
    std::vector<std::int64_t> red;  // outcomes change places only where this is equal
  };
  // False if some weight is no line in the factor.
  bool collect(const World& world, std::vector<Party>& moving) const {
    for (int p = 0; p < static_cast<int>(world.parties()); ++p) {
      if (dispute_->preferences[static_cast<std::size_t>(p)].form != PreferenceForm::kWeights)
        continue;
      std::vector<Term> constant, slope, red;
      bool moves = false;
      for (const int s : world.view(p).statements) {
        const Statement& statement = dispute_->statements[static_cast<std::size_t>(s)];
        const Bitset* set = &world.table().satisfying(statement.formula);
        if (statement.red_line) {
          if (red.size() >= 62) return false;
          red.push_back({set, std::int64_t{1} << red.size()});
          continue;
        }
        if (!statement.weight.is_expression()) {
          constant.push_back({set, statement.weight.value.units()});
          continue;
        }
        const Formula& expression = statement.weight.expression;
        const auto line =
            line_of(expression, expression.root(), factor_, {dispute_, world.scenario().factors});
        if (!line) return false;
        constant.push_back({set, units(line->constant)});
        slope.push_back({set, units(line->slope)});
        moves = moves || line->slope != 0;
      }
      if (!moves) continue;
      moving.push_back({p, add_terms(constant, world.size()), add_terms(slope, world.size()),
                        add_terms(red, world.size())});
    }
    return true;
  }

  // Where outcomes of T come to be accepted (or strictly preferred to no-deal), or cease to be.
  void acceptance_places(const World& world, const Party& party, double low, double high,
                         std::vector<double>& places) const {
    const auto no_deal = no_deal_outcome(world.table(), world.scenario(), party.party);
    if (!no_deal) return;
    const auto& who = dispute_->parties[static_cast<std::size_t>(party.party)];
    const std::int64_t constant =
        *no_deal ? party.constant[**no_deal] : std::get<Decimal>(who.no_deal).units();
    const std::int64_t slope = *no_deal ? party.slope[**no_deal] : 0;
    world.feasible().for_each([&](std::size_t t) {
      for (const std::int64_t margin : {std::int64_t{0}, who.margin.units()}) {
        add_root(static_cast<double>(party.constant[t] - constant - margin),
                 static_cast<double>(party.slope[t] - slope), low, high, places);
      }
    });
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  static void add_root(double constant, double slope, double low, double high,
                       std::vector<double>& places) {
    if (slope == 0) return;
    const double x = -constant / slope;
    if (x > low && x < high) places.push_back(x);
  }

  // Where two outcomes change places for a party, sorted; nothing if there are too many.
  static std::optional<std::vector<double>> order_places(const World& world,
                                                         const std::vector<Party>& moving,
                                                         double low, double high) {
    std::vector<double> places;
    for (const Party& party : moving) {
      // distinct lines, by what the red lines say: red -> slope -> constants
      std::map<std::int64_t, std::map<std::int64_t, std::vector<std::int64_t>>> by_red;
      world.feasible().for_each([&](std::size_t s) {
        by_red[party.red[s]][party.slope[s]].push_back(party.constant[s]);
      });
      for (auto& [red, by_slope] : by_red) {
        for (auto& [slope, constants] : by_slope) {
          std::sort(constants.begin(), constants.end());
          constants.erase(std::unique(constants.begin(), constants.end()), constants.end());
        }
        if (!add_crossings(by_slope, low, high, places)) return std::nullopt;
      }
    }
    return places;
  }
  // Two lines cross at the difference of their constants over that of their slopes.
  static bool add_crossings(const std::map<std::int64_t, std::vector<std::int64_t>>& by_slope,
                            double low, double high, std::vector<double>& places) {
    for (auto a = by_slope.begin(); a != by_slope.end(); ++a) {
      for (auto b = std::next(a); b != by_slope.end(); ++b) {
        std::vector<std::int64_t> differences;
        for (const std::int64_t ca : a->second) {
          for (const std::int64_t cb : b->second) differences.push_back(ca - cb);
        }
        std::sort(differences.begin(), differences.end());
        differences.erase(std::unique(differences.begin(), differences.end()), differences.end());
        for (const std::int64_t d : differences) {
          add_root(static_cast<double>(d), static_cast<double>(a->first - b->first), low, high,
                   places);
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        if (places.size() > kMostSwaps) return false;
      }
    }
    return true;
  }

  // Between two acceptance places: a look between every two swaps.
  void between(const std::vector<double>& swaps, double low, double high) {
    const auto from = std::upper_bound(swaps.begin(), swaps.end(), low);
    const auto to = std::lower_bound(from, swaps.end(), high);
    const std::vector<double> edges = edges_of({from, to}, low, high);
    if (edges.size() <= 2) return;
    if (edges.size() > kMostPlaces) {
      grid(low, high);
      return;
    }
    places_.insert(places_.end(), edges.begin() + 1, edges.end() - 1);
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) look((edges[k] + edges[k + 1]) / 2);
  }

  // Looks at evenly spread values; every change between neighbours is then narrowed down.
  void grid(double low, double high) {
    result_.exact = false;
    for (int k = 0; k < kGrid; ++k) look(low + (high - low) * (k + 0.5) / kGrid);
  }

  // Neighbouring looks that differ: the one place between them, or (on a grid) by bisection down to
  // rounding.
  void report() {
    std::vector<std::pair<double, Verdict>> seen(verdicts_.begin(), verdicts_.end());
    for (std::size_t k = 0; k + 1 < seen.size(); ++k) narrow(seen[k], seen[k + 1]);
    merge_crossings();
  }
  // A verdict that holds at one value only is met by bisection: what counts is below and above it.
  void merge_crossings() {
    std::vector<Threshold> merged;
    for (const Threshold& t : result_.crossings) {
      if (!merged.empty() && t.at - merged.back().at <= kClose * (domain_.high - domain_.low)) {
        merged.back().above = t.above;
        if (merged.back().below == merged.back().above) merged.pop_back();
      } else {
        merged.push_back(t);
      }
    }
    result_.crossings = std::move(merged);
  }
  void narrow(std::pair<double, Verdict> low, std::pair<double, Verdict> high) {
    if (low.second == high.second) return;
    const auto place = std::upper_bound(places_.begin(), places_.end(), low.first);
    if (place != places_.end() && *place < high.first &&
        (std::next(place) == places_.end() || *std::next(place) >= high.first)) {
      result_.crossings.push_back({factor_, tidy(*place, *place), low.second, high.second});
      return;
    }
    const double close = 1e-10 * (domain_.high - domain_.low);
    while (high.first - low.first > close && !budget_.cancelled()) {
      const double middle = low.first + (high.first - low.first) / 2;
      if (middle <= low.first || middle >= high.first) break;
      const auto world = world_at(middle);
      const Verdict verdict = world ? verdict_of(*world) : 0;
      if (verdict == low.second) {
        low.first = middle;
      } else if (verdict == high.second) {
        high.first = middle;
      } else {  // a third verdict in between: two thresholds
        narrow(low, {middle, verdict});
        low = {middle, verdict};
      }
    }
    result_.crossings.push_back({factor_, tidy(low.first, high.first), low.second, high.second});
  }
  // The shortest decimal between the two sides, so that 0.6 is not printed as 0.59999999997.
  static double tidy(double low, double high) {
    for (int digits = 0; digits <= 9; ++digits) {
      const double scale = std::pow(10.0, digits);
      const double rounded = std::round((low + (high - low) / 2) * scale) / scale;
      if (rounded >= low - 1e-10 && rounded <= high + 1e-10) return rounded;
    }
    return low + (high - low) / 2;
  }

  const World& world_;
  const Dispute& dispute_;
  int factor_;
  Budget& budget_;
  std::uint64_t& ladders_;
  Interval domain_;
  bool curved_ = false;
  std::vector<double> places_;  // where something may change, as far as known
  std::map<double, Verdict> verdicts_;
  FactorThresholds result_;
};

}  // namespace

FactorThresholds find_thresholds(const World& world, int factor, Budget& budget,
                                 std::uint64_t& ladders) {
  return Search(world, factor, budget, ladders).run();
}

}  // namespace detente
