#include "report/document.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

Document sample() {
  Document document;
  document.heading(1, "Title");
  document.paragraph("one two three four five six seven eight nine", true);
  document.bullets({"an item that is longer than forty columns", "x|y"});
  Table table;
  table.header = {"case", "left"};
  table.right = {false, true};
  table.rows = {{"now", "5"}, {"a \"b\", c", "12"}};
  document.table(std::move(table));
  return document;
}

TEST(RenderText, WrapsAtTheWidthAndSetsNumbersFlushRight) {
  EXPECT_EQ(render_text(sample(), {40, false}),
            "Title\n"
            "=====\n"
            "one two three four five six seven eight\n"
            "nine\n"
            "- an item that is longer than forty\n"
            "  columns\n"
            "- x|y\n"
            "case      left\n"
            "now          5\n"
            "a \"b\", c    12\n");
}

TEST(RenderText, UsesColourOnlyIfAsked) {
  EXPECT_EQ(render_text(sample(), {80, false}).find('\x1b'), std::string::npos);
  EXPECT_NE(render_text(sample(), {80, true}).find('\x1b'), std::string::npos);
}

TEST(RenderMarkdown, EscapesWhatMarkdownWouldRead) {
  const std::string text = render_markdown(sample());
  EXPECT_NE(text.find("# Title\n"), std::string::npos);
  EXPECT_NE(text.find("**one two three four five six seven eight nine**"), std::string::npos);
  EXPECT_NE(text.find("x\\|y"), std::string::npos);
  EXPECT_NE(text.find("| now | 5 |"), std::string::npos);
}

TEST(RenderCsv, QuotesCommasAndDoublesQuotes) {
  EXPECT_EQ(render_csv(sample()), "case,left\nnow,5\n\"a \"\"b\"\", c\",12\n");
}

TEST(DisplayWidth, CountsCharactersNotBytes) { EXPECT_EQ(display_width("Détente"), 7U); }

}  // namespace
}  // namespace detente
