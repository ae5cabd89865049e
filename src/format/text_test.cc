// What is text and what is not.
#include "format/text.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

// "line:column" of what is no text, or "".
std::string broken(const std::string& bytes) {
  const Errors errors = check_text("a\nb" + bytes + "c", "f");
  if (errors.empty()) return "";
  return std::to_string(errors.front().where.line) + ":" +
         std::to_string(errors.front().where.column);
}

// The ends of the rows of table 3-7 of the Unicode standard, and their neighbours.
TEST(Text, OnlyWellFormedUtf8IsText) {
  for (const char* good :
       {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xe0\xbf\xbf", "\xec\xbf\xbf",
        "\xed\x80\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80",
        "\xf3\xbf\xbf\xbf", "\xf4\x80\x80\x80", "\xf4\x8f\xbf\xbf"})
    EXPECT_EQ(broken(good), "") << good;
  for (const char* bad : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2\x7f", "\xc2\xc0",
                          "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf",
                          "\xe1\x80", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                          "\xf5\x80\x80\x80", "\xf7\xbf\xbf\xbf", "\xf8\x88\x80\x80\x80", "\xff"})
    EXPECT_EQ(broken(bad), "2:2") << bad;
}

TEST(Text, ATitleIsText) {
  EXPECT_EQ(title_of("folder/oil_war.gmcr"), "oil_war");
  EXPECT_EQ(title_of("b\xff\xc3\xa9.csv"), "b\xef\xbf\xbd\xc3\xa9");
}

}  // namespace
}  // namespace detente
