// Conditions as sums, against the conditions themselves over every outcome.
#include "analysis/bargaining/outcome_sums.h"

#include <gtest/gtest.h>

#include "analysis/hand_made.h"
#include "space/world.h"

namespace detente {
namespace {

// A no-deal that breaks a red line, ratifiers of every kind, a proposition, a rule without issues'
// choice, and a formula of so many issues that it is no table.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { no_deal = { w = "half" } }
b = { no_deal = -1 }
c = { no_deal = 1 }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"] }
z = { options = ["off", "on"], by = ["b"] }
w = { options = ["off", "half", "on"], by = ["a", "b"] }
v = { options = ["o0", "o1", "o2", "o3", "o4", "o5"], by = ["a"] }
u = { options = ["o0", "o1", "o2", "o3", "o4", "o5"], by = ["a"] }
[propositions]
both = "x = yes and z = on"
[[rules]]
never = "both and y = two"
[[rules]]
never = "v = o5 and u = o5"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y >= one <-> z = on", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { wants = "x = yes and (y = one or z = on) and (w = on or v = o3) and u != o2", weight = 4 },
  { id = "line", never = "z = on and x = no and y = one" },
  { id = "half", never = "w = half" },
]
c = [ { wants = "x = yes", weight = 1 }, { wants = "z = on", weight = 1 }, { id = "no_w", never = "w = on" } ]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = -3 }, u = { o3 = 1.25 } }
[ratifiers.poll]
of = "b"
asked_if = "z = on"
quota = 0.5
segments = [{ share = 0.3, approves = "x = yes" }, { share = 0.3, approves = "y = one" },
            { share = 0.25, approves = "y = two or v = o2" }]
[ratifiers.parliament]
of = "a"
approves = "w != on or y = zero"
[ratifiers.partner]
of = "a"
party = "b"
asked_if = "y != one"
[ratifiers.outsider]
of = "b"
party = "c"
asked_if = "x = no"
)toml";

TEST(OutcomeSums, AreTheConditions) {
  const Dispute dispute = hand_made::dispute_of(kDispute);
  const Scenario scenario = make_scenario(dispute, 0);
  const auto found = conditions_of(dispute, scenario, {0, 1}, std::nullopt);
  ASSERT_TRUE(found && found->conditions);
  const Conditions& conditions = *found->conditions;
  const OutcomeSums sums(dispute, scenario, conditions);
  const std::vector<std::size_t> of_z = sums.speaking_of({2}), of_both = sums.speaking_of({2, 4});
  std::size_t table = 0, deals = 0;
  for (int n = 0; n < 2 * 3 * 2 * 3 * 6 * 6; ++n) {
    std::vector<int> at{n % 2, n / 2 % 3, n / 6 % 2, n / 12 % 3, n / 36 % 6, n / 216};
    const auto here = sums.all(at);
    const bool on = on_table(dispute, scenario, conditions, at);
    EXPECT_EQ(sums.on_table(at), on) << n;
    EXPECT_EQ(OutcomeSums::on_table(here), on) << n;
    EXPECT_EQ(sums.is_deal(here), is_deal(dispute, scenario, conditions, at)) << n;
    table += on ? 1 : 0;
    deals += sums.is_deal(here) ? 1 : 0;
    bool some = false;  // option of z puts it on the table
    for (const int z : {0, 1}) {
      std::vector<int> other = at;
      other[2] = z;
      some = some || on_table(dispute, scenario, conditions, other);
    }
    EXPECT_TRUE(!some || sums.others_on_table(of_z, at, here)) << n;
    // one issue, or two, changed
    for (const bool both : {false, true}) {
      std::vector<int> other = at;
      other[2] = 1 - at[2];
      if (both) other[4] = (at[4] + 1) % 6;
      auto there = here;
      sums.add(both ? of_both : of_z, at, -1, there);
      sums.add(both ? of_both : of_z, other, 1, there);
      EXPECT_EQ(there, sums.all(other)) << n;
    }
  }
  EXPECT_GT(table, deals);  // the case is no empty one
  EXPECT_GT(deals, 50U);
}

}  // namespace
}  // namespace detente
