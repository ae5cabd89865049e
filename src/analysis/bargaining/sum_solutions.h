// Every cardinal solution of a sum over issues without its frontier.
//
// Answers: what are the fair deals of six parties over fifty issues, where even the efficient deals
//   are too many to list?
// Definition: docs/methods/bargaining.md, "Solutions without a frontier". A search (sum_search.h)
//   finds every outcome that may be best; exact arithmetic (plain_solutions.h) chooses among them.
//   Ideals are searches of their own, over the deals. Raiffa's steps are ideals above the point
//   reached.
// Deviates: where an ideal is not proven, Kalai-Smorodinsky and relative utilitarian use the best
//   found, and their gap covers every ideal up to the bound. Nash is not given where somebody can
//   gain nothing; ties beyond kMostFound outcomes are not listed (the status says so).
// Cost: one search per solution, one per ideal, parties + 1 per step of Raiffa.
// Checked by: sum_solutions_test.cc against every outcome.
#ifndef DETENTE_ANALYSIS_BARGAINING_SUM_SOLUTIONS_H_
#define DETENTE_ANALYSIS_BARGAINING_SUM_SOLUTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/additive_form.h"
#include "analysis/bargaining/sum_search.h"

namespace detente {

struct SumSolution {
  struct Found {
    Point utility;
    std::uint64_t count = 0;                // outcomes found with it
    std::vector<std::vector<int>> choices;  // of them, up to the limit; place of option per issue
  };
  std::string why_not;              // not empty: there is no answer
  bool exact = true;                // else `gap` more of the objective could be had
  double gap = 0;                   // in the objective's own unit
  std::vector<Found> points;        // all ties
  std::vector<double> multipliers;  // per party, weights on utilities
};

class SumSolver {
 public:
  // `weights`, `powers`: per party. At most `limit` choices are kept per point.
  SumSolver(const AdditiveForm& form, std::vector<Decimal> weights, std::vector<Decimal> powers,
            std::size_t limit, Budget& budget);

  // Branches that one search may take, the search for one ideal, and all those of Raiffa together.
  static constexpr std::uint64_t kSearchWork = 1'000'000'000, kIdealWork = 50'000'000,
                                 kRaiffaWork = 200'000'000;

  enum class Deals { kNone, kSome, kUnknown };
  Deals deals();
  // Per party the most it can have in a deal; empty if there is none, or if some were not proven.
  std::optional<Point> ideal();
  // `id`: any but fallback. Requires deals.
  SumSolution solve(const std::string& id);

 private:
  SumObjective objective(SumObjective::Kind kind) const;
  // Takes at most so many branches; `used`: how many it took.
  SumSearchResult search(const SumObjective& objective, const std::vector<std::int64_t>& floors,
                         std::uint64_t most = kSearchWork, std::uint64_t* used = nullptr);
  SumSolution grouped(SumSearchResult result) const;
  SumSolution chosen(const std::string& id, SumSearchResult result) const;
  SumSolution raiffa();
  static double in_units(std::int64_t units) { return static_cast<double>(units) / 1e9; }

  const AdditiveForm& form_;
  std::vector<Decimal> weights_, powers_;
  std::size_t limit_, parties_;
  Budget& budget_;
  std::optional<Deals> deals_;
  void find_ideals();
  bool asked_ideal_ = false;
  // Per party: the best found, and what is proven not to be exceeded. Empty: no deal was found.
  Point ideal_found_, ideal_bound_;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SUM_SOLUTIONS_H_
