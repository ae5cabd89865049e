#include "analysis/readiness/answer_tables.h"

#include <gtest/gtest.h>

#include <set>

#include "analysis/hand_made.h"
#include "analysis/readiness/answer.h"

namespace detente {
namespace {

// Both want the deal but for b, to whom it is worth the pressure only above a half.
constexpr const char* kDispute = R"toml([dispute]
title = "Under pressure"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
pressure = 0.2
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [{ wants = "deal = yes", weight = 1 }]
b = [
  { id = "b_no", wants = "deal = no", weight = 1 },
  { wants = "deal = yes", weight = "2 * pressure" },
]
[cases.pressed]
set = { pressure = 0.8 }
)toml";

TEST(AnswerTables, EveryRowNamesItsCase) {
  const Dispute dispute = hand_made::dispute_of(kDispute);
  std::vector<CaseAnswer> answers;
  Budget budget;
  for (int c = 0; c < 2; ++c) answers.push_back(*answer_case(dispute, c, {}, budget));
  std::set<std::string> columns;
  const Document document = answer_tables(dispute, answers);
  for (const Block& block : document.blocks) {
    const Table& table = std::get<Table>(block);
    EXPECT_EQ(table.header.front(), "case");
    EXPECT_EQ(table.right.size(), table.header.size());
    columns.insert(table.header.begin(), table.header.end());
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.header.size());
      EXPECT_TRUE(row.front() == "now" || row.front() == "pressed") << row.front();
    }
  }
  for (const char* name : {"left", "who stops it", "outcome", "removed", "factor"})
    EXPECT_TRUE(columns.contains(name)) << name;
  const std::string text = render_csv(document);
  EXPECT_NE(text.find("\nnow,mutual,b,b_no,"), std::string::npos) << text;
  EXPECT_NE(text.find("\nnow,pressure,0.2,0.5,willing,,ready\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\npressed,pressure,0.8,0.5,willing,,ready\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace detente
