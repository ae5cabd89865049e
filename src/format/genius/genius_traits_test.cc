// What is odd in GENIUS files that people and programs have written. The samples are our own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "format/domains/utility_testing.h"
#include "format/genius/genius_reader.h"
#include "format/registry.h"

namespace detente {
namespace {

using testing_support::utilities;
using testing_support::utility;

// Two issues: spice, worth 0.5 or 1; size from 2 to 4, worth 0, 0.5, 1. Weights 0.2 and 0.8.
constexpr const char* kCook = R"(<utility_space number_of_issues="2">
<objective index="0" name="soup">
<issue index="1" name="spice" type="discrete"><item index="1" value="salt" evaluation="1"/>
<item index="2" value="chilli" evaluation="2"/></issue>
<issue index="2" name="size" type="integer"><range lowerbound="2" upperbound="4"/>
<evaluator ftype="linear" offset="0" slope="0.5"/></issue>
<weight index="1" value="0.2"/><weight index="2" value="0.8"/>
</objective></utility_space>)";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
Result<Dispute> read(const std::string& text, Compat compat = Compat::kNone) {
  return parse_dispute({{"cook.xml", text}}, {compat});
}
Dispute must(const Result<Dispute>& dispute) {
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
std::string note(const Result<Dispute>& dispute) { return must(dispute)->parties[0].remarks.note; }
std::string first_error(const Result<Dispute>& dispute) {
  EXPECT_FALSE(dispute.has_value());
  if (dispute) return "";
  const Error& error = dispute.error().front();
  return fmt::format("{}:{}: {} | {}", error.where.line, error.where.column, error.message,
                     error.hint);
}

const std::vector<std::int64_t> kSoup{100'000'000, 200'000'000, 500'000'000,
                                      600'000'000, 900'000'000, 1'000'000'000};

TEST(GeniusTraits, AnXmlDeclarationMayStandBehindACommentAndBlankLines) {
  const std::string late = "\n<!-- of the cook -->\n<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n";
  EXPECT_EQ(utilities(must(read(late + kCook))), kSoup);
  EXPECT_EQ(utilities(must(read("\xEF\xBB\xBF" + std::string(kCook)))), kSoup);
}

TEST(GeniusTraits, ABareAmpersandIsOne) {
  const Dispute dispute = must(read(changed(kCook, "\"salt\"", "\"salt & oil\"")));
  EXPECT_EQ(dispute->issues[0].labels[0], "salt & oil");
}

TEST(GeniusTraits, TextThatIsNotXmlSaysWhatToDo) {
  EXPECT_EQ(first_error(read(changed(kCook, "\"salt\"", "\"so \"salty\"\""))),
            "3:74: not well-formed XML: error parsing element attribute | inside a value \" is "
            "written &quot; and < is written &lt;");
  EXPECT_EQ(
      first_error(read(std::string(kCook).substr(0, 130))),
      "3:59: not well-formed XML: error parsing element attribute | was the file cut off when "
      "it was copied?");
  EXPECT_EQ(first_error(read(changed(kCook, "\"salt\"", "\"sel \xE9pic\xE9\""))),
            "3:74: this is not a text file in UTF-8 | other encodings are not read; save it as "
            "UTF-8 in a text editor");
}

TEST(GeniusTraits, AnAttributeThatIsThereTwiceIsNotChosenFrom) {
  EXPECT_EQ(first_error(read(changed(kCook, "type=\"integer\"", "type=\"price\" type=\"real\""))),
            "5:30: 'type' is there twice in <issue> | XML allows an attribute once; take out the "
            "wrong one");
  EXPECT_EQ(first_error(read(changed(kCook, "type=\"integer\"", "type=\"price\""))),
            "5:30: unknown type of issue 'price' | an early type whose formula is not in the file; "
            "known: discrete, integer, real");
}

TEST(GeniusTraits, WhatStandsBehindADomainIsNotPartOfIt) {
  constexpr const char* kDomain = R"(<negotiation_template><agent utility_space=""/>
<utility_space><issue index="1" name="spice"><item value="salt"/><item value="chilli"/></issue>
<issue index="2" name="size" vtype="integer"><range lowerbound="2" upperbound="4"/></issue>
</utility_space><analysis><pareto><bid><issue index="1" type="discrete"><item value="salt"/></issue>
<issue index="2" type="integer"><value>3</value></issue></bid></pareto></analysis>
</negotiation_template>)";
  const Dispute dispute = must(parse_dispute({{"soup.xml", kDomain}, {"cook.xml", kCook}}));
  EXPECT_EQ(dispute->issues.size(), 2U);
  EXPECT_EQ(utilities(dispute), kSoup);
}

TEST(GeniusTraits, WeightsOfNoIssueAreNamed) {
  const std::string more = changed(kCook, "</objective>",
                                   "<weight index=\"3\" value=\"0.25\"/>"
                                   "</objective>");
  EXPECT_EQ(utilities(must(read(more))), kSoup);
  EXPECT_EQ(note(read(more)), "weights of no issue, so not counted: index 3");
  EXPECT_EQ(note(read(kCook)), "");
}

// NegMAS: 0.2 * 1 + 0.8 * (0.5 * 2) = 1 and 0.2 * 2 + 0.8 * (0.5 * 4) = 2; the third weight is a
// constant.
TEST(GeniusTraits, NegmasTakesLinesFromZeroAndDoesNotCutThem) {
  EXPECT_EQ(utility(must(read(kCook, Compat::kNegmas)), 0, {0, 0}), 1'000'000'000);
  EXPECT_EQ(utility(must(read(kCook, Compat::kNegmas)), 0, {1, 2}), 2'000'000'000);
  const std::string more = changed(kCook, "</objective>",
                                   "<weight index=\"3\" value=\"0.25\"/>"
                                   "</objective>");
  EXPECT_EQ(utility(must(read(more, Compat::kNegmas)), 0, {1, 2}), 2'250'000'000);
}

TEST(GeniusTraits, TheDomainsRangeCountsAndANoteSaysSo) {
  const std::string domain =
      changed(changed(kCook, "<evaluator ftype=\"linear\" offset=\"0\" slope=\"0.5\"/>", ""),
              "upperbound=\"4\"", "upperbound=\"5\"");
  const Dispute dispute = must(
      parse_dispute({{"soup.xml", "<negotiation_template>" + domain + "</negotiation_template>"},
                     {"cook.xml", kCook}}));
  EXPECT_EQ(dispute->issues[1].levels, (std::vector<double>{2, 3, 4, 5}));
  EXPECT_EQ(utility(dispute, 0, {1, 3}), 1'000'000'000);  // cut
  EXPECT_EQ(dispute->parties[0].remarks.note,
            "issue 'size' has another range here than in the domain, whose range counts");
}

TEST(GeniusTraits, WhatIsThereTwiceMustBeTheSame) {
  const std::string twice =
      changed(kCook, "</objective>", "<reservation value=\"0.3\"/></objective>");
  const std::string same = changed(twice, "</utility_space>",
                                   "<reservation value=\"0.3\"/>"
                                   "</utility_space>");
  EXPECT_EQ(std::get<Decimal>(must(read(same))->parties[0].no_deal).to_string(), "0.3");
  EXPECT_EQ(first_error(read(changed(same, "<reservation value=\"0.3\"/></utility_space>",
                                     "<reservation value=\"0.4\"/></utility_space>"))),
            "8:39: a second <reservation>, and another one than the first | ");
}

TEST(GeniusTraits, AReservationOnAnotherScaleIsPointedOut) {
  const std::string high =
      changed(kCook, "</utility_space>", "<reservation value=\"140\"/></utility_space>");
  EXPECT_EQ(note(read(high)),
            "the reservation value 140 is above every agreement, of which the "
            "best is worth 1: is it on another scale?");
  EXPECT_EQ(
      first_error(read(changed(high, "<reservation",
                               "<weightmultiplyer value=\"5\"/>"
                               "<reservation"))),
      "8:13: a profile with <weightmultiplyer> is not read | it comes from a branch of GENIUS "
      "with evaluations and reservations on another scale");
}

TEST(GeniusTraits, WeightsBesideHyperRectanglesAreNamed) {
  const std::string both = changed(
      kCook, "</objective>",
      "<utility maxutility=\"2\"><ufun aggregation=\"sum\"><hyperRectangle utility=\"1\">"
      "<INCLUDES index=\"2\" min=\"3\" max=\"4\"/></hyperRectangle></ufun></utility></objective>");
  EXPECT_EQ(utility(must(read(both)), 0, {0, 1}), 500'000'000);
  EXPECT_TRUE(must(read(both))->note.empty());  // not said again of the domain
  EXPECT_EQ(note(read(both)), "not read: weights and evaluations beside a <utility>");
}

TEST(GeniusTraits, ABrokenFileStillShowsWhatItIsMeantToBe) {
  EXPECT_EQ(look_genius(kCook).part, Part::kProfile);
  EXPECT_EQ(look_genius("\n<!-- a --> <?xml version=\"1.0\"?>\n<utility_space><objective>").part,
            Part::kBroken);
  EXPECT_EQ(look_genius(changed(kCook, "\"integer\"", "\"price\"")).part, Part::kBroken);
  EXPECT_EQ(look_genius("<negotiation_template>").part, Part::kBroken);
  EXPECT_EQ(look_genius("<project><utility_space>").part, Part::kNone);
  EXPECT_EQ(look_genius("0.5, 0.25 1.0, 0.0").part, Part::kNone);
  EXPECT_EQ(look_genius("<?xml").part, Part::kNone);
  EXPECT_EQ(look_genius("<Tournament/>").part, Part::kNone);
}

}  // namespace
}  // namespace detente
