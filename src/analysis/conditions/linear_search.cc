#include "analysis/conditions/linear_search.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace detente {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kHair = 1e-9;  // costs that differ by less are one

}  // namespace

LinearSearch::LinearSearch(const World& world, const std::vector<int>& varied,
                           const BoxSpace& space, const Options& options, Budget& budget)
    : world_(world),
      varied_(varied),
      space_(space),
      options_(options),
      budget_(budget),
      nearest_(space) {
  if (auto forms = comparison_forms(world, varied)) {
    comparisons_ = std::move(*forms);
    out_.linear = true;
  }
}

LinearSearch::Result LinearSearch::run(double known) {
  if (!out_.linear) return std::move(out_);
  out_.cost = known;
  Node root;
  root.at = space_.now();
  // What is inside must not lie at an end of a range: two outcomes may tie there, as they may now.
  // Of the ladder, which asks for acceptance at such ends too, only the last word on a part keeps
  // away from them (end_part).
  if (options_.rests) root.rows = space_.ends();
  root.strict = root.rows.size();
  push(std::move(root));
  while (!queue_.empty() && queue_.top().bound < out_.cost - kHair) {
    if (out_.nodes >= options_.most_nodes || budget_.exhausted() || budget_.cancelled()) break;
    ++out_.nodes;
    const Node node = queue_.top();
    queue_.pop();
    if (node.cell) {
      try_deal(node);
    } else if (node.next < comparisons_.size()) {
      settle(node);
    } else {
      open_cell(node);
    }
  }
  const double best = std::min(found_bound_, out_.cost);
  const double left = queue_.empty() ? kInfinite : queue_.top().bound;
  out_.lower_bound = std::min({best, open_bound_, left});
  out_.programmes = nearest_.solved();
  return std::move(out_);
}

void LinearSearch::push(Node node) {
  const auto cheapest = nearest_.cheapest(node.rows);
  if (!cheapest) return;
  node.bound = cheapest->cost;
  node.at = cheapest->at;
  if (node.bound >= out_.cost - kHair) return;
  node.number = numbers_++;
  queue_.push(std::move(node));
}

// Both sides of the next comparison, where they have an inside.
void LinearSearch::settle(const Node& node) {
  const Affine& form = comparisons_[node.next];
  for (const bool above : {true, false}) {
    Node side = node;
    ++side.next;
    side.rows.push_back(above ? form : form.negated());
    ++side.strict;
    if (nearest_.inside(side.rows, side.strict)) push(std::move(side));
  }
}

std::optional<World> LinearSearch::world_at(const Point& at) const {
  Changes changes;
  for (std::size_t k = 0; k < varied_.size(); ++k) changes.set.emplace_back(varied_[k], at[k]);
  auto world = world_.vary(changes);
  if (!world) return std::nullopt;
  return std::move(*world);
}

void LinearSearch::open_cell(const Node& node) {
  const auto inside = nearest_.inside(node.rows, node.strict);
  if (!inside) return;
  auto world = world_at(inside->at);
  if (!world) {  // no verdict there; an equilibrium may be one nevertheless
    if (options_.rests && !options_.rests->acceptance)
      open_bound_ = std::min(open_bound_, node.bound);
    return;
  }
  const auto cell = std::make_shared<Cell>(std::move(*world), varied_);
  budget_.spend(cell->world.size());
  if (options_.rests) {
    Node whole = node;
    whole.cell = cell;
    push(std::move(whole));
    return;
  }
  std::set<std::vector<std::vector<double>>> known;
  for (const Deal& deal : list_deals(cell->world)) {
    Node one = node;
    one.cell = cell;
    if (!add_deal(deal, one)) continue;
    std::vector<std::vector<double>> key{{one.open ? 1.0 : 0.0}};
    for (std::size_t k = node.rows.size(); k < one.rows.size(); ++k) {
      key.push_back(one.rows[k].slope);
      key.back().push_back(one.rows[k].constant);
    }
    std::sort(key.begin() + 1, key.end());
    if (known.insert(std::move(key)).second) push(std::move(one));
  }
}

// The rows of one deal; false if it cannot pass.
bool LinearSearch::add_deal(const Deal& deal, Node& node) const {
  const World& world = node.cell->world;
  if (deal.known != 0) return true;  // s0
  if (!world.reachable().test(deal.outcome)) return false;
  PartySet who = options_.want >= verdict_of_rung(Rung::kWilling) ? party_bit(world.dispute()->of)
                                                                  : PartySet{0};
  if (options_.want >= verdict_of_rung(Rung::kMutual)) who |= deal.signatories;
  if (options_.want >= verdict_of_rung(Rung::kRatifiable)) {
    const auto& ratifiers = world.dispute()->ratifiers;
    for (std::size_t r = 0; r < ratifiers.size(); ++r) {
      const Bitset* asked = world.asked(static_cast<int>(r));
      if ((deal.signatories & party_bit(ratifiers[r].of)) == 0 || asked == nullptr ||
          !asked->test(deal.outcome))
        continue;
      if (ratifiers[r].party >= 0) {
        who |= party_bit(ratifiers[r].party);
      } else if (!world.approved(static_cast<int>(r)).test(deal.outcome)) {
        return false;
      }
    }
  }
  for (PartySet rest = who; rest != 0; rest &= rest - 1) {
    if (!add_acceptance(std::countr_zero(rest), deal.outcome, node)) return false;
  }
  return true;
}

bool LinearSearch::add_acceptance(int party, Outcome t, Node& node) const {
  const auto acceptance = node.cell->forms.acceptance(party, t);
  using Accepts = UtilityForms::Accepts;
  if (acceptance.kind == Accepts::kNever) return false;
  if (acceptance.kind == Accepts::kUnknown) node.open = true;
  if (acceptance.kind == Accepts::kWhere) node.rows.push_back(acceptance.where);
  return true;
}

Verdict LinearSearch::look(const Point& at) {
  ++out_.ladders;
  return options_.look(at);
}

bool LinearSearch::take_if_good(const Point& at, double bound, bool attained) {
  const double cost = space_.cost(at);
  if (cost >= out_.cost || look(at) < options_.want) return false;
  out_.best = at;
  out_.cost = cost;
  out_.attained = attained;
  found_bound_ = bound;
  return true;
}

// The shortest decimals within rounding, so that 0.6 is not 0.60000000001.
LinearSearch::Point LinearSearch::snapped(const Point& at) const {
  Point out = at;
  for (std::size_t k = 0; k < at.size(); ++k) {
    for (int digits = 0; digits <= 9; ++digits) {
      const double scale = std::pow(10.0, digits);
      const double rounded = std::round(at[k] * scale) / scale;
      if (std::abs(rounded - at[k]) > 1e-9 * space_.width(k)) continue;
      out[k] = std::clamp(rounded, space_.whole()[k].low, space_.whole()[k].high);
      break;
    }
  }
  return out;
}

// If possible one that moves no factor that the cheapest point leaves alone.
std::optional<Nearest::Inside> LinearSearch::inside_of(const Node& node) {
  auto held = nearest_.inside(node.rows, node.strict, &node.at);
  if (held && held->slack > Nearest::kLeastSlack) return held;
  return nearest_.inside(node.rows, node.strict);
}

void LinearSearch::try_deal(const Node& node) {
  const auto inside = inside_of(node);
  if (!inside) return;
  if (take_if_good(snapped(node.at), node.bound, true) || take_if_good(node.at, node.bound, true))
    return;
  constexpr double kNear = 1e-7;
  if (space_.cost(BoxSpace::between(node.at, inside->at, kNear)) >= out_.cost) {
    open_bound_ = std::min(open_bound_, node.bound);  // cannot gain more than a hair
    return;
  }
  for (const double share : {kNear, 1e-6, 1e-5}) {
    if (take_if_good(BoxSpace::between(node.at, inside->at, share), node.bound, false)) return;
  }
  const bool only_rows =
      !options_.rests && options_.want <= verdict_of_rung(Rung::kRatifiable) && !node.open;
  for (const double share : {1e-3, 0.03, 0.3, 1.0}) {
    const Point at = BoxSpace::between(node.at, inside->at, share);
    if (take_if_good(at, space_.cost(at), false)) break;
  }
  if (only_rows || node.open || cuts_ >= options_.most_cuts) {
    open_bound_ = std::min(open_bound_, node.bound);
  } else if (++cuts_; !too_low(node, inside->at)) {
    cut(node, inside->at);
  }
}

}  // namespace detente
