// Where a weight does what is wanted, in words, from thresholds written by hand.
#include "analysis/conditions/weight_words.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

struct At {
  double place;
  bool below, above;  // is it ready there?
};
std::string words(double now, double threshold, const std::vector<At>& crossings) {
  ConditionsStudy study;
  study.want = kReady;
  WeightChange change;
  change.now = now;
  change.threshold = threshold;
  for (const At& one : crossings)
    change.thresholds.crossings.push_back(
        {0, one.place, one.below ? kReady : Verdict{2}, one.above ? kReady : Verdict{2}});
  return weights_that_do(study, change);
}

TEST(WeightWords, OneNumberWhereItGoesOnToTheEnd) {
  EXPECT_EQ(words(3, 4, {{4, false, true}}), "4");
  EXPECT_EQ(words(3, 2, {{2, true, false}}), "2");
}

TEST(WeightWords, AnIntervalWhereItEndsAgain) {
  EXPECT_EQ(words(3, 4, {{4, false, true}, {6, true, false}}), "4 to 6");
  EXPECT_EQ(words(3, 2, {{0.8, false, true}, {2, true, false}}), "0.8 to 2");
}

TEST(WeightWords, TheOtherStretchesAreNamed) {
  EXPECT_EQ(words(3, 4, {{1, true, false}, {4, false, true}, {6, true, false}, {9, false, true}}),
            "4 to 6, also below 1, also above 9");
  EXPECT_EQ(words(3, 2, {{2, true, false}, {8, false, true}, {9, true, false}}), "2, also 8 to 9");
}

TEST(WeightWords, BothSidesOfAWeightThatAloneDoesNot) {
  EXPECT_EQ(words(3, 3, {{2, false, true}, {5, true, false}}), "2 to 3, also 3 to 5");
  EXPECT_EQ(words(3, 3, {}), "3");
}

}  // namespace
}  // namespace detente
