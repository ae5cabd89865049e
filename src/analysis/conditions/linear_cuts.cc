// How the search by linear programmes divides a polyhedron in which the verdict is not one.
#include <algorithm>
#include <cmath>

#include "analysis/conditions/linear_search.h"

namespace detente {
namespace {

double dot(const std::vector<double>& slope, const BoxSpace::Point& at) {
  double sum = 0;
  for (std::size_t k = 0; k < at.size(); ++k) sum += slope[k] * at[k];
  return sum;
}

}  // namespace

// Proved from the smallest box around it.
bool LinearSearch::too_low(const Node& node, const Point& inside) {
  if (!options_.below) return false;
  Box box;
  for (std::size_t k = 0; k < varied_.size(); ++k) {
    Affine along{0, std::vector<double>(varied_.size(), 0)};
    along.slope[k] = 1;
    const auto range = nearest_.range(along, node.rows);
    if (!range) return false;
    box.push_back(*range);
  }
  const auto world = world_at(inside);
  return world && options_.below(box, *world);
}

void LinearSearch::cut(const Node& node, const Point& inside) {
  Cell& cell = *node.cell;
  if (!cell.listed)
    cell.families = cell.forms.families(options_.rests.value_or(UtilityForms::everything()));
  cell.listed = true;
  // where amounts count the places are on no lines
  const bool lines =
      cell.families && !(options_.rests && options_.rests->amounts && !cell.families->empty());
  if (!lines) {
    open_bound_ = std::min(open_bound_, node.bound);
    return;
  }
  const auto form = crossing(node, inside);
  if (!form) {
    end_part(node);
    return;
  }
  for (const bool above : {true, false}) {
    Node side = node;
    side.rows.insert(side.rows.begin() + static_cast<std::ptrdiff_t>(side.strict),
                     above ? *form : form->negated());
    ++side.strict;
    push(std::move(side));
  }
}

// Nothing crosses it, so the verdict is the same everywhere amid it. At its sides outcomes may tie,
// at the present values too if these are at an end of a range, so it is not looked there.
void LinearSearch::end_part(const Node& node) {
  const auto amid = nearest_.amid(node.rows);
  if (amid && look(*amid) < options_.want) return;
  for (const double share : {1e-7, 1e-6, 1e-5}) {
    if (amid && take_if_good(BoxSpace::between(node.at, *amid, share), node.bound, false)) return;
  }
  open_bound_ = std::min(open_bound_, node.bound);
}

std::optional<Affine> LinearSearch::crossing(const Node& node, const Point& inside) {
  if (auto on_the_way = crossing_way(node, inside)) return on_the_way;
  return crossing_anywhere(node, inside);
}

// The first one met between the cheapest point and the inside.
std::optional<Affine> LinearSearch::crossing_way(const Node& node, const Point& inside) const {
  double nearest = 1 - 1e-6;
  std::optional<Affine> out;
  for (const FormFamily& family : *node.cell->families) {
    const double from = dot(family.slope, node.at), to = dot(family.slope, inside);
    if (std::abs(to - from) < 1e-9) continue;
    for (std::size_t k = 0; k < family.constants.size(); ++k) {
      const double share = (-family.constants[k] - from) / (to - from);
      if (share < 1e-6 || share >= nearest) continue;
      nearest = share;
      out = family.form(k);
    }
  }
  return out;
}

// The one nearest to the inside among those that cross the polyhedron.
std::optional<Affine> LinearSearch::crossing_anywhere(const Node& node, const Point& inside) {
  std::optional<Affine> out;
  double nearest = std::numeric_limits<double>::infinity();
  for (const FormFamily& family : *node.cell->families) {
    const auto range = nearest_.range({0, family.slope}, node.rows);
    if (!range) continue;
    const double at = dot(family.slope, inside), width = range->high - range->low;
    if (width < 1e-9) continue;
    for (std::size_t k = 0; k < family.constants.size(); ++k) {
      const double place = -family.constants[k];
      const double slack = 1e-6 * width;
      if (place < range->low + slack || place > range->high - slack) continue;
      const double away = std::abs(place - at) / width;
      if (away >= nearest) continue;
      nearest = away;
      out = family.form(k);
    }
  }
  return out;
}

}  // namespace detente
