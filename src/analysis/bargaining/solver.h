// One small interface to whatever solves mixed 0-1 linear programmes.
//
// Definition: maximise sum objective_j x_j subject to lower_i <= row_i x <= upper_i and bounds on
//   x, some x whole.
// Deviates: solvers work in doubles with tolerances (about 1e-6 on rows, 1e-9 relative on the
//   objective); callers check answers in exact numbers (deal_search.h and mixture_set.h do).
// Checked by: solver_test.cc, against listing.
#ifndef DETENTE_ANALYSIS_BARGAINING_SOLVER_H_
#define DETENTE_ANALYSIS_BARGAINING_SOLVER_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace detente {

struct LinearProgramme {
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();
  struct Column {
    double lower = 0, upper = 1, objective = 0;
    bool whole = false;
  };
  struct Row {
    std::vector<std::pair<int, double>> terms;  // column, coefficient; each column once
    double lower = -kInfinity, upper = kInfinity;
  };
  std::vector<Column> columns;
  std::vector<Row> rows;

  int add_column(double lower, double upper, double objective, bool whole);
  void add_row(std::vector<std::pair<int, double>> terms, double lower, double upper);
};

struct SolverLimits {
  std::uint64_t nodes = 1'000'000;
  std::function<bool()> stop;  // asked now and then; may be empty
  // What a better solution must gain to be looked for; below 0: as the solver likes.
  double least_gain = -1;
};

struct SolverAnswer {
  enum class Status { kOptimal, kInfeasible, kUnbounded, kStopped, kFailed };
  Status status = Status::kFailed;
  std::vector<double> x;  // if there is a solution (also when stopped)
  double objective = 0;
  double bound = 0;  // no solution has more
  std::vector<double>
      dual;  // [row] if all columns are continuous: what a unit of its bound is worth
  std::uint64_t nodes = 0;
};

class Solver {
 public:
  virtual ~Solver() = default;
  virtual SolverAnswer maximise(const LinearProgramme& programme, const SolverLimits& limits) = 0;
};

// COIN-OR CBC and CLP, one thread, deterministic.
std::unique_ptr<Solver> make_cbc_solver();

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_SOLVER_H_
