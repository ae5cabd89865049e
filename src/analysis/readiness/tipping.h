// Where a factor makes something tip that a verdict rests on: a condition, a weighted utility
// against no-deal, or two outcomes of a party against each other.
//
// Definition: conditions and comparisons of factors in formulas tip where their two sides are
//   equal; between two such places the same statements hold, and a utility is
//   constant + slope * share, two numbers per outcome; share: how far the factor is from the low
//   end of its domain to the high one, so that rounding does not rest on the factor's unit.
// Shapes and units: utilities and slopes in billionths; places in the factor's own unit.
// Deviates: arithmetic that is no line in the factor has no such places (`curved`, nothing).
// Cost: lines: one pass per party; order_places: pairs of different lines, not of outcomes. What is
//   done is spent before it is done, a sort of n as n * log2(n) visits; where the budget ends first
//   the list is cut short, and whoever asked the budget knows.
// Checked by: thresholds (below and above), the grid in tests/oracle.
#ifndef DETENTE_ANALYSIS_READINESS_TIPPING_H_
#define DETENTE_ANALYSIS_READINESS_TIPPING_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/limits.h"
#include "space/world.h"

namespace detente {

// A party whose utilities move with the factor, per outcome: at the low end, and by how much they
// are larger at the high end.
struct MovingParty {
  int party = -1;
  std::vector<std::int64_t> constant, slope;
  std::vector<std::int64_t> red;  // outcomes change places only where this is equal
};

class Tipping {
 public:
  static constexpr std::size_t kMostSwaps = 100'000;

  // Both must outlive it; only the world's case and factors count.
  Tipping(const World& world, int factor, Budget& budget);

  // Does anything in force mention the factor?
  bool matters() const;
  // Where conditions in force and those of `more` formulas tip, and the ends of the domain; not
  // sorted. Sets curved().
  std::vector<double> conditions(std::span<const Formula* const> more = {});
  bool curved() const { return curved_; }

  // The parties that move in this world (a varied one), or nothing if some weight is no line.
  std::optional<std::vector<MovingParty>> moving(const World& world) const;
  // Where outcomes come to be accepted (or strictly preferred to no-deal), or cease to be.
  void acceptance_places(const World& world, const MovingParty& party, double low, double high,
                         std::vector<double>& places) const;
  // Where two outcomes change places for a party, sorted; nothing if there are too many.
  std::optional<std::vector<double>> order_places(const World& world,
                                                  const std::vector<MovingParty>& moving,
                                                  double low, double high) const;

 private:
  bool mentions(const Formula& formula) const;
  void add_root(double constant, double slope, const Interval& span,
                std::vector<double>& places) const;
  bool add_crossings(const std::map<std::int64_t, std::vector<std::int64_t>>& by_slope,
                     const Interval& span, std::vector<double>& places) const;
  bool compare_tips(const Formula& formula, const Node& node, std::vector<double>& tips) const;

  const World& world_;
  const Dispute& dispute_;
  int factor_;
  Interval domain_;
  Budget& budget_;
  bool curved_ = false;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_TIPPING_H_
