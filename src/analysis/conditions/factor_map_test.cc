// Maps over two factors by hand, and boxes against looking.
#include <gtest/gtest.h>

#include "analysis/conditions/box.h"
#include "analysis/conditions/hand_made.h"
#include "analysis/readiness/bench.h"
#include "analysis/readiness/verdict.h"
#include "base/random.h"

namespace detente {
namespace {

using namespace hand_made;

// b's gain of 3 trust - 1 counts only where aid > 0.5: ready where also trust > 1/3.
TEST(FactorMap, CornersWhereAConditionAndALineMeet) {
  std::string text = kTwoFactors;
  text.replace(text.find("weight = \"3 * trust + 2 * aid\" }"), 32,
               "weight = \"3 * trust + 3\", when = \"aid > 0.5\" }");
  ConditionsOptions options;
  options.map = {0, 1};
  const ConditionsStudy study = study_of(dispute_of(text), options);
  ASSERT_TRUE(study.map->regions.linear);
  EXPECT_NEAR(study.map->certain[kReady], 2.0 / 3 * 0.5, 1e-9);
  EXPECT_NEAR(study.map->certain[2], 1 - 1.0 / 3, 1e-9);
  ASSERT_EQ(study.map->borders.size(), 2U);
  for (const MapBorder& border : study.map->borders) {
    EXPECT_TRUE(border.exact);
    const bool upright = border.from[0] == border.to[0];
    EXPECT_NEAR(border.from[0], 1.0 / 3, 1e-9);
    EXPECT_NEAR(border.from[1], 0.5, 1e-9);
    EXPECT_NEAR(border.to[0], upright ? 1.0 / 3 : 1, 1e-9);
    EXPECT_NEAR(border.to[1], upright ? 1 : 0.5, 1e-9);
    EXPECT_EQ(border.below, 2);
    EXPECT_EQ(border.above, kReady);
  }
}

TEST(FactorMap, HasNoRegionsWhereFactorsAreMultiplied) {
  std::string text = kTwoFactors;
  text.replace(text.find("3 * trust + 2 * aid"), 19, "8 * trust * aid");
  ConditionsOptions options;
  options.map = {0, 1};
  const ConditionsStudy study = study_of(dispute_of(text), options);
  EXPECT_FALSE(study.map->regions.linear);
  EXPECT_TRUE(study.map->regions.regions.empty());
  for (const MapBorder& border : study.map->borders) EXPECT_FALSE(border.exact);
}

// Ready above the line trust = 4/3 - 2/3 aid, mutual fails below it.
TEST(FactorMap, FindsTheStraightBorder) {
  const Dispute dispute = dispute_of(kTwoFactors);
  ConditionsOptions options;
  options.map = {0, 1};
  options.map_options.columns = 8;
  options.map_options.depth = 2;
  const ConditionsStudy study = study_of(dispute, options);
  ASSERT_TRUE(study.map.has_value());
  ASSERT_EQ(study.map->borders.size(), 1U);
  const MapBorder& border = study.map->borders.front();
  EXPECT_NEAR(border.from[0], 1, 1e-9);  // 3 + 2 * 0.5 = 4
  EXPECT_NEAR(border.from[1], 0.5, 1e-9);
  EXPECT_NEAR(border.to[0], 2.0 / 3, 1e-9);  // 3 * 2 / 3 + 2 * 1 = 4
  EXPECT_NEAR(border.to[1], 1, 1e-9);
  EXPECT_TRUE(border.exact);
  // the corner above the line is a triangle with sides 1/3 and 1/2
  EXPECT_NEAR(study.map->certain[kReady], 1.0 / 12, 1e-9);
  EXPECT_NEAR(study.map->uncertain, 0, 1e-9);
  EXPECT_EQ(border.below, 2);
  EXPECT_EQ(border.above, kReady);
  for (const auto& cells : study.map->grid) {
    for (const MapCell& cell : cells) {
      const double least = 3 * cell.a.low + 2 * cell.b.low,
                   most = 3 * cell.a.high + 2 * cell.b.high;
      EXPECT_EQ(cell.certain, most <= 4 || least >= 4);
      if (cell.certain) {
        EXPECT_EQ(cell.verdict, least >= 4 ? kReady : 2);
      }
    }
  }
  double area = study.map->uncertain;
  for (const double share : study.map->certain) area += share;
  EXPECT_NEAR(area, 1, 1e-12);
}

// Looks at points inside boxes that are said to be certain, on random disputes.
TEST(BoxTest, IsRightWhereItIsCertain) {
  std::size_t certain = 0, uncertain = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::string text = random_dispute_text(7, seed);
    // two weights see factors
    text.replace(text.find("[parties]"), 9, "[factors]\nf = 0.5\ng = 0.5\n[parties]");
    for (int k = 0; k < 2; ++k) {
      const std::size_t at =
          text.find("weight = ", text.size() / 2 + 40 * static_cast<std::size_t>(k));
      ASSERT_NE(at, std::string::npos);
      const std::size_t end = text.find_first_of(" ,}", at + 9);
      text.replace(at, end - at,
                   k == 0 ? "weight = \"9 * f - 3 * g\"" : "weight = \"6 * g * (1 - f)\"");
    }
    const Dispute dispute = dispute_of(text);
    const auto world = World::make(dispute, make_scenario(dispute, 0));
    ASSERT_TRUE(world.has_value());
    const BoxTest test(*world, {0, 1});
    Budget budget;
    Random random(seed, 0);
    for (int n = 0; n < 12; ++n) {
      const double f = random.unit() * 0.8, g = random.unit() * 0.8, side = 0.2 * random.unit();
      const auto verdict_at = [&](double x, double y) {
        Changes changes;
        changes.set = {{0, x}, {1, y}};
        const auto there = world->vary(changes);
        return find_verdict(*there, budget);
      };
      Changes middle;
      middle.set = {{0, f + side / 2}, {1, g + side / 2}};
      const auto inside = world->vary(middle);
      const Verdict verdict = find_verdict(*inside, budget);
      if (!test.certain({{f, f + side}, {g, g + side}}, *inside, verdict)) {
        ++uncertain;
        continue;
      }
      ++certain;
      for (int k = 0; k < 6; ++k)
        EXPECT_EQ(verdict_at(f + side * random.unit(), g + side * random.unit()), verdict)
            << "seed " << seed;
    }
  }
  EXPECT_GT(certain, 40U);
  EXPECT_GT(uncertain, 40U);
}

}  // namespace
}  // namespace detente
