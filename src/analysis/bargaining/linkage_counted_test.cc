// What counting says of linkage and of two levels: against listing, and by hand where nothing can
// be listed.
#include "analysis/bargaining/linkage_counted.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "analysis/bargaining/study_testing.h"

namespace detente {
namespace {

using hand_made::filled;
using hand_made::studied;

// Tied issues, red lines, two polls, a parliament, an issue off the table and a party outside.
constexpr const char* kDispute = R"toml([dispute]
title = "t"
[parties]
a = { MARGIN }
b = { no_deal = -1 }
c = {}
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
  { wants = "TIED", weight = 2 },
  { wants = "w = half", weight = 1.5 },
  { wants = "v = yes", weight = 1 },
  { wants = "u = yes", weight = 2 },
  { wants = "t = q", weight = 1 },
  { id = "half", never = "w = half" },
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
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
)toml";

std::string variant(const std::string& margin, const std::string& poll, const std::string& tied) {
  return filled(kDispute, {{"MARGIN", margin}, {"POLL", poll}, {"TIED", tied}});
}

using Key = std::pair<int, std::vector<int>>;
std::map<Key, std::string> in_words(const std::vector<Opening>& openings) {
  std::map<Key, std::string> out;
  for (const Opening& one : openings)
    out[{static_cast<int>(one.kind), one.ids}] =
        fmt::format("{} {} {}", one.from, one.to, one.deals.digits());
  return out;
}

TEST(CountedLinkage, IsWhatListingFinds) {
  std::set<int> kinds;
  std::size_t bindings = 0, unions = 0;
  for (const char* margin : {"", "margin = 1", "no_deal = 3", "no_deal = 100"}) {
    for (const char* poll : {"0.2", "0.5", "0.6", "0.9"}) {
      for (const char* tied : {"y >= one", "y >= one <-> z = on"}) {
        const std::string text = variant(margin, poll, tied), what = text.substr(30, 30) + poll;
        const BargainingStudy listed = studied(text, kMostOutcomes),
                              counted = studied(text, 150);  // of 216
        ASSERT_EQ(counted.method, "sums over issues");
        ASSERT_EQ(counted.linkage->issues.size(), listed.linkage->issues.size());
        for (std::size_t k = 0; k < listed.linkage->issues.size(); ++k) {
          const IssueEffect &mine = counted.linkage->issues[k], &other = listed.linkage->issues[k];
          EXPECT_EQ(mine.issue, other.issue);
          EXPECT_EQ(mine.deals_frozen, other.deals_frozen) << what << k;
          EXPECT_EQ(mine.without, other.without) << what << k;
          EXPECT_EQ(mine.outcomes_without, other.outcomes_without) << what << k;
          if (!mine.packages.known()) continue;  // tied to others
          EXPECT_EQ(mine.packages, other.packages) << what << k;
          unions += mine.packages.is_zero() ? 0 : 1;
        }
        const TwoLevel &mine = *counted.two_level, &other = *listed.two_level;
        EXPECT_EQ(mine.why_no_openings, "");
        EXPECT_EQ(in_words(mine.openings), in_words(other.openings)) << what;
        for (std::size_t k = 0; k < mine.openings.size(); ++k) {
          EXPECT_EQ(mine.openings[k].kind, other.openings[k].kind) << what;  // cheapest first
          EXPECT_FALSE(mine.openings[k].example.empty());
          kinds.insert(static_cast<int>(mine.openings[k].kind));
        }
        if (!mine.why_no_binding.empty()) continue;
        ASSERT_EQ(mine.binding.size(), other.binding.size()) << what;
        for (std::size_t k = 0; k < mine.binding.size(); ++k) {
          EXPECT_EQ(mine.binding[k].with.has_value(), other.binding[k].with.has_value()) << what;
          EXPECT_EQ(mine.binding[k].utility_with, other.binding[k].utility_with) << what;
          EXPECT_EQ(mine.binding[k].utility_without, other.binding[k].utility_without) << what;
          bindings += mine.binding[k].utility_without != mine.binding[k].utility_with ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GE(kinds.size(), 4U);  // the cases are no empty ones
  EXPECT_GT(bindings, 0U);
  EXPECT_GT(unions, 0U);
}

// Fifty issues, one each for a settled and for b not; both need 25. With the first one as it is: 25
// of the other 49 settled. With it in play: 24 or 25 of them. Without it 25 and 25 are not to be
// had.
TEST(CountedLinkage, CountsWhatNobodyCouldList) {
  std::string text =
      "[dispute]\ntitle = \"t\"\n[parties]\na = { no_deal = 25 }\nb = { no_deal = 25 }\n[issues]\n";
  std::string a, b;
  for (int k = 0; k < 50; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n", k);
    a += fmt::format("{{ wants = \"i{} = yes\", weight = 1 }}, ", k);
    b += fmt::format("{{ wants = \"i{} = no\", weight = 1 }}, ", k);
  }
  const BargainingStudy study =
      studied(text + "[preferences]\na = [" + a + "]\nb = [" + b + "]\n", kMostOutcomes);
  ASSERT_EQ(study.linkage->issues.size(), 50U);
  const IssueEffect& first = study.linkage->issues.front();
  EXPECT_EQ(first.deals_frozen.digits(), "63205303218876");
  EXPECT_EQ(first.packages.digits(), "126410606437752");
  EXPECT_EQ(first.without.digits(), "0");
  EXPECT_EQ(first.outcomes_without.digits(), "562949953421312");
}

// The parliament lets nothing pass. Without it the poll would, whose opinion ties two issues: not
// one package of these may be made here, so it is not known that it would; then nothing is said of
// both together.
TEST(CountedTwoLevel, LooksAtPairsOnlyIfNoSingleRatifierIsEnough) {
  const std::string text = R"toml([dispute]
title = "t"
[parties]
a = { no_deal = 0 }
b = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["no", "yes"], by = ["b"] }
[preferences]
a = { values = { x = { yes = 3 } } }
b = { values = { x = { yes = 1 }, y = { no = 1 } } }
[ratifiers.poll]
of = "a"
quota = 0.2
segments = [{ share = 0.1, approves = "x = yes" }, { share = 0.2, approves = "x = yes or y = no" }]
[ratifiers.parliament]
of = "a"
approves = "x = yes and x = no"
)toml";
  const BargainingStudy listed = studied(text, kMostOutcomes), counted = studied(text, 1);
  ASSERT_EQ(listed.two_level->openings.size(), 1U);
  EXPECT_EQ(listed.two_level->openings[0].kind, OpeningKind::kRatifier);
  ASSERT_EQ(counted.method, "sums over issues");
  EXPECT_TRUE(counted.two_level->openings.empty());
  EXPECT_NE(counted.two_level->why_no_openings.find("pairs of ratifiers were not looked at"),
            std::string::npos)
      << counted.two_level->why_no_openings;
}

}  // namespace
}  // namespace detente
