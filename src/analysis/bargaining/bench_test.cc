// What the benchmark draws is what its names say.
#include "analysis/bargaining/bench.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace detente {
namespace {

TEST(BargainingBench, DrawsSumsAsTheirNamesSay) {
  const AdditiveForm points = drawn_sums(3, 50, 5, DrawnValues::kPoints, 1);
  for (const auto& party : points.value) {
    std::int64_t best = 0;
    for (const auto& issue : party) {
      ASSERT_EQ(issue.size(), 5U);
      for (const std::int64_t value : issue) {
        EXPECT_EQ(value % 1'000'000'000, 0);
        EXPECT_GE(value, 0);
      }
      best += *std::max_element(issue.begin(), issue.end());
    }
    EXPECT_EQ(best, 100'000'000'000);
  }
  const AdditiveForm zero = drawn_sums(3, 11, 5, DrawnValues::kZeroSum, 1);
  for (std::size_t i = 0; i < 11; ++i) {
    for (std::size_t o = 0; o < 5; ++o)
      EXPECT_EQ(zero.value[0][i][o] + zero.value[1][i][o] + zero.value[2][i][o], 0);
  }
  const AdditiveForm real = drawn_sums(2, 50, 5, DrawnValues::kIndependent, 1);
  for (const auto& party : real.value) {
    std::int64_t most = 0;
    for (const auto& issue : party) most += *std::max_element(issue.begin(), issue.end());
    EXPECT_GT(most, 500'000'000);
    EXPECT_LE(most, 1'000'000'050);
  }
}

TEST(BargainingBench, DrawsOutcomesAsTheirNamesSay) {
  const auto zero = drawn_outcomes(3, 1000, DrawnOutcomes::kZeroSum, 1);
  const auto tied = drawn_outcomes(2, 1000, DrawnOutcomes::kTied, 1);
  const auto alike = drawn_outcomes(2, 1000, DrawnOutcomes::kAlike, 1);
  for (std::size_t s = 0; s < 1000; ++s) {
    EXPECT_EQ(zero[0][s] + zero[1][s] + zero[2][s], 0);
    EXPECT_EQ(tied[1][s] % 1'000'000'000, 0);
    EXPECT_LE(tied[1][s], 100'000'000'000);
    EXPECT_LE(std::abs(alike[0][s] - alike[1][s]), 100'000'000);
  }
}

}  // namespace
}  // namespace detente
