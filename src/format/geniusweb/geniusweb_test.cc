// Reading and writing GeniusWeb domains and profiles. The samples are our own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/domains/utility_testing.h"
#include "format/geniusweb/geniusweb_reader.h"
#include "format/geniusweb/geniusweb_writer.h"
#include "format/registry.h"

namespace detente {
namespace {

using testing_support::utilities;

constexpr const char* kDomain = R"({"name": "trip", "issuesValues": {
  "Place \"x\"": {"values": ["sea", "hills"]},
  "days": {"range": ["2", "4", "0.5"]}}})";
// Place: 1 and 0.25 times 0.4; days from 2 (0) to 4 (1) straight, times 0.6.
constexpr const char* kProfile = R"({"LinearAdditiveUtilitySpace": {"name": "p",
  "domain": {"name": "trip", "issuesValues": {
    "Place \"x\"": {"values": ["sea", "hills"]}, "days": {"range": [2, 4, 0.5]}}},
  "issueWeights": {"days": 0.6, "Place \"x\"": 0.4},
  "issueUtilities": {
    "Place \"x\"": {"discreteutils": {"valueUtilities": {"hills": 0.25, "sea": 1}}},
    "days": {"numberutils": {"lowValue": 2, "lowUtility": 0, "highValue": 4, "highUtility": 1}}},
  "reservationBid": {"issuevalues": {"Place \"x\"": "hills", "days": "3"}}}})";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
Result<Dispute> read(const std::string& profile) {
  return parse_dispute({{"t/domain.json", kDomain}, {"t/ann.json", profile}});
}
std::string first_error(const Result<Dispute>& dispute) {
  EXPECT_FALSE(dispute.has_value());
  if (dispute) return "";
  const Error& error = dispute.error().front();
  return fmt::format("{}:{}:{}: {}", error.where.file, error.where.line, error.where.column,
                     error.message);
}

TEST(GeniusWeb, ReadsDiscreteAndNumberUtilities) {
  const auto dispute = read(kProfile);
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  EXPECT_EQ((*dispute)->title, "trip");
  EXPECT_EQ((*dispute)->parties[0].id, "ann");
  EXPECT_EQ((*dispute)->issues[1].levels, (std::vector<double>{2, 2.5, 3, 3.5, 4}));
  EXPECT_EQ(utilities(*dispute),
            (std::vector<std::int64_t>{400'000'000, 100'000'000, 550'000'000, 250'000'000,
                                       700'000'000, 400'000'000, 850'000'000, 550'000'000,
                                       1'000'000'000, 700'000'000}));
  const auto& no_deal = std::get<Assignment>((*dispute)->parties[0].no_deal).options;
  EXPECT_EQ(no_deal, (std::vector<std::pair<int, int>>{{0, 1}, {1, 2}}));
}

TEST(GeniusWeb, AProfileHoldsItsDomain) {
  const auto alone = parse_dispute(kProfile, "ann.json");
  ASSERT_TRUE(alone.has_value());
  EXPECT_EQ(utilities(*alone), utilities(*read(kProfile)));
  const std::string newer = changed(changed(kProfile, "discreteutils", "DiscreteValueSetUtilities"),
                                    "numberutils", "NumberValueSetUtilities");
  EXPECT_EQ(utilities(*read(newer)), utilities(*alone));
}

TEST(GeniusWeb, AnOpenReservationBidIsWorthWhatItNames) {
  const auto dispute = read(changed(kProfile, ", \"days\": \"3\"}}", "}}"));
  ASSERT_TRUE(dispute.has_value());
  EXPECT_EQ(std::get<Decimal>((*dispute)->parties[0].no_deal).to_string(), "0.1");
}

TEST(GeniusWeb, WritesWhatItReads) {
  const auto dispute = read(kProfile);
  const auto written = write_geniusweb(*dispute, nullptr);
  ASSERT_TRUE(written.has_value());
  ASSERT_EQ(written->more.size(), 1U);
  EXPECT_EQ(written->more[0].name, "ann.json");
  const auto again =
      parse_dispute({{"x.json", written->text}, {"ann.json", written->more[0].text}});
  ASSERT_TRUE(again.has_value()) << format_error(again.error().front());
  EXPECT_EQ(utilities(*again), utilities(*dispute));
  EXPECT_EQ(std::get<Assignment>((*again)->parties[0].no_deal).options,
            std::get<Assignment>((*dispute)->parties[0].no_deal).options);
}

TEST(GeniusWeb, SaysWhatDoesNotFit) {
  const struct {
    const char *from, *to, *error;
  } rows[] = {
      {"\"hills\": 0.25", "\"hill\": 0.25",
       "t/ann.json:6:66: issue 'Place \"x\"' has no value 'hill'"},
      {"\"days\": 0.6", "\"day\": 0.6", "t/ann.json:4:27: the domain has no issue 'day'"},
      {"\"days\": 0.6", "\"days\": \"much\"",
       "t/ann.json:4:28: this must be a number of at most 1000000000000"},
      {"\"issueWeights\"", "\"weights\"", "t/ann.json:1:32: 'issueWeights' is missing"},
      {"LinearAdditiveUtilitySpace", "DefaultPartialOrdering",
       "t/ann.json:1:1: profiles of type DefaultPartialOrdering are not read"},
      {"numberutils", "otherutils",
       "t/ann.json:7:13: these utilities are neither discrete nor of numbers"},
      {"\"range\": [2, 4, 0.5]", "\"range\": [2, 4, 0.5", "t/ann.json:3:78: not valid JSON at '}'"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(first_error(read(changed(kProfile, row.from, row.to))), row.error) << row.from;
  EXPECT_EQ(first_error(parse_dispute(kDomain, "d.json")),
            "d.json:1:1: this is a domain: it says what can be agreed, not who wants what");
  EXPECT_EQ(first_error(parse_dispute("{}", "d.json")),
            "d.json:1:1: this is neither a GeniusWeb domain nor a profile");
  EXPECT_EQ(first_error(parse_dispute(changed(kProfile, "[2, 4, 0.5]", "[0, 1000000000, 0.001]"),
                                      "d.json")),
            "d.json:3:68: issue 'days' has more than the limit of 60000 values");
}

}  // namespace
}  // namespace detente
