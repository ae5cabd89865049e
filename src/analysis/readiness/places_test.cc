// How places on a line are called, near and far from the scale [0, 1].
#include "analysis/readiness/places.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

TEST(Places, AreCalledByTheShortestDecimalWithinRounding) {
  EXPECT_EQ(tidy(0.59999999997, 0.59999999997, {0, 1}), 0.6);
  EXPECT_EQ(tidy(0.5999999, 0.5999999, {0, 1}), 0.5999999);
  EXPECT_EQ(tidy(0.3, 0.42, {0, 1}), 0.4);
}

TEST(Places, OfASmallDomainAreNotItsEnds) {
  EXPECT_EQ(tidy(5e-11, 5e-11, {0, 1e-10}), 5e-11);
  EXPECT_EQ(tidy(4.9999999999e-11, 4.9999999999e-11, {0, 1e-10}), 5e-11);
  EXPECT_EQ(tidy(2.5e-7, 2.5e-7, {0, 1e-6}), 2.5e-7);
}

TEST(Places, OfALargeDomainKeepTheDecimalsThatAConditionGives) {
  EXPECT_EQ(tidy(123456789.04, 123456789.04, {0, 1e9}), 123456789.04);
  EXPECT_EQ(tidy(600000000.0000001, 600000000.0000001, {0, 1e9}), 6e8);
  EXPECT_EQ(tidy(50000000005.0, 50000000005.0, {5e10, 5e10 + 10}), 5e10 + 5);
}

}  // namespace
}  // namespace detente
