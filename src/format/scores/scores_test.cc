// Tables of scores. The samples are our own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/csv/csv_writer.h"
#include "format/domains/utility_testing.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kTable =
    "issue,option,Ann Lee,bob\n"
    "pay,low,0,10\npay,\"high, at once\",7.5,-1e-3\n"
    "leave,short,1,2\nleave,long,3,0\n,no deal,4,5\n";

std::string first_error(const std::string& text) {
  const auto dispute = parse_dispute(text, "t.csv");
  EXPECT_FALSE(dispute.has_value());
  if (dispute) return "";
  const Error& error = dispute.error().front();
  return fmt::format("{}:{}: {}", error.where.line, error.where.column, error.message);
}
std::string changed(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Scores, AreReadAndWritten) {
  const auto dispute = parse_dispute(kTable, "t.csv");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  EXPECT_EQ((*dispute)->title, "t");
  EXPECT_EQ((*dispute)->parties[0].id, "ann_lee");
  EXPECT_EQ((*dispute)->parties[0].remarks.name, "Ann Lee");
  EXPECT_EQ(std::get<Decimal>((*dispute)->parties[1].no_deal).to_string(), "5");
  EXPECT_EQ(testing_support::utilities(*dispute),
            (std::vector<std::int64_t>{1'000'000'000, 8'500'000'000, 3'000'000'000, 10'500'000'000,
                                       12'000'000'000, 1'999'000'000, 10'000'000'000, -1'000'000}));
  const auto written = write_csv(*dispute, nullptr);
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->text, changed(kTable, "-1e-3", "-0.001"));
  const auto tabs = write_tsv(*dispute, nullptr);
  const auto again = parse_dispute(tabs->text, "t.tsv");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(testing_support::utilities(*again), testing_support::utilities(*dispute));
}

TEST(Scores, SayWhatIsWrong) {
  EXPECT_EQ(first_error(changed(kTable, "7.5", "much")), "3:21: 'much' is no score");
  EXPECT_EQ(first_error(changed(kTable, "7.5", "")),
            "3:21: this is worth nothing known to 'Ann Lee'");
  EXPECT_EQ(first_error(changed(kTable, "leave,long", "leave,short")),
            "5:7: issue 'leave' has the option 'short' twice");
  EXPECT_EQ(first_error(changed(kTable, "leave,long", ",long")), "5:2: this row has no issue");
  EXPECT_EQ(first_error(changed(kTable, "leave,long", "leave,")), "5:7: this row has no option");
  EXPECT_EQ(first_error(changed(kTable, ",bob", ",Ann Lee")),
            "1:22: party 'Ann Lee' has two columns");
  EXPECT_EQ(first_error(changed(kTable, "0,10", "0")),
            "2:1: this row has 3 fields, and the first line has 4");
  EXPECT_EQ(first_error(changed(kTable, "7.5", "1e12")), "3:21: '1e12' is no score");
  EXPECT_EQ(first_error("issue,option\nx,y\n"), "1:1: the table has no parties");
  EXPECT_EQ(first_error("issue,option,a\n"), "1:1: the table has no options");
  EXPECT_EQ(first_error(std::string(kTable) + ",no deal,1,1\n"), "7:2: a second row 'no deal'");
}

}  // namespace
}  // namespace detente
