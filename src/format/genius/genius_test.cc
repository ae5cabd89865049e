// Reading GENIUS domains and profiles. The samples are our own.
#include "format/genius/genius_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/domains/utility_testing.h"
#include "format/registry.h"

namespace detente {
namespace {

using testing_support::utilities;
using testing_support::utility;

// Leading blank lines, no XML declaration, indices from 2, an escaped name, a repeated value.
constexpr const char* kDomain = R"(


<negotiation_template number_of_sessions="1">
 <agent name="x" class="y" utility_space="buyer.xml"></agent>
 <utility_space number_of_issues="2">
  <objective index="1" etype="objective" type="objective" description="" name="Shop &amp; Co">
   <issue index="3" name="Price" type="integer" etype="integer" lowerbound="-1" upperbound="2"/>
   <issue index="2" name="Colour &lt;main&gt;" vtype="discrete">
    <item index="1" value="dark red"> </item>
    <item index="2" value="blue"></item>
    <item index="3" value="blue"></item>
   </issue>
  </objective>
 </utility_space>
</negotiation_template>
)";
constexpr const char* kBuyer = R"(<utility_space number_of_issues="2">
 <objective index="1" name="Shop">
  <issue index="2" name="Colour &lt;main&gt;" type="discrete" etype="discrete">
   <item index="1" value="dark red" evaluation="3"/>
   <item index="2" value="blue" evaluation="8"/>
  </issue>
  <issue index="3" name="Price" type="integer" lowerbound="-1" upperbound="2">
   <evaluator ftype="linear" offset="1.25" slope="-0.5"/>
  </issue>
  <weight index="2" value="0.4"> </weight>
  <weight index="3" value="0.6"> </weight>
 </objective>
 <discount_factor value="0.9"/>
 <reservation value="0.25"/>
</utility_space>
)";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
Result<Dispute> read(const std::vector<std::string>& profiles, Compat compat = Compat::kNone,
                     const std::string& domain = kDomain) {
  std::vector<SourceFile> files{{"shop/domain.xml", domain}};
  for (std::size_t p = 0; p < profiles.size(); ++p)
    files.push_back({fmt::format("shop/party {}.xml", p + 1), profiles[p]});
  return parse_dispute(files, {compat});
}
Dispute must(const Result<Dispute>& dispute) {
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
std::string first_error(const Result<Dispute>& dispute) {
  EXPECT_FALSE(dispute.has_value());
  if (dispute) return "";
  const Error& error = dispute.error().front();
  return fmt::format("{}:{}:{}: {}", error.where.file, error.where.line, error.where.column,
                     error.message);
}

// Colour: 3/8 and 1, weight 0.4. Price from -1: min(1, 1.25), 0.75, 0.25, max(0, -0.25), weight
// 0.6.
TEST(Genius, ReadsAdditiveProfiles) {
  const Dispute dispute = must(read({kBuyer}));
  EXPECT_EQ(dispute->title, "Shop & Co");
  ASSERT_EQ(dispute->issues.size(), 2U);
  EXPECT_EQ(dispute->issues[0].id, "colour_main");
  EXPECT_EQ(dispute->issues[0].remarks.name, "Colour <main>");
  EXPECT_EQ(dispute->issues[0].labels, (std::vector<std::string>{"dark red", "blue"}));
  EXPECT_EQ(dispute->issues[1].levels, (std::vector<double>{-1, 0, 1, 2}));
  EXPECT_EQ(dispute->parties[0].id, "party_1");
  EXPECT_EQ(dispute->parties[0].remarks.name, "party 1");
  EXPECT_EQ(std::get<Decimal>(dispute->parties[0].no_deal).to_string(), "0.25");
  EXPECT_EQ(dispute->parties[0].discount.to_string(), "0.9");
  EXPECT_EQ(utilities(dispute),
            (std::vector<std::int64_t>{750'000'000, 1'000'000'000, 600'000'000, 850'000'000,
                                       300'000'000, 550'000'000, 150'000'000, 400'000'000}));
}

TEST(Genius, AProfileAloneIsItsOwnDomain) {
  const Dispute dispute = must(parse_dispute(kBuyer, "buyer.xml"));
  EXPECT_EQ(dispute->parties.size(), 1U);
  EXPECT_EQ(dispute->parties[0].id, "buyer");
  EXPECT_EQ(utilities(dispute), utilities(must(read({kBuyer}))));
}

TEST(Genius, IssuesMayStandInTheRootOrInNestedObjectives) {
  std::string flat = changed(kBuyer, "<objective index=\"1\" name=\"Shop\">", "");
  flat = changed(flat, "</objective>", "");
  EXPECT_EQ(utilities(must(read({flat}))), utilities(must(read({kBuyer}))));
  std::string nested = changed(kBuyer, "<issue index=\"3\"",
                               "<objective index=\"9\" name=\"in\"><issue index=\"3\"");
  nested = changed(nested, "</issue>\n  <weight",
                   "</issue><weight index=\"3\" value=\"0.6\"/></objective>\n  <weight");
  nested = changed(nested, "<weight index=\"3\" value=\"0.6\"> </weight>",
                   "<weight index=\"9\" value=\"0.3\"/>");
  EXPECT_EQ(utilities(must(read({nested}))), utilities(must(read({kBuyer}))));
}

TEST(Genius, DividesWeightsByTheirSum) {
  const std::string twice = changed(changed(kBuyer, "0.4", "0.8"), "0.6", "1.2");
  EXPECT_EQ(utilities(must(read({twice}))), utilities(must(read({kBuyer}))));
  const Result<Dispute> none = read({changed(changed(kBuyer, "0.4", "0"), "0.6", "0")});
  EXPECT_EQ(first_error(none), "shop/party 1.xml:1:1: the weights of the issues add up to 0");
}

TEST(Genius, AbsentReservationIsNothingAndUselessDiscountNone) {
  std::string text = changed(kBuyer, "<reservation value=\"0.25\"/>", "");
  text = changed(text, "value=\"0.9\"", "value=\"1.5\"");
  const Dispute dispute = must(read({text}));
  EXPECT_EQ(std::get<Decimal>(dispute->parties[0].no_deal).units(), 0);
  EXPECT_EQ(dispute->parties[0].discount.to_string(), "1");
}

// Evaluations 3.4 and 8.6. As written: 17/43 of 0.4; GENIUS rounds to 3/9; NegMAS takes 3.4 * 0.4,
// and of the price 0.6 * (1.25 - 0.5 * 2).
TEST(Genius, OtherProgramsReadingsCanBeAskedFor) {
  const std::string text = changed(changed(kBuyer, "evaluation=\"3\"", "evaluation=\"3.4\""),
                                   "evaluation=\"8\"", "evaluation=\"8.6\"");
  const std::vector<int> red_at_top{0, 3};
  EXPECT_EQ(utility(must(read({text})), 0, red_at_top), 158'139'535);
  EXPECT_EQ(utility(must(read({text}, Compat::kGenius)), 0, red_at_top), 133'333'333);
  EXPECT_EQ(utility(must(read({text}, Compat::kNegmas)), 0, red_at_top), 1'510'000'000);
  const std::string half = changed(changed(kBuyer, "0.4", "0.2"), "0.6", "0.3");
  EXPECT_EQ(utility(must(read({half})), 0, {1, 0}), 1'000'000'000);
  EXPECT_EQ(utility(must(read({half}, Compat::kGenius)), 0, {1, 0}), 500'000'000);
}

TEST(Genius, ASingleValueStaysTheOnlyOne) {
  const std::string one = changed(kDomain, "upperbound=\"2\"", "upperbound=\"-1\"");
  const std::string buyer = changed(kBuyer, "upperbound=\"2\"", "upperbound=\"-1\"");
  EXPECT_EQ(utilities(must(read({buyer}, Compat::kNone, one))),
            (std::vector<std::int64_t>{750'000'000, 1'000'000'000}));
}

// 0.5 + 0.25 x, cut at 1, on [-4, 4]: corners -2 and 2. The other party's triangle has 0 and 1, 3.
TEST(Genius, RealIssuesHaveTheBreakpointsOfAllParties) {
  const std::string domain = R"(<negotiation_template><utility_space><objective name="o">
   <issue index="1" name="x" type="real"><range lowerbound="-4" upperbound="4"/></issue>
   </objective></utility_space></negotiation_template>)";
  const auto profile = [](const std::string& evaluator) {
    return R"(<utility_space><objective name="o"><issue index="1" name="x" type="real">
      <range lowerbound="-4" upperbound="4"/>)" +
           evaluator + R"(</issue><weight index="1" value="1"/></objective></utility_space>)";
  };
  const Dispute dispute = must(read(
      {profile(R"(<evaluator ftype="linear" parameter0="0.5" parameter1="0.25"/>)"),
       profile(R"(<evaluator ftype="triangular" parameter0="0" parameter1="3" parameter2="1"/>)")},
      Compat::kNone, domain));
  EXPECT_EQ(dispute->issues[0].levels, (std::vector<double>{-4, -2, 0, 1, 2, 3, 4}));
  EXPECT_TRUE(dispute->issues[0].divisible);
  EXPECT_EQ(utilities(dispute),
            (std::vector<std::int64_t>{0, 0, 500'000'000, 750'000'000, 1'000'000'000, 1'000'000'000,
                                       1'000'000'000, 0, 0, 0, 1'000'000'000, 500'000'000, 0, 0}));
}

TEST(Genius, SaysWhatDoesNotFit) {
  const struct {
    const char *from, *to, *error;
  } rows[] = {
      {"\"dark red\"", "\"dark rod\"",
       "shop/party 1.xml:4:4: issue 'Colour <main>' of the domain has no value 'dark rod'"},
      {"name=\"Price\"", "name=\"Cost\"", "shop/party 1.xml:7:3: the domain has no issue 'Cost'"},
      {"value=\"0.4\"", "value=\"NaN\"",
       "shop/party 1.xml:10:21: 'value' of <weight> must be a number of at most 1000000000000, not "
       "'NaN'"},
      {"slope=\"-0.5\"", "slope=\"1e400\"",
       "shop/party 1.xml:8:44: 'slope' of <evaluator> must be a number of at most 1000000000000, "
       "not '1e400'"},
      {"type=\"integer\"", "type=\"colour\"",
       "shop/party 1.xml:7:33: unknown type of issue 'colour'"},
      {"index=\"3\" name", "index=\"2\" name",
       "shop/party 1.xml:7:10: two issues have the index 2"},
      {"ftype=\"linear\"", "ftype=\"faratin\"",
       "shop/party 1.xml:8:15: unknown function 'faratin'"},
      {"</objective>", "", "shop/party 1.xml:15:3: not well-formed XML: start-end tags mismatch"},
      {"</utility_space>", "</utility_space><x/>",
       "shop/party 1.xml:15:17: a second root element <x>"},
      {"<reservation value=\"0.25\"", "<reservation value=\"a lot\"",
       "shop/party 1.xml:14:15: 'value' of <reservation> must be a number of at most "
       "1000000000000, not 'a lot'"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(first_error(read({changed(kBuyer, row.from, row.to)})), row.error) << row.from;
}

TEST(Genius, RefusesWhatIsNoDomainOrProfile) {
  const auto error = [](const std::string& text) {
    return first_error(parse_dispute(text, "f.xml"));
  };
  EXPECT_EQ(error(kDomain),
            "f.xml:4:1: this is a domain: it says what can be agreed, not who wants what");
  EXPECT_EQ(error("<Tournament/>"),
            "f.xml:1:1: this holds the results of a tournament, not a domain or a profile");
  EXPECT_EQ(error("\n0.5, 0.25 0.75, 0.125\n"), "f.xml:2:1: there is no XML element in this file");
  EXPECT_EQ(error("<html/>"), "f.xml:1:1: <html> is no root element of a GENIUS domain or profile");
  EXPECT_EQ(error("<!DOCTYPE a [<!ENTITY b \"c\">]>\n<utility_space/>"),
            "f.xml:1:1: document type declarations are not read");
  EXPECT_EQ(error(""), "f.xml:1:1: the file is empty");
  std::string deep;
  for (int k = 0; k < 100'000; ++k) deep += "<objective>";
  EXPECT_EQ(first_error(parse_dispute("<utility_space>" + deep, "f.xml")).substr(0, 8), "f.xml:1:");
  std::string closed = deep;
  for (int k = 0; k < 100'000; ++k) closed += "</objective>";
  EXPECT_EQ(error("<utility_space>" + closed + "</utility_space>"),
            "f.xml:1:368: nested more than 32 deep");
  EXPECT_EQ(error("<utility_space><issue name=\"x\" type=\"integer\" lowerbound=\"0\" "
                  "upperbound=\"1000000000\"/><weight index=\"1\" value=\"1\"/></utility_space>"),
            "f.xml:1:16: issue 'x' has 1000000001 values, more than the limit of 60000");
  EXPECT_EQ(error("<utility_space><issue name=\"x\" type=\"real\"/><weight index=\"1\" "
                  "value=\"1\"/></utility_space>"),
            "f.xml:1:16: the real issue 'x' has no range");
}

}  // namespace
}  // namespace detente
