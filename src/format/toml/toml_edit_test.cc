#include "format/toml/toml_edit.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "format/registry.h"
#include "format/toml/toml_scan.h"

namespace detente {
namespace {

const std::string kText = R"(# a dispute
[dispute]
title = "Übung" # über alles

[factors]
trust = 0.35   # bare
push = { value = 0.8, range = [0.5, 1.0] } # inline

[factors.long]
value = 0.1
# the end of it

[preferences]
a = [
  { id = "one", wants = "x = y", weight = 10 }, # first
  { id = "two", wants = "x = z", weight = "2 * trust", note = "ä, # } in a text" },
]
b = [{ wants = "x = y" }]

[cases.now]
name = "today"

[cases.later]
set = { trust = 0.5 }
)";

std::string edited(TomlEdit::Kind kind, TomlPath path, std::string value = "") {
  const auto splice = splice_of(kText, {kind, std::move(path), std::move(value)});
  return splice ? spliced(kText, *splice) : "error: " + splice.error().front().message;
}
std::string set(TomlPath path, std::string value) {
  return edited(TomlEdit::Kind::kSet, std::move(path), std::move(value));
}
std::string with(const std::string& from, const std::string& to) {
  std::string out = kText;
  const std::size_t at = out.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return out.replace(at, from.size(), to);
}

TEST(TomlEdit, a_value_gives_way_and_nothing_else) {
  EXPECT_EQ(set({"factors", "push", "value"}, "0.75"), with("value = 0.8", "value = 0.75"));
  EXPECT_EQ(set({"dispute", "title"}, "\"x\""), with("\"Übung\"", "\"x\""));
  EXPECT_EQ(set({"preferences", "a", std::size_t{1}, "weight"}, "3"), with("\"2 * trust\"", "3"));
  EXPECT_EQ(set({"factors", "long", "value"}, "0.2"), with("value = 0.1", "value = 0.2"));
}
TEST(TomlEdit, a_bare_factor_is_its_value) {
  EXPECT_EQ(set({"factors", "trust", "value"}, "0.4"), with("trust = 0.35", "trust = 0.4"));
}
TEST(TomlEdit, a_new_key_goes_behind_the_last_of_its_table) {
  EXPECT_EQ(set({"preferences", "a", std::size_t{1}, "active"}, "false"),
            with("in a text\" }", "in a text\", active = false }"));
  EXPECT_EQ(set({"factors", "long", "drift"}, "1"),
            with("value = 0.1\n", "value = 0.1\ndrift = 1\n"));
  EXPECT_EQ(set({"cases", "later", "set", "push"}, "0.1"),
            with("trust = 0.5 }", "trust = 0.5, push = 0.1 }"));
}
TEST(TomlEdit, tables_around_a_new_key_are_made) {
  EXPECT_EQ(set({"cases", "now", "set", "trust"}, "0.1"),
            with("name = \"today\"", "name = \"today\"\nset = { trust = 0.1 }"));
  EXPECT_EQ(set({"cases", "third", "set", "trust"}, "0.1"),
            kText + "\n[cases.third]\nset = { trust = 0.1 }\n");
  EXPECT_EQ(set({"sources", "s", "title"}, "\"t\""),
            kText + "\n[sources]\ns = { title = \"t\" }\n");
}
TEST(TomlEdit, a_member_joins_its_list_and_comments_stay_with_theirs) {
  EXPECT_EQ(edited(TomlEdit::Kind::kAppend, {"preferences", "a"}, "{ wants = \"w\" }"),
            with("in a text\" },\n", "in a text\" },\n  { wants = \"w\" },\n"));
  EXPECT_EQ(edited(TomlEdit::Kind::kAppend, {"preferences", "b"}, "{ wants = \"w\" }"),
            with("{ wants = \"x = y\" }]", "{ wants = \"x = y\" }, { wants = \"w\" }]"));
}
TEST(TomlEdit, what_is_removed_takes_one_comma_or_its_line_along) {
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"factors", "push", "range"}),
            with(", range = [0.5, 1.0]", ""));
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"cases", "now", "name"}),
            with("name = \"today\"\n", ""));
  EXPECT_EQ(
      edited(TomlEdit::Kind::kRemove, {"preferences", "a", std::size_t{1}}),
      with("  { id = \"two\", wants = \"x = z\", weight = \"2 * trust\", note = \"ä, # } in a "
           "text\" },\n",
           ""));
}
TEST(TomlEdit, a_part_joins_the_others_at_the_end) {
  EXPECT_EQ(edited(TomlEdit::Kind::kAppend, {"rules"}, "{ never = \"x = z\", id = \"r\" }"),
            kText + "\n[[rules]]\nnever = \"x = z\"\nid = \"r\"\n");
  const std::string one = kText + "\n[[rules]]\nnever = \"x = z\" # why\n";
  const auto splice = splice_of(one, {TomlEdit::Kind::kAppend, {"rules"}, "{ never = \"y\" }"});
  ASSERT_TRUE(splice);
  EXPECT_EQ(spliced(one, *splice), one + "\n[[rules]]\nnever = \"y\"\n");
  EXPECT_EQ(edited(TomlEdit::Kind::kAppend, {"rules"}, "3").substr(0, 6), "error:");
}
TEST(TomlEdit, a_part_goes_with_its_entries_and_comments_around_it_stay) {
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"cases", "now"}),
            with("[cases.now]\nname = \"today\"\n\n", ""));
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"cases", "later"}),
            with("[cases.later]\nset = { trust = 0.5 }\n", ""));
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"factors", "long"}),
            with("[factors.long]\nvalue = 0.1\n", ""));
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"factors"}).substr(0, 6), "error:");
  const std::string two = kText + "\n[[rules]]\nid = \"a\"\n# of b\n\n[[rules]]\nid = \"b\"\n";
  const auto splice = splice_of(two, {TomlEdit::Kind::kRemove, {"rules", std::size_t{0}}, ""});
  ASSERT_TRUE(splice) << splice.error().front().message;
  EXPECT_EQ(spliced(two, *splice), kText + "\n# of b\n\n[[rules]]\nid = \"b\"\n");
}
TEST(TomlEdit, no_place_is_an_error) {
  EXPECT_EQ(edited(TomlEdit::Kind::kRemove, {"factors", "nobody"}).substr(0, 6), "error:");
  EXPECT_EQ(set({"preferences", "a", std::size_t{7}, "weight"}, "1").substr(0, 6), "error:");
  EXPECT_EQ(set({"factors"}, "1").substr(0, 6), "error:");
  EXPECT_EQ(set({}, "1").substr(0, 6), "error:");
  EXPECT_EQ(splice_of("a = ", {TomlEdit::Kind::kSet, {"a"}, "1"}).error().front().code,
            ErrorCode::kSyntax);
}
TEST(TomlEdit, what_is_there_is_told_from_what_is_not) {
  EXPECT_TRUE(toml_has(kText, {"factors", "push", "range"}));
  EXPECT_TRUE(toml_has(kText, {"preferences", "a", std::size_t{1}}));
  EXPECT_FALSE(toml_has(kText, {"preferences", "a", std::size_t{2}}));
  EXPECT_FALSE(toml_has(kText, {"preferences", "a", "statements"}));
  EXPECT_FALSE(toml_has("a = ", {"a"}));
}
TEST(TomlEdit, values_end_where_toml_says) {
  const auto value = [](std::string_view text) { return text.substr(0, toml_value_end(text, 0)); };
  EXPECT_EQ(value("12 # x"), "12");
  EXPECT_EQ(value("'a\\' , b"), "'a\\'");
  EXPECT_EQ(value("\"a\\\" b\", c"), "\"a\\\" b\"");
  EXPECT_EQ(value("\"\"\"a \"quoted\"\"\"\"\n"), "\"\"\"a \"quoted\"\"\"\"");
  EXPECT_EQ(value("[1, # ]\n 2] x"), "[1, # ]\n 2]");
  EXPECT_EQ(value("{ a = \"}\" }, {"), "{ a = \"}\" }");
  EXPECT_EQ(value("2016-09-02 10:00:00 # x"), "2016-09-02 10:00:00");
}
// Every number of a real file can be changed, and only it changes.
TEST(TomlEdit, every_weight_and_factor_of_a_real_file_can_be_set) {
  std::ifstream in(std::string(DETENTE_SOURCE_DIR) + "/casebook/kurils/dispute.toml");
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  const auto dispute = parse_dispute(text, "kurils.toml");
  ASSERT_TRUE(dispute);
  for (const Factor& factor : (*dispute)->factors) {
    const auto splice =
        splice_of(text, {TomlEdit::Kind::kSet, {"factors", factor.id, "value"}, "0.12345"});
    ASSERT_TRUE(splice);
    const auto after = parse_dispute(spliced(text, *splice), "kurils.toml");
    ASSERT_TRUE(after) << factor.id;
    for (std::size_t f = 0; f < (*after)->factors.size(); ++f) {
      const Factor& other = (*after)->factors[f];
      EXPECT_EQ(other.number.value,
                other.id == factor.id ? 0.12345 : (*dispute)->factors[f].number.value);
    }
  }
  std::map<std::string, std::size_t> places;
  for (std::size_t s = 0; s < (*dispute)->statements.size(); ++s) {
    const Statement& statement = (*dispute)->statements[s];
    const std::string party = (*dispute)->parties[static_cast<std::size_t>(statement.party)].id;
    const auto splice = splice_of(
        text, {TomlEdit::Kind::kSet, {"preferences", party, places[party]++, "says"}, "\"new\""});
    ASSERT_TRUE(splice);
    const auto after = parse_dispute(spliced(text, *splice), "kurils.toml");
    ASSERT_TRUE(after) << statement.id;
    EXPECT_EQ((*after)->statements[s].says, "new");
    EXPECT_EQ((*after)->statements[s].id, statement.id);
  }
}

}  // namespace
}  // namespace detente
