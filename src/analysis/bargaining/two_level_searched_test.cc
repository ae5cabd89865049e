// What an integer programme says of two levels, against listing.
#include "analysis/bargaining/two_level_searched.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "analysis/bargaining/study_testing.h"

namespace detente {
namespace {

using hand_made::filled;
using hand_made::studied;

// Tied issues, a no-deal that can break a red line, two polls, a parliament, a ratifier with
// interests of its own, a partner's, an issue off the table and a party outside.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { MARGIN }
b = { no_deal = -1 }
c = {}
d = { no_deal = UNION }
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"] }
z = { options = ["off", "on"], by = ["b"] }
w = { options = ["off", "half", "on"], by = ["a", "b"] }
v = { options = ["no", "yes"], by = ["c"] }
u = { options = ["no", "yes"], by = ["a"], active = false }
t = { options = ["p", "q", "r"], by = ["a"] }
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y >= one <-> z = on", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { wants = "v = yes", weight = 1 },
  { wants = "u = yes", weight = 2 },
  { wants = "t = q", weight = 1 },
  { id = "half", never = "w = half and t = q" },
]
d = [
  { wants = "x = yes or w = on", weight = 1 },
  { wants = "t = r", weight = 1 },
  { id = "line", never = "z = on and t = p" },
]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = -3 }, v = { yes = 2 }, t = { q = -0.5, r = 1.5 } }
[ratifiers.poll]
of = "b"
quota = POLL
segments = [{ share = 0.3, approves = "x = yes" }, { share = 0.3, approves = "y = one" },
            { share = 0.25, approves = "v = yes or u = yes" }]
[ratifiers.other_poll]
of = "a"
asked_if = "y != zero"
quota = 0.5
segments = [{ share = 0.4, approves = "x = no" }, { share = 0.35, approves = "w = on" }]
[ratifiers.parliament]
of = "a"
approves = "w != on or y = zero"
[ratifiers.union]
of = "b"
party = "d"
asked_if = "w != half"
[ratifiers.partner]
of = "a"
party = "b"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
)toml";

std::string variant(const std::string& margin, const std::string& poll, const std::string& line) {
  return filled(kDispute, {{"MARGIN", margin}, {"POLL", poll}, {"UNION", line}});
}

using Key = std::pair<int, std::vector<int>>;
std::map<Key, std::string> in_words(const std::vector<Opening>& openings) {
  std::map<Key, std::string> out;
  for (const Opening& one : openings)
    out[{static_cast<int>(one.kind), one.ids}] = fmt::format("{} {}", one.from, one.to);
  return out;
}

TEST(SearchedTwoLevel, IsWhatListingFinds) {
  std::set<int> kinds;
  std::size_t bindings = 0, lost = 0, open = 0;
  for (const char* margin :
       {"", "margin = 1", "no_deal = 3", "no_deal = 6", "no_deal = { w = \"half\", t = \"q\" }"}) {
    for (const char* poll : {"0.2", "0.5", "0.6", "0.9"}) {
      for (const char* line : {"0", "2"}) {
        const std::string text = variant(margin, poll, line),
                          what = fmt::format("{} {} {}", margin, poll, line);
        const BargainingStudy listed = studied(text, kMostOutcomes, {"nash"}),
                              searched = studied(text, 1, {"nash"});
        ASSERT_EQ(searched.method, "integer programme");
        ASSERT_TRUE(searched.two_level.has_value());
        const TwoLevel &mine = *searched.two_level, &other = *listed.two_level;
        EXPECT_EQ(mine.why_no_openings, "") << what;
        EXPECT_EQ(mine.why_no_binding, "") << what;
        ASSERT_EQ(mine.win_sets.size(), other.win_sets.size());
        for (std::size_t k = 0; k < mine.win_sets.size(); ++k) {
          EXPECT_EQ(mine.win_sets[k].party, other.win_sets[k].party);
          EXPECT_FALSE(mine.win_sets[k].outcomes.known());
          ASSERT_EQ(mine.win_sets[k].by_ratifier.size(), other.win_sets[k].by_ratifier.size());
        }
        EXPECT_EQ(in_words(mine.openings), in_words(other.openings)) << what;
        open += mine.openings.empty() ? 1 : 0;
        for (std::size_t k = 0; k < mine.openings.size(); ++k) {
          EXPECT_EQ(mine.openings[k].kind, other.openings[k].kind) << what;  // cheapest first
          EXPECT_FALSE(mine.openings[k].example.empty());
          EXPECT_FALSE(mine.openings[k].deals.known());
          kinds.insert(static_cast<int>(mine.openings[k].kind));
        }
        ASSERT_EQ(mine.binding.size(), other.binding.size()) << what;
        for (std::size_t k = 0; k < mine.binding.size(); ++k) {
          EXPECT_EQ(mine.binding[k].party, other.binding[k].party) << what;
          EXPECT_EQ(mine.binding[k].with.has_value(), other.binding[k].with.has_value()) << what;
          EXPECT_EQ(mine.binding[k].without.has_value(), other.binding[k].without.has_value());
          EXPECT_EQ(mine.binding[k].utility_with, other.binding[k].utility_with) << what;
          EXPECT_EQ(mine.binding[k].utility_without, other.binding[k].utility_without) << what;
          bindings += mine.binding[k].utility_without != mine.binding[k].utility_with ? 1 : 0;
          lost += !mine.binding[k].with && mine.binding[k].without ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GE(kinds.size(), 4U);  // the cases are no empty ones
  EXPECT_GT(bindings, 0U);
  EXPECT_GT(lost, 0U);
  EXPECT_GT(open, 0U);
}

// Numbers with so many digits that the solver cannot tell neighbours apart.
TEST(SearchedTwoLevel, SaysWhereTheProofIsNotExact) {
  std::string text = variant("no_deal = 6", "0.9", "2");
  const std::string from = "{ wants = \"x = yes\", weight = 3 }";
  text.replace(text.find(from), from.size(), "{ wants = \"x = yes\", weight = 3.000000001 }");
  const BargainingStudy study = studied(text, 1, {"nash"});
  ASSERT_EQ(study.method, "integer programme");
  ASSERT_TRUE(study.two_level.has_value());
  EXPECT_NE(study.two_level->why_no_openings.find("tell neighbours apart"), std::string::npos);
  EXPECT_NE(study.two_level->why_no_binding.find("tell neighbours apart"), std::string::npos);
}

}  // namespace
}  // namespace detente
