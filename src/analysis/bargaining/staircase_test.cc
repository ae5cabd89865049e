// The staircase against looking at every pair, through many blocks.
#include "analysis/bargaining/staircase.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/random.h"

namespace detente {
namespace {

TEST(Staircase, EqualsLookingAtEveryPair) {
  for (const std::uint64_t values : {20U, 5000U, 1U << 30U}) {
    Random random(3, values);
    Staircase stairs;
    std::vector<std::pair<std::int64_t, std::int64_t>> all;
    for (int k = 0; k < 4000; ++k) {
      const auto first = static_cast<std::int64_t>(random.below(values));
      // near a falling line, so that there are many stairs, and now and then above very many
      std::int64_t second = static_cast<std::int64_t>(values) - first;
      if (random.below(50) == 0) second += static_cast<std::int64_t>(random.below(values / 4 + 1));
      const bool covered = std::any_of(all.begin(), all.end(), [&](const auto& one) {
        return one.first >= first && one.second >= second;
      });
      EXPECT_EQ(stairs.covers(first, second), covered);
      EXPECT_EQ(stairs.add(first, second), !covered);
      EXPECT_TRUE(stairs.covers(first, second));
      EXPECT_FALSE(stairs.covers(first + static_cast<std::int64_t>(values), second));
      all.emplace_back(first, second);
    }
    stairs.clear();
    EXPECT_FALSE(stairs.covers(0, 0));
    EXPECT_TRUE(stairs.add(1, 1));
  }
}

TEST(Staircase, AStairAboveAllLeavesOne) {
  Staircase stairs;
  for (std::int64_t k = 0; k < 1000; ++k) EXPECT_TRUE(stairs.add(k, 1000 - k));
  EXPECT_TRUE(stairs.add(2000, 2000));
  Staircase::Stair stair{};
  ASSERT_TRUE(stairs.find(0, stair));
  EXPECT_EQ(stair.first, 2000);
}

}  // namespace
}  // namespace detente
