// Fallback bargaining over an integer programme: against listing.
#include "analysis/bargaining/programme_fallback.h"

#include <gtest/gtest.h>

#include "analysis/bargaining/study_testing.h"

namespace detente {
namespace {

using hand_made::filled;
using hand_made::studied;

// Rules that tie issues, an implication in a statement, a red line.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { no_deal = A }
b = { no_deal = B }
c = { no_deal = -3 }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], by = ["a", "b"] }
z = { options = ["off", "on"], by = ["b"] }
w = { options = ["off", "half", "on"], by = ["a", "b"] }
v = { options = ["p", "q", "r"], by = ["c"] }
[[rules]]
never = "x = yes and y = two"
[[rules]]
never = "z = on and w = off and v = p"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y = one <-> z = on", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { wants = "v = q or w = on", weight = 1.2 },
  { id = "line", never = "z = on and x = no and y = zero" },
]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = -3 }, v = { q = 0.5 } }
[preferences.c]
values = { x = { yes = -1 }, w = { half = 2, on = 3 }, v = { q = -1.5, r = 1 }, y = { two = -2 } }
)toml";

TEST(ProgrammeFallback, IsNearToWhatListingFinds) {
  std::size_t rows = 0, deeper = 0;
  for (const char* a : {"0", "2", "4"}) {
    for (const char* b : {"-3", "0", "1.5"}) {
      const std::string text =
          filled(kDispute, {{"A }", std::string(a) + " }"}, {"B }", std::string(b) + " }"}});
      const BargainingStudy listed = studied(text, kMostOutcomes, {"fallback"});
      const BargainingStudy drawn = studied(text, 1, {"fallback"});
      ASSERT_EQ(drawn.method, "integer programme");
      ASSERT_EQ(drawn.solutions.size(), listed.solutions.size()) << a << " " << b;
      for (std::size_t k = 0; k < drawn.solutions.size(); ++k) {
        const SolutionRow &mine = drawn.solutions[k], &other = listed.solutions[k];
        EXPECT_EQ(mine.quota, other.quota);
        EXPECT_EQ(mine.status.status, "sampled");
        EXPECT_FALSE(mine.depth.known());
        ASSERT_TRUE(mine.depth_share.has_value());
        const double share =
            (other.depth.to_double() - 1) / std::strtod(listed.deals->c_str(), nullptr);
        // about ten thousand draws: 3 % are six deviations
        EXPECT_NEAR(mine.depth_share->share, share, 0.03) << a << " " << b << " " << mine.quota;
        EXPECT_LE(mine.depth_share->low, mine.depth_share->share);
        EXPECT_GT(mine.depth_share->high, mine.depth_share->share);
        ASSERT_EQ(mine.points.size(), 1U);
        ++rows;
        deeper += share > 0.05 ? 1 : 0;
      }
    }
  }
  EXPECT_GE(rows, 15U);
  EXPECT_GE(deeper, 5U);
}

}  // namespace
}  // namespace detente
