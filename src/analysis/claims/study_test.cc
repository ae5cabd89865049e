#include "analysis/claims/study.h"

#include <gtest/gtest.h>

#include "analysis/claims/claims.h"
#include "format/registry.h"

namespace detente {
namespace {

// A third party undoes the deal; worked out in tests/golden/cases/durable. A factor moves c's
// weight.
constexpr const char* kText = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
anger = { value = 2, domain = [0, 4] }
[parties]
a = {}
b = {}
c = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
stance = { options = ["calm", "strike"], by = ["c"] }
[preferences]
a = [ { wants = "deal = yes", weight = 2 } ]
b = [ { wants = "deal = yes", weight = 2 }, { wants = "stance = calm", weight = 3 } ]
c = [
  { wants = "stance = strike or deal = no", weight = "anger" },
  { wants = "stance = calm", weight = 1 },
]
)";

bool holds(const std::string& text) {
  const auto dispute = parse_dispute(kText, "t.toml");
  EXPECT_TRUE(dispute.has_value());
  const auto query = parse_query(text, {"t.toml", 1, 1}, *dispute);
  EXPECT_TRUE(query.has_value()) << text << ": " << (query ? "" : query.error().front().message);
  if (!query) return false;
  Budget budget;
  return Study(*dispute, {}, 1, kMostOutcomes, budget).holds(*query, 0);
}

TEST(Query, AcceptsIfSomeFeasibleOutcomeIsAccepted) {
  EXPECT_TRUE(holds("accepts(b, deal = yes)"));
  EXPECT_FALSE(holds("accepts(b, deal = yes and stance = strike)"));
  EXPECT_TRUE(holds("never_accepts(b, deal = yes and stance = strike)"));
}

TEST(Query, PrefersComparesPairsThatAgreeOnWhatIsNotMentioned) {
  EXPECT_TRUE(holds("prefers(b, stance = calm, stance = strike)"));
  // without a deal c only loses its quiet by a strike; with one it gains
  EXPECT_FALSE(holds("prefers(c, stance = strike, stance = calm)"));
  EXPECT_TRUE(holds("prefers(c, stance = strike and deal = yes, stance = calm and deal = yes)"));
  EXPECT_FALSE(holds("prefers(a, stance = calm, stance = strike)"));  // indifferent
}

TEST(Query, AsksForRungsStoppersAndBreaks) {
  EXPECT_TRUE(holds("possible(deal = yes and stance = strike)"));
  EXPECT_TRUE(holds("rung(now) = ratifiable"));
  EXPECT_TRUE(holds("rung(now) >= mutual"));
  EXPECT_FALSE(holds("rung(now) > rung(now)"));
  EXPECT_FALSE(holds("ready(now)"));
  EXPECT_TRUE(holds("stopped_by(c, now)"));
  EXPECT_FALSE(holds("stopped_by(a, now)"));
  EXPECT_TRUE(holds("breaks(c, deal = yes and stance = calm)"));
  EXPECT_FALSE(holds("breaks(c, deal = yes and stance = strike)"));
}

TEST(Query, LiftsAndThresholdsAreThoseOfTheAnswer) {
  EXPECT_TRUE(holds("lifts(c, now)"));
  EXPECT_TRUE(holds("lifts(c.1, now)"));
  EXPECT_FALSE(holds("lifts(c.2, now)"));
  EXPECT_TRUE(holds("lifts({c.2, b.2}, now)"));
  // c strikes if anger exceeds its wish for quiet, which weighs 1
  EXPECT_TRUE(holds("threshold(anger, now) = 1"));
  EXPECT_FALSE(holds("threshold(anger, now) > 1.01"));
  EXPECT_TRUE(holds("threshold(anger, now) > 1e-3"));
  EXPECT_TRUE(holds("not threshold(anger, now) < -1.5e+0"));
}

TEST(Query, AndBindsBeforeOr) {
  EXPECT_TRUE(holds("possible(deal = yes) or ready(now) and ready(now)"));
  EXPECT_FALSE(holds("(possible(deal = yes) or ready(now)) and ready(now)"));
  EXPECT_TRUE(
      holds("not ready(now) and not (ready(now) or accepts(b, deal = yes and stance = strike))"));
}

TEST(Query, DoesNotHoldWhereThereIsNoWorld) {
  const std::string rule = "[[rules]]\nid = \"r\"\nnever = \"deal = no and anger > 3\"\n";
  const auto dispute = parse_dispute(kText + rule, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  Changes angry;
  angry.set.emplace_back(0, 3.5);
  Budget budget;
  for (const char* text : {"accepts(a, true)", "not accepts(a, true)", "not rung(now) = none"}) {
    const auto query = parse_query(text, {"t.toml", 1, 1}, *dispute);
    ASSERT_TRUE(query.has_value()) << text;
    EXPECT_FALSE(Study(*dispute, angry, 1, kMostOutcomes, budget).holds(*query, 0)) << text;
    EXPECT_FALSE(Study(*dispute, angry, 1, kMostOutcomes, budget).can_be_asked(*query, 0)) << text;
    EXPECT_TRUE(Study(*dispute, {}, 1, kMostOutcomes, budget).can_be_asked(*query, 0)) << text;
  }
}

TEST(Query, SaysWhatIsWrongAndWhere) {
  const auto dispute = parse_dispute(kText, "t.toml");
  const auto error = [&](const std::string& text) {
    const auto query = parse_query(text, {"t.toml", 7, 10}, *dispute);
    if (query) return std::string();
    const Error& first = query.error().front();
    return std::to_string(first.where.line) + ":" + std::to_string(first.where.column) + " " +
           first.message + " | " + first.hint;
  };
  EXPECT_EQ(error("acepts(a, deal = yes)"),
            "7:10 unknown function 'acepts' | did you mean 'accepts'?");
  EXPECT_EQ(error("accepts(d, deal = yes)").substr(0, 23), "7:18 unknown party 'd' ");
  EXPECT_EQ(error("ready(nw)"), "7:16 unknown case 'nw' | did you mean 'now'?");
  EXPECT_EQ(error("rung(now) >= mutal"), "7:23 unknown rung 'mutal' | did you mean 'mutual'?");
  EXPECT_EQ(error("accepts(a, deel = yes)"), "7:21 unknown name 'deel' | did you mean 'deal'?");
  EXPECT_EQ(error("accepts(a, deal = yes and 1 / (anger - 2) > 0)"),
            "7:21 this divides by something that can be 0 within the domains of its factors | "
            "narrow a domain, or use max(..., 0.01) in the divisor");
  EXPECT_EQ(error("accepts(a, deal = yes and 1 / (anger - 5) < 0)"), "");
  EXPECT_EQ(error("lifts(a, now)"),
            "7:16 party 'a' cannot be removed: the question is about it | ");
  EXPECT_EQ(error("ready(now) ready(now)"),
            "7:21 expected 'and', 'or' or the end, found 'ready' | ");
}

TEST(Claims, AreTrivialIfNoSingleChangeTouchesThem) {
  const std::string claims = R"toml([[claims]]
id = "T1"
says = "striking is possible"
holds = "possible(stance = strike)"
[[claims]]
id = "T2"
says = "c stops it"
holds = "stopped_by(c, now)"
)toml";
  const auto dispute = parse_dispute(kText + claims, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  Budget budget;
  const auto rows = check_claims(*dispute, {}, budget);
  ASSERT_TRUE(rows.has_value());
  EXPECT_TRUE((*rows)[1].holds);
  EXPECT_FALSE((*rows)[1].trivial);
  // removing c takes the strike away as well, so that is no assumption either
  EXPECT_EQ((*rows)[0].changed_by, "c");
}

}  // namespace
}  // namespace detente
