#include "report/chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "report/chart_svg.h"
#include "report/document.h"

namespace detente {
namespace {

LadderChart ladder() {
  return {{"possible", "willing"},
          {{"now", {8, 0}, 8, "Japan", false}, {"a < b & \"c\"", {4, 2}, 8, "ready", true}}};
}

TEST(Chart, TablesHaveEveryNumber) {
  const Table table = table_of(ladder());
  EXPECT_EQ(table.header,
            (std::vector<std::string>{"case", "before", "possible", "willing", "end"}));
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"a < b & \"c\"", "8", "4", "2", "ready"}));

  const BarChart bars{"share", {{"x", 0.25, std::pair{0.2, 0.3}}}, true};
  EXPECT_EQ(table_of(bars).rows[0], (std::vector<std::string>{"x", "25.0 %", "20.0 %", "30.0 %"}));
}

TEST(Chart, LabelsAreEscaped) {
  const std::string svg = svg_of(ladder(), "f1", "A <b>", "says & more");
  EXPECT_EQ(svg.find("a < b"), std::string::npos);
  EXPECT_NE(svg.find("a &lt; b &amp; &quot;c&quot;"), std::string::npos);
  EXPECT_NE(svg.find("<title id=\"f1-t\">A &lt;b&gt;</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc id=\"f1-d\">says &amp; more</desc>"), std::string::npos);
}

// A stop is a shape and a word, not a colour alone.
TEST(Chart, ALadderMarksWhereItStops) {
  const std::string svg = svg_of(ladder(), "f", "t", "s");
  EXPECT_NE(svg.find("class=\"stop\""), std::string::npos);
  EXPECT_NE(svg.find("\xE2\x9C\x97 Japan"), std::string::npos);
  EXPECT_NE(svg.find("\xE2\x9C\x93 ready"), std::string::npos);
}

// The rungs make room for a long name of who stops a case, as far as their numbers allow.
TEST(Chart, WhoStopsACaseIsWhole) {
  const auto drawn = [](const std::string& who) {
    LadderChart chart = ladder();
    chart.rungs = {"possible", "willing", "mutual", "ratifiable", "durable", "reachable"};
    chart.rows[0].end = who;
    return svg_of(chart, "f", "t", "s");
  };
  const std::string who = "the Japanese public";
  EXPECT_NE(drawn(who).find("\xE2\x9C\x97 " + who + "<"), std::string::npos);
  EXPECT_EQ(drawn(who + " and " + who).find(who + " and " + who + "<"), std::string::npos);
}

TEST(Chart, AMapDrawsItsBorders) {
  MapChart map{"x", "y", {0, 1, 2}, {0, 1}, {0, 1}, {"low", "high"}};
  const auto lines = [&] {
    const std::string svg = svg_of(map, "m", "map", "says");
    const std::regex ink("<line[^>]*class=\"ink\"");
    return std::distance(std::sregex_iterator(svg.begin(), svg.end(), ink), std::sregex_iterator());
  };
  EXPECT_EQ(lines(), 0);
  map.borders = {{0.5, 0, 1.5, 1}, {1.5, 0, 1.5, 1}};
  EXPECT_EQ(lines(), 2);
}

// A long name stands on the side that has room for it, and is shortened where neither has.
TEST(Chart, NamesOfPointsStayInThePicture) {
  const std::string name = "Nash, Kalai-Smorodinsky, egalitarian, utilitarian, Raiffa";
  const auto svg_at = [&](double x, const std::string& label) {
    return svg_of(ScatterChart{"x", "y", {{0, 0}, {100, 100}, {x, 50, label, true}}, {}, ""}, "f",
                  "t", "s");
  };
  // the element that shows the name (its point has it as a title as well); empty: it is not shown
  const auto shown = [](const std::string& svg, const std::string& label) -> std::string {
    const std::regex text("<text[^>]*>" + label + "</text>");
    std::smatch found;
    return std::regex_search(svg, found, text) ? found.str() : "";
  };
  EXPECT_NE(shown(svg_at(70, name), name).find("\"end\""), std::string::npos);
  EXPECT_NE(shown(svg_at(10, name), name).find("\"start\""), std::string::npos);
  const std::string longer = name + ", " + name;
  EXPECT_EQ(shown(svg_at(50, longer), longer), "");
}

// The columns stand further apart for a long name over an arrow, up to a box's width.
TEST(Chart, NamesOverArrowsAreWhole) {
  const auto way = [](const std::string& mover) {
    using Kind = NetworkChart::Node::Kind;
    NetworkChart chart;
    chart.nodes = {{"now", {}, 0, 0, Kind::kStart}, {"then", {}, 1, 0, Kind::kGoal}};
    chart.edges = {{0, 1, mover, false}};
    return svg_of(chart, "f", "t", "s");
  };
  const std::string ministry = "the Ministry of the Environment";
  EXPECT_NE(way(ministry).find(">" + ministry + "<"), std::string::npos);
  const std::string too_long = ministry + ", the Province and the Company together";
  EXPECT_EQ(way(too_long).find(">" + too_long + "<"), std::string::npos);
}

TEST(Chart, TicksAreRoundAndCoverTheNumbers) {
  for (const auto& [low, high] : {std::pair{0.0, 1.0}, {-3.2, 17.9}, {1e9, 1.5e9}, {2.0, 2.0}}) {
    const Ticks ticks = ticks_of(low, high, 6);
    EXPECT_LE(ticks.low, low);
    EXPECT_GE(ticks.high, high);
    EXPECT_LE((ticks.high - ticks.low) / ticks.step, 9);
    const double mantissa = ticks.step / std::pow(10.0, std::floor(std::log10(ticks.step) + 1e-9));
    EXPECT_TRUE(std::abs(mantissa - 1) < 1e-9 || std::abs(mantissa - 2) < 1e-9 ||
                std::abs(mantissa - 5) < 1e-9)
        << ticks.step;
  }
}

Document page() {
  Document document;
  document.heading(1, "Is it <so>?");
  document.blocks.emplace_back(Paragraph{"Because.", true, {"s1", "unknown"}});
  document.heading(2, "Part");
  document.heading(2, "Part");
  document.heading(2, "Third");
  document.figure("Ladder", "one of two", ladder());
  document.blocks.emplace_back(
      Notes{{{"s1", "a statement", {"as written"}, {"src"}}, {"src", "a source", {}, {}}}});
  return document;
}

TEST(RenderHtml, EveryLinkLeadsSomewhereAndEveryIdIsThereOnce) {
  const std::string html = render_html(page(), {"en", "d"});
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\""), link("href=\"#([^\"]*)\"");
  for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
    EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
  int links = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), link), end; at != end; ++at, ++links)
    EXPECT_EQ(ids.count((*at)[1]), 1U) << (*at)[1];
  EXPECT_EQ(links, 6);  // skip, three parts, the statement, its source; nothing for an unknown note
}

TEST(RenderHtml, AsksNothingOfTheNetwork) {
  const std::string html = render_html(page(), {"en", "d"});
  for (const char* outside : {"http:", "https:", "src=", "@import", "url(", "<script"})
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
  EXPECT_NE(html.find("<title>Is it &lt;so&gt;?</title>"), std::string::npos);
}

TEST(RenderText, FiguresAreTheirNumbers) {
  EXPECT_NE(render_text(page(), {}).find("now"), std::string::npos);
  EXPECT_NE(render_markdown(page()).find("| now | 8 | 8 | 0 | Japan |"), std::string::npos);
  EXPECT_NE(render_csv(page()).find("now,8,8,0,Japan\n"), std::string::npos);
}

}  // namespace
}  // namespace detente
