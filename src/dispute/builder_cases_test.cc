// Cases: what they may change, `extends` followed to its end, and circles.
#include <gtest/gtest.h>

#include <algorithm>

#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[factors]
f = 0.5
g = 0.5
[parties]
a = {}
b = {}
c = {}
d = {}
[issues]
x = { options = ["no", "yes"], by = ["a", "b"] }
y = { options = ["low", "mid", "top"], by_any = ["c", "d"] }
[preferences]
a = [ { id = "s", wants = "x = yes", weight = 1 }, { id = "r", never = "y = top" } ]
)";

Dispute read(const std::string& more) {
  auto dispute = parse_dispute(kHead + more, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
Errors errors_of(const std::string& more) {
  const auto dispute = parse_dispute(kHead + more, "t.toml");
  return dispute ? Errors{} : dispute.error();
}
std::vector<std::string> messages(const Errors& errors) {
  std::vector<std::string> out;
  for (const Error& error : errors) out.push_back(error.message);
  return out;
}
using Messages = std::vector<std::string>;
const Case& case_of(const Dispute& dispute, std::string_view id) {
  const int index = dispute.find_case(id);
  EXPECT_GE(index, 0) << id;
  return dispute->cases[static_cast<std::size_t>(std::max(index, 0))];
}

TEST(BuilderCases, AnIdCannotBeOnAndOffInOneCase) {
  const Errors errors = errors_of("[cases.k]\non = [\"r\", \"s\"]\noff = [\"y\", \"s\"]\n");
  EXPECT_EQ(messages(errors), Messages{"'s' is switched both on and off"});
  EXPECT_EQ(errors.front().where.line, 22);  // in the line of `off`, the third of these
  EXPECT_EQ(errors.front().where.column, 14);
  // a case may switch off what the one it extends switches on
  EXPECT_TRUE(
      errors_of("[cases.k]\non = [\"s\"]\n[cases.l]\nextends = \"k\"\noff = [\"s\"]\n").empty());
}

TEST(BuilderCases, NeitherTheAskedNorTheNegotiatorsCanBeRemoved) {
  EXPECT_EQ(messages(errors_of("[cases.k]\nwithout = [\"a\", \"c\", \"b\"]\n")),
            (Messages{"party 'a' cannot be removed: the question is about it",
                      "party 'b' cannot be removed: the question is about it"}));
  EXPECT_EQ(case_of(read("[cases.k]\nwithout = [\"c\", \"d\"]\n"), "k").without,
            party_bit(2) | party_bit(3));
}

// grandchild -> child -> parent: the nearest case wins, entry by entry and id by id; `without`
// adds up.
TEST(BuilderCases, TheNearestCaseWinsAlongExtends) {
  const Dispute dispute = read(R"([cases.grandchild]
extends = "child"
set = { g = 0.9 }
status_quo = { y = "top" }
on = ["s"]
[cases.child]
extends = "parent"
set = { f = 0.2 }
off = ["s", "r"]
without = ["d"]
compromise = "y = top"
[cases.parent]
set = { f = 0.1, g = 0.1 }
status_quo = { x = "yes", y = "mid" }
on = ["r"]
without = ["c"]
compromise = "y = mid"
)");
  const Case& it = case_of(dispute, "grandchild");
  const std::vector<std::pair<int, double>> set{{0, 0.2}, {1, 0.9}};
  auto found = it.set;
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, set);
  const std::vector<std::pair<int, int>> status_quo{{0, 1}, {1, 2}};
  auto options = it.status_quo.options;
  std::sort(options.begin(), options.end());
  EXPECT_EQ(options, status_quo);
  const std::map<int, bool> toggles{{dispute.find_toggle("s"), true},
                                    {dispute.find_toggle("r"), false}};
  EXPECT_EQ(it.toggles, toggles);
  EXPECT_EQ(it.without, party_bit(2) | party_bit(3));
  ASSERT_TRUE(it.compromise.has_value());
  EXPECT_EQ(it.compromise->text, "y = top");
  // and what is below does not reach up
  EXPECT_EQ(case_of(dispute, "parent").without, party_bit(2));
  EXPECT_EQ(case_of(dispute, "child").set.size(), 2U);
}

TEST(BuilderCases, ALongChainIsFollowedToItsEnd) {
  std::string chain = "[cases.k0]\nset = { f = 0.25 }\n";
  for (int k = 1; k <= 100; ++k) {
    chain += "[cases.k" + std::to_string(k) + "]\nextends = \"k" + std::to_string(k - 1) + "\"\n";
  }
  const Dispute dispute = read(chain);
  const std::vector<std::pair<int, double>> set{{0, 0.25}};
  EXPECT_EQ(case_of(dispute, "k100").set, set);
}

TEST(BuilderCases, ACaseCanExtendTheBase) {
  EXPECT_TRUE(case_of(read("[cases.k]\nextends = \"now\"\n"), "k").set.empty());
}

TEST(BuilderCases, TheBaseItselfCarriesNoChanges) {
  EXPECT_TRUE(errors_of("[cases.now]\nname = \"today\"\nhistory = \"x = yes\"\n").empty());
  for (const char* change :
       {"set = { f = 0.2 }", "status_quo = { y = \"mid\" }", "compromise = \"y = mid\"",
        "on = [\"s\"]", "off = [\"s\"]", "without = [\"c\"]", "extends = \"now\""}) {
    EXPECT_EQ(errors_of("[cases.now]\n" + std::string(change) + "\n").size(), 1U) << change;
  }
}

// Every case that lies on a circle is told once, whoever leads into it, and whatever else is wrong.
TEST(BuilderCases, EachCaseOnACircleIsToldOnce) {
  EXPECT_EQ(messages(errors_of("[cases.k]\nextends = \"k\"\n")),
            Messages{"case 'k' extends itself in a circle"});
  const std::string two = "[cases.k]\nextends = \"l\"\n[cases.l]\nextends = \"k\"\n";
  EXPECT_EQ(messages(errors_of(two)), (Messages{"case 'k' extends itself in a circle",
                                                "case 'l' extends itself in a circle"}));
  EXPECT_EQ(
      messages(errors_of("[cases.m]\nextends = \"k\"\n" + two)),
      (Messages{"case 'k' extends itself in a circle", "case 'l' extends itself in a circle"}));
}

TEST(BuilderCases, ACircleIsToldBesidesWhatElseIsWrong) {
  EXPECT_EQ(
      messages(errors_of("[cases.k]\nextends = \"l\"\nset = { f = 7 }\n"
                         "[cases.l]\nextends = \"k\"\nset = { f = 8 }\n")),
      (Messages{
          "case 'k' extends itself in a circle", "factor 'f' cannot be 7: its domain is [0, 1]",
          "case 'l' extends itself in a circle", "factor 'f' cannot be 8: its domain is [0, 1]"}));
}

// What is wrong with a case is said where it stands, not again by those that extend it.
TEST(BuilderCases, AnErrorIsToldOnceForAllThatExtendIt) {
  const Errors errors = errors_of(
      "[cases.l]\nextends = \"k\"\n[cases.m]\nextends = \"l\"\n[cases.k]\nset = { f = 2 }\n");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().code, ErrorCode::kRange);
  EXPECT_EQ(errors.front().where.line, 25);
}

TEST(BuilderCases, AFactorKeepsToItsDomainInEveryCase) {
  EXPECT_TRUE(errors_of("[cases.k]\nset = { f = 0, g = 1 }\n").empty());  // the ends are inside
  for (const char* value : {"1.5", "-0.1", "nan", "inf"}) {
    const Errors errors = errors_of("[cases.k]\nset = { f = " + std::string(value) + " }\n");
    ASSERT_EQ(errors.size(), 1U) << value;
    EXPECT_EQ(errors.front().code, ErrorCode::kRange) << value;
  }
}

}  // namespace
}  // namespace detente
