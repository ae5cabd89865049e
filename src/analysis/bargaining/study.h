// One case of a dispute with everything about bargaining that was asked for.
//
// Answers: is there a zone of agreement, which deals are efficient, which ones do theory and
//   fairness single out, what cuts the zone, and what is linkage worth?
// Definition: docs/methods/bargaining.md.
// Shapes and units: utilities in billionths of each party's own unit, one per bargainer in order;
//   for a party that has only an order, its dense rank over the points of that list.
// Cost: that of the parts.
// Checked by: tests/oracle/run_bargaining.py, study_test.cc, tests/casebook.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/bargaining/adjusted_winner.h"
#include "analysis/bargaining/fairness.h"
#include "analysis/bargaining/linkage.h"
#include "analysis/bargaining/two_level.h"
#include "analysis/bargaining/zone.h"
#include "analysis/bargaining/zone_sample.h"
#include "base/limits.h"
#include "report/document.h"

namespace detente {

struct BargainingAsked {
  Changes changes;
  PartySet parties = 0;           // 0: the question's negotiators
  std::optional<Formula> within;  // only these outcomes are on the table
  bool within_compromise = false;
  std::vector<std::pair<int, Decimal>> weights, powers;  // party, number; all others 1
  std::vector<std::string> solutions;                    // ids; empty: all
  // Per party, or for all (-1): what differs from the status quo at its reference point.
  std::vector<std::pair<int, Assignment>> references;
  std::size_t limit = 10;  // outcomes listed behind a point, at least 1
  int threads = 1;
  std::uint64_t most_outcomes = kMostOutcomes;
};

// How sure a list or a solution is.
struct Status {
  std::string status = "exact";  // exact, within_gap, sampled, not_applicable
  std::string why;               // not_applicable, within_gap; exact: what is not listed
  double gap = 0;                // within_gap: of the objective; sampled: 0 if it is not known
};
struct DealPoint {
  std::vector<std::int64_t> utility;
  std::string count;                    // outcomes with this vector
  std::vector<std::vector<int>> deals;  // options per issue; at least one, at most `limit`
  bool in_deals = true;
};
struct DealList {
  Status status;
  std::vector<DealPoint> points;
};
struct SolutionRow {
  std::string id;
  int quota = 0;  // fallback: of how many; its depth; how many deals have that depth
  Count depth, deals;
  // fallback, where ranks were estimated from deals drawn: the part of the deals that the party
  // which makes the quota prefers to these.
  std::optional<ShareEstimate> depth_share;
  Status status;
  std::vector<DealPoint> points;
};

// One party's unit of gain in another's, at a solution: weights under which the solution maximises
// a weighted sum.
struct RateRow {
  std::string solution;
  std::vector<double> multiplier;  // per bargainer, the first not 0 is 1
};

struct ContinuousRow {
  std::string id;
  Status status;
  std::vector<double> utility;                               // per bargainer
  std::vector<std::vector<std::pair<int, double>>> mixture;  // [issue of the dispute]: option, part
};

struct DealVerdict {
  std::string id;  // of the solution
  std::size_t point = 0;
  DealFairness fairness;
  std::optional<bool> envy_free;  // two bargainers with additive values
  std::vector<Fraction> points;   // of 100, as Adjusted Winner counts them
};
struct FairnessReport {
  std::vector<std::int64_t> reference;  // per bargainer
  Count no_loser_deals;                 // deals at which nobody is below its reference
  std::vector<DealPoint> leximin;       // leximin of gains over the reference points
  std::vector<DealVerdict> deals;
  std::optional<AdjustedWinner> adjusted_winner;
  std::vector<int> adjusted_issues;                // issue of each of its places
  std::vector<std::vector<int>> adjusted_options;  // [place][option]: option of the dispute
  std::string why_no_adjusted_winner, why_no_shares;
};

struct BargainingStudy {
  int case_index = 0;
  // Fewer than two bargainers, in words: then the rest is empty.
  std::string why_not;
  std::vector<int> bargainers;
  std::vector<char> cardinal;        // per bargainer
  std::vector<int> status_quo;       // option per issue
  std::vector<char> active;          // per issue: does it have a choice in this case?
  std::string method;                // "every outcome", "sums over issues", "integer programme"
  std::string outcomes;              // of A, a whole number
  std::optional<std::string> deals;  // of D, if it was counted
  std::optional<Zone> zone;          // counts where there are any
  // Where some number of the zone is not known and outcomes of the table could be drawn.
  std::optional<ZoneSample> zone_sample;
  std::vector<std::int64_t> no_deal;               // per bargainer, cardinal ones
  std::optional<std::vector<std::int64_t>> ideal;  // best of D; empty: no deal, or not known
  DealList frontier, table_frontier;
  std::vector<SolutionRow> solutions;
  std::vector<RateRow> rates;
  std::vector<ContinuousRow> continuous;  // empty: no issue is divisible
  std::optional<FairnessReport> fairness;
  std::optional<Linkage> linkage;
  std::optional<TwoLevel> two_level;
  std::optional<Layout> layout;  // of the world, where there is one
  StopReason stopped = StopReason::kDone;
};

// Errors: those of World::make, but a dispute with too many outcomes is solved as a sum over issues
// or as an integer programme where it can be; kUnsupported with the reason if not; kUnknownName for
// a solution id. Fewer than two bargainers are no error, but `why_not` of the study.
Result<BargainingStudy> study_bargaining(const Dispute& dispute, int case_index,
                                         const BargainingAsked& asked, Budget& budget);

// `case_column`: where there are several cases, every table says in its first column which it is
// of, for formats that have no headings.
Document bargaining_document(const Dispute& dispute, const std::vector<BargainingStudy>& studies,
                             bool case_column = false);
nlohmann::ordered_json bargaining_json(const Dispute& dispute,
                                       const std::vector<BargainingStudy>& studies);
// The JSON as text; numbers that a double cannot hold are written digit by digit.
std::string bargaining_json_text(const Dispute& dispute,
                                 const std::vector<BargainingStudy>& studies);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_H_
