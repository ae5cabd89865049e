#include "dispute/weight_ends.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

namespace detente {
namespace {

std::pair<double, double> ends(const Uncertain& weight) {
  const Interval found = weight_ends(weight);
  return {found.low, found.high};
}
std::pair<double, double> ends(const Distribution& of) { return ends({5, {}, of}); }
using Ends = std::pair<double, double>;

TEST(WeightEnds, AreThoseThatTheFileStates) {
  EXPECT_EQ(ends({5, {}, {}}), (Ends{5, 5}));
  EXPECT_EQ(ends({5, Interval{4, 6}, {}}), (Ends{4, 6}));
  EXPECT_EQ(ends(Distribution{"uniform", {{"low", -1}, {"high", 7}}, {}}), (Ends{-1, 7}));
  EXPECT_EQ(ends(Distribution{"triangular", {{"low", 1}, {"mode", 2}, {"high", 9}}, {}}),
            (Ends{1, 9}));
  EXPECT_EQ(ends(Distribution{"empirical", {}, {3, 1, 2}}), (Ends{1, 3}));
  EXPECT_EQ(ends(Distribution{"beta", {{"alpha", 2}, {"beta", 3}}, {}}), (Ends{0, 1}));
}

TEST(WeightEnds, AreSevenDeviationsOutWhereThereAreNone) {
  EXPECT_EQ(ends(Distribution{"normal", {{"mean", 10}, {"sd", 2}}, {}}), (Ends{-4, 24}));
  const auto [low, high] = ends(Distribution{"lognormal", {{"mean", 1}, {"sd", 0.5}}, {}});
  EXPECT_DOUBLE_EQ(low, std::exp(-2.5));
  EXPECT_DOUBLE_EQ(high, std::exp(4.5));
}

}  // namespace
}  // namespace detente
