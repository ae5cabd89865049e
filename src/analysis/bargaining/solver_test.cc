// The solver against listing every 0-1 point, and against programmes solved by hand.
#include "analysis/bargaining/solver.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace detente {
namespace {

using Status = SolverAnswer::Status;

TEST(Solver, SolvesByHand) {
  // max 3x + 2y, x + y <= 4, x + 3y <= 7, x <= 3: (3, 1); a unit of the first row is worth 2
  LinearProgramme lp;
  const int x = lp.add_column(0, 3, 3, false);
  const int y = lp.add_column(0, LinearProgramme::kInfinity, 2, false);
  lp.add_row({{x, 1}, {y, 1}}, -LinearProgramme::kInfinity, 4);
  lp.add_row({{x, 1}, {y, 3}}, -LinearProgramme::kInfinity, 7);
  const SolverAnswer answer = make_cbc_solver()->maximise(lp, {});
  ASSERT_EQ(answer.status, Status::kOptimal);
  EXPECT_NEAR(answer.objective, 11, 1e-9);
  EXPECT_NEAR(answer.dual[0], 2, 1e-9);
  EXPECT_NEAR(answer.dual[1], 0, 1e-9);
}

TEST(Solver, SaysInfeasibleAndUnbounded) {
  LinearProgramme none;
  const int a = none.add_column(0, 1, 1, true), b = none.add_column(0, 1, 1, true);
  none.add_row({{a, 2}, {b, 2}}, 1, 1);  // 1 is odd; the relaxation is feasible
  EXPECT_EQ(make_cbc_solver()->maximise(none, {}).status, Status::kInfeasible);
  none.add_row({{a, 1}, {b, 1}}, 3, 4);
  EXPECT_EQ(make_cbc_solver()->maximise(none, {}).status, Status::kInfeasible);
  LinearProgramme all;
  all.add_column(0, LinearProgramme::kInfinity, 1, false);
  EXPECT_EQ(make_cbc_solver()->maximise(all, {}).status, Status::kUnbounded);
}

TEST(Solver, EqualsListingOnRandomProgrammesAndPrintsNothing) {
  std::mt19937_64 random(7);
  const auto draw = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
  };
  testing::internal::CaptureStdout();
  const auto solver = make_cbc_solver();
  int infeasible = 0;
  for (int round = 0; round < 300; ++round) {
    LinearProgramme lp;
    const int n = draw(2, 10);
    for (int j = 0; j < n; ++j) lp.add_column(0, 1, draw(-20, 20), true);
    for (int i = draw(1, 6); i > 0; --i) {
      std::vector<std::pair<int, double>> terms;
      for (int j = 0; j < n; ++j) {
        if (draw(0, 2) > 0) terms.emplace_back(j, draw(-9, 9));
      }
      const int low = draw(-8, 8);
      lp.add_row(terms, low, draw(0, 1) == 0 ? LinearProgramme::kInfinity : low + draw(0, 6));
    }
    double best = -1e9;
    for (int set = 0; set < (1 << n); ++set) {
      const auto on = [&](int j) { return (set >> j & 1) != 0 ? 1.0 : 0.0; };
      bool holds = true;
      for (const auto& row : lp.rows) {
        double sum = 0;
        for (const auto& [j, c] : row.terms) sum += c * on(j);
        holds = holds && sum >= row.lower && sum <= row.upper;
      }
      double value = 0;
      for (int j = 0; j < n; ++j)
        value += lp.columns[static_cast<std::size_t>(j)].objective * on(j);
      if (holds) best = std::max(best, value);
    }
    const SolverAnswer answer = solver->maximise(lp, {});
    if (best < -1e8) {
      ++infeasible;
      EXPECT_EQ(answer.status, Status::kInfeasible) << round;
      continue;
    }
    ASSERT_EQ(answer.status, Status::kOptimal) << round;
    EXPECT_NEAR(answer.objective, best, 1e-6) << round;
    const SolverAnswer again = solver->maximise(lp, {});
    EXPECT_EQ(again.x, answer.x) << round;
  }
  EXPECT_GT(infeasible, 10);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

}  // namespace
}  // namespace detente
