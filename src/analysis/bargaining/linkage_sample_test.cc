// What each issue does to the zone by drawing: against listing, and by hand where nothing can be
// listed.
#include "analysis/bargaining/linkage_sample.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "analysis/bargaining/study_testing.h"
#include "base/random.h"

namespace detente {
namespace {

using hand_made::dispute_of;
using hand_made::studied;

// Six issues, two rules and statements that tie some of them, values of others, a red line, a poll
// and a parliament; one issue is not c's to change and one is off the table.
std::string random_dispute(std::uint64_t number) {
  Random random(5, number);
  const auto n = [&](std::uint64_t below) { return random.below(below); };
  const auto is = [&] { return fmt::format("i{} = o{}", n(5), n(2)); };
  std::string text = fmt::format(
      "[dispute]\ntitle = \"t\"\n[parties]\na = {{ no_deal = {} }}\nb = {{ no_deal = {} }}\n"
      "c = {{}}\n[issues]\n",
      n(4), n(3));
  for (int k = 0; k < 5; ++k) {
    text += fmt::format("i{} = {{ options = [\"o0\", \"o1\"{}{}], by = [\"{}\"]{} }}\n", k,
                        n(2) == 0 ? ", \"o2\"" : "", k == 1 ? ", \"o3\"" : "", n(2) ? "a" : "b",
                        n(5) == 0 ? ", one_way = true" : "");
  }
  text += "out = { options = [\"o0\", \"o1\"], by = [\"c\"] }\n";
  for (int k = 0; k < 2; ++k) {
    // the status quo has o0 everywhere
    text += fmt::format("[[rules]]\nnever = \"i{} = o1 and ({} or i{} = o1)\"\n", n(5), is(), n(5));
  }
  text += "[preferences]\na = [\n";
  for (int k = 0; k < 5; ++k)
    text += fmt::format("  {{ wants = \"{}\", weight = {}.{} }},\n", is(), n(3), n(10));
  text +=
      fmt::format("  {{ wants = \"{} {} {}\", weight = 1.7 }},\n", is(), n(2) ? "or" : "and", is());
  text += fmt::format("  {{ never = \"i{} = o1\" }},\n]\n[preferences.b]\nvalues = {{ ", n(5));
  for (int k = 0; k < 5; ++k)
    text += fmt::format("i{} = {{ o0 = {}.{}, o1 = {} }}{}", k, n(2), n(10), n(3),
                        k < 4 ? ", " : " }\n");
  text += fmt::format(
      "[ratifiers.poll]\nof = \"b\"\nquota = 0.5\nsegments = [{{ share = 0.3, approves = \"{}\" "
      "}}, "
      "{{ share = 0.3, approves = \"{}\" }}, {{ share = 0.3, approves = \"{}\" }}]\n",
      is(), is(), is());
  return text + fmt::format("[ratifiers.house]\nof = \"a\"\nasked_if = \"{}\"\napproves = \"{}\"\n",
                            is(), is());
}

struct Case {
  Dispute dispute;
  Scenario scenario;
  std::vector<int> both{0, 1};
  Conditions conditions;
  AdditiveOrWhy form;

  explicit Case(const std::string& text)
      : dispute(dispute_of(text)), scenario(make_scenario(dispute, 0)) {
    auto found = conditions_of(dispute, scenario, both, std::nullopt);
    EXPECT_TRUE(found && found->conditions) << text;
    conditions = std::move(*found->conditions);
    form = additive_form(dispute, scenario, both, conditions);
  }
  BargainingStudy sampled(bool by_form, EffectSampleAsked asked = {}) const {
    Budget budget;
    return sampled(by_form, asked, budget);
  }
  BargainingStudy sampled(bool by_form, const EffectSampleAsked& asked, Budget& budget) const {
    BargainingStudy study;
    study.bargainers = both;
    study.linkage.emplace();
    add_sampled_effects(dispute, scenario, std::nullopt, conditions,
                        by_form ? &*form.table : nullptr, asked, budget, study);
    return study;
  }
};

struct Shares {
  double frozen = 0, packages = 0, without = 0;
};
// From the lists of outcomes, and the effects that listing finds.
Shares listed(const World& world, const BargainingTable& table, const IssueEffect& effect) {
  const int k = effect.issue;
  const int here = world.layout().option(world.status_quo(), k);
  std::size_t frozen = 0;
  std::set<std::vector<int>> packages;
  table.outcomes.for_each([&](std::size_t s) {
    std::vector<int> options = world.layout().options(static_cast<Outcome>(s));
    frozen += options[static_cast<std::size_t>(k)] == here ? 1U : 0U;
    options[static_cast<std::size_t>(k)] = -1;
    packages.insert(options);
  });
  return {effect.deals_frozen.to_double() / static_cast<double>(frozen),
          effect.packages.to_double() / static_cast<double>(packages.size()),
          effect.without.to_double() / effect.outcomes_without.to_double()};
}
void expect_near(const std::optional<DrawnShare>& drawn, double share, const std::string& what) {
  ASSERT_TRUE(drawn && drawn->drawn > 0) << what;
  const auto n = static_cast<double>(drawn->drawn);
  EXPECT_NEAR(static_cast<double>(drawn->hits) / n, share,
              4.5 * std::sqrt(share * (1 - share) / n) + 1e-12)
      << what;
}

TEST(SampledLinkage, IsWhatListingFinds) {
  std::size_t forms = 0, rows = 0, more = 0, fewer = 0;
  for (std::uint64_t number = 0; number < 60; ++number) {
    const std::string text = random_dispute(number);
    const Case one(text);
    const auto world = World::make(one.dispute, one.scenario);
    ASSERT_TRUE(world.has_value()) << text;
    const BargainingTable table = make_table(*world, one.both, std::nullopt);
    Linkage exact;
    find_issue_effects(*world, table, std::nullopt, exact);
    for (const bool by_form : {false, true}) {
      if (by_form && !one.form.table) continue;
      forms += by_form ? 1 : 0;
      EffectSampleAsked asked;
      asked.seed = 1 + number;
      const BargainingStudy study = one.sampled(by_form, asked);
      std::size_t at = 0;
      for (const IssueEffect& row : study.linkage->issues) {
        if (at == exact.issues.size() || row.issue != exact.issues[at].issue) {
          EXPECT_FALSE(by_form) << text;  // only ties hold it at the status quo
          continue;
        }
        const IssueEffect& effect = exact.issues[at++];
        const std::string what = fmt::format("{}\nissue {}, {}", text, row.issue, by_form);
        const Shares shares = listed(*world, table, effect);
        expect_near(row.frozen_drawn, shares.frozen, what);
        expect_near(row.packages_drawn, shares.packages, what);
        expect_near(row.without_drawn, shares.without, what);
        const int adds = adds_by_drawing(row).value();
        EXPECT_TRUE(adds == 0 || (adds > 0) == (shares.packages > shares.without)) << what;
        more += adds > 0 ? 1 : 0;
        fewer += adds < 0 ? 1 : 0;
        ++rows;
      }
      EXPECT_EQ(at, exact.issues.size()) << text;
    }
  }
  EXPECT_GT(forms, 20U);  // the cases are no empty ones
  EXPECT_GT(rows, 300U);
  EXPECT_GT(more, 50U);
  EXPECT_GT(fewer, 20U);
}

// 95 of 100 intervals hold the share, over many seeds.
TEST(SampledLinkage, HasTheShareInItsIntervalAsOftenAsItSays) {
  std::size_t intervals = 0, hold = 0;
  for (std::uint64_t number = 0; number < 300; ++number) {
    const Case one(random_dispute(number / 30));
    const auto world = World::make(one.dispute, one.scenario);
    const BargainingTable table = make_table(*world, one.both, std::nullopt);
    Linkage exact;
    find_issue_effects(*world, table, std::nullopt, exact);
    EffectSampleAsked asked;
    asked.seed = 1000 + number;
    asked.draws = 400;
    const BargainingStudy study = one.sampled(number % 2 == 0 && one.form.table, asked);
    // the first issue's: one set of combinations serves all, so that others say the same
    const IssueEffect& row = study.linkage->issues.front();
    if (exact.issues.empty() || row.issue != exact.issues.front().issue) continue;
    const Shares shares = listed(*world, table, exact.issues.front());
    const auto look = [&](const std::optional<DrawnShare>& drawn, double share) {
      if (share < 0.02 || share > 0.98) return;  // few draws say little of what is rare
      const auto found = share_estimate(drawn);
      ++intervals;
      hold += found->low <= share && share <= found->high ? 1 : 0;
    };
    look(row.frozen_drawn, shares.frozen);
    look(row.packages_drawn, shares.packages);
    look(row.without_drawn, shares.without);
  }
  EXPECT_GT(intervals, 300U);
  EXPECT_GE(static_cast<double>(hold), 0.91 * static_cast<double>(intervals));
  EXPECT_LE(static_cast<double>(hold), 0.985 * static_cast<double>(intervals));
}

TEST(SampledLinkage, IsTheSameOnAnyNumberOfThreads) {
  const Case one(random_dispute(3));
  EffectSampleAsked asked;
  asked.draws = 2'000;
  std::vector<std::vector<std::uint64_t>> numbers;
  for (const int threads : {1, 2}) {
    asked.threads = threads;
    numbers.emplace_back();
    const BargainingStudy study = one.sampled(false, asked);
    for (const IssueEffect& row : study.linkage->issues) {
      for (const auto* drawn : {&row.frozen_drawn, &row.packages_drawn, &row.without_drawn}) {
        for (const std::uint64_t n : {(*drawn)->tried, (*drawn)->drawn, (*drawn)->hits})
          numbers.back().push_back(n);
      }
    }
  }
  EXPECT_FALSE(numbers.front().empty());
  EXPECT_EQ(numbers.front(), numbers.back());
}

TEST(SampledLinkage, SaysWhereItWasEnded) {
  const Case one(random_dispute(3));
  Budget spent(100), cancelled;
  spent.spend(101);
  cancelled.cancel();
  const BargainingStudy none = one.sampled(false, {}, spent);
  EXPECT_EQ(none.stopped, StopReason::kWorkLimit);
  EXPECT_EQ(none.linkage->why_no_effects, "drawing was ended at the work that it may take");
  for (const IssueEffect& row : none.linkage->issues) {
    EXPECT_FALSE(row.frozen_drawn || row.packages_drawn || row.without_drawn);
    EXPECT_FALSE(adds_by_drawing(row));
  }
  const BargainingStudy stopped = one.sampled(false, {}, cancelled);
  EXPECT_EQ(stopped.stopped, StopReason::kCancelled);
  EXPECT_EQ(stopped.linkage->why_no_effects, "drawing was cancelled");
  Budget little(100);  // the first two numbers are drawn together, then it has no more
  const BargainingStudy half = one.sampled(false, {}, little);
  EXPECT_EQ(half.stopped, StopReason::kWorkLimit);
  EXPECT_TRUE(half.linkage->issues.front().packages_drawn);
  EXPECT_FALSE(half.linkage->issues.front().without_drawn);
}

TEST(SampledLinkage, SaysWhereNothingIsOnTheTable) {
  Case one(random_dispute(3));
  one.conditions.table.push_back({hand_made::formula_of(one.dispute,
                                                        "i1 = o1 and i2 = o1 or "
                                                        "i1 = o0 and i2 = o0"),
                                  true,
                                  {}});
  one.conditions.table.push_back(one.conditions.table.back());
  one.conditions.table.back().holds = false;
  EffectSampleAsked asked;
  asked.most_tried = 4'000;
  const BargainingStudy study = one.sampled(false, asked);
  EXPECT_EQ(study.linkage->issues.front().packages_drawn->tried, 4'000U);
  EXPECT_EQ(study.linkage->issues.front().packages_drawn->drawn, 0U);
  EXPECT_FALSE(share_estimate(study.linkage->issues.front().packages_drawn));
  EXPECT_EQ(study.linkage->why_no_effects,
            "where there is no share, of 4000 combinations of options drawn at random none is on "
            "the table");
}

// Fifty issues, one each for a settled and for b not; both need 25. By hand: with the first one as
// it is 25 of the other 49 settled, C(49, 25) / 2^49 = 0.1123; in play 24 or 25 of them, twice
// that; without it nothing.
TEST(SampledLinkage, KnowsTheSharesOfFiftyIssues) {
  std::string text =
      "[dispute]\ntitle = \"t\"\n[parties]\na = { no_deal = 25 }\nb = { no_deal = 25 }\n[issues]\n";
  std::string a, b;
  for (int k = 0; k < 50; ++k) {
    text += fmt::format("i{} = {{ options = [\"no\", \"yes\"], by = [\"a\"] }}\n", k);
    a += fmt::format("{{ wants = \"i{} = yes\", weight = 1 }}, ", k);
    b += fmt::format("{{ wants = \"i{} = no\", weight = 1 }}, ", k);
  }
  const Case one(text + "[preferences]\na = [" + a + "]\nb = [" + b + "]\n");
  for (const bool by_form : {false, true}) {
    const BargainingStudy study = one.sampled(by_form);
    ASSERT_EQ(study.linkage->issues.size(), 50U);
    for (const IssueEffect& row : study.linkage->issues) {
      EXPECT_EQ(row.packages_drawn->drawn, 10'000U);
      EXPECT_EQ(row.packages_drawn->tried, 10'000U);
      expect_near(row.frozen_drawn, 63205303218876.0 / 562949953421312.0, "frozen");
      expect_near(row.packages_drawn, 126410606437752.0 / 562949953421312.0, "packages");
      EXPECT_EQ(row.without_drawn->hits, 0U);
      EXPECT_EQ(adds_by_drawing(row), 1);
    }
  }
}

// Whole studies: exact numbers stay, what is null beside them is drawn.
TEST(SampledLinkage, FillsOnlyWhatIsNotKnown) {
  std::size_t filled = 0, programmes = 0;
  for (std::uint64_t number = 0; number < 24; ++number) {
    for (const std::uint64_t most : {1U, 60U}) {
      const BargainingStudy study = studied(random_dispute(number), most, {"utilitarian"});
      if (study.method == "every outcome") continue;
      programmes += study.method == "integer programme" ? 1 : 0;
      EXPECT_FALSE(study.linkage->issues.empty());
      for (const IssueEffect& row : study.linkage->issues) {
        EXPECT_NE(row.deals_frozen.known(), row.frozen_drawn.has_value());
        EXPECT_NE(row.packages.known(), row.packages_drawn.has_value());
        EXPECT_NE(row.without.known(), row.without_drawn.has_value());
        filled += row.without.known() && row.packages_drawn ? 1 : 0;
        const bool nothing = study.deals && *study.deals == "0";
        EXPECT_TRUE(!nothing || (row.packages.is_zero() && row.deals_frozen.is_zero()));
        EXPECT_TRUE((row.packages.known() && row.without.known()) ||
                    !study.linkage->why_no_effects.empty());
      }
    }
  }
  EXPECT_GT(filled, 5U);
  EXPECT_GT(programmes, 5U);
}

// By hand: b has 1 each of title, w and v settled, and needs 2; a loses nothing. With title in play
// one of w and v is enough, 3 of 4 packages; without it both are needed, 1 of 4.
TEST(SampledLinkage, SaysInWordsAndJsonWhichIssueWidensTheZone) {
  const std::string text = R"toml([dispute]
title = "t"
[parties]
a = {}
b = { no_deal = 2 }
[issues]
title = { options = ["no", "yes"], by = ["a"] }
w = { options = ["no", "yes"], by = ["a"] }
v = { options = ["no", "yes"], by = ["b"] }
other = { options = ["no", "half", "yes"], by = ["b"] }
[[rules]]
never = "other = half and (title = yes and w = yes and v = yes)"
[preferences]
a = [ { wants = "other = yes", weight = 1 } ]
b = [ { wants = "title = yes", weight = 1 }, { wants = "w = yes", weight = 1 },
      { wants = "v = yes", weight = 1 } ]
)toml";
  const BargainingStudy study = studied(text, 1, {"utilitarian"});
  ASSERT_EQ(study.method, "integer programme");
  const IssueEffect& title = study.linkage->issues.front();
  // the rule lets other = half with w and v only where title = no: it stays a deal
  expect_near(title.packages_drawn, 0.75, "packages");
  expect_near(title.without_drawn, 0.25, "without");
  EXPECT_EQ(adds_by_drawing(title), 1);
  const Dispute dispute = dispute_of(text);
  bool said = false;
  for (const Block& block : bargaining_document(dispute, {study}).blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    said = said || (paragraph != nullptr &&
                    paragraph->text.find("These issues widen the zone") != std::string::npos &&
                    paragraph->text.find("title, 7") != std::string::npos);
  }
  EXPECT_TRUE(said);
  EXPECT_NE(bargaining_json_text(dispute, {study}).find("\"adds\": \"more\""), std::string::npos);
}

}  // namespace
}  // namespace detente
