// Disputes too large to list whose frontier is too large to keep.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/bargaining/study.h"
#include "format/registry.h"

namespace detente {
namespace {

// Ten issues of five options; option o of issue i gives a o * 5^i and takes as much from b. Every
// outcome is efficient: a has each whole number below 5^10 exactly once. Only the status quo (0, 0)
// is as good as no-deal for both.
std::string digits_of_five() {
  std::string issues, a, b;
  std::int64_t power = 1;
  for (int i = 0; i < 10; ++i, power *= 5) {
    issues += fmt::format(
        "i{} = {{ options = [\"o0\", \"o1\", \"o2\", \"o3\", \"o4\"], by = [\"a\"] }}\n", i);
    for (int o = 1; o < 5; ++o) {
      a += fmt::format("{{ wants = \"i{} = o{}\", weight = {} }},\n", i, o, o * power);
      b += fmt::format("{{ wants = \"i{} = o{}\", weight = {} }},\n", i, o, -o * power);
    }
  }
  return "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n" + issues +
         "[preferences]\na = [\n" + a + "]\nb = [\n" + b + "]\n";
}

TEST(BargainingStudy, SaysWithinWhichGapAFrontierIsThatDoesNotFit) {
  const auto dispute = parse_dispute(digits_of_five(), "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  BargainingAsked asked;
  asked.most_outcomes = 1000;
  Budget budget;
  const auto study = study_bargaining(*dispute, 0, asked, budget);
  ASSERT_TRUE(study.has_value()) << format_error(study.error().front());
  EXPECT_EQ(study->outcomes, "9765625");

  EXPECT_EQ(study->frontier.status.status, "exact");
  ASSERT_EQ(study->frontier.points.size(), 1U);
  EXPECT_EQ(study->frontier.points.front().utility, (std::vector<std::int64_t>{0, 0}));

  const DealList& list = study->table_frontier;
  EXPECT_EQ(list.status.status, "within_gap");
  EXPECT_GT(list.status.gap, 0);
  EXPECT_LT(list.status.gap, 9'765'625 * 0.0011);
  EXPECT_LE(list.points.size(), 1'000'000U);
  // a's numbers go down from the largest; what is passed over costs b no more than the gap
  std::int64_t above = 9'765'625;
  for (const DealPoint& point : list.points) {
    const std::int64_t a = point.utility[0] / Decimal::kOne;
    ASSERT_LT(a, above);
    if (above == 9'765'625) {
      EXPECT_EQ(a, 9'765'624);
    } else {
      ASSERT_LE(static_cast<double>(above - a - 1), list.status.gap);
    }
    ASSERT_EQ(point.utility[1], -point.utility[0]);
    ASSERT_EQ(point.deals.size(), 1U);
    std::int64_t digits = 0, power = 1;
    for (const int option : point.deals.front()) {
      digits += option * power;
      power *= 5;
    }
    ASSERT_EQ(digits, a);
    ASSERT_EQ(point.in_deals, a == 0);
    above = a;
  }
  EXPECT_LE(static_cast<double>(above), list.status.gap);
}

}  // namespace
}  // namespace detente
