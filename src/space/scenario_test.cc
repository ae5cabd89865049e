// What is refused of changes that come from outside.
#include "space/scenario.h"

#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente {
namespace {

Dispute dispute_with_poll() {
  auto dispute = parse_dispute(R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [{ wants = "deal = yes", weight = 1 }, { wants = "deal = yes", weight = "f" }]
[ratifiers.public]
of = "b"
quota = 0.5
segments = [{ share = 0.4, approves = "deal = yes" }, { share = 0.3, approves = "deal = no" }]
)",
                               "t.toml");
  EXPECT_TRUE(dispute.has_value());
  return *dispute;
}

TEST(CheckChanges, RefusesWeightsThatSumsCannotHoldExactly) {
  const Dispute dispute = dispute_with_poll();
  Changes changes;
  const std::int64_t most = 1'000'000'000 * Decimal::kOne;
  changes.weights = {{0, most}};
  EXPECT_TRUE(check_changes(dispute, changes).empty());
  changes.weights = {{0, most + 1}};
  EXPECT_EQ(check_changes(dispute, changes).size(), 1U);
  changes.weights = {{0, -most - 1}};
  EXPECT_EQ(check_changes(dispute, changes).size(), 1U);
  changes.weights = {{0, most / 2}, {0, -most / 2}};
  EXPECT_TRUE(check_changes(dispute, changes).empty());
  changes.weights = {{0, most / 2}, {0, -most / 2 - 1}};  // one party's together
  EXPECT_EQ(check_changes(dispute, changes).size(), 1U);
}

TEST(CheckChanges, RefusesSharesThatAreNone) {
  const Dispute dispute = dispute_with_poll();
  const auto refused = [&](std::vector<std::int64_t> shares) {
    Changes changes;
    changes.shares = {{0, std::move(shares)}};
    return !check_changes(dispute, changes).empty();
  };
  const std::int64_t tenth = Decimal::kOne / 10;
  EXPECT_FALSE(refused({4 * tenth, 6 * tenth}));
  EXPECT_FALSE(refused({0, 0}));
  EXPECT_TRUE(refused({4 * tenth, 6 * tenth + 1}));
  EXPECT_TRUE(refused({-1, tenth}));
  EXPECT_TRUE(refused({tenth}));
  EXPECT_TRUE(refused({tenth, tenth, tenth}));
}

// A number put in the place of an expression is the weight there.
TEST(Weights, OneGivenFromOutsideTakesThePlaceOfAnExpression) {
  const Dispute dispute = dispute_with_poll();
  Changes changes;
  changes.weights = {{1, 7}};
  EXPECT_EQ(weight_units(dispute, make_scenario(dispute, 0), dispute->statements[1]),
            Decimal::kOne / 2);
  EXPECT_EQ(weight_units(dispute, make_scenario(dispute, 0, changes), dispute->statements[1]), 7);
  EXPECT_EQ(weight_units(dispute, make_scenario(dispute, 0, changes), dispute->statements[0]),
            Decimal::kOne);
}

}  // namespace
}  // namespace detente
