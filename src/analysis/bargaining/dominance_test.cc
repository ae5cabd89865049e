// The set against looking at every member.
#include "analysis/bargaining/dominance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace detente {
namespace {

TEST(DominanceSet, EqualsLookingAtEveryMember) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    const std::size_t coordinates = 1 + random() % 5;
    const auto values = static_cast<std::int64_t>(2 + random() % 60);
    DominanceSet set(coordinates);
    std::vector<std::vector<std::int64_t>> members;
    for (int step = 0; step < 400; ++step) {
      std::vector<std::int64_t> x(coordinates);
      for (auto& one : x) one = static_cast<std::int64_t>(random() % 64) % values - values / 2;
      if (coordinates > 1 && round % 2 == 0) x[1] = -x[0] + static_cast<int>(random() % 3);
      const bool want = std::any_of(members.begin(), members.end(), [&](const auto& m) {
        for (std::size_t c = 0; c < coordinates; ++c) {
          if (m[c] < x[c]) return false;
        }
        return true;
      });
      ASSERT_EQ(set.covers(x.data()), want) << coordinates << " coordinates, step " << step;
      const bool in = std::find(members.begin(), members.end(), x) != members.end();
      const auto cover = set.compare(x.data());
      if (cover == DominanceSet::Cover::kEqual) {
        EXPECT_TRUE(in);
      }
      if (random() % 2 == 0) {
        set.add(x.data());
        members.push_back(x);
      }
    }
  }
}

TEST(DominanceSet, HoldsTheLargestNumbers) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  DominanceSet set(4);
  for (int k = 0; k < 64; ++k) {
    const std::int64_t x[] = {most, least, k, -k};
    set.add(x);
  }
  const std::int64_t in[] = {most, least, 63, -63}, out[] = {most, least, 63, -62};
  EXPECT_TRUE(set.covers(in));
  EXPECT_FALSE(set.covers(out));
}

}  // namespace
}  // namespace detente
