// Games from the literature, and sampled shares against exact ones.
#include "analysis/blockers/shapley.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace detente {
namespace {

using Joined = std::vector<char>;

ShapleyResult play(std::size_t players, const std::function<std::int64_t(const Joined&)>& v,
                   ShapleyOptions options = {}) {
  const Budget budget;
  return shapley(
      players,
      [&](const Joined& joined) {
        return Worth{v(joined), -v(joined)};
      },
      options, budget);
}
std::int64_t count(const Joined& joined, std::size_t from, std::size_t to) {
  return std::accumulate(joined.begin() + static_cast<std::ptrdiff_t>(from),
                         joined.begin() + static_cast<std::ptrdiff_t>(to), std::int64_t{0});
}

// Raiffa 1982, ch. 17: A alone 30, B 22, C 5, AB 59, AC 45, BC 39, ABC 77.
TEST(ShapleyShares, ScandinavianCement) {
  const std::int64_t worth[] = {0, 30, 22, 59, 5, 45, 39, 77};
  const ShapleyResult result = play(
      3, [&](const Joined& joined) { return worth[joined[0] + 2 * joined[1] + 4 * joined[2]]; });
  EXPECT_EQ(result.shares[0][0].exact.to_string(), "35 1/2");
  EXPECT_EQ(result.shares[0][1].exact.to_string(), "28 1/2");
  EXPECT_EQ(result.shares[0][2].exact.to_string(), "13");
}

// Shapley & Shubik 1954: five permanent members, ten others, nine votes with all the permanent
// ones. A permanent member has 421/2145, another 4/2145.
TEST(ShapleyShares, SecurityCouncil) {
  const ShapleyResult result = play(15, [](const Joined& joined) {
    return std::int64_t{count(joined, 0, 5) == 5 && count(joined, 5, 15) >= 4};
  });
  EXPECT_TRUE(result.exact);
  EXPECT_EQ(result.shares[0][0].exact.to_string(), "421/2145");
  EXPECT_EQ(result.shares[0][14].exact.to_string(), "4/2145");
  EXPECT_NEAR(result.shares[0][4].value, 0.1962704, 5e-8);
}

// The second game is the first with its sign turned, and v(none) need not be 0.
TEST(ShapleyShares, SharesAddUpToTheWholeEffect) {
  const auto v = [](const Joined& joined) {
    return 7 + 3 * joined[0] * joined[1] - 5 * joined[2] + 2 * joined[0] * joined[3];
  };
  const ShapleyResult result = play(4, v);
  const std::vector<std::string> expected{"2 1/2", "1 1/2", "-5", "1"};
  Fraction sum;
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(result.shares[0][i].exact.to_string(), expected[i]);
    EXPECT_EQ(result.shares[1][i].value, -result.shares[0][i].value);
    sum = sum + result.shares[0][i].exact;
  }
  EXPECT_EQ(sum.to_string(), "0");  // 3 - 5 + 2
  EXPECT_EQ(result.none[0], 7);
  EXPECT_EQ(result.all[0], 7);
}

// A game of 10 with pairs and triples that count, sampled and exact.
std::int64_t tangled(const Joined& joined) {
  std::int64_t out = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    for (std::size_t j = i + 1; j < 10; ++j) {
      if (joined[i] != 0 && joined[j] != 0) out += static_cast<std::int64_t>(i * j % 7) - 2;
      if (joined[i] != 0 && joined[j] != 0 && joined[(i + j) % 10] == 0) out += 3;
    }
  }
  return out;
}

TEST(ShapleyShares, SampledSharesLieWithinTheirErrorsAndAddUp) {
  const ShapleyResult exact = play(10, tangled);
  ShapleyOptions options;
  options.exact_up_to = 9;
  options.pairs = 2000;
  const ShapleyResult sampled = play(10, tangled, options);
  ASSERT_FALSE(sampled.exact);
  double sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const ShapleyShare& share = sampled.shares[0][i];
    EXPECT_LE(std::abs(share.value - exact.shares[0][i].value), 4 * share.error + 1e-12) << i;
    EXPECT_LT(share.error, 0.2);
    sum += share.value;
  }
  EXPECT_NEAR(sum, static_cast<double>(sampled.all[0] - sampled.none[0]), 1e-9);
}

TEST(ShapleyShares, TheSeedMakesTheOrdersAndThreadsDoNot) {
  ShapleyOptions options;
  options.exact_up_to = 1;
  options.pairs = 5;
  options.threads = 1;
  const ShapleyResult one = play(10, tangled, options);
  options.threads = 3;
  const ShapleyResult three = play(10, tangled, options);
  options.seed = 2;
  const ShapleyResult other = play(10, tangled, options);
  bool differs = false;
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(one.shares[0][i].value, three.shares[0][i].value);
    differs = differs || one.shares[0][i].value != other.shares[0][i].value;
  }
  EXPECT_TRUE(differs);
}

TEST(ShapleyShares, ACancelledGameHasNoShares) {
  Budget budget;
  budget.cancel();
  const ShapleyResult result = shapley(
      3, [](const Joined&) { return Worth{}; }, {}, budget);
  EXPECT_EQ(result.stopped, StopReason::kCancelled);
  EXPECT_TRUE(result.shares[0].empty());
}

}  // namespace
}  // namespace detente
