// The conditions of a case as sums of small tables, to look at very many outcomes that differ in
// little.
//
// Answers: is this outcome on the table, is it a deal, and what if one issue were another?
// Definition: conditions.h. Every condition, statement, share and value is a summand that depends
//   on the issues it speaks of. Broken conditions of the table and of the deals are counted in a
//   sum each; every floor and quota has a sum that must be large enough, or an excuse (not asked, a
//   red line that is mended). So a change of one issue is a change of the summands that speak of
//   it.
// Shapes and units: billionths; sums by number.
// Cost: a summand is a table where it has at most kMostEntries combinations, else it is evaluated.
// Checked by: outcome_sums_test.cc, against on_table() and is_deal() over every outcome.
#ifndef DETENTE_ANALYSIS_BARGAINING_OUTCOME_SUMS_H_
#define DETENTE_ANALYSIS_BARGAINING_OUTCOME_SUMS_H_

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "analysis/bargaining/conditions.h"

namespace detente {

class OutcomeSums {
 public:
  static constexpr std::size_t kMostEntries = 1024;
  using Sums = std::vector<std::int64_t>;

  // Dispute and scenario must outlive it.
  OutcomeSums(const Dispute& dispute, const Scenario& scenario, const Conditions& conditions);

  // Looks only at the conditions of the table.
  bool on_table(std::span<const int> outcome) const;
  Sums all(std::span<const int> outcome) const;
  static bool on_table(const Sums& sums) { return sums[kTable] == 0; }
  bool is_deal(const Sums& sums) const;

  // The summands that speak of some of these issues, those of the table first.
  std::vector<std::size_t> speaking_of(const std::vector<int>& issues) const;
  // Is nothing of the table broken but by these summands? `all`: the sums of the outcome.
  bool others_on_table(const std::vector<std::size_t>& summands, std::span<const int> outcome,
                       const Sums& all) const;
  // Adds (sign 1) or takes away (-1) what these summands are at an outcome.
  void add(const std::vector<std::size_t>& summands, std::span<const int> outcome, int sign,
           Sums& to) const;

 private:
  static constexpr std::size_t kTable = 0, kDeals = 1;  // sums: minus what is broken
  struct Summand {
    std::size_t sum = 0;
    std::size_t first = 0, count = 0;  // issues of it, in places_
    std::size_t table = 0;             // where its values start
    int formula = -1;                  // one that is evaluated instead
  };
  struct Evaluated {
    Formula formula;
    std::int64_t holds = 0, fails = 0;
  };
  struct Requirement {
    std::size_t sum = 0;
    std::int64_t least = 0;
    std::size_t excuse = 0;  // a sum that is above 0 where it is not required; 0: none
  };
  std::size_t new_sum(std::int64_t constant);
  void add_formula(std::size_t sum, const Formula& formula, std::int64_t holds, std::int64_t fails);
  void add_column(std::size_t sum, int issue, const std::vector<std::int64_t>& values);
  Summand& added(std::size_t sum, const std::vector<int>& issues);
  // Where the values of this table start.
  std::size_t tabulated(std::size_t sum, const std::vector<int>& issues);
  void add_floors(const Conditions& conditions);
  void add_quotas(const Conditions& conditions);
  std::int64_t value(const Summand& summand, std::span<const int> outcome) const;

  const Dispute& dispute_;
  const Scenario& scenario_;
  Sums constants_;
  std::vector<Summand> summands_;  // those of the table first
  std::size_t of_table_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // issue, stride
  std::vector<std::int64_t> values_;
  std::vector<Evaluated> evaluated_;
  std::vector<Requirement> requirements_;
  std::map<std::pair<std::size_t, std::vector<int>>, std::size_t> tables_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_OUTCOME_SUMS_H_
