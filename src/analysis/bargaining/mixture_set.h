// All mixtures of divisible issues as a linear programme: any number of bargainers.
//
// Answers: which utilities can mixtures have, and how large can a concave objective of them be?
// Definition: docs/methods/bargaining.md, "Divisible issues". A part between 0 and 1 per issue and
//   option, those of an issue adding up to 1; whole for an issue that cannot be divided; on an
//   ordered issue two neighbours at most, by a 0-1 variable per pair of them.
// Method: few choices that are whole are gone through; of many, the solver finds the best, and with
//   these fixed, what is left is solved again as a plain linear programme, whose point is accurate
//   to about 1e-12.
// Shapes and units: utilities scaled, per party: 0 for the least of every issue, 1 for the most.
// Deviates: a plain programme's bound is computed from the solver's dual by weak duality, and holds
//   whatever the solver did; where many choices are whole, the bound is the solver's.
// Cost: a linear programme per question, a search where something is whole.
// Checked by: mixture_search_test.cc, tests/oracle/continuous.py.
#ifndef DETENTE_ANALYSIS_BARGAINING_MIXTURE_SET_H_
#define DETENTE_ANALYSIS_BARGAINING_MIXTURE_SET_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "analysis/bargaining/mixtures.h"
#include "analysis/bargaining/solver.h"
#include "base/limits.h"

namespace detente {

class MixtureSet {
 public:
  using Terms = std::vector<std::pair<int, double>>;  // column, coefficient

  MixtureSet(const MixtureProblem& problem, Solver& solver, Budget& budget);

  std::size_t parties() const { return span_.size(); }
  bool any_whole() const { return !choices_.empty(); }
  // In how many ways the whole choices can be made, if that is few; else 0. With one of them made.
  std::size_t ways() const { return listed_ ? ways_ : 0; }
  LinearProgramme with_way(const LinearProgramme& programme, std::size_t way) const;
  // A point that is better by less may exist: what solvers see where many choices are whole.
  double tolerance() const { return listed_ ? 0 : 1e-7; }
  // The mixtures that meet every floor; an objective is to be added.
  const LinearProgramme& programme() const { return programme_; }
  int utility_column(std::size_t party) const { return utility_[party]; }
  // u = base + span * scaled u
  double base(std::size_t party) const { return base_[party]; }
  double span(std::size_t party) const { return span_[party]; }
  double floor(std::size_t party) const { return floor_[party]; }  // scaled
  double scaled(std::size_t party, double utility) const {
    return (utility - base_[party]) / span_[party];
  }

  struct Answer {
    bool found = false, stopped = false;
    std::vector<double> x;
    double bound = 0;  // of the objective, over all mixtures
  };
  Answer maximise(const LinearProgramme& programme) const;
  // The same programme with the whole choices of x.
  LinearProgramme with_choices_of(LinearProgramme programme, const std::vector<double>& x) const;

  // The parts of x, made to add up to 1, and scaled utilities as they follow from these.
  std::vector<std::vector<double>> parts(const std::vector<double>& x) const;
  std::vector<double> utilities(const std::vector<std::vector<double>>& parts) const;
  MixedPoint point(const std::vector<std::vector<double>>& parts) const;
  // Scaled, of one option.
  double value(std::size_t party, std::size_t issue, std::size_t place) const {
    return value_[party][issue][place];
  }

 private:
  void add_issue(const MixtureProblem& problem, std::size_t issue);
  void add_choice(const Terms& columns);
  Answer maximise_once(const LinearProgramme& programme) const;

  Solver& solver_;
  Budget& budget_;
  LinearProgramme programme_;
  std::vector<int> utility_;                             // [party]
  std::vector<std::vector<int>> part_;                   // [issue][place]: its column
  std::vector<double> base_, span_, floor_;              // [party]
  std::vector<std::vector<std::vector<double>>> value_;  // [party][issue][place]
  std::vector<std::vector<int>> choices_;                // columns of which exactly one is 1
  std::size_t ways_ = 1;                                 // to choose, as far as they are listed
  bool listed_ = true;
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_MIXTURE_SET_H_
