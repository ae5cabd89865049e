// The zone of a sum over issues, counted: against listing, and by hand where nothing can be listed.
#include "analysis/bargaining/zone_count.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente {
namespace {

// Two bargainers, tied issues, red lines, a poll and a parliament.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { MARGIN }
b = { no_deal = -1 }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"] }
z = { options = ["off", "on"], by = ["b"] }
w = { options = ["off", "half", "on"], by = ["a", "b"] }
[[rules]]
never = "x = yes and y = two"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y >= one <-> z = on", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { id = "line", never = "z = on and x = no and y = one" },
  { id = "half", never = "w = half" },
]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = -3 } }
[ratifiers.poll]
of = "b"
asked_if = "z = on"
quota = 0.5
segments = [{ share = 0.3, approves = "x = yes" }, { share = 0.3, approves = "y = one" },
            { share = 0.25, approves = "y = two" }]
[ratifiers.parliament]
of = "a"
approves = "w != on or y = zero"
)toml";

TEST(ZoneCount, IsWhatListingFinds) {
  for (const char* margin : {"", "margin = 1", "no_deal = 2", "no_deal = 100"}) {
    std::string text = kDispute;
    text.replace(text.find("MARGIN"), 6, margin);
    const auto dispute = parse_dispute(text, "t.toml");
    ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
    const std::vector<int> both{0, 1};
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    ASSERT_TRUE(world.has_value());
    const BargainingTable table = make_table(*world, both, std::nullopt);
    const Zone listed = find_zone(*world, table, {utility_of(*world, 0), utility_of(*world, 1)});
    const auto conditions = conditions_of(*dispute, world->scenario(), both, std::nullopt);
    Budget budget;
    const Zone zone = count_zone(*dispute, world->scenario(), both, *conditions->conditions,
                                 AdditiveForm::kMostPackages, budget);
    EXPECT_EQ(zone.why, "");
    EXPECT_EQ(zone.outcomes, listed.outcomes);
    EXPECT_EQ(zone.deals, listed.deals);
    EXPECT_EQ(zone.accepted_by_all, listed.accepted_by_all);
    EXPECT_EQ(zone.ratified_for_all, listed.ratified_for_all);
    for (std::size_t b = 0; b < 2; ++b) {
      const ZoneParty &one = zone.parties[b], &other = listed.parties[b];
      EXPECT_EQ(one.accepts, other.accepts) << margin << b;
      EXPECT_EQ(one.ratified, other.ratified) << margin << b;
      EXPECT_EQ(one.both, other.both) << margin << b;
      ASSERT_EQ(one.cuts.size(), other.cuts.size());
      for (std::size_t k = 0; k < one.cuts.size(); ++k) {
        EXPECT_EQ(one.cuts[k].kind, other.cuts[k].kind);
        EXPECT_EQ(one.cuts[k].index, other.cuts[k].index);
        EXPECT_EQ(one.cuts[k].removes, other.cuts[k].removes) << margin << b << k;
        EXPECT_EQ(one.cuts[k].alone, other.cuts[k].alone) << margin << b << k;
      }
    }
  }
}

// A ratifier that judges by b's acceptance cuts as b's no-deal does: nothing is known to be alone.
TEST(ZoneCount, DoesNotSayAloneWhereACutIsNotCounted) {
  std::string text = kDispute;
  text.replace(text.find("MARGIN"), 6, "");
  text += "[ratifiers.partner]\nof = \"a\"\nparty = \"b\"\n";
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  const Scenario scenario = make_scenario(*dispute, 0);
  const auto conditions = conditions_of(*dispute, scenario, {0, 1}, std::nullopt);
  Budget budget;
  const Zone zone = count_zone(*dispute, scenario, {0, 1}, *conditions->conditions,
                               AdditiveForm::kMostPackages, budget);
  EXPECT_TRUE(zone.deals.known());
  EXPECT_FALSE(zone.parties[0].ratified.known());
  const Cut& no_deal = zone.parties[1].cuts[0];
  EXPECT_FALSE(no_deal.removes.is_zero());
  EXPECT_FALSE(no_deal.alone.known());
  EXPECT_EQ(zone.why, "a ratifier judges by a bargainer's own acceptance");
}

Zone of_issues(const std::string& weight_of_a, int issues) {
  std::string text =
      "[dispute]\ntitle = \"t\"\n[parties]\na = { no_deal = 25 }\nb = { no_deal = 25 }\n";
  std::string a, b;
  text += "[issues]\n";
  for (int k = 0; k < issues; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n", k);
    a += fmt::format("{{ wants = \"i{} = yes\", weight = {}{} }}, ", k, weight_of_a,
                     weight_of_a.back() == '.' ? std::to_string(k * k * k + 1) : "");
    b += fmt::format("{{ wants = \"i{} = no\", weight = 1 }}, ", k);
  }
  const auto dispute =
      parse_dispute(text + "[preferences]\na = [" + a + "]\nb = [" + b + "]\n", "t.toml");
  EXPECT_TRUE(dispute.has_value());
  const Scenario scenario = make_scenario(*dispute, 0);
  const auto conditions = conditions_of(*dispute, scenario, {0, 1}, std::nullopt);
  Budget budget;
  return count_zone(*dispute, scenario, {0, 1}, *conditions->conditions,
                    AdditiveForm::kMostPackages, budget);
}

// Fifty issues, one each: a needs 25 of them settled, b 25 not. C(50, 25) ways; a alone accepts
// (2^50 + C(50, 25)) / 2.
TEST(ZoneCount, CountsWhatNobodyCouldList) {
  const Zone zone = of_issues("1", 50);
  EXPECT_EQ(zone.outcomes.digits(), "1125899906842624");
  EXPECT_EQ(zone.deals.digits(), "126410606437752");
  EXPECT_EQ(zone.parties[0].accepts.digits(), "626155256640188");
  EXPECT_EQ(zone.parties[0].cuts[0].removes.digits(), "499744650202436");
  EXPECT_EQ(zone.parties[0].cuts[0].alone.digits(), "499744650202436");  // b has 25 where a has not
}

TEST(ZoneCount, SaysWhatItCannotCount) {
  const Zone zone = of_issues("1.", 50);  // 1.1, 1.2, 1.9, 1.28, ...: every sum is another
  EXPECT_EQ(zone.outcomes.digits(), "1125899906842624");
  EXPECT_FALSE(zone.deals.known());
  EXPECT_TRUE(zone.parties[1].accepts.known());
  EXPECT_EQ(zone.why, "the values have more than 131072 different partial sums");
}

}  // namespace
}  // namespace detente
