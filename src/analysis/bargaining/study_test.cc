// What a study finds on disputes small enough to work out by hand.
#include "analysis/bargaining/study.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/bargaining/plain_solutions.h"
#include "analysis/bargaining/study_testing.h"
#include "format/registry.h"

namespace detente {
namespace {

Dispute dispute_of(const std::string& text) {
  auto dispute = parse_dispute(text, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
BargainingStudy study_of(const Dispute& dispute, const BargainingAsked& asked = {}) {
  Budget budget;
  auto study = study_bargaining(dispute, 0, asked, budget);
  EXPECT_TRUE(study.has_value()) << (study ? "" : format_error(study.error().front()));
  return std::move(*study);
}
std::vector<std::vector<std::int64_t>> whole(const std::vector<DealPoint>& points) {
  std::vector<std::vector<std::int64_t>> out;
  for (const DealPoint& point : points) {
    out.emplace_back();
    for (const std::int64_t units : point.utility) out.back().push_back(units / Decimal::kOne);
  }
  return out;
}
const SolutionRow& row_of(const BargainingStudy& study, const std::string& id, int quota = 0) {
  for (const SolutionRow& row : study.solutions) {
    if (row.id == id && row.quota == quota) return row;
  }
  ADD_FAILURE() << "no " << id;
  return study.solutions.front();
}
using Vectors = std::vector<std::vector<std::int64_t>>;

// Two issues: land matters to a (4 to 1), trade to b (1 to 5). Outcomes (land, trade):
// none none (0, 0); yes to a (4, -1); trade yes (-1, 5); both (3, 4).
constexpr const char* kTrade = R"([dispute]
title = "t"
[parties]
a = {}
b = {}
[issues]
land = { options = ["kept", "given"], by = ["b"] }
trade = { options = ["closed", "open"], by = ["a"] }
[preferences]
a = [{ wants = "land = given", weight = 4 }, { wants = "trade = open", weight = -1 }]
b = [{ wants = "land = given", weight = -1 }, { wants = "trade = open", weight = 5 }]
)";

// a loses by what breaks its red line, whatever it gets for it.
TEST(BargainingStudy, NoTradeBreaksARedLine) {
  std::string text = kTrade;
  const std::string line =
      "never = \"land = given and trade = open\" }, { wants = \"land = given\"";
  const std::string wants = "wants = \"land = given\"";
  text.replace(text.find(wants), wants.size(), line);
  for (const std::size_t most_outcomes : {std::size_t{100}, std::size_t{1}}) {
    const BargainingStudy study = hand_made::studied(text, most_outcomes);
    ASSERT_TRUE(study.linkage.has_value());
    EXPECT_EQ(study.linkage->why_no_trades, "");
    EXPECT_TRUE(study.linkage->trades.empty()) << study.method;
  }
}

TEST(BargainingStudy, FindsATradeThatNeitherStepWouldBe) {
  const Dispute dispute = dispute_of(kTrade);
  const BargainingStudy study = study_of(dispute);
  EXPECT_EQ(study.outcomes, "4");
  EXPECT_EQ(study.deals, "2");
  EXPECT_EQ(whole(study.frontier.points), (Vectors{{3, 4}}));
  EXPECT_EQ(whole(study.table_frontier.points), (Vectors{{4, -1}, {3, 4}, {-1, 5}}));
  EXPECT_FALSE(study.table_frontier.points[0].in_deals);
  EXPECT_TRUE(study.table_frontier.points[1].in_deals);
  ASSERT_EQ(study.linkage->trades.size(), 1U);
  const Trade& trade = study.linkage->trades.front();
  EXPECT_EQ(trade.first, (std::vector<std::int64_t>{4 * Decimal::kOne, -Decimal::kOne}));
  EXPECT_EQ(trade.second, (std::vector<std::int64_t>{-Decimal::kOne, 5 * Decimal::kOne}));
  // alone neither step is a deal: one by one nothing happens, together it is worth (3, 4)
  ASSERT_EQ(study.linkage->one_by_one.size(), 2U);
  EXPECT_EQ(study.linkage->one_by_one[0].apart, study.status_quo);
  EXPECT_EQ(study.linkage->one_by_one[0].utility_together[1], 4 * Decimal::kOne);
}

TEST(BargainingStudy, CountsWhatEachCutRemovesAndWhatItAloneRemoves) {
  const Dispute dispute = dispute_of(
      std::string(kTrade) + "[ratifiers.senate]\nof = \"b\"\napproves = \"land = kept\"\n");
  const BargainingStudy study = study_of(dispute);
  EXPECT_EQ(study.deals, "1");  // only the status quo
  const Zone& zone = *study.zone;
  EXPECT_EQ(zone.accepted_by_all, 2U);
  EXPECT_EQ(zone.ratified_for_all, 2U);
  // a's no-deal takes trade alone; b's takes land alone, which the senate refuses too
  EXPECT_EQ(zone.parties[0].cuts[0].removes, 1U);
  EXPECT_EQ(zone.parties[0].cuts[0].alone, 1U);
  EXPECT_EQ(zone.parties[1].cuts[0].removes, 1U);
  EXPECT_EQ(zone.parties[1].cuts[0].alone, 0U);
  EXPECT_EQ(zone.parties[1].cuts[1].removes, 2U);
  EXPECT_EQ(zone.parties[1].cuts[1].alone, 1U);
  const auto largest = largest_cut(zone);
  ASSERT_TRUE(largest.has_value());
  EXPECT_EQ(*largest, (std::pair<std::size_t, std::size_t>{1, 1}));
}

// Ten to divide in whole units, b's parliament refuses less than seven for b. Free, Nash is 5:5;
// bound, 3:7 (Schelling's effect).
std::string pie(const std::string& more) {
  std::string options, a, b, approves;
  for (int k = 0; k <= 10; ++k) {
    const std::string name = "\"n" + std::to_string(k) + "\"";
    options += (k == 0 ? "" : ", ") + name;
    a += (k == 0 ? "n" : ", n") + std::to_string(k) + " = " + std::to_string(k);
    b += (k == 0 ? "n" : ", n") + std::to_string(k) + " = " + std::to_string(10 - k);
  }
  return "[dispute]\ntitle = \"t\"\n[parties]\na = { no_deal = 0 }\nb = { no_deal = 0 }\n[issues]\n"
         "to_a = { options = [" +
         options + "], levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], by = [\"a\", \"b\"] }\n" +
         "[preferences.a]\nvalues = { to_a = { " + a +
         " } }\n[preferences.b]\nvalues = { to_a = { " + b + " } }\n" + more;
}

TEST(BargainingStudy, ABoundPartyGetsMore) {
  const Dispute dispute =
      dispute_of(pie("[ratifiers.parliament]\nof = \"b\"\napproves = \"to_a <= n3\"\n"));
  const BargainingStudy study = study_of(dispute);
  EXPECT_EQ(whole(row_of(study, "nash").points), (Vectors{{3, 7}}));
  ASSERT_EQ(study.two_level->binding.size(), 1U);
  const BindingEffect& binding = study.two_level->binding.front();
  EXPECT_EQ(binding.party, 1);
  EXPECT_EQ(binding.utility_without[1], 5 * Decimal::kOne);
  EXPECT_EQ(binding.utility_with[1], 7 * Decimal::kOne);
  EXPECT_EQ(study.two_level->win_sets.front().outcomes, 4U);
}

// Both bound, no overlap: a's poll needs at least six for a (40 per cent would take four), b's
// parliament at least six for b.
TEST(BargainingStudy, SaysWhatWouldOpenAnEmptyIntersection) {
  const Dispute dispute = dispute_of(
      pie("[ratifiers.parliament]\nof = \"b\"\napproves = \"to_a <= n4\"\n"
          "[ratifiers.poll]\nof = \"a\"\nquota = 0.5\nsegments = [{ share = 0.4, approves = \"to_a "
          ">= n4\" }, { share = 0.3, approves = \"to_a >= n6\" }]\n"));
  const BargainingStudy study = study_of(dispute);
  EXPECT_EQ(study.deals, "0");
  EXPECT_TRUE(study.solutions.empty());
  const auto& openings = study.two_level->openings;
  ASSERT_EQ(openings.size(), 3U);
  EXPECT_EQ(openings[0].kind, OpeningKind::kQuota);
  EXPECT_EQ(openings[0].to, Decimal::kOne * 4 / 10);
  EXPECT_EQ(openings[0].example, (std::vector<int>{4}));
  EXPECT_EQ(openings[1].kind, OpeningKind::kRatifier);  // the parliament not asked: 6 to 10
  EXPECT_EQ(openings[1].deals, Count(std::size_t{5}));
  EXPECT_EQ(openings[2].deals, Count(std::size_t{5}));  // the poll not asked: 0 to 4
}

TEST(BargainingStudy, PowersAndWeightsMoveTheSolutions) {
  const Dispute dispute = dispute_of(pie(""));
  BargainingAsked asked;
  asked.powers = {{0, *Decimal::parse("0.6")}, {1, *Decimal::parse("0.4")}};
  asked.weights = {{0, *Decimal::parse("1")}, {1, *Decimal::parse("4")}};
  const BargainingStudy study = study_of(dispute, asked);
  EXPECT_EQ(whole(row_of(study, "nash").points), (Vectors{{6, 4}}));          // x^3 (10 - x)^2
  EXPECT_EQ(whole(row_of(study, "proportional").points), (Vectors{{2, 8}}));  // 2 = 8 / 4
  EXPECT_EQ(whole(row_of(study, "kalai_smorodinsky").points), (Vectors{{5, 5}}));
  EXPECT_EQ(row_of(study, "utilitarian").points.size(), 11U);
  EXPECT_EQ(row_of(study, "fallback", 2).depth, 6);
}

// Brams and Kilgour 2001: a > b > c > d, b > a > d > c, c > b > a > d; unanimity at depth 2 is b.
// Everything needs the consent of somebody who is not at the table: one outcome is left, and an
// integer programme without a single column.
TEST(BargainingStudy, AnswersWhereNothingIsLeftToChoose) {
  const Dispute dispute = dispute_of(R"([dispute]
title = "t"
[parties]
a = {}
b = {}
c = {}
[issues]
land = { options = ["kept", "given"], by = ["a", "b", "c"] }
[preferences]
a = [{ wants = "land = given", weight = 2 }]
b = [{ wants = "land = given", weight = 3 }, { never = "land = given" }]
c = [{ wants = "land = kept", weight = 1 }]
)");
  BargainingAsked asked;
  asked.parties = party_bit(0) | party_bit(1);
  asked.most_outcomes = 1;
  const BargainingStudy study = study_of(dispute, asked);
  ASSERT_EQ(row_of(study, "nash").points.size(), 1U);
  EXPECT_EQ(whole(row_of(study, "nash").points), (Vectors{{0, 0}}));
}

TEST(BargainingStudy, FallbackNeedsOrdersOnly) {
  const Dispute dispute = dispute_of(R"([dispute]
title = "t"
[parties]
one = { no_deal = { i = "d" } }
two = { no_deal = { i = "c" } }
three = { no_deal = { i = "d" } }
[issues]
i = { options = ["a", "b", "c", "d"], by = ["one", "two", "three"] }
[preferences]
one = { ranking = [["i = a"], ["i = b"], ["i = c"], ["i = d"]] }
two = { ranking = [["i = b"], ["i = a"], ["i = d"], ["i = c"]] }
three = { ranking = [["i = c"], ["i = b"], ["i = a"], ["i = d"]] }
)");
  const BargainingStudy study = study_of(dispute);
  const SolutionRow& row = row_of(study, "fallback", 3);
  EXPECT_EQ(row.depth, 2);
  ASSERT_EQ(row.points.size(), 1U);
  EXPECT_EQ(row.points[0].deals, (std::vector<std::vector<int>>{{1}}));
  EXPECT_EQ(row_of(study, "nash").status.status, "not_applicable");
}

// A new issue that brings its own red line leaves fewer packages of the others: six divisions with
// it (b must be given the title to accept more than five for a), eleven without.
TEST(BargainingStudy, AnIssueCanTakeFromTheZone) {
  std::string text = pie("");
  text.replace(text.find("[preferences.a]"), 15,
               "title = { options = [\"disputed\", \"recognised\"], by = [\"a\"] }\n"
               "[preferences.a]\nstatements = [{ never = \"title = recognised\" }]");
  text.replace(text.find("[preferences.b]"), 15,
               "[preferences.b]\nstatements = [{ never = \"to_a > n5 and title = disputed\" }]");
  const Dispute dispute = dispute_of(text);
  const BargainingStudy study = study_of(dispute);
  ASSERT_EQ(study.linkage->issues.size(), 2U);
  const IssueEffect& title = study.linkage->issues[1];
  EXPECT_EQ(title.packages, Count(std::size_t{6}));
  EXPECT_EQ(title.without, Count(std::size_t{11}));
  EXPECT_EQ(title.deals_frozen, Count(std::size_t{6}));
}

TEST(BargainingStudy, NobodyMayFallBelowItsReferencePoint) {
  const Dispute dispute = dispute_of(pie(""));
  BargainingAsked asked;
  asked.references = {{0, {{{0, 3}}}}, {1, {{{0, 5}}}}};  // a as at three, b as at five
  const BargainingStudy study = study_of(dispute, asked);
  EXPECT_EQ(study.fairness->no_loser_deals, Count(std::size_t{3}));  // 3, 4, 5 for a
  EXPECT_EQ(whole(study.fairness->leximin), (Vectors{{4, 6}}));
}

TEST(BargainingStudy, RefusesWhatItCannotAnswer) {
  const Dispute dispute = dispute_of(kTrade);
  Budget budget;
  BargainingAsked asked;
  asked.solutions = {"egaltarian"};
  auto study = study_bargaining(dispute, 0, asked, budget);
  ASSERT_FALSE(study.has_value());
  EXPECT_EQ(study.error().front().hint, "did you mean 'egalitarian'?");
  asked = {};
  asked.within_compromise = true;
  EXPECT_FALSE(study_bargaining(dispute, 0, asked, budget).has_value());
  asked = {};
  asked.parties = party_bit(1);  // an answer, so that other cases have theirs
  study = study_bargaining(dispute, 0, asked, budget);
  ASSERT_TRUE(study.has_value());
  EXPECT_EQ(study->why_not, "a bargain needs two parties, and here is only one");
  EXPECT_TRUE(study->solutions.empty());
}

// With the side issue there are 22 outcomes, and 11 may be listed.
TEST(BargainingStudy, SaysWhichIssueWasNotTriedAsAnOpening) {
  const Dispute dispute =
      dispute_of(pie("[ratifiers.parliament]\nof = \"b\"\napproves = \"to_a <= n4 or side = yes\"\n"
                     "[ratifiers.poll]\nof = \"a\"\napproves = \"to_a >= n6\"\n"
                     "[issues.side]\noptions = [\"no\", \"yes\"]\nby = [\"a\"]\nactive = false\n"));
  const auto by_issue = [](const BargainingStudy& study) {
    const auto& all = study.two_level->openings;
    return std::count_if(all.begin(), all.end(),
                         [](const Opening& row) { return row.kind == OpeningKind::kIssue; });
  };
  BargainingAsked asked;
  const BargainingStudy tried = study_of(dispute, asked);
  EXPECT_EQ(by_issue(tried), 1);
  EXPECT_TRUE(tried.two_level->issues_not_tried.empty());
  asked.most_outcomes = 11;
  const BargainingStudy study = study_of(dispute, asked);
  EXPECT_EQ(by_issue(study), 0);
  EXPECT_EQ(study.two_level->issues_not_tried, (std::vector<int>{1}));
}

// CSV has no headings: with several cases every table names its own.
TEST(BargainingStudy, CsvNamesTheCaseWhereThereAreSeveral) {
  const Dispute dispute = dispute_of(std::string(kTrade) + "\n[cases.later]\n");
  std::vector<BargainingStudy> studies;
  studies.push_back(study_of(dispute));
  const std::string alone = render_csv(bargaining_document(dispute, studies, true));
  EXPECT_EQ(alone.rfind("party,", 0), 0U);
  Budget budget;
  studies.push_back(*study_bargaining(dispute, 1, {}, budget));
  const Document document = bargaining_document(dispute, studies, true);
  std::size_t tables = 0;
  for (const Block& block : document.blocks) {
    const auto* table = std::get_if<Table>(&block);
    if (table == nullptr) continue;
    ++tables;
    EXPECT_EQ(table->header.front(), "case");
    for (const auto& row : table->rows) EXPECT_EQ(row.size(), table->header.size());
  }
  EXPECT_GT(tables, 2U);
}

// A number with sixteen digits is written as it is, not as the nearest double.
TEST(BargainingStudy, JsonKeepsEveryDigit) {
  std::string text = kTrade;
  text.replace(text.find("weight = 4"), 10, "weight = 87654321.123456789");
  const Dispute dispute = dispute_of(text);
  std::vector<BargainingStudy> studies;
  studies.push_back(study_of(dispute));
  const std::string json = bargaining_json_text(dispute, studies);
  EXPECT_NE(json.find("\"a\": 87654320.123456789"), std::string::npos);
  EXPECT_TRUE(nlohmann::json::accept(json));
}

// Six parties with long names: their columns are letters, which the first table explains.
TEST(BargainingStudy, TablesOfManyPartiesFitAScreen) {
  std::string parties, preferences;
  for (int p = 0; p < 6; ++p) {
    parties += "p" + std::to_string(p) + " = { name = \"The Confederation of Lands " +
               std::to_string(p) + "\" }\n";
    preferences += "p" + std::to_string(p) + " = [{ wants = \"x = yes\", weight = 12 }]\n";
  }
  const Dispute dispute =
      dispute_of("[dispute]\ntitle = \"t\"\n[parties]\n" + parties +
                 "[issues]\nx = { options = [\"no\", \"yes\"], by = [\"p0\"] }\n"
                 "[preferences]\n" +
                 preferences);
  std::vector<BargainingStudy> studies;
  studies.push_back(study_of(dispute));
  const std::string text = render_text(bargaining_document(dispute, studies), {80, false});
  std::size_t widest = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    widest = std::max(widest, to - from);
    from = to + 1;
  }
  EXPECT_LE(widest, 100U);
  EXPECT_NE(text.find("F: The Confederation of Lands 5"), std::string::npos);
}

// The efficient deals between England and Zimbabwe, as published with the experiments on that
// domain (Lin and Kraus): 25 points, England's utility falling. Each is efficient; a point just
// inside any of them is not.
TEST(BargainingStudy, EnglandAndZimbabweHaveTwentyFiveEfficientPoints) {
  const std::vector<std::pair<double, double>> published{
      {0.497963, 1},        {0.565329, 0.956204}, {0.586593, 0.946648}, {0.611718, 0.924496},
      {0.632695, 0.912409}, {0.653959, 0.902853}, {0.679084, 0.880701}, {0.687555, 0.874161},
      {0.700348, 0.871145}, {0.721325, 0.859057}, {0.74645, 0.836905},  {0.754921, 0.830365},
      {0.767714, 0.827349}, {0.776185, 0.820809}, {0.822286, 0.78657},  {0.83508, 0.783554},
      {0.84355, 0.777014},  {0.910916, 0.733218}, {0.935431, 0.664744}, {0.935439, 0.652125},
      {0.955859, 0.59627},  {0.959953, 0.583651}, {0.979571, 0.518776}, {0.980382, 0.515177},
      {1, 0.450302}};
  std::vector<Point> points;
  for (const auto& [england, zimbabwe] : published) {
    const auto at = [](double value) { return Decimal::from_double(value)->units(); };
    points.push_back({at(england), at(zimbabwe) - 1});
    points.push_back({at(england), at(zimbabwe)});
  }
  const Places kept = plain_frontier(points);
  ASSERT_EQ(kept.size(), 25U);
  for (std::size_t k = 0; k < 25; ++k) EXPECT_EQ(kept[k], 49 - 2 * k);
}

}  // namespace
}  // namespace detente
