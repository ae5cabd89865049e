// Reading and writing GMCR+ files. The samples are our own.
#include <gtest/gtest.h>

#include "format/gmcr/gmcr_reader.h"
#include "format/gmcr/gmcr_writer.h"
#include "format/model_text_testing.h"
#include "format/registry.h"
#include "space/ranked.h"
#include "space/state_numbers.h"

namespace detente {
namespace {

using testing_support::model_text;

// File indices: 0 protest (village), 1 build (one way), 2 compensate (only back). The builder
// comes first and lists 2 before 1, so the new order is compensate 0, build 1, protest 2.
constexpr const char* kDam = R"({
 "program": "x", "version": "0.4", "nodes": [],
 "options": [
  {"name": "Protest!", "permittedDirection": "both"},
  {"name": "build", "permittedDirection": "fwd"},
  {"name": "Compensate", "permittedDirection": "back"}],
 "decisionMakers": [
  {"name": "Dam builder", "options": [2, 1],
   "preferences": [[[1, "Y"]], [[0, "N"], [1, "Y"]], [[1, "Y"], [0, "N"]]]},
  {"name": "Village", "options": [0],
   "preferences": [{"compound": true, "members": [[[2, "Y"], [1, "Y"]], [[1, "N"]]]}]}],
 "infeasibles": [[[1, "N"], [2, "Y"]], [[2, "Y"], [1, "N"]]],
 "useManualPreferenceRanking": false
})";
// By the rule compensate without build is out: decimals 1 (YNN) and 5 (YNY).
// Feasible: 0 NNN, 2 NYN, 3 YYN, 4 NNY, 6 NYY, 7 YYY.

Result<Dispute> parse(const std::string& text) { return parse_dispute(text, "dam.gmcr"); }
Dispute must(const std::string& text) {
  const auto dispute = parse(text);
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
World world_of(const Dispute& dispute) {
  auto world = World::make(dispute, make_scenario(dispute, 0));
  EXPECT_TRUE(world.has_value()) << (world ? "" : format_error(world.error().front()));
  return std::move(*world);
}
std::string with(const std::string& what, const std::string& by) {
  std::string text = kDam;
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}
// Feasible outcomes of a party, best first: "7 3" with ties as "{0 4}".
std::string order_of_states(const Dispute& dispute, int party) {
  const World world = world_of(dispute);
  const auto numbers = state_numbers(world);
  const PartyOrder& order = world.order(party);
  std::string out;
  for (int rank = order.ranks - 1; rank >= 0; --rank) {
    std::string group;
    int size = 0;
    for (const Outcome s : numbers->state) {
      if (order.rank[s] != rank) continue;
      group += (group.empty() ? "" : " ") + std::to_string(numbers->decimal[s]);
      ++size;
    }
    out += (out.empty() ? "" : " ") + (size > 1 ? "{" + group + "}" : group);
  }
  return out;
}

TEST(GmcrReader, OptionsBecomeIssuesInTheOrderOfTheNumbers) {
  const Dispute dispute = must(kDam);
  ASSERT_EQ(dispute->issues.size(), 3U);
  EXPECT_EQ(dispute->title, "dam");
  EXPECT_EQ(dispute->issues[0].id, "Compensate");
  EXPECT_EQ(dispute->issues[1].id, "build");
  EXPECT_EQ(dispute->issues[2].id, "protest");
  EXPECT_EQ(dispute->issues[2].remarks.name, "Protest!");
  EXPECT_EQ(dispute->parties[0].id, "dam_builder");
  EXPECT_EQ(dispute->issues[2].by, std::vector<int>{1});
  EXPECT_FALSE(dispute.asks());
}

TEST(GmcrReader, DirectionsBecomeOneWayIssues) {
  const Dispute dispute = must(kDam);
  EXPECT_EQ(dispute->issues[0].options, (std::vector<std::string>{"yes", "no"}));
  EXPECT_TRUE(dispute->issues[0].one_way);
  EXPECT_EQ(dispute->issues[1].options, (std::vector<std::string>{"no", "yes"}));
  EXPECT_TRUE(dispute->issues[1].one_way);
  EXPECT_FALSE(dispute->issues[2].one_way);
}

TEST(GmcrReader, TheStatusQuoIsTheFirstFeasibleState) {
  const Dispute dispute = must(kDam);
  EXPECT_EQ(dispute->status_quo, (std::vector<int>{1, 0, 0}));  // NNN: compensate is [yes, no]
  const Dispute forced = must(with("[[[1, \"N\"], [2, \"Y\"]],", "[[[1, \"N\"]], [[0, \"N\"]],"));
  EXPECT_EQ(forced->status_quo, (std::vector<int>{1, 1, 1}));  // NYY, 6
}

TEST(GmcrReader, DuplicateConditionsAreDropped) {
  const Dispute dispute = must(kDam);
  ASSERT_EQ(dispute->rules.size(), 1U);
  EXPECT_EQ(dispute->rules[0].never.text, "Compensate = yes and build = no");
  ASSERT_EQ(dispute->preferences[0].statements.size(), 2U);
  EXPECT_EQ(dispute->statements[1].formula.text, "build = yes and protest = no");
  EXPECT_EQ(dispute->statements[2].formula.text,
            "(Compensate = yes and build = yes) or build = no");
}

TEST(GmcrReader, PrioritiesRankStatesLexicographically) {
  const Dispute dispute = must(kDam);
  // build, then build without protest: 2 3 (10), 6 7 (10 only the first), 0 4 (none)
  EXPECT_EQ(order_of_states(dispute, 0), "{2 3} {6 7} {0 4}");
  EXPECT_EQ(order_of_states(dispute, 1), "{0 3 4 7} {2 6}");
}

TEST(GmcrNumbers, AreDecimalAndOrdered) {
  const Dispute dispute = must(kDam);
  const World world = world_of(dispute);
  const auto numbers = state_numbers(world);
  ASSERT_TRUE(numbers.has_value());
  std::vector<std::uint64_t> decimals;
  for (const Outcome s : numbers->state) decimals.push_back(numbers->decimal[s]);
  EXPECT_EQ(decimals, (std::vector<std::uint64_t>{0, 2, 3, 4, 6, 7}));
  EXPECT_EQ(yn_of(numbers->options, 4), "NNY");
  const auto outcome = static_cast<std::size_t>(
      world.layout().index(std::vector<int>{0, 1, 1}));  // compensate, build and protest: 7
  EXPECT_EQ(numbers->decimal[outcome], 7U);
  EXPECT_EQ(numbers->ordered[outcome], 6U);
  const auto infeasible =
      static_cast<std::size_t>(world.layout().index(std::vector<int>{0, 0, 0}));  // YNN
  EXPECT_EQ(numbers->decimal[infeasible], 1U);
  EXPECT_EQ(numbers->ordered[infeasible], 0U);
}

TEST(GmcrNumbers, WorkForAnyDisputeInOptionForm) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
b_first = { options = ["kept", "given"], by = ["b"] }
a_first = { options = ["yes", "no"], by_any = ["a"] }
a_second = { options = ["off", "on"], by = ["a"] }
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const World world = world_of(*dispute);
  const auto numbers = state_numbers(world);
  ASSERT_TRUE(numbers.has_value());
  // a_first (Y is its first option) 1, a_second 2, b_first 4
  const auto at = [&](std::vector<int> options) {
    return numbers->decimal[static_cast<std::size_t>(world.layout().index(options))];
  };
  EXPECT_EQ(at({0, 1, 0}), 0U);
  EXPECT_EQ(at({0, 0, 0}), 1U);
  EXPECT_EQ(at({0, 1, 1}), 2U);
  EXPECT_EQ(at({1, 1, 0}), 4U);
}

// The Garrison diversion (after Hipel & Fraser, Water Resources Research 16(4), 1980): its 23
// states as GMCR+ numbers them.
TEST(GmcrNumbers, GiveThePublishedStatesOfGarrison) {
  const auto dispute = parse_dispute(R"toml([dispute]
title = "Garrison"
[parties]
us_support = {}
us_opposition = {}
canadian_opposition = {}
ijc = {}
[issues]
o1 = { options = ["no", "yes"], by = ["us_support"] }
o2 = { options = ["no", "yes"], by = ["us_support"] }
o3 = { options = ["no", "yes"], by = ["us_support"] }
o4 = { options = ["no", "yes"], by = ["us_opposition"] }
o5 = { options = ["no", "yes"], by = ["canadian_opposition"] }
o6 = { options = ["no", "yes"], by = ["ijc"] }
o7 = { options = ["no", "yes"], by = ["ijc"] }
o8 = { options = ["no", "yes"], by = ["ijc"] }
o9 = { options = ["no", "yes"], by = ["ijc"] }
[status_quo]
o2 = "yes"
o6 = "yes"
[[rules]]
never = "not exactly(1, o1 = yes, o2 = yes, o3 = yes)"
[[rules]]
never = "not exactly(1, o6 = yes, o7 = yes, o8 = yes, o9 = yes)"
[[rules]]
never = "(o1 = yes and o4 = no) or (o3 = yes and o4 = yes)"
[[rules]]
never = "o1 = yes and o5 = no and o6 = no"
[[rules]]
never = "(o2 = yes or o3 = yes) and o5 = no and (o8 = yes or o9 = yes)"
)toml",
                                     "garrison.toml");
  ASSERT_TRUE(dispute.has_value());
  const std::vector<std::uint64_t> published{34, 36, 41, 42,  50,  52,  57,  58,  66,  68,  74, 82,
                                             84, 89, 90, 146, 148, 153, 154, 274, 276, 281, 282};
  const auto decimals = [](const Dispute& one) {
    const World world = world_of(one);
    const auto numbers = state_numbers(world);
    std::vector<std::uint64_t> out;
    for (const Outcome s : numbers->state) out.push_back(numbers->decimal[s]);
    return out;
  };
  EXPECT_EQ(decimals(*dispute), published);
  const auto written = write_gmcr(*dispute, nullptr);  // nobody prefers anything
  ASSERT_TRUE(written.has_value()) << format_error(written.error().front());
  EXPECT_EQ(decimals(must(written->text)), published);
}

TEST(GmcrNumbers, NeedTwoOptionsAndOneOwner) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes", "maybe"], by = ["a"] }
y = { options = ["no", "yes"], by = ["a", "b"] }
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto numbers = state_numbers(world_of(*dispute));
  ASSERT_FALSE(numbers.has_value());
  ASSERT_EQ(numbers.error().size(), 2U);
  EXPECT_EQ(numbers.error()[0].message, "issue 'x' has 3 options, not two");
  EXPECT_EQ(numbers.error()[1].message, "issue 'y' is controlled by 2 parties, not by one");
}

constexpr const char* kOldRanking =
    R"("useManualPreferenceVectors": true, "decisionMakers": [
  {"name": "Dam builder", "options": [2, 1], "preferences": [[[1, "Y"]]],
   "preferenceVector": [3, [6, 2], 1, [4], 5]},
  {"name": "Village", "options": [0], "preferences": [],
   "preferenceVector": [1, 2, 3, 4, 5, 6]}],)";

std::string manual(const std::string& builder = "[3, [6, 2], 1, [4], 5]", bool old_keys = true) {
  std::string text = kDam;
  const std::size_t from = text.find("\"decisionMakers\""), to = text.find("\"infeasibles\"");
  text.replace(from, to - from, kOldRanking);
  const std::size_t flag = text.rfind("\"useManualPreferenceRanking\"");
  text.erase(text.rfind(',', flag), text.rfind('}') - text.rfind(',', flag));
  const std::string entry = "[3, [6, 2], 1, [4], 5]";
  text.replace(text.find(entry), entry.size(), builder);
  if (old_keys) return text;
  for (const auto& [old_key, key] :
       {std::pair{"useManualPreferenceVectors", "useManualPreferenceRanking"},
        {"preferenceVector", "preferenceRanking"}}) {
    for (std::size_t at; (at = text.find(old_key)) != std::string::npos;)
      text.replace(at, std::string(old_key).size(), key);
  }
  return text;
}

TEST(GmcrReader, RankingsByHandNameOrderedNumbers) {
  for (const bool old_keys : {true, false}) {
    const Dispute dispute = must(manual("[3, [6, 2], 1, [4], 5]", old_keys));
    EXPECT_EQ(dispute->preferences[0].form, PreferenceForm::kRanking);
    EXPECT_EQ(order_of_states(dispute, 0), "3 {2 7} 0 4 6");  // ordered 3, {6 2}, 1, 4, 5
    EXPECT_EQ(order_of_states(dispute, 1), "0 2 3 4 6 7");
    EXPECT_NE(dispute->note.find("1 prioritised statement of 'Dam builder'"), std::string::npos);
  }
}

TEST(GmcrReader, KeepsMoreThanSixtyFourStatementsApart) {
  // 70 statements: 68 that are true everywhere or nowhere alike, then build, then protest
  std::string statements;
  for (int k = 0; k < 68; ++k) {
    // distinct compounds, all true in every state
    statements += "{\"compound\": true, \"members\": [[[0, \"Y\"]], [[0, \"N\"]]";
    for (int bit = 0; bit < 7; ++bit) {
      if ((k >> bit & 1) != 0)
        statements += ", [[1, \"" + std::string(bit % 2 == 0 ? "Y" : "N") + "\"], [" +
                      (bit < 4 ? "0" : "2") + ", \"" + (bit % 4 < 2 ? "Y" : "N") + "\"]]";
    }
    statements += "]},";
  }
  const Dispute dispute =
      must(with("[[[1, \"Y\"]], [[0, \"N\"], [1, \"Y\"]], [[1, \"Y\"], [0, \"N\"]]]",
                "[" + statements + "[[1, \"Y\"]], [[0, \"Y\"]]]"));
  EXPECT_GT(dispute->preferences[0].statements.size(), 64U);
  EXPECT_EQ(order_of_states(dispute, 0), "{6 7} {2 3} 4 0");
}

TEST(GmcrReader, CoalitionsAreGroupsOfTwoAndMore) {
  const auto read = [](const std::string& coalitions) {
    return must(with("\"infeasibles\"", "\"coalitions\": " + coalitions + ", \"infeasibles\""));
  };
  EXPECT_TRUE(read("[0, 1]")->coalitions.empty());
  ASSERT_EQ(read("[[0, 1]]")->coalitions.size(), 1U);
  EXPECT_EQ(read("[[1, 0]]")->coalitions[0].members, PartySet{3});
  const Dispute partial = read("[1]");
  EXPECT_TRUE(partial->coalitions.empty());
  EXPECT_NE(partial->note.find("do not cover every decision maker"), std::string::npos);
}

TEST(GmcrReader, TellsWhatItDoesNotRead) {
  EXPECT_EQ(must(with("\"nodes\": [],", "\"colours\": 3,"))->note, "Not read: colours.");
}

std::string first_error(const std::string& text) {
  const auto dispute = parse(text);
  if (dispute) return "no error";
  const Error& error = dispute.error().front();
  return std::to_string(error.where.line) + ":" + std::to_string(error.where.column) + " " +
         error.message;
}

TEST(GmcrReader, RefusesWhatItCannotRead) {
  EXPECT_EQ(first_error("\x80\x02}q"), "0:0 this is a Python pickle, as GMCR+ wrote before 0.3");
  EXPECT_EQ(first_error("[]"), "1:1 a GMCR+ file is an object, not a list");
  EXPECT_EQ(first_error("{\"a\": [1,"), "1:10 the JSON ends before it is complete");
  EXPECT_EQ(first_error("{\"a\": \"tex"), "1:11 the JSON ends before it is complete");
  EXPECT_EQ(first_error("{\"a\": 1}\n}"), "2:1 not valid JSON at '}'");
  EXPECT_EQ(first_error("{\"a\": nope}"), "1:7 not valid JSON at 'nope'");
  EXPECT_EQ(first_error("{\"a\": 1, \"a\": 2}"), "1:10 the key 'a' is there twice");
  EXPECT_EQ(first_error(std::string(100, '[')), "1:65 nested more than 64 deep");
  EXPECT_EQ(first_error(with("\"fwd\"", "\"forward\"")),
            "5:43 unknown permittedDirection 'forward'");
  EXPECT_EQ(first_error(with("\"options\": [2, 1]", "\"options\": [2, 7]")),
            "8:42 there is no option 7");
  EXPECT_EQ(first_error(with("[[1, \"Y\"]], [[0", "[[1, \"y\"]], [[0")),
            "9:25 an option in a condition is \"Y\" or \"N\"");
  EXPECT_EQ(first_error(with("[[1, \"N\"], [2, \"Y\"]]", "[[1, \"N\"], [1, \"Y\"]]")),
            "12:29 this condition wants option 'build' both Y and N");
  EXPECT_EQ(first_error(with(",\n \"useManualPreferenceRanking\": false", "")),
            "1:1 the file does not say whether states are ranked by hand: "
            "'useManualPreferenceRanking' is missing");
  EXPECT_EQ(first_error(with("Ranking\": false", "Ranking\": 0")),
            "13:32 'useManualPreferenceRanking' must be true or false, not a number");
  EXPECT_EQ(first_error(with("\"infeasibles\"", "\"infeasable\"")), "1:1 'infeasibles' is missing");
}

TEST(GmcrReader, RefusesOptionsOfTwoAndOfNobody) {
  EXPECT_EQ(first_error(with("\"options\": [0]", "\"options\": [0, 1]")),
            "10:38 option 'build' belongs to both 'Dam builder' and 'Village'");
  EXPECT_EQ(first_error(with("\"options\": [2, 1]", "\"options\": [2, 2, 1]")),
            "8:42 'Dam builder' lists option 'Compensate' twice");
  EXPECT_EQ(first_error(with("\"options\": [0]", "\"options\": []")),
            "4:3 option 'Protest!' belongs to no decision maker");
}

TEST(GmcrReader, RefusesHypergamesImpossibleDisputesAndRepeatedMembers) {
  EXPECT_EQ(
      first_error(
          with("\"options\": [0],", "\"options\": [0], \"misperceptions\": [[[1, \"Y\"]]],")),
      "10:57 'Village' does not see some states (misperceptions): hypergames are not supported");
  EXPECT_NE(first_error(with("\"options\": [0],", "\"options\": [0], \"misperceptions\": [],")),
            "");
  EXPECT_EQ(first_error(with("[[[1, \"N\"], [2, \"Y\"]],", "[[],")),
            "12:18 the file has no feasible state");
  EXPECT_EQ(first_error(with("\"infeasibles\"", "\"coalitions\": [[0, 1], 0], \"infeasibles\"")),
            "12:25 decision maker 0 stands in the coalitions twice");
  EXPECT_EQ(first_error(with("\"infeasibles\"", "\"coalitions\": [2], \"infeasibles\"")),
            "12:17 there is no decision maker 2");
}

TEST(GmcrReader, RankingsByHandHoldEveryFeasibleStateOnce) {
  const auto message = [](const std::string& text) {
    const std::string error = first_error(text);
    return error.substr(error.find(' ') + 1);
  };
  EXPECT_EQ(message(manual("[3, [6, 2], 1, 5]")),
            "the ranking of 'Dam builder' leaves out state 4 (NNY, decimal 4)");
  EXPECT_EQ(message(manual("[3, 2, 1, 5]")),
            "the ranking of 'Dam builder' leaves out state 4 (NNY, decimal 4) and 1 more");
  EXPECT_EQ(message(manual("[3, [6, 2], 1, 4, 5, 7]")),
            "the ranking of 'Dam builder' names state 7, and there are 6 feasible states");
  EXPECT_EQ(message(manual("[3, [6, 2], 1, 4, 5, 3]")),
            "the ranking of 'Dam builder' names state 3 twice");
}

TEST(GmcrReader, KnowsTheFormatByItsContent) {
  EXPECT_TRUE(parse_dispute(kDam, "dam.json").has_value());
  EXPECT_TRUE(looks_like_gmcr(kDam));
  EXPECT_FALSE(looks_like_gmcr("[dispute]\ntitle = \"decisionMakers\"\n"));
}

// Writing, with everything worked out as the program does.
Result<Written> write(const Dispute& dispute) {
  return write_gmcr(dispute,
                    [&]() -> Result<RankedOutcomes> { return ranked_outcomes(world_of(dispute)); });
}

TEST(GmcrWriter, WritesWhatItReads) {
  for (const std::string& text :
       {std::string(kDam), manual(),
        with("\"infeasibles\"", "\"coalitions\": [[1, 0]], \"infeasibles\"")}) {
    const Dispute dispute = must(text);
    const auto written = write(dispute);
    ASSERT_TRUE(written.has_value()) << format_error(written.error().front());
    const auto again = parse(written->text);
    ASSERT_TRUE(again.has_value()) << format_error(again.error().front()) << written->text;
    std::string before = model_text(dispute), after = model_text(*again);
    before.erase(0, before.find('\n'));  // the title line: its note tells what was not read
    after.erase(0, after.find('\n'));
    EXPECT_EQ(before, after) << written->text;
  }
}

TEST(GmcrWriter, WritesOtherPreferencesAsRankingsByHand) {
  const auto dispute = parse_dispute(R"toml([dispute]
title = "t"
[parties]
a = { name = "Side A" }
b = {}
[issues]
land = { options = ["kept", "given"], by = ["a"], one_way = true }
truce = { options = ["no", "yes"], by = ["b"] }
[[rules]]
never = "not (land = kept or truce = yes)"
[preferences]
a = [ { wants = "truce = yes", weight = 2 }, { wants = "land = kept", weight = 2 } ]
b = { priority = true, statements = [ { wants = "land = given" } ] }
)toml",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto written = write(*dispute);
  ASSERT_TRUE(written.has_value()) << format_error(written.error().front());
  // land is bit 0, truce bit 1: feasible 0, 2, 3 are the ordered 1, 2, 3
  EXPECT_NE(written->text.find("\"preferenceRanking\": [2, [1, 3]]"), std::string::npos)
      << written->text;
  EXPECT_NE(written->text.find("\"preferenceRanking\": [3, [1, 2]]"), std::string::npos);
  EXPECT_NE(written->text.find("{\"name\": \"land: given\", \"permittedDirection\": \"fwd\"}"),
            std::string::npos);
  EXPECT_NE(written->text.find("[[0, \"Y\"], [1, \"N\"]]"), std::string::npos);
  EXPECT_EQ(order_of_states(must(written->text), 0), "2 {0 3}");
}

TEST(GmcrWriter, PutsRedLinesFirst) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["no", "yes"], by = ["a"] }
[preferences]
a = { priority = true, statements = [ { wants = "x = yes" }, { never = "x = yes and y = no" } ] }
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto written = write(*dispute);
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(order_of_states(*dispute, 0), "3 {0 2} 1");
  EXPECT_EQ(order_of_states(must(written->text), 0), "3 {0 2} 1");
}

TEST(GmcrWriter, NamesWhatCannotBeWritten) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes"], by = ["a"], active = false }
y = { options = ["no", "yes"], by = ["b"] }
[[order]]
first = "x = yes"
then = "y = yes"
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto written = write(*dispute);
  ASSERT_FALSE(written.has_value());
  ASSERT_EQ(written.error().size(), 2U);
  EXPECT_EQ(written.error()[0].message, "issue 'x' is switched off");
  EXPECT_EQ(written.error()[1].message, "order constraint 'order.1' cannot be written");
}

}  // namespace
}  // namespace detente
