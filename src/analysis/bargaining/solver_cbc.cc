#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CglProbing.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>

#include "analysis/bargaining/solver.h"

namespace detente {

int LinearProgramme::add_column(double lower, double upper, double objective, bool whole) {
  columns.push_back({lower, upper, objective, whole});
  return static_cast<int>(columns.size()) - 1;
}

void LinearProgramme::add_row(std::vector<std::pair<int, double>> terms, double lower,
                              double upper) {
  rows.push_back({std::move(terms), lower, upper});
}

namespace {

class StopWhenAsked : public CbcEventHandler {
 public:
  explicit StopWhenAsked(const std::function<bool()>& asked) : stop_(&asked) {}
  CbcAction event(CbcEvent /*which*/) override { return *stop_ && (*stop_)() ? stop : noAction; }
  CbcEventHandler* clone() const override { return new StopWhenAsked(*this); }

 private:
  const std::function<bool()>* stop_;
};

double bounded(double value) { return std::clamp(value, -COIN_DBL_MAX, COIN_DBL_MAX); }

class CbcSolver : public Solver {
 public:
  SolverAnswer maximise(const LinearProgramme& programme, const SolverLimits& limits) override {
    OsiClpSolverInterface clp;
    load(programme, clp);
    const bool any_whole = std::any_of(programme.columns.begin(), programme.columns.end(),
                                       [](const auto& column) { return column.whole; });
    return any_whole ? search(programme, clp, limits) : relax(programme, clp);
  }

 private:
  // Minimises the negative: all of COIN's own tests do.
  static void load(const LinearProgramme& programme, OsiClpSolverInterface& clp) {
    clp.setHintParam(OsiDoReducePrint, true, OsiHintTry);
    clp.messageHandler()->setLogLevel(0);
    clp.getModelPtr()->setLogLevel(0);
    std::vector<int> rows, columns;
    std::vector<double> elements, row_lower, row_upper, lower, upper, objective;
    for (std::size_t r = 0; r < programme.rows.size(); ++r) {
      for (const auto& [column, coefficient] : programme.rows[r].terms) {
        rows.push_back(static_cast<int>(r));
        columns.push_back(column);
        elements.push_back(coefficient);
      }
      row_lower.push_back(bounded(programme.rows[r].lower));
      row_upper.push_back(bounded(programme.rows[r].upper));
    }
    for (const auto& column : programme.columns) {
      lower.push_back(bounded(column.lower));
      upper.push_back(bounded(column.upper));
      objective.push_back(-column.objective);
    }
    CoinPackedMatrix matrix(false, rows.data(), columns.data(), elements.data(),
                            static_cast<CoinBigIndex>(elements.size()));
    matrix.setDimensions(static_cast<int>(row_lower.size()), static_cast<int>(lower.size()));
    clp.loadProblem(matrix, lower.data(), upper.data(), objective.data(), row_lower.data(),
                    row_upper.data());
    for (std::size_t c = 0; c < programme.columns.size(); ++c) {
      if (programme.columns[c].whole) clp.setInteger(static_cast<int>(c));
    }
  }

  static SolverAnswer relax(const LinearProgramme& programme, OsiClpSolverInterface& clp) {
    SolverAnswer answer;
    clp.setDblParam(OsiPrimalTolerance, 1e-10);
    clp.setDblParam(OsiDualTolerance, 1e-10);
    clp.initialSolve();
    if (clp.isProvenPrimalInfeasible()) {
      answer.status = SolverAnswer::Status::kInfeasible;
    } else if (clp.isProvenDualInfeasible()) {
      answer.status = SolverAnswer::Status::kUnbounded;
    } else if (clp.isProvenOptimal()) {
      answer.status = SolverAnswer::Status::kOptimal;
      answer.x.assign(clp.getColSolution(), clp.getColSolution() + programme.columns.size());
      answer.objective = answer.bound = -clp.getObjValue();
      for (std::size_t r = 0; r < programme.rows.size(); ++r)
        answer.dual.push_back(-clp.getRowPrice()[r]);
    }
    return answer;
  }

  static SolverAnswer search(const LinearProgramme& programme, const OsiClpSolverInterface& clp,
                             const SolverLimits& limits) {
    SolverAnswer answer;
    CbcModel model(clp);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    model.setIntegerTolerance(1e-7);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.setNumberThreads(0);
    if (limits.least_gain >= 0) model.setDblParam(CbcModel::CbcCutoffIncrement, limits.least_gain);
    model.setMaximumNodes(
        static_cast<int>(std::clamp<std::uint64_t>(limits.nodes, 1, 2'000'000'000)));
    CglProbing probing;
    probing.setUsingObjective(1);
    probing.setMaxPass(1);
    probing.setMaxProbe(10);
    probing.setMaxLook(10);
    CglGomory gomory;
    CglKnapsackCover cover;
    CglClique clique;
    clique.setStarCliqueReport(false);
    clique.setRowCliqueReport(false);
    CglMixedIntegerRounding2 rounding;
    model.addCutGenerator(&probing, -1, "probing");
    model.addCutGenerator(&gomory, -1, "gomory");
    model.addCutGenerator(&cover, -1, "cover");
    model.addCutGenerator(&clique, -1, "clique");
    model.addCutGenerator(&rounding, -1, "rounding");
    StopWhenAsked handler(limits.stop);
    if (limits.stop) model.passInEventHandler(&handler);
    model.initialSolve();
    if (model.isInitialSolveProvenPrimalInfeasible()) {
      answer.status = SolverAnswer::Status::kInfeasible;
      return answer;
    }
    if (model.isInitialSolveProvenDualInfeasible()) {
      answer.status = SolverAnswer::Status::kUnbounded;
      return answer;
    }
    if (!model.isInitialSolveProvenOptimal()) return answer;
    const double relaxed = -model.solver()->getObjValue();
    model.branchAndBound();
    answer.nodes = static_cast<std::uint64_t>(std::max(model.getNodeCount(), 0));
    if (model.bestSolution() != nullptr) {
      answer.x.assign(model.bestSolution(), model.bestSolution() + programme.columns.size());
      answer.objective = -model.getObjValue();
    }
    if (model.isProvenInfeasible() && answer.x.empty()) {
      answer.status = SolverAnswer::Status::kInfeasible;
    } else if (model.isProvenOptimal() && !answer.x.empty()) {
      answer.status = SolverAnswer::Status::kOptimal;
      answer.bound = answer.objective;
    } else {
      answer.status = SolverAnswer::Status::kStopped;
      answer.bound = std::min(relaxed, -model.getBestPossibleObjValue());
    }
    return answer;
  }
};

}  // namespace

std::unique_ptr<Solver> make_cbc_solver() { return std::make_unique<CbcSolver>(); }

}  // namespace detente
