#include <gtest/gtest.h>

#include "format/csv/csv_reader.h"
#include "format/csv/csv_writer.h"
#include "format/model_text_testing.h"
#include "format/registry.h"
#include "space/ranked.h"

namespace detente {
namespace {

using testing_support::model_text;
using Arcs = std::vector<std::pair<int, int>>;

Dispute must(const std::string& text, const std::string& file = "t.csv") {
  const auto dispute = parse_dispute(text, file);
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
std::string first_error(const std::string& text, const std::string& file = "t.csv") {
  const auto dispute = parse_dispute(text, file);
  return dispute ? "no error" : format_error(dispute.error().front());
}

constexpr const char* kTable =
    "\xEF\xBB\xBFkind,party,outcome,value\r\n"
    "outcome,,1,\"Peace, at last\"\r\n"
    "outcome,,2,\r\n"
    "outcome,,war,\"\"\"hot\"\" war\"\r\n"
    ",,,\r\n"
    "move,Side A,1,war\r\n"
    "move,Side A,2,1,,\r\n"
    "move,b,war , 2\r\n"
    "rank,Side A,2,1\r\n"
    "rank,Side A,1,2.5\r\n"
    "rank,Side A,war,2.5\r\n";

TEST(CsvReader, ReadsOutcomesMovesAndRanks) {
  const Dispute dispute = must(kTable);
  EXPECT_EQ(dispute->title, "t");
  const Issue& issue = dispute->issues.front();
  EXPECT_EQ(issue.options, (std::vector<std::string>{"s1", "s2", "war"}));
  EXPECT_EQ(issue.labels, (std::vector<std::string>{"Peace, at last", "2", "\"hot\" war"}));
  ASSERT_EQ(dispute->parties.size(), 2U);
  EXPECT_EQ(dispute->parties[0].id, "side_a");
  EXPECT_EQ(dispute->parties[0].remarks.name, "Side A");
  EXPECT_EQ(dispute->graph->arcs[0], (Arcs{{0, 2}, {1, 0}}));
  EXPECT_EQ(dispute->graph->arcs[1], (Arcs{{2, 1}}));
  const Preference& preference = dispute->preferences[0];
  ASSERT_EQ(preference.ranking.size(), 2U);
  EXPECT_EQ(preference.ranking[0][0].text, "s2");
  EXPECT_EQ(preference.ranking[1].size(), 2U);
  EXPECT_TRUE(dispute->preferences[1].ranking.empty());  // b is indifferent
}

TEST(CsvReader, ReadsTabsInFilesNamedTsv) {
  const Dispute dispute = must(
      "kind\tparty\toutcome\tvalue\nmove\ta\tx, y\tz\nrank\ta\tz\t1\nrank\ta\tx, y\t2\n", "t.tsv");
  EXPECT_EQ(dispute->issues.front().options, (std::vector<std::string>{"x_y", "z"}));
  EXPECT_EQ(dispute->issues.front().labels.front(), "x, y");
}

TEST(CsvReader, PointsAtWhatIsWrong) {
  const std::string head = "kind,party,outcome,value\n";
  const auto line = [&](const std::string& rows) {
    const std::string all = first_error(head + rows);
    return all.substr(0, all.find('\n'));
  };
  EXPECT_EQ(first_error("kind;party;outcome;value\n"),
            "t.csv:1:1: error: the first line must be kind,party,outcome,value\n"
            "  kind;party;outcome;value\n  ^\n"
            "  hint: separate fields by commas, or by tabs in a file named .tsv\n");
  EXPECT_EQ(line("moves,a,s1,s2\n"), "t.csv:2:1: error: unknown kind of row 'moves'");
  EXPECT_EQ(line("move,a,s1\n"), "t.csv:2:1: error: a row has four fields, not 3");
  EXPECT_EQ(line("move,a,s1,s2,s3\n"), "t.csv:2:1: error: a row has four fields, not 5");
  EXPECT_EQ(line("move,,s1,s2\n"), "t.csv:2:6: error: this 'move' row has no party");
  EXPECT_EQ(line("move,a,s1,\n"), "t.csv:2:11: error: this 'move' row has no outcome to go to");
  EXPECT_EQ(line("move,a,s1,s1\n"), "t.csv:2:11: error: a move goes from 's1' to itself");
  EXPECT_EQ(line("move,a,s1,s2\nrank,a,s1,first\n"), "t.csv:3:11: error: 'first' is no rank");
  EXPECT_EQ(line("move,a,s1,s2\nrank,a,s1,1\nrank,a,s1,2\n"),
            "t.csv:3:1: error: 'a' ranks 1 of 2 outcomes; 's2' is left out");
  EXPECT_EQ(line("move,a,s1,s2\nrank,a,s2,1\nrank,a,s1,1\nrank,a,s1,2\n"),
            "t.csv:5:8: error: 'a' ranks outcome 's1' twice");
  EXPECT_EQ(line("outcome,,peace,\noutcome,,war,\nmove,a,peace,wa\n"),
            "t.csv:4:14: error: unknown outcome 'wa'");
  EXPECT_EQ(line("outcome,,peace,\noutcome,,peace,\n"),
            "t.csv:3:10: error: outcome 'peace' is listed twice");
  EXPECT_EQ(line("move,a,\"s1,s2\n"), "t.csv:2:8: error: this quote is never closed");
  EXPECT_EQ(line("move,a,\"s1\"x,s2\n"),
            "t.csv:2:12: error: expected the end of the field behind the closing quote");
}

TEST(CsvWriter, WritesWhatItReads) {
  for (const std::string file : {"t.csv", "t.tsv"}) {
    const Dispute dispute = must(std::string(kTable) + "rank,b,1,1\nrank,b,2,1\nrank,b,war,2\n");
    const auto written = format_of_ending(file)->write(dispute, [&]() -> Result<RankedOutcomes> {
      const auto world = World::make(dispute, make_scenario(dispute, 0));
      if (!world) return tl::unexpected(world.error());
      return ranked_outcomes(*world);
    });
    ASSERT_TRUE(written.has_value());
    EXPECT_TRUE(written->left_out.empty());
    EXPECT_EQ(model_text(dispute), model_text(must(written->text, file))) << written->text;
  }
}

TEST(CsvWriter, LeavesOutWhatIsImpossibleAndPutsTheStatusQuoFirst) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[parties]
a = {}
[graph]
outcomes = ["s1", "s2", "s3"]
[graph.moves]
a = ["s1 -> s2, s3"]
[status_quo]
outcome = "s2"
[[rules]]
never = "outcome = s3"
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_TRUE(world.has_value());
  const auto written =
      write_csv(*dispute, [&]() -> Result<RankedOutcomes> { return ranked_outcomes(*world); });
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->text,
            "kind,party,outcome,value\noutcome,,s2,\noutcome,,s1,\nmove,a,s1,s2\n"
            "rank,a,s1,1\nrank,a,s2,1\n");
}

TEST(CsvWriter, WritesIssuesAsScores) {
  const auto dispute = parse_dispute(
      "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = { no_deal = 2 }\n[issues]\nx = { options = "
      "[\"no\", \"yes\"], by = [\"a\", \"b\"] }\n[preferences]\na = { values = { x = { yes = 0.5 } "
      "} }\n"
      "b = [{ wants = \"x = no\", weight = 3 }]\n",
      "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  const auto written = write_csv(*dispute, nullptr);
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->text, "issue,option,a,b\nx,no,0,3\nx,yes,0.5,0\n,no deal,0,2\n");
}

}  // namespace
}  // namespace detente
