#include "base/error.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

TEST(FormatError, ShowsTheLineWithACaretAndTheHint) {
  const Error error{ErrorCode::kUnknownName,
                    "unknown party 'rusia'",
                    {"a.toml", 3, 7},
                    "did you mean 'russia'?",
                    "of = \"rusia\""};
  EXPECT_EQ(format_error(error),
            "a.toml:3:7: error: unknown party 'rusia'\n"
            "  of = \"rusia\"\n"
            "        ^\n"
            "  hint: did you mean 'russia'?\n");
}

TEST(FormatError, KeepsTheCaretOnTheScreenInALongLine) {
  Error error{ErrorCode::kFormula,
              "no",
              {"a.toml", 1, 5001},
              "",
              std::string(5000, ' ') + "x" + std::string(5000, ' ')};
  const std::string shown = format_error(error);
  EXPECT_LT(shown.size(), 400U);
  const auto lines_at = shown.find('\n') + 1;
  const auto second = shown.find('\n', lines_at) + 1;
  EXPECT_EQ(shown.find('x', lines_at) - lines_at, shown.find('^', second) - second);
}

TEST(NearestName, FindsSlipsAndOnlySlips) {
  EXPECT_EQ(nearest_name("rusia", {"japan", "russia", "usa"}), "russia");
  EXPECT_EQ(nearest_name("treaty_signd", {"treaty_signed", "treaty"}), "treaty_signed");
  EXPECT_EQ(nearest_name("zimbabwe", {"japan", "russia"}), "");
  EXPECT_EQ(nearest_name("folder", {"amur", "kurils"}), "");
  EXPECT_EQ(nearest_name(std::string(100000, 'a'), {"a"}), "");
}

}  // namespace
}  // namespace detente
