// Factors of other scales than [0, 1]: the same model in other units has the same borders there.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "analysis/conditions/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

struct Scale {
  const char* low;
  const char* high;
  const char* share;  // of the domain, of a factor called {}
  double from, width;
  double at(double part) const { return from + part * width; }
};
const Scale kOnes{"0", "1", "{}", 0, 1};
const Scale kLarge{"0", "1000000000", "({} / 1000000000)", 0, 1e9};
const Scale kFar{"50000000000", "50000000010", "(({} - 50000000000) / 10)", 5e10, 10};
const Scale kSmall{"0", "0.000001", "({} * 1000000)", 0, 1e-6};
constexpr double kFarUlp = 7.7e-6;  // of a double near 5e10

// b takes the deal where 1.4 of f's share and 0.7 of g's are more than 1; both are now at 0.1.
Dispute in_scales(const Scale& f, const Scale& g) {
  const std::string weight = "1.4 * " + fmt::format(fmt::runtime(f.share), "f") + " + 0.7 * " +
                             fmt::format(fmt::runtime(g.share), "g");
  return dispute_of(fmt::format(R"([dispute]
title = "Scales"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f = {{ value = {:.17g}, domain = [{}, {}] }}
g = {{ value = {:.17g}, domain = [{}, {}] }}
[parties]
a = {{}}
b = {{}}
[issues]
deal = {{ options = ["no", "yes"], by = ["a", "b"] }}
[preferences]
a = [{{ wants = "deal = yes", weight = 1 }}]
b = [
  {{ wants = "deal = yes", weight = "{}" }},
  {{ wants = "deal = no", weight = 1 }},
]
)",
                                f.at(0.1), f.low, f.high, g.at(0.1), g.low, g.high, weight));
}

class Scales : public testing::TestWithParam<std::pair<Scale, Scale>> {
 protected:
  // In widths; what a double can tell apart near 5e10.
  static double close(const Scale& scale) { return scale.from == 0 ? 2e-9 : 3 * kFarUlp / 10; }
};

// f alone: 1.4 f + 0.07 = 1 at f = 0.93 / 1.4. g alone: 0.14 + 0.7 = 0.84 at most, never.
TEST_P(Scales, ThresholdsAreTheSame) {
  const auto& [f, g] = GetParam();
  const ConditionsStudy study = study_of(in_scales(f, g));
  ASSERT_EQ(study.thresholds.size(), 2U);
  const FactorThresholds& of = study.thresholds[0];
  EXPECT_TRUE(of.exact);
  EXPECT_TRUE(of.singles.empty());
  ASSERT_EQ(of.crossings.size(), 1U);
  EXPECT_NEAR(of.crossings[0].at, f.at(0.93 / 1.4), close(f) * f.width);
  EXPECT_EQ(of.crossings[0].below, 2);
  EXPECT_EQ(of.crossings[0].above, kReady);
  EXPECT_TRUE(study.thresholds[1].crossings.empty());
  EXPECT_TRUE(study.thresholds[1].singles.empty());
}

// f gives twice as much per width: from 0.21 to 1 takes 0.79 / 1.4 of its width.
TEST_P(Scales, SmallestChangesAreTheSame) {
  const auto& [f, g] = GetParam();
  const ConditionsStudy study = study_of(in_scales(f, g));
  ASSERT_TRUE(study.change && study.change->found);
  // far from 0 doubles are too coarse for that: a millionth of a width
  if (f.from == 0) {
    EXPECT_EQ(study.change->status, ChangeStatus::kExact);
  }
  EXPECT_TRUE(study.change->proven);
  EXPECT_EQ(study.change->verdict, kReady);
  EXPECT_NEAR(study.change->cost, 0.79 / 1.4, 1e-6 + close(f));
  EXPECT_LE(study.change->lower_bound, 0.79 / 1.4 + close(f));
  ASSERT_EQ(study.change->changes.size(), 1U);
  EXPECT_NEAR(study.change->changes[0].to, f.at(0.1 + 0.79 / 1.4), (1e-6 + close(f)) * f.width);
  EXPECT_NEAR(study.change->changes[0].said, f.at(0.1 + 0.79 / 1.4), 1e-3 * f.width);
}

// 1.4 f + 0.7 g < 1 is, over all g, (1 - 0.35) / 1.4 of the square: from f = 1 / 1.4 at g = 0 to
// f = 0.3 / 1.4 at g = 1.
TEST_P(Scales, MapsAreTheSame) {
  const auto& [f, g] = GetParam();
  ConditionsOptions options;
  options.map = {0, 1};
  options.map_options.columns = 4;
  const ConditionsStudy study = study_of(in_scales(f, g), options);
  ASSERT_TRUE(study.map && study.map->regions.linear);
  EXPECT_NEAR(study.map->certain[2], 0.65 / 1.4, 1e-8 + close(f) + close(g));
  EXPECT_NEAR(study.map->certain[kReady], 1 - 0.65 / 1.4, 1e-8 + close(f) + close(g));
  ASSERT_EQ(study.map->borders.size(), 1U);
  const MapBorder& border = study.map->borders[0];
  EXPECT_TRUE(border.exact);
  const double close_both = 2 * (close(f) + close(g));  // one line sees both
  EXPECT_NEAR(border.from[0], f.at(1 / 1.4), close_both * f.width);
  EXPECT_NEAR(border.from[1], g.at(0), close_both * g.width);
  EXPECT_NEAR(border.to[0], f.at(0.3 / 1.4), close_both * f.width);
  EXPECT_NEAR(border.to[1], g.at(1), close_both * g.width);
}

INSTANTIATE_TEST_SUITE_P(OfFactors, Scales,
                         testing::Values(std::pair{kOnes, kOnes}, std::pair{kLarge, kOnes},
                                         std::pair{kOnes, kFar}, std::pair{kFar, kSmall},
                                         std::pair{kSmall, kLarge}));

}  // namespace
}  // namespace detente
