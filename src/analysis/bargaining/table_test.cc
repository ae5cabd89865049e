// The table and the deals, and the same said by conditions and by sums over issues.
#include "analysis/bargaining/table.h"

#include <gtest/gtest.h>

#include <set>

#include "analysis/bargaining/additive_form.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[factors]
f = 0.5
[parties]
)";
constexpr const char* kIssues = R"([issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"], one_way = true }
z = { options = ["off", "on"], by_any = ["b", "c"] }
w = { options = ["off", "on"], by = ["a", "c"] }
[status_quo]
y = "one"
)";

Dispute dispute_of(const std::string& parties, const std::string& more) {
  auto dispute = parse_dispute(kHead + parties + kIssues + more, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
World world_of(const Dispute& dispute) {
  auto world = World::make(dispute, make_scenario(dispute, 0));
  EXPECT_TRUE(world.has_value());
  return std::move(*world);
}
using Outcomes = std::set<std::vector<int>>;
Outcomes outcomes_of(const World& world, const Bitset& set) {
  Outcomes out;
  set.for_each([&](std::size_t s) { out.insert(world.layout().options(static_cast<Outcome>(s))); });
  return out;
}
constexpr const char* kPlain = "a = {}\nb = {}\nc = {}\n";

// x is a's, y both's and only forward from one, z may be b's, w needs c and stays.
TEST(BargainingTable, IsWhatTheBargainersCanBringAboutTogether) {
  const Dispute dispute = dispute_of(kPlain, "");
  const World world = world_of(dispute);
  const BargainingTable table = make_table(world, {0, 1}, std::nullopt);
  EXPECT_EQ(outcomes_of(world, table.outcomes), (Outcomes{{0, 1, 0, 0},
                                                          {0, 1, 1, 0},
                                                          {0, 2, 0, 0},
                                                          {0, 2, 1, 0},
                                                          {1, 1, 0, 0},
                                                          {1, 1, 1, 0},
                                                          {1, 2, 0, 0},
                                                          {1, 2, 1, 0}}));
  // with c instead of b: y needs b
  const BargainingTable other = make_table(world, {0, 2}, std::nullopt);
  EXPECT_EQ(other.outcomes.count(), 8U);  // x, z and w
  EXPECT_FALSE(other.outcomes.test(
      static_cast<Outcome>(world.layout().index(std::vector<int>{0, 2, 0, 0}))));
}

// z can only come on once x holds, and the rule shuts the only outcomes from which that could be.
TEST(BargainingTable, OrderConstraintsDecideWhatIsReached) {
  const std::string order =
      "[[order]]\nfirst = \"x = yes\"\nthen = \"z = on\"\n[[rules]]\nnever = \"x = yes and z = "
      "off\"\n";
  const Dispute dispute = dispute_of(kPlain, order);
  const World world = world_of(dispute);
  EXPECT_EQ(outcomes_of(world, make_table(world, {0, 1}, std::nullopt).outcomes),
            (Outcomes{{0, 1, 0, 0}, {0, 2, 0, 0}}));
  const Dispute free = dispute_of(kPlain, "[[order]]\nfirst = \"x = yes\"\nthen = \"z = on\"\n");
  const World open = world_of(free);
  // z = on can be reached by x = yes first, and x can go back after
  EXPECT_EQ(make_table(open, {0, 1}, std::nullopt).outcomes.count(), 8U);
}

TEST(BargainingTable, BargainersAreTheNegotiatorsOrWhoeverWantsSomething) {
  const Dispute asks = dispute_of(kPlain, "");
  const Scenario scenario = make_scenario(asks, 0);
  EXPECT_EQ(bargainers_of(asks, scenario, 0), (std::vector<int>{0, 1}));
  EXPECT_EQ(bargainers_of(asks, scenario, party_bit(2) | party_bit(0)), (std::vector<int>{0, 2}));
  std::string text = kHead;
  text.erase(text.find("[question]"), text.find("[factors]") - text.find("[question]"));
  const auto silent = parse_dispute(
      text + kPlain + kIssues +
          "[preferences]\nc = [{ wants = \"x = yes\", weight = 1 }]\na = { priority = true, "
          "statements = [{ wants = \"x = no\" }] }\n",
      "t.toml");
  ASSERT_TRUE(silent.has_value());
  EXPECT_EQ(bargainers_of(*silent, make_scenario(*silent, 0), 0), (std::vector<int>{0, 2}));
}

// Every kind of condition on one issue at most: sums over issues must find the same A and D.
constexpr const char* kAdditive = R"toml(
[propositions]
far = "y = two"
[[rules]]
never = "far and f > 0.9 or w = on"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "not far", weight = 0.5 },
  { wants = "level(y) >= 1 -> z = off", weight = 2, when = "f > 0.7" },
  { never = "z = on and w = off and f < 0.4" },
]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 }, w = { on = 100 } }
statements = [{ never = "x = yes and f > 0.9 or far and f > 0.9" }]
[ratifiers.poll]
of = "b"
asked_if = "z = on"
quota = 0.5
segments = [{ share = 0.5, approves = "z = off" }, { share = 0.4, approves = "z = on" }]
[ratifiers.formula]
of = "a"
approves = "not (x = yes and f < 0.5) and not (y = zero)"
)toml";

Outcomes listed(const AdditiveForm& form, bool floors) {
  Outcomes out;
  std::vector<int> choice(form.issues.size(), 0);
  while (true) {
    bool in = true;
    for (std::size_t p = 0; floors && p < form.value.size(); ++p) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < choice.size(); ++i)
        sum += form.value[p][i][static_cast<std::size_t>(choice[i])];
      in = in && sum >= form.floor[p];
    }
    if (in) out.insert(form.outcome(choice));
    std::size_t i = 0;
    while (i < choice.size() && ++choice[i] == static_cast<int>(form.options[i].size()))
      choice[i++] = 0;
    if (i == choice.size()) return out;
  }
}

TEST(AdditiveForm, FindsTheSameTableAndDealsAsListingThem) {
  for (const char* parties : {kPlain, "a = { no_deal = 1.5, margin = 1 }\nb = {}\nc = {}\n",
                              "a = {}\nb = { no_deal = { z = \"on\" } }\nc = {}\n",
                              "a = { no_deal = 100 }\nb = {}\nc = {}\n"}) {
    const Dispute dispute = dispute_of(parties, kAdditive);
    const World world = world_of(dispute);
    const BargainingTable table = make_table(world, {0, 1}, std::nullopt);
    const auto conditions = conditions_of(dispute, world.scenario(), {0, 1}, std::nullopt);
    ASSERT_TRUE(conditions.has_value());
    ASSERT_TRUE(conditions->conditions.has_value()) << conditions->why_not;
    const AdditiveOrWhy form =
        additive_form(dispute, world.scenario(), {0, 1}, *conditions->conditions);
    ASSERT_TRUE(form.additive) << form.why_not;
    EXPECT_EQ(listed(*form.table, false), outcomes_of(world, table.outcomes));
    EXPECT_EQ(listed(*form.deals, true), outcomes_of(world, table.deals));
    EXPECT_EQ(form.table->outcomes(), std::to_string(table.outcomes.count()));
    // utilities agree as well
    for (std::size_t b = 0; b < 2; ++b) {
      const PartyUtility utility = utility_of(world, static_cast<int>(b));
      EXPECT_EQ(form.table->no_deal[b], utility.no_deal);
    }
  }
}

std::string why_not(const std::string& more, const std::string& parties = kPlain,
                    std::size_t most_packages = AdditiveForm::kMostPackages) {
  const Dispute dispute = dispute_of(parties, more);
  const Scenario scenario = make_scenario(dispute, 0);
  const auto conditions = conditions_of(dispute, scenario, {0, 1}, std::nullopt);
  if (!conditions->conditions) return conditions->why_not;
  return additive_form(dispute, scenario, {0, 1}, *conditions->conditions, most_packages).why_not;
}

TEST(AdditiveForm, SaysWhatTiesIssuesTogether) {
  EXPECT_EQ(why_not(""), "");
  EXPECT_EQ(why_not("[[order]]\nid = \"o\"\nfirst = \"x = yes\"\nthen = \"z = on\"\n"),
            "what the order constraint 'o' lets through is a question of reach");
  EXPECT_EQ(why_not("[preferences]\na = { ranking = [[\"true\"]] }\n"),
            "'a' has an order of outcomes and no utility");
  EXPECT_EQ(why_not("[preferences]\na = [{ never = \"x = no\" }]\n"),
            "the no-deal of 'a' breaks one of its red lines");
  EXPECT_EQ(why_not("[ratifiers.r]\nof = \"a\"\nparty = \"c\"\n"),
            "a ratifier's own interests decide, which depend on several issues together");
  // b accepts every deal anyway
  EXPECT_EQ(why_not("[ratifiers.r]\nof = \"a\"\nparty = \"b\"\n"), "");
  // w cannot change here, so this speaks of x alone
  EXPECT_EQ(why_not("[[rules]]\nnever = \"x = yes and w = on\"\n", kPlain, 1), "");
  const std::string tie = "[[rules]]\nnever = \"x = yes and z = on\"\n";
  const std::string want = "[preferences]\na = [{ wants = \"x = yes and z = on\", weight = 1 }]\n";
  EXPECT_EQ(why_not(tie), "");
  EXPECT_EQ(why_not(want), "");
  EXPECT_EQ(why_not(tie, kPlain, 4), "");
  EXPECT_EQ(
      why_not(tie, kPlain, 3),
      "'x = yes and z = on' ties 2 issues together ('x', 'z'), which have more than 3 packages");
  EXPECT_EQ(
      why_not(want, kPlain, 3),
      "the statement 'x = yes and z = on' of 'a' ties 2 issues together ('x', 'z'), which have "
      "more than 3 packages");
}

// Rules, red lines, wishes, opinion and `within` that tie issues together: packages of them.
constexpr const char* kTied = R"toml(
[[rules]]
never = "x = yes and y = two"
[preferences]
a = [
  { wants = "x = yes", weight = 3 },
  { wants = "y >= one <-> z = on", weight = 2 },
  { never = "z = on and x = no and y = one" },
]
[preferences.b]
values = { y = { one = 1, two = 4 }, x = { yes = -2 }, z = { on = 2.5 } }
[ratifiers.poll]
of = "b"
asked_if = "z = on"
quota = 0.5
segments = [{ share = 0.3, approves = "x = yes" }, { share = 0.3, approves = "y = one" },
            { share = 0.25, approves = "y = two" }]
)toml";

TEST(AdditiveForm, MakesOneIssueOfThoseThatAreTied) {
  for (const char* within : {"true", "level(y) + level(y) >= 2 or z = off", "x = yes or z = on"}) {
    const Dispute dispute = dispute_of("a = {}\nb = { no_deal = -1 }\nc = {}\n", kTied);
    const World world = world_of(dispute);
    const auto formula = parse_formula(within, {"w", 1, 1}, dispute->scope, FormulaKind::kTruth,
                                       FormulaSees::kOutcomesAndFactors);
    ASSERT_TRUE(formula.has_value());
    const BargainingTable table = make_table(world, {0, 1}, *formula);
    const auto conditions = conditions_of(dispute, world.scenario(), {0, 1}, *formula);
    ASSERT_TRUE(conditions->conditions.has_value()) << conditions->why_not;
    const AdditiveOrWhy form =
        additive_form(dispute, world.scenario(), {0, 1}, *conditions->conditions);
    ASSERT_TRUE(form.additive) << form.why_not;
    EXPECT_EQ(listed(*form.table, false), outcomes_of(world, table.outcomes)) << within;
    ASSERT_TRUE(form.deals.has_value()) << within;
    EXPECT_EQ(listed(*form.deals, true), outcomes_of(world, table.deals)) << within;
    for (Outcome s = 0; s < world.size(); ++s) {
      EXPECT_EQ(form.table->has(world.layout().options(s)), table.outcomes.test(s));
    }
    // the utilities of the packages add up to those of their outcomes
    for (std::size_t b = 0; b < 2; ++b) {
      const PartyUtility utility = utility_of(world, static_cast<int>(b));
      std::vector<int> choice(form.table->issues.size(), 0);
      for (std::size_t o = 0; o < form.table->options[0].size(); ++o) {
        choice[0] = static_cast<int>(o);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < choice.size(); ++i)
          sum += form.table->value[b][i][static_cast<std::size_t>(choice[i])];
        const auto s = world.layout().index(form.table->outcome(choice));
        EXPECT_EQ(sum, utility.utility[static_cast<std::size_t>(s)]);
      }
    }
  }
}

// Fifty issues with five options: nothing is enumerated.
TEST(AdditiveForm, CountsOutcomesBeyondAnyTable) {
  std::string text = "[dispute]\ntitle = \"t\"\n[parties]\na = {}\nb = {}\n[issues]\n";
  std::string values = "{ ";
  for (int k = 0; k < 50; ++k) {
    text += "i" + std::to_string(k) +
            " = { options = [\"a\", \"b\", \"c\", \"d\", \"e\"], by = [\"a\", \"b\"] }\n";
    values += (k == 0 ? "i" : ", i") + std::to_string(k) + " = { b = 1 }";
  }
  text +=
      "[preferences.a]\nvalues = " + values + " }\n[preferences.b]\nvalues = " + values + " }\n";
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const Scenario scenario = make_scenario(*dispute, 0);
  const auto conditions = conditions_of(*dispute, scenario, {0, 1}, std::nullopt);
  const AdditiveOrWhy form = additive_form(*dispute, scenario, {0, 1}, *conditions->conditions);
  ASSERT_TRUE(form.table.has_value());
  EXPECT_EQ(form.table->outcomes(), "88817841970012523233890533447265625");  // 5^50
}

}  // namespace
}  // namespace detente
