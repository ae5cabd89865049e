#include "analysis/readiness/survivors.h"

#include <gtest/gtest.h>

#include <set>

#include "analysis/readiness/bench.h"
#include "format/registry.h"

namespace detente {
namespace {

TEST(Survivors, AreThoseOfTheWholeLadder) {
  std::set<Verdict> seen;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(9, seed), "random.toml");
    ASSERT_TRUE(dispute.has_value());
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const Ladder ladder = climb(*world, {}, budget);
    const Survivors survivors = count_survivors(*world, budget);
    for (std::size_t r = 0; r < kRungs; ++r)
      EXPECT_EQ(survivors.at[r], ladder.rungs[r].survivors.count()) << "seed " << seed;
    EXPECT_EQ(survivors.verdict(), ladder.verdict);
    seen.insert(ladder.verdict);
  }
  EXPECT_GE(seen.size(), 3U);
}

}  // namespace
}  // namespace detente
