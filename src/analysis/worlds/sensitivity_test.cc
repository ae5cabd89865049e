#include "analysis/worlds/sensitivity.h"

#include <gtest/gtest.h>

#include <cmath>

namespace detente {
namespace {

constexpr double kPi = 3.14159265358979323846;

// Ishigami and Homma's function with a = 7, b = 0.1; its indices are known in closed form.
double ishigami(std::span<const double> shares) {
  const double x1 = kPi * (2 * shares[0] - 1), x2 = kPi * (2 * shares[1] - 1);
  const double x3 = kPi * (2 * shares[2] - 1);
  return std::sin(x1) + 7 * std::sin(x2) * std::sin(x2) + 0.1 * std::pow(x3, 4) * std::sin(x1);
}

TEST(SobolIndices, AreIshigamis) {
  const double a = 7, b = 0.1;
  const double v1 = 0.5 * std::pow(1 + b * std::pow(kPi, 4) / 5, 2), v2 = a * a / 8;
  const double v13 = b * b * std::pow(kPi, 8) * (1.0 / 18 - 1.0 / 50);
  const double v = v1 + v2 + v13;
  Budget budget;
  const Indices found = sobol_indices(each_alone(3), 16384, 7, 2, ishigami, budget);
  EXPECT_NEAR(found.mean, a / 2, 0.02);
  EXPECT_NEAR(found.variance, v, 0.02 * v);
  const double first[] = {v1 / v, v2 / v, 0}, total[] = {(v1 + v13) / v, v2 / v, v13 / v};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.first[i], first[i], 0.02) << i;
    EXPECT_NEAR(found.total[i], total[i], 0.02) << i;
  }
}

// Stopped after each round and gone on with, to the last bit.
TEST(SobolIndices, GoOnBehindWhatIsAddedUp) {
  Budget budget;
  const Indices whole = sobol_indices(each_alone(3), 700, 7, 1, ishigami, budget);
  IndexSums kept;
  int rounds = 0;
  Indices last;
  do {
    last = sobol_indices(each_alone(3), 700, 7, 2, ishigami, budget, {}, kept,
                         [&](const IndexSums& sums) {
                           kept = sums;
                           return false;
                         });
    ++rounds;
  } while (kept.worlds < 700);
  EXPECT_EQ(rounds, 3);
  EXPECT_EQ(last.first, whole.first);
  EXPECT_EQ(last.total, whole.total);
  EXPECT_EQ(last.variance, whole.variance);
  EXPECT_EQ(last.worlds, 700U);
}

TEST(SobolIndices, AreNothingForAConstant) {
  Budget budget;
  const Indices found = sobol_indices(
      each_alone(2), 512, 1, 1, [](std::span<const double>) { return 3.0; }, budget);
  EXPECT_EQ(found.mean, 3);
  EXPECT_EQ(found.total, (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace detente
