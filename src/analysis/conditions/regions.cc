#include "analysis/conditions/regions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "analysis/conditions/border_lines.h"
#include "analysis/conditions/utility_forms.h"
#include "analysis/readiness/certain.h"
#include "analysis/readiness/in_force.h"
#include "analysis/readiness/verdict.h"

namespace detente {
namespace {

constexpr double kClose = 1e-9;                // in scaled units of lines
constexpr std::size_t kMostWork = 30'000'000;  // regions times outcomes
constexpr double kShy = 1e-6;  // how far from corners it is looked, as a share of the way in

PlanePoint towards(const PlanePoint& from, const PlanePoint& to, double share) {
  return {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])};
}

class Finder {
 public:
  Finder(const World& world, int a, int b, const Measure& measure, Budget& budget)
      : world_(world),
        varied_{a, b},
        measure_(measure),
        rests_(measure.is_ladder() ? UtilityForms::everything() : rests_on(measure)),
        budget_(budget),
        a_(world.dispute()->factors[static_cast<std::size_t>(a)].domain),
        b_(world.dispute()->factors[static_cast<std::size_t>(b)].domain),
        lines_(a_, b_) {
    most_ = std::clamp<std::size_t>(kMostWork / std::max<std::size_t>(world.size(), 1), 50,
                                    kMostRegions);
    smallest_ = 1e-12 * (a_.high - a_.low) * (b_.high - b_.low);
  }

  Regions run() {
    const auto comparisons = comparison_forms(world_, varied_);
    if (!comparisons || !jointly_linear(world_, varied_) ||
        (rests_.amounts && weights_move(world_, varied_)))
      return std::move(out_);
    out_.linear = true;
    std::vector<Polygon> cells{Polygon::rectangle(a_, b_)};
    for (const Affine& form : *comparisons) {
      std::vector<Polygon> parts;
      for (const Polygon& cell : cells) cut(cell, form, parts);
      cells = std::move(parts);
    }
    for (const Polygon& cell : cells) open(cell);
    prove();
    out_.borders = lines_.borders(polygons_, out_.regions);
    return std::move(out_);
  }

 private:
  struct Looked {
    std::optional<World> world;
    Verdict verdict = 0;
    std::optional<ReadyBy> ready_by;
  };
  Looked look(const PlanePoint& at) {
    Looked out;
    Changes changes;
    for (std::size_t k = 0; k < 2; ++k) changes.set.emplace_back(varied_[k], at[k]);
    auto world = world_.vary(changes);
    if (!world) return out;
    out.world.emplace(std::move(*world));
    ++out_.ladders;
    out.verdict = measure_.is_ladder() ? find_verdict(*out.world, budget_, &out.ready_by)
                                       : verdict_of(measure_, *out.world, budget_);
    return out;
  }
  // Both parts that have an area, or the polygon as it is.
  bool cut(const Polygon& polygon, const Affine& form, std::vector<Polygon>& out) {
    const int line = lines_.name(form);
    auto [low, high] = split(polygon, lines_.line(line), line, kClose);
    const bool both = !low.corners.empty() && !high.corners.empty() && low.area() > smallest_ &&
                      high.area() > smallest_;
    if (both) {
      out.push_back(std::move(low));
      out.push_back(std::move(high));
    } else {
      out.push_back(polygon);
    }
    return both;
  }
  void add(const Polygon& polygon, Verdict verdict, bool proven) {
    polygons_.push_back(polygon);
    out_.regions.push_back({polygon.corners, verdict, proven});
  }

  // A cell of conditions, and what is left of it to be proven.
  struct Cell {
    std::optional<std::vector<FormFamily>> families;
  };
  struct Part {
    double area = 0;
    std::size_t number = 0, cell = 0;  // ties: first come, first served
    Polygon polygon;
    bool operator<(const Part& other) const {  // the queue gives the largest
      return area != other.area ? area < other.area : number > other.number;
    }
  };
  void open(const Polygon& cell) {
    const Looked inside = look(cell.centre());
    if (!inside.world) {  // an equilibrium may be one nevertheless
      add(cell, 0, measure_.kind != Measure::Kind::kEquilibrium);
      return;
    }
    cells_.push_back({UtilityForms(*inside.world, varied_).families(rests_)});
    queue(cell, cells_.size() - 1);
  }
  void queue(Polygon polygon, std::size_t cell) {
    const double area = polygon.area();
    queue_.push({area, numbers_++, cell, std::move(polygon)});
  }
  // The largest first.
  void prove() {
    while (!queue_.empty()) {
      const Part part = queue_.top();
      queue_.pop();
      const Looked centre = look(part.polygon.centre());
      const auto& families = cells_[part.cell].families;
      const bool stop = out_.regions.size() + queue_.size() >= most_ || budget_.exhausted() ||
                        budget_.cancelled();
      const bool known = families && !crossing(*families, part.polygon);
      if (known || proven(part.polygon, centre)) {
        add(part.polygon, centre.verdict, true);
        continue;
      }
      const auto form =
          stop || !families ? std::nullopt : where_it_changes(*families, part.polygon, centre);
      std::vector<Polygon> halves;
      if (form && cut(part.polygon, *form, halves)) {
        for (Polygon& half : halves) queue(std::move(half), part.cell);
      } else {
        add(part.polygon, centre.verdict, false);
      }
    }
  }

  // From weights at the corners, conditions as in the centre.
  bool proven(const Polygon& polygon, const Looked& centre) {
    constexpr std::uint64_t kMostLooked = 64;  // times the outcomes
    if (!measure_.is_ladder() || !centre.world || centre.verdict == verdict_of_rung(Rung::kDurable))
      return false;
    const bool ready = centre.verdict == kReady;
    if (ready && !centre.ready_by) return false;
    std::vector<World> worlds;
    worlds.reserve(polygon.corners.size());
    for (const PlanePoint& corner : polygon.corners) {
      auto world = with_weights_of(*centre.world, towards(corner, polygon.centre(), kShy));
      if (!world) return false;
      worlds.push_back(std::move(*world));
    }
    std::vector<const World*> all;
    all.reserve(worlds.size());
    for (const World& world : worlds) all.push_back(&world);
    CertainVerdict between(std::move(all), kMostLooked * centre.world->size());
    const bool out = ready ? between.is_ready(*centre.ready_by) : between.is(centre.verdict);
    budget_.spend(between.looked());
    return out;
  }
  std::optional<World> with_weights_of(const World& centre, const PlanePoint& at) const {
    const Dispute& dispute = centre.dispute();
    Scenario there = centre.scenario();
    for (std::size_t k = 0; k < 2; ++k) there.factors[static_cast<std::size_t>(varied_[k])] = at[k];
    Changes changes;
    for (std::size_t s = 0; s < dispute->statements.size(); ++s) {
      const Statement& statement = dispute->statements[s];
      if (!statement.red_line && statement.weight.is_expression() &&
          statement_holds(dispute, centre.scenario(), statement))
        changes.weights.emplace_back(static_cast<int>(s), weight_units(dispute, there, statement));
    }
    auto world = centre.vary(changes);
    if (!world) return std::nullopt;
    return std::move(*world);
  }

  // The line that crosses the polygon nearest to a point (its centre if none is given), and is no
  // further from it than `most`, as a share of its width there.
  static std::optional<Affine> crossing(const std::vector<FormFamily>& families,
                                        const Polygon& polygon, const PlanePoint& near,
                                        double most) {
    std::optional<Affine> out;
    for (const FormFamily& family : families) {
      const Affine form{0, family.slope};
      const Interval range = polygon.range(form);
      const double width = range.high - range.low, at = form.at(near);
      if (width < 1e-12) continue;
      const auto first = std::upper_bound(family.constants.begin(), family.constants.end(),
                                          -range.high + 1e-6 * width);
      const auto last = std::lower_bound(family.constants.begin(), family.constants.end(),
                                         -range.low - 1e-6 * width);
      auto it = std::lower_bound(family.constants.begin(), family.constants.end(), -at);
      if (it != family.constants.begin()) --it;  // the two around it are the nearest
      it = std::max(it, first);
      for (auto k = it; k < last && k < it + 2; ++k) {
        const double away = std::abs(*k + at) / width;
        if (away > most) continue;
        most = away;
        out = Affine{*k, family.slope};
      }
    }
    return out;
  }
  static std::optional<Affine> crossing(const std::vector<FormFamily>& families,
                                        const Polygon& polygon) {
    return crossing(families, polygon, polygon.centre(), std::numeric_limits<double>::infinity());
  }
  std::optional<Affine> where_it_changes(const std::vector<FormFamily>& families,
                                         const Polygon& polygon, const Looked& centre) {
    for (const PlanePoint& corner : polygon.corners) {
      PlanePoint same = polygon.centre(), other = towards(corner, same, kShy);
      if (look(other).verdict == centre.verdict) continue;
      for (int k = 0; k < 30; ++k) {
        const PlanePoint middle = towards(same, other, 0.5);
        (look(middle).verdict == centre.verdict ? same : other) = middle;
      }
      if (auto form = crossing(families, polygon, towards(same, other, 0.5), 1e-6)) return form;
    }
    return crossing(families, polygon);
  }

  const World& world_;
  std::vector<int> varied_;
  const Measure& measure_;
  RestsOn rests_;
  Budget& budget_;
  Interval a_, b_;
  BorderLines lines_;
  double smallest_ = 0;   // area
  std::size_t most_ = 0;  // regions
  std::vector<Cell> cells_;
  std::priority_queue<Part> queue_;
  std::size_t numbers_ = 0;
  std::vector<Polygon> polygons_;
  Regions out_;
};

}  // namespace

Regions find_regions(const World& world, int a, int b, const Measure& measure, Budget& budget) {
  return Finder(world, a, b, measure, budget).run();
}

VerdictsIn verdicts_in(const Regions& regions, const Interval& a, const Interval& b) {
  const double most = 1e-6 * (a.high - a.low) * (b.high - b.low);
  const std::array<Affine, 4> sides{Affine{-a.low, {1, 0}}, Affine{a.high, {-1, 0}},
                                    Affine{-b.low, {0, 1}}, Affine{b.high, {0, -1}}};
  VerdictsIn out;
  const auto apart = [](const MapRegion& region, std::size_t d, const Interval& side) {
    const auto beyond = [&](auto test) {
      return std::all_of(region.corners.begin(), region.corners.end(), test);
    };
    return beyond([&](const PlanePoint& corner) { return corner[d] <= side.low; }) ||
           beyond([&](const PlanePoint& corner) { return corner[d] >= side.high; });
  };
  for (const MapRegion& region : regions.regions) {
    if (apart(region, 0, a) || apart(region, 1, b)) continue;
    Polygon part{region.corners, std::vector<int>(region.corners.size(), Polygon::kOuter)};
    for (const Affine& side : sides) {
      if (!part.corners.empty()) part = split(part, side, Polygon::kOuter, 0).second;
    }
    if (part.corners.empty() || part.area() <= most) continue;
    out.some[static_cast<std::size_t>(region.verdict)] = true;
    out.proven = out.proven && region.proven;
  }
  return out;
}

}  // namespace detente
