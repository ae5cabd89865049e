#include "cli/time_left.h"

#include <gtest/gtest.h>

namespace detente::cli {
namespace {

TEST(TimeLeft, SaysNothingBeforeASecondAndNothingWithoutProgress) {
  TimeLeft left;
  EXPECT_FALSE(left.after(100, 0).has_value());
  EXPECT_FALSE(left.after(100.5, 0.1).has_value());
  TimeLeft idle;
  idle.after(0, 0.5);
  EXPECT_FALSE(idle.after(5, 0.5).has_value());
}

TEST(TimeLeft, IsWhatIsLeftAtTheSpeedOfTheLastTenSeconds) {
  TimeLeft left;
  left.after(0, 0);
  EXPECT_DOUBLE_EQ(*left.after(2, 0.2), 8);
  // Half at once, then 1 % a second: the leap is forgotten.
  TimeLeft resumed;
  resumed.after(0, 0);
  resumed.after(0.2, 0.5);
  std::optional<double> last;
  for (int s = 1; s <= 30; ++s) last = resumed.after(0.2 + s, 0.5 + 0.01 * s);
  EXPECT_NEAR(*last, 20, 1e-6);
}

TEST(TimeLeft, DurationsAreRoundedAsPeopleSayThem) {
  EXPECT_EQ(duration_in_words(-1), "0 s");
  EXPECT_EQ(duration_in_words(39.2), "40 s");
  EXPECT_EQ(duration_in_words(200), "3 min");
  EXPECT_EQ(duration_in_words(7500), "2 h 5 min");
}

}  // namespace
}  // namespace detente::cli
