// Adjusted Winner against published divisions; points and results are those of the literature
// (docs/methods/bargaining.md), in exact fractions.
#include "analysis/bargaining/adjusted_winner.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

// Option 0: side 0 has it; option 1: side 1 has it.
std::vector<std::vector<std::vector<std::int64_t>>> goods(const std::vector<std::int64_t>& a,
                                                          const std::vector<std::int64_t>& b) {
  std::vector<std::vector<std::vector<std::int64_t>>> value(2);
  for (std::size_t i = 0; i < a.size(); ++i) {
    value[0].push_back({a[i] * 1'000'000'000, 0});
    value[1].push_back({0, b[i] * 1'000'000'000});
  }
  return value;
}

TEST(AdjustedWinner, PanamaCanal) {
  const auto out = adjusted_winner(
      goods({22, 22, 15, 14, 11, 6, 4, 2, 2, 2}, {9, 15, 15, 3, 15, 5, 11, 7, 7, 13}));
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->start[0].to_string(), "64");
  EXPECT_EQ(out->start[1].to_string(), "68");  // with the tied land and water
  ASSERT_EQ(out->transfers.size(), 1U);
  EXPECT_EQ(out->transfers[0].issue, 2U);
  EXPECT_EQ(out->transfers[0].part.to_string(), "2/15");
  EXPECT_EQ(out->totals[0].to_string(), "66");
  EXPECT_EQ(out->totals[1].to_string(), "66");
}

TEST(AdjustedWinner, CampDavid) {
  const auto out = adjusted_winner(goods({35, 10, 20, 10, 5, 20}, {55, 5, 10, 5, 20, 5}));
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->start[0].to_string(), "60");
  EXPECT_EQ(out->start[1].to_string(), "75");
  ASSERT_EQ(out->transfers.size(), 1U);
  EXPECT_EQ(out->transfers[0].issue, 0U);  // Sinai: 55/35 is below 20/5
  EXPECT_EQ(out->transfers[0].part.to_string(), "1/6");
  EXPECT_EQ(out->totals[0].to_string(), "65 5/6");
  EXPECT_EQ(out->totals[1].to_string(), "65 5/6");
  EXPECT_EQ(out->issues[0].share.to_string(), "1/6");
}

TEST(AdjustedWinner, ADivorce) {
  const auto out = adjusted_winner(goods({10, 40, 10, 40}, {40, 20, 30, 10}));
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->start[0].to_string(), "80");
  EXPECT_EQ(out->start[1].to_string(), "70");
  EXPECT_EQ(out->transfers[0].part.to_string(), "1/6");
  EXPECT_EQ(out->totals[0].to_string(), "73 1/3");
  EXPECT_EQ(out->totals[1].to_string(), "73 1/3");
}

// Points are scaled to 100, so a party's unit does not matter.
TEST(AdjustedWinner, TheUnitOfAPartyDoesNotMatter) {
  auto value = goods({35, 10, 20, 10, 5, 20}, {55, 5, 10, 5, 20, 5});
  for (auto& column : value[1]) {
    for (auto& one : column) one = one * 3 + 17;
  }
  const auto out = adjusted_winner(value);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->totals[0].to_string(), "65 5/6");
}

// Two goods; A 90/10, B 80/20. A starts with the first (90), B has 20: handing over
// 70 / 170 of the first leaves both 90 - 70 * 90 / 170 = 52 16/17.
TEST(AdjustedWinner, AGoodThatBothWantMostIsSplit) {
  const auto out = adjusted_winner(goods({90, 10}, {80, 20}));
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->transfers[0].part.to_string(), "7/17");
  EXPECT_EQ(out->totals[0].to_string(), "52 16/17");
  EXPECT_EQ(out->totals[1].to_string(), "52 16/17");
}

TEST(AdjustedWinner, NeedsTwoSidesThatCare) {
  EXPECT_FALSE(adjusted_winner(goods({0, 0}, {1, 2})).has_value());
}

}  // namespace
}  // namespace detente
