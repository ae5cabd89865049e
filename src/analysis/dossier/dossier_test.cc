#include "analysis/dossier/dossier.h"

#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente {
namespace {

// a gives land for trade; c can punish b for it. By hand: the deal (given, open) is worth 4 - 1 = 3
// to a and 5 - 1 = 4 to b; c likes to punish it; then b has lost 9.
constexpr const char* kText = R"([dispute]
title = "Land for trade"
[question]
text = "Is a ready?"
of = "a"
with = ["b"]
compromise = "land = given"
[sources.s]
title = "A source"
[factors]
might = { value = 0.8, name = "the might of c" }
[parties]
a = { name = "Atlantis" }
b = { name = "Bohemia" }
c = { name = "Carthage" }
[issues]
land = { options = ["kept", "given"], labels = ["land is kept", "land is given"], by = ["a"], one_way = true }
trade = { options = ["closed", "open"], labels = ["trade is closed", "trade is open"], by = ["b"], one_way = true }
wrath = { options = ["none", "some"], labels = ["c keeps calm", "c punishes b"], by = ["c"] }
[preferences]
a = [{ wants = "trade = open", weight = 4 }, { wants = "land = given", weight = -1 }]
b = [{ wants = "land = given", weight = 5 }, { wants = "trade = open", weight = -1 },
     { id = "fear", wants = "wrath = none", weight = "10 * might", says = "no wrath", source = "s" }]
c = [{ wants = "land = given -> wrath = some", weight = 1 }, { wants = "land = kept -> wrath = none", weight = 1 }]
[cases.weak]
set = { might = 0.1 }
)";

struct Made {
  Dispute dispute;
  Dossier dossier;
};
Made made() {
  auto dispute = parse_dispute(kText, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  Dossier dossier;
  Budget budget;
  for (int c = 0; c < 2; ++c) dossier.answers.push_back(*answer_case(*dispute, c, {}, budget));
  dossier.bargaining = *study_bargaining(*dispute, 0, {}, budget);
  return {*dispute, std::move(dossier)};
}

// By hand, of the eight outcomes: c moves to wrath where land is given and back where it is kept:
// four gains. a and b each lose 1 by what they give alone; signing the deal together, as the way to
// it says, both gain (3 and 4).
TEST(Dossier, ThePictureOfMovesHasTheGainsOfEachAndTheWay) {
  Made all = made();
  Budget budget;
  const auto study = study_stability(all.dispute, 0, {}, budget);
  ASSERT_TRUE(study.has_value());
  const auto chart = moves_picture(all.dispute, all.dossier.answers[0], *study);
  ASSERT_TRUE(chart.has_value());
  EXPECT_EQ(chart->nodes.size(), 8U);  // all of them: so few
  EXPECT_EQ(chart->nodes.front().label, "today");
  std::size_t gains = 0, chosen = 0;
  for (const MoveChart::Arrow& arrow : chart->arrows) {
    if (arrow.chosen) ++chosen;
    if (!arrow.gains) continue;
    ++gains;
    EXPECT_EQ(chart->movers[arrow.mover], arrow.chosen ? "Atlantis and Bohemia" : "Carthage");
  }
  EXPECT_EQ(gains, 5U);
  EXPECT_EQ(chosen, 1U);
  EXPECT_FALSE(chart->nodes.front().holds.empty());
  const auto svg = svg_of(Chart(*chart), "moves", "t", "s");
  EXPECT_NE(svg.find("chosen"), std::string::npos);
  EXPECT_EQ(table_of(Chart(*chart)).rows.size(), chart->arrows.size());
}

TEST(Dossier, TheLadderPictureNamesWhoStopsEachCase) {
  const Made all = made();
  const LadderChart chart = ladder_picture(all.dispute, all.dossier.answers);
  ASSERT_EQ(chart.rows.size(), 2U);
  EXPECT_EQ(chart.rungs.size(), 6U);
  EXPECT_FALSE(chart.rows[0].passes);
  EXPECT_EQ(chart.rows[0].end, "Carthage");
  EXPECT_TRUE(chart.rows[1].passes);
}

TEST(Dossier, StripsCoverTheDomainWithoutGaps) {
  const Made all = made();
  const StripChart chart = threshold_strips(all.dispute, all.dossier.answers[0]);
  ASSERT_EQ(chart.rows.size(), 1U);
  const auto& parts = chart.rows[0].parts;
  EXPECT_EQ(parts.front().from, 0);
  EXPECT_EQ(parts.back().to, 1);
  for (std::size_t k = 1; k < parts.size(); ++k) EXPECT_EQ(parts[k].from, parts[k - 1].to);
  EXPECT_EQ(parts.front().label, "ready");
  EXPECT_NE(parts.back().label, "ready");
}

TEST(Dossier, ABreakIsDrawnFromTheDeal) {
  const Made all = made();
  const CaseAnswer& answer = all.dossier.answers[0];
  ASSERT_FALSE(answer.deals.empty());
  const auto broken = std::find_if(answer.deals.begin(), answer.deals.end(),
                                   [](const DealReport& deal) { return deal.broken.has_value(); });
  ASSERT_NE(broken, answer.deals.end());
  const auto chart = way_to(all.dispute, answer, *broken);
  ASSERT_TRUE(chart.has_value());
  EXPECT_EQ(chart->nodes.back().kind, NetworkChart::Node::Kind::kBad);
  EXPECT_EQ(chart->nodes.back().lines.back(), "Bohemia is worse off");
  EXPECT_TRUE(chart->edges.back().bad);
  EXPECT_EQ(chart->nodes[chart->edges.back().from].kind, NetworkChart::Node::Kind::kGoal);
}

// From the verdict to the source in two clicks: the paragraph refers to the statement's note, and
// that to the source's.
TEST(Dossier, TheAnswerLeadsToTheStatementAndThatToItsSource) {
  const Made all = made();
  const Document document = dossier_document(all.dispute, all.dossier);
  const Paragraph* who = nullptr;
  const Notes* notes = nullptr;
  for (const Block& block : document.blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (who == nullptr && paragraph != nullptr && paragraph->text.rfind("Who stops it", 0) == 0)
      who = paragraph;
    if (const auto* some = std::get_if<Notes>(&block)) notes = some;
  }
  ASSERT_NE(who, nullptr);
  EXPECT_EQ(who->notes, (std::vector<std::string>{"fear", "s"}));
  ASSERT_NE(notes, nullptr);
  const auto fear = std::find_if(notes->notes.begin(), notes->notes.end(),
                                 [](const Note& note) { return note.id == "fear"; });
  ASSERT_NE(fear, notes->notes.end());
  EXPECT_EQ(fear->title, "Bohemia wants: no wrath");
  EXPECT_EQ(fear->notes, (std::vector<std::string>{"s"}));
}

TEST(Dossier, TwoBargainersAreAPlane) {
  const Made all = made();
  const auto chart = deals_picture(all.dispute, *all.dossier.bargaining);
  ASSERT_TRUE(chart.has_value());
  const auto& plane = std::get<ScatterChart>(*chart);
  EXPECT_EQ(plane.x_label, "Atlantis's utility");
  ASSERT_TRUE(plane.zone.has_value());
  EXPECT_EQ(plane.zone->first, 0);
  EXPECT_EQ(plane.zone->second, 8);  // no wrath is worth 10 * 0.8
  const auto nash = std::find_if(plane.points.begin(), plane.points.end(), [](const auto& point) {
    return point.label.find("Nash") != std::string::npos;
  });
  ASSERT_NE(nash, plane.points.end());
  EXPECT_EQ(nash->x, 3);
  EXPECT_EQ(nash->y, 12);
}

// By hand: nobody gone, the verdict is ratifiable (4). Without c it is ready (6). A negotiator that
// wants nothing accepts everything and takes no step: without a still 4, without b, who then cannot
// be harmed, durable (5), and so without any two or all. Over the six orders c adds 5/6, b 1/3,
// a -1/6.
TEST(Dossier, BarsAreWhatEachHoldsBack) {
  const Made all = made();
  Budget budget;
  const auto study = study_blockers(all.dispute, 0, {}, budget);
  ASSERT_TRUE(study.has_value());
  const auto parties = std::find_if(study->games.begin(), study->games.end(),
                                    [](const BlockingGame& game) { return game.id == "parties"; });
  ASSERT_NE(parties, study->games.end());
  const auto chart = shares_picture(all.dispute, *parties);
  ASSERT_TRUE(chart.has_value());
  ASSERT_EQ(chart->rows.size(), 3U);
  const char* const names[] = {"Carthage", "Bohemia", "Atlantis"};
  const double shares[] = {5.0 / 6, 1.0 / 3, -1.0 / 6};
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(chart->rows[k].label, names[k]);
    EXPECT_NEAR(chart->rows[k].value, shares[k], 1e-12);
    EXPECT_FALSE(chart->rows[k].range.has_value());  // exact
  }
}

TEST(Dossier, ChancesHaveTwoStandardErrors) {
  CaseWorlds of;
  of.at_least[kReady] = {0.4, 0.05};
  of.at_least[1] = {1, 0};
  const BarChart chart = chances_picture(of);
  ASSERT_EQ(chart.rows.size(), 6U);
  EXPECT_EQ(chart.rows[5].value, 0.4);
  EXPECT_DOUBLE_EQ(chart.rows[5].range->first, 0.3);
  EXPECT_DOUBLE_EQ(chart.rows[5].range->second, 0.5);
  EXPECT_EQ(chart.rows[0].range->second, 1);
}

// f and g are one input of the two; the one deal there is passes in as many worlds as it is ready.
TEST(Dossier, HowSureItIsNamesDealsAndWhatIsDrawnTogether) {
  const auto dispute = parse_dispute(R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[sources.s]
title = "A source"
[factors]
f = { value = 0.6, range = [0, 1], name = "trust" }
g = { value = 0.7, range = [0, 1] }
[[correlations]]
between = ["f", "g"]
value = 0.5
source = "s"
note = "They were asked together."
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], labels = ["no deal", "a deal"], by = ["a", "b"], one_way = true }
[preferences]
a = [{ wants = "deal = yes", weight = "f - 0.5" }]
b = [{ wants = "deal = yes", weight = "g - 0.5" }]
)",
                                     "t.toml");
  ASSERT_TRUE(dispute.has_value()) << format_error(dispute.error().front());
  Budget budget;
  WorldsAsked asked;
  asked.cases = {0};
  asked.deals = true;
  Dossier dossier;
  dossier.answers.push_back(*answer_case(*dispute, 0, {}, budget));
  dossier.worlds = *run_worlds(*dispute, asked, budget);
  const CaseWorlds& of = dossier.worlds->cases.front();
  const BarChart drivers = drivers_picture(*dispute, *dossier.worlds, of);
  ASSERT_EQ(drivers.rows.size(), 1U);
  EXPECT_EQ(drivers.rows[0].label, "trust and g (correlated)");
  ASSERT_EQ(of.deals.size(), 1U);
  EXPECT_EQ(of.deals[0].share.value, of.at_least[kReady].value);
  EXPECT_NEAR(of.deals[0].share.value, 1.0 / 3, 0.02);  // 1/4 + asin(1/2) / (2 pi)
  const std::string page = render_markdown(dossier_document(*dispute, dossier));
  EXPECT_NE(page.find("By which deal"), std::string::npos) << page;
  const auto lines = deal_lines(*dispute, of, 5);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(page.find(lines[0]), std::string::npos) << page;
  const Notes notes = notes_of(*dispute);
  const auto note = std::find_if(notes.notes.begin(), notes.notes.end(),
                                 [](const Note& one) { return one.id == "g"; });
  ASSERT_NE(note, notes.notes.end());
  EXPECT_EQ(note->lines.back(),
            "Drawn together with trust: correlation 0.5 of their normal scores. They were asked "
            "together.");
  EXPECT_EQ(note->notes, std::vector<std::string>{"s"});
}

}  // namespace
}  // namespace detente
