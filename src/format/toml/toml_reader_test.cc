#include "format/toml/toml_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "format/registry.h"
#include "format/toml/json_schema.h"
#include "format/toml/schema_table.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[parties]
a = {}
b = {}
[issues]
x = { options = ["no", "yes"], levels = [0, 2.5], by = ["a", "b"] }
y = { options = ["no", "yes"], by_any = ["a", "b"], one_way = true, active = false }
)";

Dispute read(const std::string& more) {
  auto dispute = parse_dispute(kHead + more, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
std::string first_error(const std::string& more) {
  const auto dispute = parse_dispute(kHead + more, "t.toml");
  EXPECT_FALSE(dispute.has_value());
  return dispute ? "" : format_error(dispute.error().front());
}

TEST(TomlReader, KnowsEveryFormOfPreference) {
  const auto form = [](const std::string& more) {
    return read("[preferences]\n" + more)->preferences[0].form;
  };
  EXPECT_EQ(form("a = [ { wants = \"x = yes\", weight = 1 } ]"), PreferenceForm::kWeights);
  EXPECT_EQ(form("a = { priority = true, statements = [ { wants = \"x = yes\" } ] }"),
            PreferenceForm::kPriority);
  EXPECT_EQ(form("a = { ranking = [[\"x = yes\"], [\"true\"]] }"), PreferenceForm::kRanking);
  EXPECT_EQ(form("a = { ranking = [[{ x = \"yes\" }], [{ x = \"no\" }]] }"),
            PreferenceForm::kRanking);
  EXPECT_EQ(form("a = { values = { x = { yes = 3 } } }"), PreferenceForm::kValues);
  EXPECT_EQ(form("a = { outcome_values = [ { outcome = \"true\", value = 1 } ] }"),
            PreferenceForm::kOutcomeValues);
}

TEST(TomlReader, KnowsEveryFormOfFactorAndNumber) {
  const Dispute dispute = read(R"([factors]
plain = 0.25
full = { value = 3, domain = [0, 10], range = [2, 4], drift = 0.1 }
drawn = { value = 0.35, distribution = { kind = "triangular", low = 0.2, mode = 0.35, high = 0.6 } }
[preferences]
a = [
  { wants = "x = yes", weight = { value = 15, range = [10, 20] } },
  { wants = "x = no", weight = "2 * plain", when = "full > 1" },
]
)");
  ASSERT_EQ(dispute->factors.size(), 3U);
  EXPECT_DOUBLE_EQ(dispute->factors[0].number.value, 0.25);
  EXPECT_DOUBLE_EQ(dispute->factors[1].domain.high, 10);
  EXPECT_DOUBLE_EQ(dispute->factors[2].number.value, 0.35);
}

TEST(TomlReader, KnowsEveryFormOfRatifier) {
  const Dispute dispute = read(R"([ratifiers.formula]
of = "a"
approves = "x = yes"
[ratifiers.other]
of = "a"
party = "b"
[ratifiers.public]
of = "b"
asked_if = "x = yes"
quota = 0.5
segments = [ { share = 0.4, approves = "x = yes" }, { share = 0.6, approves = "x = no" } ]
)");
  ASSERT_EQ(dispute->ratifiers.size(), 3U);
  EXPECT_EQ(dispute->ratifiers[0].approves.text, "x = yes");
  EXPECT_EQ(dispute->ratifiers[1].party, 1);
  EXPECT_EQ(dispute->ratifiers[2].segments.size(), 2U);
}

TEST(TomlReader, NumbersStatementsWithoutAnId) {
  const Dispute dispute = read(
      "[preferences]\na = [ { wants = \"x = yes\", weight = 1 }, { never = \"x = no\", id = "
      "\"mine\" }, { wants = \"x = no\", weight = 2 } ]\n");
  EXPECT_EQ(dispute->statements[0].id, "a.1");
  EXPECT_EQ(dispute->statements[1].id, "mine");
  EXPECT_EQ(dispute->statements[2].id, "a.3");
}

TEST(TomlReader, CasesBuildOnOneAnother) {
  const Dispute dispute = read(R"([factors]
f = 0.5
[cases.first]
set = { f = 0.7 }
[cases.second]
extends = "first"
off = ["a.1"]
[preferences]
a = [ { wants = "x = yes", weight = 1 } ]
)");
  ASSERT_EQ(dispute->cases.size(), 3U);
  EXPECT_EQ(dispute->cases[0].id, "now");
  EXPECT_EQ(first_error("[cases.c]\nextends = \"d\"\n[cases.d]\nextends = \"c\"\n").substr(0, 16),
            "t.toml:14:12: er");
}

TEST(TomlReader, PointsAtTheValueThatIsWrong) {
  EXPECT_EQ(first_error("[preferences]\na = [ { wants = \"x = yes\", weight = true } ]\n"),
            "t.toml:14:37: error: 'weight' must be a number, { value = ..., range = [...] } or an "
            "expression (a text), not true or false\n"
            "  a = [ { wants = \"x = yes\", weight = true } ]\n"
            "                                      ^\n");
}

TEST(TomlReader, TheDocumentedKeysAreTheKeys) {
  std::ifstream in(std::string(DETENTE_SOURCE_DIR) + "/docs/file-reference.md");
  ASSERT_TRUE(in) << "docs/file-reference.md";
  std::stringstream text;
  text << in.rdbuf();
  const std::string reference = text.str();
  for (const KeyRow& row : key_rows()) {
    EXPECT_NE(reference.find("`" + std::string(row.key) + "`"), std::string::npos)
        << "docs/file-reference.md does not describe '" << row.key << "'";
  }
  for (const TableRow& row : table_rows()) {
    EXPECT_NE(reference.find("[" + std::string(row.name)), std::string::npos) << row.name;
  }
}

TEST(JsonSchema, NamesEveryKey) {
  const auto schema = dispute_schema();
  const std::string text = schema.dump();
  for (const KeyRow& row : key_rows()) {
    EXPECT_NE(text.find("\"" + std::string(row.key) + "\""), std::string::npos) << row.key;
  }
  EXPECT_EQ(schema["type"], "object");
}

}  // namespace
}  // namespace detente
