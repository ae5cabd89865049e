// Disputes in graph form: outcomes by name and arcs between them.
#include <gtest/gtest.h>

#include "format/registry.h"
#include "space/world.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[graph]
outcomes = ["s1", "s2", "s3"]
)";

Dispute read(const std::string& more) {
  auto dispute = parse_dispute(kHead + more, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
std::string errors(const std::string& more) {
  const auto dispute = parse_dispute(kHead + more, "t.toml");
  std::string out;
  if (dispute) return "no error";
  for (const Error& error : dispute.error()) out += format_error(error);
  return out;
}
using Arcs = std::vector<std::pair<int, int>>;

TEST(GraphForm, ReadsArcsOneWayBothWaysAndToSeveral) {
  const Dispute dispute = read(R"([graph.moves]
b = ["s2 <-> s3"]
a = ["s3 -> s2,s1", " s1->s2 ", "s1 -> s2"]
)");
  ASSERT_TRUE(dispute->graph.has_value());
  ASSERT_EQ(dispute->graph->arcs.size(), 2U);
  EXPECT_EQ(dispute->graph->arcs[0], (Arcs{{0, 1}, {2, 0}, {2, 1}}));
  EXPECT_EQ(dispute->graph->arcs[1], (Arcs{{1, 2}, {2, 1}}));
}

TEST(GraphForm, IsOneIssueNamedOutcomeThatNobodyControls) {
  const Dispute dispute = read("labels = [\"peace\", \"truce\", \"war\"]\n");
  ASSERT_EQ(dispute->issues.size(), 1U);
  const Issue& issue = dispute->issues.front();
  EXPECT_EQ(issue.id, "outcome");
  EXPECT_EQ(issue.options, (std::vector<std::string>{"s1", "s2", "s3"}));
  EXPECT_EQ(issue.labels.back(), "war");
  EXPECT_TRUE(issue.by.empty());
  EXPECT_TRUE(issue.by_any.empty());
  EXPECT_EQ(dispute->status_quo, std::vector<int>{0});
}

TEST(GraphForm, MakesAWorldOfAllOutcomesWithEveryFormOfPreference) {
  const Dispute dispute = read(R"([status_quo]
outcome = "s2"
[[rules]]
never = "outcome = s3"
[preferences]
a = { ranking = [["s2"], ["outcome = s1"]] }
b = { values = { outcome = { s1 = 3 } } }
)");
  const auto world = World::make(dispute, make_scenario(dispute, 0));
  ASSERT_TRUE(world.has_value()) << format_error(world.error().front());
  EXPECT_EQ(world->size(), 3U);
  EXPECT_EQ(world->status_quo(), 1U);
  EXPECT_EQ(world->feasible().members(), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(world->prefers(0, 1, 0));
  EXPECT_TRUE(world->prefers(1, 0, 1));
}

TEST(GraphForm, NeedsEveryOutcomeRanked) {
  const Dispute dispute = read("[preferences]\na = { ranking = [[\"s1\", \"s3\"]] }\n");
  const auto world = World::make(dispute, make_scenario(dispute, 0));
  ASSERT_FALSE(world.has_value());
  EXPECT_EQ(world.error().front().message,
            "'ranking' of 'a' leaves out 1 feasible outcome, such as outcome = s2");
}

TEST(GraphForm, ABareNameIsTheOutcomeAndMixesWithFormulas) {
  const Dispute dispute = read(R"([propositions]
calm = "outcome in {s1, s2}"
[preferences]
a = { ranking = [["s3"], ["calm"]] }
)");
  const Preference& preference = dispute->preferences[0];
  ASSERT_EQ(preference.ranking.size(), 2U);
  EXPECT_EQ(preference.ranking[0][0].nodes.back().options, std::vector<int>{2});
  EXPECT_EQ(preference.ranking[1][0].nodes.back().op, Op::kProposition);
}

TEST(GraphForm, CannotBeSwitchedOff) {
  const Dispute dispute = read("");
  Changes changes;
  changes.toggles.emplace_back(dispute.find_toggle("outcome"), false);
  ASSERT_EQ(check_changes(dispute, changes).size(), 1U);
  EXPECT_NE(errors("[cases.c]\noff = [\"outcome\"]\n").find("cannot be switched off"),
            std::string::npos);
}

TEST(GraphForm, PointsAtEveryWrongName) {
  EXPECT_EQ(errors(R"([graph.moves]
a = ["s1 -> s2, t3", "s22 <-> s1"]
bb = ["s1 -> s1"]
)"),
            R"(t.toml:9:17: error: unknown outcome 't3'
  a = ["s1 -> s2, t3", "s22 <-> s1"]
                  ^
  hint: did you mean 's3'?
t.toml:9:23: error: unknown outcome 's22'
  a = ["s1 -> s2, t3", "s22 <-> s1"]
                        ^
  hint: did you mean 's2'?
t.toml:10:1: error: unknown party 'bb'
  bb = ["s1 -> s1"]
  ^
  hint: did you mean 'b'?
t.toml:10:14: error: an arc goes from 's1' to itself
  bb = ["s1 -> s1"]
               ^
  hint: staying needs no arc
)");
}

TEST(GraphForm, SaysHowAnArcIsWritten) {
  const auto first_line = [](const std::string& arc) {
    const std::string all = errors("[graph.moves]\na = [\"" + arc + "\"]\n");
    return all.substr(0, all.find('\n'));
  };
  EXPECT_EQ(first_line("s1 s2"), "t.toml:9:10: error: expected '->' or '<->', found 's2'");
  EXPECT_EQ(first_line("s1 ->"),
            "t.toml:9:12: error: expected the outcome where the arc ends, found the end");
  EXPECT_EQ(first_line(""),
            "t.toml:9:7: error: expected the outcome where the arc starts, found the end");
  EXPECT_EQ(first_line("s1 -> s2 -> s3"),
            "t.toml:9:16: error: expected ',' or the end, found '->'");
  EXPECT_EQ(first_line("s1 \u2192 s2"),
            "t.toml:9:10: error: expected '->' or '<->', found '\u2192'");
}

TEST(GraphForm, RefusesWhatBelongsToIssues) {
  EXPECT_NE(errors("[issues]\nx = { options = [\"no\", \"yes\"], by = [\"a\"] }\n")
                .find("t.toml:6:1: error: a file has either [issues] or [graph], not both"),
            std::string::npos);
  EXPECT_NE(errors("[[order]]\nfirst = \"outcome = s1\"\nthen = \"outcome = s2\"\n")
                .find("order constraints cannot stand beside [graph]"),
            std::string::npos);
  EXPECT_NE(errors("[propositions]\ns2 = \"outcome = s2\"\n")
                .find("proposition 's2' has the name of an outcome"),
            std::string::npos);
  EXPECT_NE(errors("labels = [\"one\"]\n").find("the graph has 3 outcomes and 1 labels"),
            std::string::npos);
  EXPECT_NE(errors("[preferences]\na = { ranking = [[\"s4\"], [\"true\"]] }\n")
                .find("unknown outcome 's4'"),
            std::string::npos);
}

TEST(GraphForm, NeedsOutcomesEachOnce) {
  const auto with = [](const std::string& outcomes) {
    const auto dispute = parse_dispute(
        "[dispute]\ntitle = \"t\"\n[parties]\na = {}\n[graph]\noutcomes = " + outcomes + "\n",
        "t.toml");
    return dispute ? "no error" : dispute.error().front().message;
  };
  EXPECT_EQ(with("[]"), "the graph has no outcomes");
  EXPECT_EQ(with("[\"s1\"]"), "the graph has 1 outcome; it needs at least two and at most 60000");
  EXPECT_EQ(with("[\"s1\", \"s2\", \"s1\"]"), "the graph lists outcome 's1' twice");
  EXPECT_EQ(with("[\"s1\", \"1\"]"), "'1' cannot name an outcome");
}

}  // namespace
}  // namespace detente
