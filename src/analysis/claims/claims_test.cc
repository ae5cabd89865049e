#include "analysis/claims/claims.h"

#include <gtest/gtest.h>

#include "analysis/hand_made.h"

namespace detente {
namespace {

// A deal that parliament does not approve where trust is between 0.30 and 0.31; where heat is above
// 0.95 the status quo cannot be.
constexpr const char* kText = R"toml([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
trust = 0.5
heat = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[[rules]]
id = "r"
never = "deal = no and heat > 0.95"
[ratifiers.parliament]
of = "a"
approves = "deal = no or not (trust >= 0.30 and trust <= 0.31)"
)toml";

ClaimRow checked(const std::string& holds) {
  const std::string claim =
      "[[claims]]\nid = \"T1\"\nsays = \"something\"\nholds = \"" + holds + "\"\n";
  Budget budget;
  const auto rows = check_claims(hand_made::dispute_of(kText + claim), {}, budget);
  EXPECT_TRUE(rows.has_value()) << holds;
  return rows ? rows->front() : ClaimRow{};
}

TEST(Claims, AreTriedWhereARatifierTips) {
  const ClaimRow row = checked("rung(now) >= ratifiable");
  EXPECT_TRUE(row.holds);
  EXPECT_FALSE(row.trivial);
  EXPECT_EQ(row.changed_by, "trust = 0.3");
}

TEST(Claims, AreTriedWhereTheirOwnFormulaTips) {
  const ClaimRow row = checked("possible(not (2 * trust >= 0.5 and 2 * trust <= 0.502))");
  EXPECT_TRUE(row.holds);
  EXPECT_FALSE(row.trivial);
  EXPECT_EQ(row.changed_by, "trust = 0.25");
}

TEST(Claims, AreNotChangedByWhatLeavesNoWorld) {
  for (const char* always : {"accepts(a, true)", "not rung(now) = none"}) {
    const ClaimRow row = checked(always);
    EXPECT_TRUE(row.holds) << always;
    EXPECT_TRUE(row.trivial) << always;
    EXPECT_EQ(row.changed_by, "") << always;
  }
}

}  // namespace
}  // namespace detente
