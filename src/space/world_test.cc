#include "space/world.h"

#include <gtest/gtest.h>

#include "format/registry.h"

namespace detente {
namespace {

// parties a, b, c; issues x {no, yes} of a, y {0, 1, 2} of a and b, z {off, on} of b or c
std::string text(const std::string& more = "", const std::string& of_a = "") {
  return R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "x = yes"
[factors]
f = 0.5
[parties]
a = {}
b = {}
c = {}
[issues]
x = { options = ["no", "yes"], by = ["a"] }
y = { options = ["zero", "one", "two"], levels = [0, 1, 2], by = ["a", "b"], one_way = true }
z = { options = ["off", "on"], by_any = ["b", "c"] }
[preferences]
a = [)" + of_a +
         "]\n" + more;
}

Dispute dispute_of(const std::string& toml) {
  auto dispute = parse_dispute(toml, "t.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}
World world_of(const Dispute& dispute) {
  auto world = World::make(dispute, make_scenario(dispute, 0));
  EXPECT_TRUE(world.has_value());
  return std::move(*world);
}
// x, y, z as digits, the first most significant
Outcome at(const World& world, int x, int y, int z) {
  return static_cast<Outcome>(world.layout().index(std::vector<int>{x, y, z}));
}

TEST(World, NumbersOutcomesWithTheFirstIssueMostSignificant) {
  const Dispute dispute = dispute_of(text());
  const World world = world_of(dispute);
  EXPECT_EQ(world.size(), 12U);
  EXPECT_EQ(at(world, 0, 0, 0), 0U);
  EXPECT_EQ(at(world, 0, 0, 1), 1U);
  EXPECT_EQ(at(world, 0, 1, 0), 2U);
  EXPECT_EQ(at(world, 1, 0, 0), 6U);
  EXPECT_EQ(world.layout().options(11), (std::vector<int>{1, 2, 1}));
}

TEST(World, EvaluatesFormulasForAllOutcomesAsForOne) {
  const Dispute dispute = dispute_of(
      text("[propositions]\np = \"x = yes and level(y) + f >= 1.5\"\nq = \"p <-> z = on\"\n"
           "r = \"exactly(1, x = yes, y != zero, z in {on})\"\n"));
  const World world = world_of(dispute);
  const auto& propositions = dispute->proposition_formulas;
  for (const Formula& formula : propositions) {
    const Bitset all = world.satisfying(formula);
    for (Outcome s = 0; s < world.size(); ++s) {
      const std::vector<int> options = world.layout().options(s);
      const bool one = evaluate_truth(
          formula, {world.scenario().factors, options, &propositions, &dispute->levels});
      EXPECT_EQ(all.test(s), one) << formula.text << " at " << s;
    }
  }
}

TEST(World, ListsPartiesAloneThenGroupsAsMovers) {
  const Dispute dispute = dispute_of(text("[[coalitions]]\nmembers = [\"a\", \"c\"]\n"));
  const World world = world_of(dispute);
  std::vector<PartySet> members;
  for (const Mover& mover : world.movers()) members.push_back(mover.members);
  // a (x), b and c (z), the group of y which is the negotiators, the coalition
  EXPECT_EQ(members, (std::vector<PartySet>{1, 2, 4, 3, 5}));
}

TEST(World, OneWayIssuesOnlyMoveForward) {
  const Dispute dispute = dispute_of(text());
  const World world = world_of(dispute);
  const Mover& both = world.movers()[3];
  EXPECT_TRUE(world.allows(both, at(world, 0, 0, 0), at(world, 1, 2, 0)));
  EXPECT_FALSE(world.allows(both, at(world, 0, 2, 0), at(world, 0, 1, 0)));
  EXPECT_TRUE(world.allows(both, at(world, 1, 1, 0), at(world, 0, 2, 0)));  // x goes back
}

TEST(World, OrderConstraintsAskForTheFirstBeforeTheThen) {
  const Dispute dispute = dispute_of(text("[[order]]\nfirst = \"x = yes\"\nthen = \"y = two\"\n"));
  const World world = world_of(dispute);
  EXPECT_FALSE(world.order_allows(at(world, 0, 0, 0), at(world, 1, 2, 0)));  // both at once
  EXPECT_TRUE(world.order_allows(at(world, 1, 0, 0), at(world, 1, 2, 0)));
  EXPECT_TRUE(world.order_allows(at(world, 0, 2, 0), at(world, 1, 2, 0)));  // it held already
  EXPECT_TRUE(world.reachable().test(at(world, 0, 2, 0)));                  // x goes back after
}

// One mover, one block: what its first step opens its second can use.
TEST(World, ReachesByTwoMovesOfOneMoverWhatAnOrderConstraintForbidsInOne) {
  const Dispute dispute = dispute_of(R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "q = yes"
[parties]
a = {}
b = {}
[issues]
p = { options = ["no", "yes"], by = ["a", "b"] }
q = { options = ["no", "yes"], by = ["a", "b"] }
[[order]]
first = "p = yes"
then = "q = yes"
)");
  const World world = world_of(dispute);
  EXPECT_EQ(world.reachable().count(), 4U);
}

TEST(World, SignatoriesAreTheNegotiatorsAndWhoeverMustConsent) {
  const Dispute dispute = dispute_of(text());
  const World world = world_of(dispute);
  EXPECT_EQ(world.signatories(at(world, 1, 0, 0)), (std::vector<PartySet>{3}));
  // z changed: b (already there) or c consents
  EXPECT_EQ(world.signatories(at(world, 1, 0, 1)), (std::vector<PartySet>{3, 7}));
  // and the list for all of T says the same
  std::vector<std::pair<Outcome, PartySet>> wanted;
  for (const Outcome t : world.compromise().members()) {
    for (const PartySet set : world.signatories(t)) wanted.emplace_back(t, set);
  }
  EXPECT_EQ(world.signings(), wanted);
}

TEST(PartyView, AddsDecimalWeightsExactly) {
  const Dispute dispute = dispute_of(text("",
                                          "{ wants = \"x = yes\", weight = 0.1 }, "
                                          "{ wants = \"x = yes\", weight = 0.2 }, "
                                          "{ wants = \"x = no\", weight = 0.3 }"));
  const World world = world_of(dispute);
  EXPECT_EQ(world.view(0).key[at(world, 1, 0, 0)], world.view(0).key[at(world, 0, 0, 0)]);
}

TEST(PartyView, PutsEveryRedLineBeforeEveryWeight) {
  const Dispute dispute = dispute_of(text("",
                                          "{ never = \"y = two\" }, "
                                          "{ wants = \"y = two\", weight = 1000000 }"));
  const World world = world_of(dispute);
  EXPECT_TRUE(world.prefers(0, at(world, 0, 1, 0), at(world, 0, 2, 0)));
  EXPECT_FALSE(world.accepts(0, at(world, 0, 2, 0)));
}

TEST(PartyView, AskForTheMarginBesidesNoDeal) {
  Dispute dispute = dispute_of(text("", "{ wants = \"x = yes\", weight = 2 }"));
  EXPECT_TRUE(world_of(dispute).accepts(0, 6));
  std::string with_margin = text("", "{ wants = \"x = yes\", weight = 2 }");
  with_margin.replace(with_margin.find("a = {}"), 6, "a = { margin = 2.1 }");
  dispute = dispute_of(with_margin);
  EXPECT_FALSE(world_of(dispute).accepts(0, 6));
}

TEST(World, VariedIsAsMadeAnew) {
  const Dispute dispute =
      dispute_of(text("[[rules]]\nid = \"r\"\nnever = \"x = yes and z = on\"\n",
                      "{ id = \"w\", wants = \"x = yes\", weight = \"3 * f\" }, "
                      "{ never = \"y = two\", when = \"f < 0.7\" }, "
                      "{ id = \"v\", wants = \"z = on\", weight = 1, from = \"c\" }"));
  const World base = world_of(dispute);
  std::vector<Changes> all(4);
  all[0].set.emplace_back(0, 0.9);
  all[1].toggles.emplace_back(dispute->statements[0].toggle, false);
  all[2].toggles.emplace_back(dispute->rules[0].toggle, false);
  all[3].without = party_bit(2);
  for (const Changes& changes : all) {
    const auto varied = base.vary(changes);
    const auto anew = World::make(dispute, make_scenario(dispute, 0, changes));
    ASSERT_TRUE(varied.has_value() && anew.has_value());
    EXPECT_EQ(varied->feasible(), anew->feasible());
    EXPECT_EQ(varied->compromise(), anew->compromise());
    EXPECT_EQ(varied->reachable(), anew->reachable());
    EXPECT_EQ(varied->signings(), anew->signings());
    for (int p = 0; p < 3; ++p) {
      EXPECT_EQ(varied->view(p).accepts, anew->view(p).accepts);
      EXPECT_EQ(varied->order(p).rank, anew->order(p).rank);
    }
  }
}

}  // namespace
}  // namespace detente
