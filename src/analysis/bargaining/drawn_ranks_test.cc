// Ranks by drawing: shares against listing, weights by hand.
#include "analysis/bargaining/drawn_ranks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/bargaining/sums_testing.h"
#include "analysis/bargaining/tilted_sums.h"

namespace detente {
namespace {

using sums_testing::drawn_sum;
using sums_testing::listed_deals;

// Two issues of two options: 0 or 1 for the one party.
AdditiveForm two_coins() {
  AdditiveForm out;
  out.issues = {0, 1};
  out.options = {{0, 1}, {0, 1}};
  out.value = {{{0, 1}, {0, 1}}};
  out.no_deal = out.floor = {0};
  out.rest = {0, 0};
  return out;
}

TEST(TiltedSums, TiltsTwoCoins) {
  const AdditiveForm form = two_coins();
  const TiltedSums sums(form);
  EXPECT_DOUBLE_EQ(sums.mean({0})[0], 0.5);  // in parts of the range of 2
  EXPECT_DOUBLE_EQ(sums.log_mean({0}), 0);
  // chances 1/4 and 3/4 of each coin: exp(t / 2) = 3, and L = 2 log((1 + 3) / 2)
  const double tilt = 2 * std::log(3.0);
  EXPECT_NEAR(sums.mean({tilt})[0], 0.75, 1e-12);
  EXPECT_NEAR(sums.log_mean({tilt}), 2 * std::log(2.0), 1e-12);
  EXPECT_NEAR(sums.tilt_to({0.75})[0], tilt, 1e-2);
  EXPECT_EQ(sums.tilt_to({0.3})[0], 0);
  // Half of the draws uniform: the chance of two ones is 1/4 and 9/16, so 13/32 in all.
  const auto mixture = sums.mixture({{0}, {tilt}});
  EXPECT_NEAR(mixture.weight({2}), (1.0 / 4) / (13.0 / 32), 1e-12);
  EXPECT_NEAR(mixture.weight({0}), (1.0 / 4) / (5.0 / 32), 1e-12);
}

// Five deals of the same weight: 9, 7, 7, 4, 1.
TEST(DrawnRanks, AreSharesOfTheDealsDrawn) {
  const DrawnRanks ranks({{{7, 1}, {1, 1}, {9, 1}, {7, 1}, {4, 1}}});
  EXPECT_EQ(ranks.better(0, 9).share, 0);
  EXPECT_EQ(ranks.better(0, 8).share, 0.2);
  EXPECT_EQ(ranks.better(0, 7).share, 0.2);
  EXPECT_EQ(ranks.better(0, 4).share, 0.6);
  EXPECT_EQ(ranks.better(0, 0).share, 1);
  EXPECT_EQ(ranks.better(0, 9).low, 0);
  EXPECT_EQ(ranks.better(0, 9).high, 0.6);  // three draws of five more are not ruled out
  EXPECT_EQ(ranks.levels(), 5U);            // none, a fifth, three fifths, four, all
  EXPECT_EQ(ranks.steps()[0].level_of(7), 1U);
  EXPECT_EQ(ranks.steps()[0].level_of(5), 2U);
  EXPECT_EQ(ranks.steps()[0].level_of(0), 4U);
}

TEST(DrawnRanks, AgreeWithListing) {
  std::size_t looks = 0, within = 0, rare = 0;
  for (std::uint64_t number = 0; number < 10; ++number) {
    Random random(13, number);
    const std::size_t parties = 2 + random.below(3);
    const auto floor = static_cast<std::int64_t>(150 + 30 * random.below(8));
    const AdditiveForm form = drawn_sum({parties, 7, 4, 101, floor}, random);
    const std::vector<Point> deals = listed_deals(form);
    if (deals.size() < 20) continue;
    Budget budget;
    const DrawnRanks ranks(draw_deals(form, {number, 2}, budget));
    for (std::size_t p = 0; p < parties; ++p) {
      std::vector<std::int64_t> values;
      values.reserve(deals.size());
      for (const Point& deal : deals) values.push_back(deal[p]);
      std::sort(values.begin(), values.end(), std::greater<>());
      for (const std::size_t at : {values.size() / 500, values.size() / 50, values.size() / 3}) {
        const auto better = std::count_if(values.begin(), values.end(),
                                          [&](std::int64_t v) { return v > values[at]; });
        const double exact = static_cast<double>(better) / static_cast<double>(values.size());
        const ShareEstimate found = ranks.better(p, values[at]);
        EXPECT_GE(exact, found.share - 2.5 * (found.share - found.low) - 1e-12) << number;
        EXPECT_LE(exact, found.share + 2.5 * (found.high - found.share)) << number;
        within += exact >= found.low && exact <= found.high ? 1 : 0;
        rare += exact < 0.01 ? 1 : 0;
        ++looks;
      }
    }
  }
  EXPECT_GT(looks, 50U);
  EXPECT_GT(rare, 15U);
  EXPECT_GE(within * 10, looks * 9);
}

// Ten issues of four options, and a floor that one outcome in a million reaches.
TEST(DrawnRanks, MeetsDealsThatAreRare) {
  AdditiveForm form;
  form.value = {{}, {}};
  for (int i = 0; i < 10; ++i) {
    form.issues.push_back(i);
    form.options.push_back({0, 1, 2, 3});
    form.value[0].push_back({0, 0, 0, 1});
    form.value[1].push_back({0, 1, 2, 3});
    form.rest.push_back(0);
  }
  form.no_deal = form.floor = {10, 0};  // the first party's whole 10: one deal
  Budget budget;
  const auto drawn = draw_deals(form, {}, budget);
  ASSERT_FALSE(drawn[0].empty());
  const auto drawn_twice = draw_deals(form, {1, 2}, budget);  // two threads
  ASSERT_EQ(drawn_twice[1].size(), drawn[1].size());
  for (std::size_t k = 0; k < drawn[1].size(); ++k) {
    EXPECT_EQ(drawn_twice[1][k].utility, drawn[1][k].utility);
    EXPECT_EQ(drawn_twice[1][k].weight, drawn[1][k].weight);
  }
  EXPECT_EQ(DrawnRanks(drawn).better(1, 30).share, 0);
  EXPECT_EQ(DrawnRanks(drawn).better(1, 29).share, 1);
}

}  // namespace
}  // namespace detente
