// The smallest change of factors by linear programmes, where conditions are linear in the factors.
//
// Definition: that of conditions/smallest_change.h. A cell is what is left of the ranges when every
//   comparison of factors is strictly on one side; in it everything is constant but utilities. Up
//   to `ratifiable` a deal passes where each party that must accept it does: linear rows (at least
//   0), so the least cost of a deal in a cell is that of a linear programme, and the least of all
//   is the infimum wanted. For `durable` and `reachable` that is a bound from below; where the
//   ladder right at the optimum does not say so already, the polyhedron is cut along comparisons of
//   utilities (conditions/utility_forms.h) until none crosses it: then the verdict in it is one.
//   Another measure has no rows: each cell is one polyhedron, cut along what the measure rests on
//   (`rests`).
// Method: best first over cells, deals and cuts, by the costs of their programmes. What is found is
//   looked at with the ladder before it counts.
// Deviates: values at which it holds only because a comparison is exactly at its border are not
//   looked for (but those at which a party accepts a tie are).
//   Weights that are not linear give no rows: what rests on them is left `open`.
// Cost: two or three programmes per cell side, one per distinct deal and cell; ladders only at
//   optima.
// Checked by: smallest_change_test.cc; tests/conditions.
#ifndef DETENTE_ANALYSIS_CONDITIONS_LINEAR_SEARCH_H_
#define DETENTE_ANALYSIS_CONDITIONS_LINEAR_SEARCH_H_

#include <functional>
#include <limits>
#include <memory>
#include <queue>
#include <set>
#include <vector>

#include "analysis/conditions/nearest.h"
#include "analysis/conditions/utility_forms.h"
#include "analysis/readiness/ladder.h"

namespace detente {

class LinearSearch {
 public:
  using Point = BoxSpace::Point;
  struct Options {
    Verdict want = kReady;
    std::optional<RestsOn> rests = {};  // of another measure than the ladder
    std::uint64_t most_nodes = 3000, most_cuts = 3000;
    std::function<Verdict(const Point&)> look;
    // Is every verdict too low in this box, with conditions as at that point? May be empty.
    std::function<bool(const Box&, const World&)> below;
  };
  struct Result {
    bool linear = false;  // else nothing is said
    Point best;           // empty: none found that costs less than what was known
    double cost = std::numeric_limits<double>::infinity();  // the least known
    bool attained = false;                                  // at the infimum itself
    double lower_bound = 0;  // no change costs less; infinity: there is none
    std::uint64_t nodes = 0, programmes = 0, ladders = 0;
  };
  LinearSearch(const World& world, const std::vector<int>& varied, const BoxSpace& space,
               const Options& options, Budget& budget);
  // `known`: the cost of a change that does it, or infinity.
  Result run(double known);

 private:
  struct Cell {
    World world;
    UtilityForms forms;
    std::optional<std::vector<FormFamily>> families = {};
    bool listed = false;
    Cell(World at, const std::vector<int>& varied) : world(std::move(at)), forms(world, varied) {}
  };
  struct Node {
    double bound = 0;
    std::uint64_t number = 0;                  // ties: first come, first served
    Point at;                                  // the cheapest point
    std::vector<Affine> rows;                  // at least 0; the first `strict` are more than 0
    std::size_t strict = 0, next = 0;          // the next comparison to settle
    std::shared_ptr<Cell> cell;                // there if the node is a deal, or a cell as a whole
    bool open = false;                         // some row is missing
    bool operator<(const Node& other) const {  // the queue gives the largest
      return bound != other.bound ? bound > other.bound : number > other.number;
    }
  };
  void push(Node node);
  void settle(const Node& node);
  void open_cell(const Node& node);
  bool add_deal(const Deal& deal, Node& node) const;
  bool add_acceptance(int party, Outcome t, Node& node) const;
  std::optional<Nearest::Inside> inside_of(const Node& node);
  void try_deal(const Node& node);
  Verdict look(const Point& at);
  bool take_if_good(const Point& at, double bound, bool attained);
  Point snapped(const Point& at) const;
  std::optional<World> world_at(const Point& at) const;
  bool too_low(const Node& node, const Point& inside);
  void cut(const Node& node, const Point& inside);
  void end_part(const Node& node);
  std::optional<Affine> crossing(const Node& node, const Point& inside);
  std::optional<Affine> crossing_way(const Node& node, const Point& inside) const;
  std::optional<Affine> crossing_anywhere(const Node& node, const Point& inside);

  const World& world_;
  const std::vector<int>& varied_;
  const BoxSpace& space_;
  const Options& options_;
  Budget& budget_;
  Nearest nearest_;
  std::vector<Affine> comparisons_;
  std::priority_queue<Node> queue_;
  std::uint64_t numbers_ = 0, cuts_ = 0;
  double found_bound_ = std::numeric_limits<double>::infinity();  // of the best one found
  double open_bound_ = std::numeric_limits<double>::infinity();   // the least that stays open
  Result out_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_LINEAR_SEARCH_H_
