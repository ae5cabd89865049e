// Deals found by an integer programme, believed only after exact evaluation.
//
// Answers: which deal maximises this, among those with at least that for each?
// Definition: the programme's rows are divided by the common divisor of their coefficients, so
//   that neighbouring values differ by one, and their bounds lie a quarter outside of the whole
//   number meant. Every outcome that the solver returns is held to the conditions themselves, and
//   its utilities are computed in whole billionths.
// Deviates: the solver holds rows to 1e-7 times their coefficients. Where these add up to more
//   than kMostScale, steps between utilities are made large enough to be seen (`step`), and
//   exact() is false.
// Shapes and units: utilities in billionths, per bargainer.
// Cost: one 0-1 programme per call of solve.
// Checked by: deal_solutions_test.cc, against disputes that can be listed.
#ifndef DETENTE_ANALYSIS_BARGAINING_DEAL_SEARCH_H_
#define DETENTE_ANALYSIS_BARGAINING_DEAL_SEARCH_H_

#include <optional>
#include <string>
#include <vector>

#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/programme.h"
#include "analysis/bargaining/solver.h"
#include "base/limits.h"

namespace detente {

struct FoundDeal {
  std::vector<int> outcome;  // option per issue
  Point utility;
};

class DealSearch {
 public:
  static constexpr double kMostScale = 1e6;

  struct Answer {
    enum class Kind { kFound, kNone, kStopped };
    Kind kind = Kind::kStopped;
    FoundDeal deal;
    std::vector<double> x;
    double bound = 0;  // of the solver's objective
    bool found() const { return kind == Kind::kFound; }
  };

  // Everything given must outlive it.
  DealSearch(const Dispute& dispute, const Scenario& scenario, const std::vector<int>& bargainers,
             const Conditions& conditions, const Programme& programme, Solver& solver,
             Budget& budget);

  std::size_t parties() const { return utility_.size(); }
  bool exact() const { return exact_; }
  const LinearProgramme& table() const { return table_; }
  const LinearProgramme& deals() const { return deals_; }
  // The least difference between two utilities of a party that the solver can tell apart.
  std::int64_t step(std::size_t party) const { return step_[party]; }
  // u_p = constant + unit * (a whole number); bounds of u_p that need not be attained.
  struct Scale {
    std::int64_t constant = 0, unit = 1, low = 0, high = 0;
  };
  const Scale& scale(std::size_t party) const { return scale_[party]; }

  // u_p >= value, and u_p <= value; if a column is given, only where it is 1.
  void at_least(LinearProgramme& to, std::size_t party, std::int64_t value, int where = -1) const;
  void at_most(LinearProgramme& to, std::size_t party, std::int64_t value, int where = -1) const;
  void exclude(LinearProgramme& to, const Point& vector) const;  // another vector than this
  void beat(LinearProgramme& to, const Point& vector) const;     // somebody has more than here
  void forbid(LinearProgramme& to, const std::vector<int>& outcome) const;
  // factor * u_p added to a row's terms; returns the constant part.
  double add_utility(std::vector<std::pair<int, double>>& terms, std::size_t party,
                     double factor) const;
  // Sets the objective: sum of factor * column, nothing else.
  static void aim(LinearProgramme& at, const std::vector<std::pair<int, double>>& terms);
  void aim_at_party(LinearProgramme& at, std::size_t party) const;

  // kFound: proved best (bound = its objective, to the solver's tolerance), and really a deal (an
  // outcome of the table).
  Answer solve(LinearProgramme programme, bool deal = true) const;
  bool is_deal(const std::vector<int>& outcome) const;
  bool on_table(const std::vector<int>& outcome) const;
  Point utility(const std::vector<int>& outcome) const;
  // Outcomes with this vector, at most `limit`; `all`: there are no more.
  std::vector<std::vector<int>> behind(const FoundDeal& first, bool deal, std::size_t limit,
                                       bool& all) const;

 private:
  void add(LinearProgramme& to, const LinearRow& row);
  // The least and the most of a sum, with one option per issue.
  std::pair<std::int64_t, std::int64_t> reach(
      const std::vector<std::pair<int, std::int64_t>>& terms) const;
  Answer solve_nothing(const LinearProgramme& programme, bool deal) const;
  FoundDeal found(const std::vector<int>& outcome) const;
  std::optional<std::vector<int>> outcome_of(const std::vector<double>& x) const;

  const Dispute& dispute_;
  const Scenario& scenario_;
  const std::vector<int>& bargainers_;
  const Conditions& conditions_;
  const Programme& programme_;
  Solver& solver_;
  Budget& budget_;
  LinearProgramme table_, deals_;
  std::vector<std::vector<std::pair<int, std::int64_t>>> utility_;  // [party], in units of scale_
  std::vector<Scale> scale_;
  std::vector<std::int64_t> step_;
  bool exact_ = true;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_DEAL_SEARCH_H_
