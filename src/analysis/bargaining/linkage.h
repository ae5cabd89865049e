// Linkage: what deciding issues together is worth, which trades make it so, what each issue does to
// the zone.
//
// Definition: docs/methods/bargaining.md, "Linkage". One by one: each issue that the bargainers can
//   change is decided alone, the others at the status quo, by the same solution over the deals that
//   are left; the options chosen are put together. A trade: two issues changed from the status quo
//   in one package that no bargainer loses by and some gain by, though each change alone makes
//   some bargainer worse off. An issue's effect: packages of the other issues that some option of
//   it makes a deal, against the deals there would be without the issue and without the statements,
//   rules and order constraints that speak of it.
// Source: Sebenius 1983; Tollison & Willett 1979; Froman & Cohen 1970.
// Deviates: ties of one issue's solution: the first option.
// Shapes and units: utilities in billionths per bargainer; counts of outcomes.
// Cost: one pass per issue; trades O(pairs of options); one world per issue for the last part,
//   which is left out (and says so) beyond 2^18 outcomes.
// Checked by: tests/oracle/linkage.py, study_test.cc.
#ifndef DETENTE_ANALYSIS_BARGAINING_LINKAGE_H_
#define DETENTE_ANALYSIS_BARGAINING_LINKAGE_H_

#include <functional>
#include <span>
#include <string>

#include "analysis/bargaining/zone.h"

namespace detente {

// The outcomes that a solution singles out of a set of deals; empty if there are none.
using Chooser = std::function<std::vector<Outcome>(const Bitset& deals)>;

struct OneByOne {
  std::string solution;
  std::vector<int> together, apart;                           // option per issue
  bool feasible = false, deal = false;                        // apart: is it in A, in D?
  std::vector<std::int64_t> utility_together, utility_apart;  // per bargainer
};
struct Trade {
  int issue[2] = {-1, -1};
  int option[2] = {-1, -1};
  std::vector<std::int64_t> first, second, both;  // per bargainer: change against the status quo
};
// A share by drawing: how many combinations were drawn, how many of them count, and how many of
// those are hits.
struct DrawnShare {
  std::uint64_t tried = 0, drawn = 0, hits = 0;
};
struct IssueEffect {
  int issue = -1;
  Count deals_frozen;      // deals with the issue at its status quo
  Count packages;          // packages of the other issues that some option makes a deal
  Count without;           // deals without the issue and what speaks of it
  Count outcomes_without;  // of the table then
  // What is not known of the first three, estimated (linkage_sample.h).
  std::optional<DrawnShare> frozen_drawn, packages_drawn, without_drawn;
};
struct Linkage {
  std::vector<OneByOne> one_by_one;
  std::vector<Trade> trades;  // at most kMostTrades, the largest product of gains first
  std::size_t more_trades = 0;
  std::string why_no_trades;
  std::vector<IssueEffect> issues;
  std::string why_no_effects;  // why some of these numbers are not known
  std::uint64_t seed = 0;      // of what was drawn
};
constexpr std::size_t kMostTrades = 10;

// Of the changes against the status quo, per bargainer.
bool someone_loses(const std::vector<std::int64_t>& change);
bool someone_gains(const std::vector<std::int64_t>& change);
// Does the change break a red line of a bargainer that the outcome before it respects? Then that
// bargainer loses by it, whatever its utility.
bool breaks_a_red_line(const Dispute& dispute, const Scenario& scenario,
                       const std::vector<int>& bargainers, std::span<const int> before,
                       std::span<const int> after);
// The best of the trades found: most gainers first, then the product of their gains.
void keep_best_trades(std::vector<Trade> found, Linkage& linkage);

OneByOne decide_one_by_one(const World& world, const BargainingTable& table,
                           const std::vector<PartyUtility>& utilities, const std::string& solution,
                           const Chooser& choose);
void find_trades(const World& world, const BargainingTable& table,
                 const std::vector<PartyUtility>& utilities, Linkage& linkage);
// The changes that take an issue away together with everything that speaks of it.
Changes taking_away(const Dispute& dispute, int issue);
void find_issue_effects(const World& world, const BargainingTable& table,
                        const std::optional<Formula>& within, Linkage& linkage);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_LINKAGE_H_
