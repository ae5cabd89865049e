// What every party's utilities are as linear functions of several factors, where conditions are as
// in one world.
//
// Definition: u_i(s; x) = constant_i(s) + sum_k slope_ik(s) x_k over the statements that hold in
//   that world. i accepts t where it breaks no red line that its no-deal respects and u_i(t) -
//   u_i(no-deal) - margin >= 0 (or it respects a red line that no-deal breaks). Whatever else a
//   ladder rests on is constant there, but for the order of two outcomes between which no red line
//   decides, and for being above no-deal.
// Units: billionths; rounded, as weights are: at the low ends of the factors' domains, and what a
//   step through a whole domain adds. What is given out is in the factors' own units.
// Cost: one pass per varied factor and party; families(): pairs of different utilities.
// Checked by: factor_map_test.cc, smallest_change_test.cc; tests/conditions.
#ifndef DETENTE_ANALYSIS_CONDITIONS_UTILITY_FORMS_H_
#define DETENTE_ANALYSIS_CONDITIONS_UTILITY_FORMS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/conditions/affine.h"
#include "analysis/measure/measure.h"

namespace detente {

// All functions slope * x + constant of one slope at which something changes sides. Its first slope
// that is not 0 is above 0.
struct FormFamily {
  std::vector<double> slope;
  std::vector<double> constants;  // ascending

  Affine form(std::size_t k) const { return {constants[k], slope}; }
};

class UtilityForms {
 public:
  static constexpr std::size_t kMostForms = 100'000;
  // `cell` must outlive it.
  UtilityForms(const World& cell, std::span<const int> varied);

  // Some party's weights are not linear in the factors together.
  bool curved() const { return curved_; }

  enum class Accepts { kNever, kAlways, kWhere, kUnknown };
  struct Acceptance {
    Accepts kind = Accepts::kNever;
    Affine where;  // >= 0, if kind is kWhere
  };
  Acceptance acceptance(int party, Outcome t) const;

  // What can change sides, besides conditions: acceptance (and being above no-deal), the order of
  // two outcomes between which no red line decides (of any two, where utilities count).
  static RestsOn everything() { return {true, true, false, false}; }
  // Where anything that counts can change in this cell of conditions; nothing if weights are curved
  // or these are too many. Where amounts count: wherever a difference of utilities moves.
  std::optional<std::vector<FormFamily>> families(const RestsOn& rests = everything()) const;

 private:
  struct Utility {
    bool weighted = false, curved = false, moves = false;
    std::vector<std::int64_t> constant;            // [outcome]; only if it moves; at the low ends
    std::vector<std::vector<std::int64_t>> slope;  // [varied][outcome], per domain
    std::vector<std::int64_t> red;                 // red lines broken; few fit
    std::vector<const Bitset*> lines;              // red lines, most important first
    std::optional<Outcome> no_deal;
    std::int64_t number = 0;  // if no-deal is a number
  };
  void add_party(int party);
  // In the factors' own units, of something in shares of their domains.
  Affine own(std::int64_t constant, const std::vector<std::int64_t>& slope) const;
  void add_terms_of(int party, Utility& utility) const;

  const World& cell_;
  std::vector<int> varied_;
  std::vector<Interval> spans_;     // their domains
  std::vector<Utility> utilities_;  // [party]
  bool curved_ = false;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_CONDITIONS_UTILITY_FORMS_H_
