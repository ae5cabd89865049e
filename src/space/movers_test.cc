// Who moves, where to, and who signs: movers, one-way issues, order constraints, removals.
#include "space/movers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "format/registry.h"
#include "space/world.h"

namespace detente {
namespace {

constexpr PartySet kA = 1, kB = 2, kC = 4, kD = 8;

constexpr const char* kHead = R"([dispute]
title = "t"
[question]
of = "a"
with = ["b"]
compromise = "true"
[factors]
f = 0.5
[parties]
a = {}
b = {}
c = {}
d = {}
)";

struct Seen {
  explicit Seen(const std::string& more, int case_index = 0)
      : dispute(parse_dispute(kHead + more, "t.toml")) {
    EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
    world = World::make(*dispute, make_scenario(*dispute, case_index));
    EXPECT_TRUE(world.has_value()) << (world ? "" : format_error(world.error().front()));
  }
  Outcome at(const std::vector<int>& options) const {
    return static_cast<Outcome>(world->layout().index(options));
  }
  // In any order: which groups move is defined, their order is not.
  std::vector<PartySet> movers() const {
    std::vector<PartySet> out;
    for (const Mover& mover : world->movers()) out.push_back(mover.members);
    std::sort(out.begin(), out.end());
    return out;
  }
  bool can(PartySet members, const std::vector<int>& from, const std::vector<int>& to) const {
    for (const Mover& mover : world->movers()) {
      if (mover.members != members) continue;
      bool found = false;
      world->any_move(mover, at(from), [&](Outcome t) {
        found = t == at(to);
        return found;
      });
      return found;
    }
    ADD_FAILURE() << "no mover " << members;
    return false;
  }
  std::vector<PartySet> signatories(const std::vector<int>& options) const {
    std::vector<PartySet> out = world->signatories(at(options));
    std::sort(out.begin(), out.end());
    return out;
  }

  Result<Dispute> dispute;
  Result<World> world = fail(ErrorCode::kIo, "not made");
};
using Sets = std::vector<PartySet>;

constexpr const char* kIssues = R"([issues]
x = { options = ["no", "yes"], by = ["c"] }
y = { options = ["no", "yes"], by_any = ["b", "c"] }
z = { options = ["no", "yes"], by = ["c", "d"] }
)";

// c alone (x, y), b alone (y), c and d (z), a and b because they negotiate; d has nothing alone.
TEST(Movers, WhoControlsAloneWhoTogetherAndTheNegotiators) {
  const Seen seen(kIssues);
  EXPECT_EQ(seen.movers(), (Sets{kB, kA | kB, kC, kC | kD}));
  EXPECT_TRUE(seen.can(kC, {0, 0, 0}, {1, 1, 0}));
  EXPECT_FALSE(seen.can(kC, {0, 0, 0}, {1, 0, 1}));
  EXPECT_TRUE(seen.can(kC | kD, {0, 0, 0}, {1, 1, 1}));  // whatever it can carry, in one package
  EXPECT_TRUE(seen.can(kA | kB, {0, 0, 0}, {0, 1, 0}));  // by b
  EXPECT_FALSE(seen.can(kA | kB, {0, 0, 0}, {1, 1, 0}));
  EXPECT_FALSE(seen.can(kB, {0, 1, 0}, {0, 1, 0}));  // to stay is no move
}

TEST(Movers, EqualSetsCountOnceAndInactiveCoalitionsNotAtAll) {
  const std::string coalitions = R"([[coalitions]]
members = ["d", "c"]
[[coalitions]]
members = ["b", "a"]
[[coalitions]]
id = "off"
members = ["a", "c"]
active = false
[[coalitions]]
members = ["b", "d"]
[cases.k]
on = ["off"]
off = ["coalitions.4"]
)";
  const Seen seen(kIssues + coalitions);
  EXPECT_EQ(seen.movers(), (Sets{kB, kA | kB, kC, kB | kD, kC | kD}));
  const Seen other(kIssues + coalitions, 1);
  EXPECT_EQ(other.movers(), (Sets{kB, kA | kB, kC, kA | kC, kC | kD}));
  EXPECT_TRUE(other.can(kA | kC, {0, 0, 0}, {1, 1, 0}));
}

// y is b's or c's to change, w a's or d's: any of two signs for each; x is c's alone.
TEST(Movers, OneOfByAnySignsAndAllOfBy) {
  const Seen seen(std::string(kIssues) +
                  "w = { options = [\"no\", \"yes\"], by_any = [\"a\", \"d\"] }\n");
  EXPECT_EQ(seen.signatories({0, 0, 0, 0}), (Sets{kA | kB}));
  EXPECT_EQ(seen.signatories({0, 1, 0, 0}), (Sets{kA | kB, kA | kB | kC}));
  EXPECT_EQ(seen.signatories({0, 1, 0, 1}),
            (Sets{kA | kB, kA | kB | kC, kA | kB | kD, kA | kB | kC | kD}));
  // c signs for x anyhow: the choices for y are one and the same
  EXPECT_EQ(seen.signatories({1, 1, 0, 0}), (Sets{kA | kB | kC}));
  EXPECT_EQ(seen.signatories({0, 0, 1, 0}), (Sets{kA | kB | kC | kD}));
}

constexpr const char* kLadder = R"([issues]
x = { options = ["p", "q", "r", "s"], by = ["c"], one_way = true }
y = { options = ["p", "q", "r"], by_any = ["c", "d"], one_way = true }
z = { options = ["p", "q"], by = ["c"] }
[status_quo]
x = "q"
)";

// One-way changes are closed transitively: p to s in one move as well as in three, never back, not
// even together with changes that go forward.
TEST(Movers, OneWayGoesForwardByAnyNumberOfSteps) {
  const Seen seen(kLadder);
  for (int from = 0; from < 4; ++from) {
    for (int to = 0; to < 4; ++to) {
      EXPECT_EQ(seen.can(kC, {from, 0, 0}, {to, 0, 0}), to > from);
      EXPECT_EQ(seen.can(kC, {from, 0, 0}, {to, 2, 0}), to >= from);
      EXPECT_EQ(seen.can(kC, {from, 1, 1}, {to, 0, 0}), false);
      EXPECT_EQ(seen.can(kC, {from, 1, 1}, {to, 1, 0}), to >= from);
    }
  }
  EXPECT_TRUE(seen.can(kD, {1, 0, 0}, {1, 2, 0}));
  EXPECT_FALSE(seen.can(kD, {1, 2, 0}, {1, 1, 0}));
  // x starts at q: p is never reached
  EXPECT_FALSE(seen.world->reachable().test(seen.at({0, 0, 0})));
  EXPECT_TRUE(seen.world->reachable().test(seen.at({3, 2, 1})));
  EXPECT_EQ(seen.world->reachable().count(), 3U * 3U * 2U);
}

// s -> t with `then` false at s and true at t needs `first` true at s.
TEST(Movers, AnOrderConstraintLooksAtWhereTheMoveStarts) {
  const Seen seen(std::string(kIssues) +
                  "[[order]]\nfirst = \"x = yes\"\nthen = \"y = yes or z = yes\"\n");
  EXPECT_FALSE(seen.can(kB, {0, 0, 0}, {0, 1, 0}));
  EXPECT_FALSE(seen.can(kC, {0, 0, 0}, {1, 1, 0}));  // first and then at once
  EXPECT_TRUE(seen.can(kC, {0, 0, 0}, {1, 0, 0}));
  EXPECT_TRUE(seen.can(kC, {1, 0, 0}, {0, 1, 0}));  // first may end with the move
  EXPECT_TRUE(seen.can(kB, {0, 0, 1}, {0, 1, 1}));  // then held already
  EXPECT_TRUE(seen.can(kB, {0, 1, 0}, {0, 0, 0}));  // to make it false is free
  EXPECT_TRUE(seen.can(kC | kD, {1, 0, 0}, {0, 0, 1}));
  EXPECT_TRUE(seen.world->reachable().test(seen.at({0, 1, 1})));
}

TEST(Movers, OrderConstraintsAllHoldAndCanBeSwitchedOff) {
  const std::string orders = R"([[order]]
first = "x = yes"
then = "z = yes"
[[order]]
id = "second"
first = "y = yes"
then = "z = yes"
[cases.k]
off = ["second"]
)";
  const Seen seen(kIssues + orders);
  EXPECT_FALSE(seen.can(kC | kD, {1, 0, 0}, {1, 0, 1}));
  EXPECT_FALSE(seen.can(kC | kD, {0, 1, 0}, {0, 1, 1}));
  EXPECT_TRUE(seen.can(kC | kD, {1, 1, 0}, {1, 1, 1}));
  const Seen other(kIssues + orders, 1);
  EXPECT_TRUE(other.can(kC | kD, {1, 0, 0}, {1, 0, 1}));
  EXPECT_FALSE(other.can(kC | kD, {0, 1, 0}, {0, 1, 1}));
}

TEST(Movers, ThirtyTwoOrderConstraintsAreTheMost) {
  std::string orders;
  for (int k = 0; k < 32; ++k) {
    orders += "[[order]]\nfirst = \"x = yes and f > 0." + std::to_string(100 + k) +
              "\"\nthen = \"y = yes\"\n";
  }
  // the 32nd alone is not fulfilled at f = 0.5
  orders.replace(orders.find("f > 0.131"), 9, "f > 0.731");
  const Seen seen(kIssues + orders);
  EXPECT_FALSE(seen.can(kB, {1, 0, 0}, {1, 1, 0}));
  const std::string more = "[[order]]\nfirst = \"z = yes\"\nthen = \"y = yes\"\n";
  const auto dispute = parse_dispute(kHead + (kIssues + orders) + more, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_FALSE(world.has_value());
  EXPECT_EQ(world.error().front().code, ErrorCode::kLimit);
  // switched off it does not count
  Changes changes;
  changes.toggles.emplace_back((*dispute)->orders.back().toggle, false);
  EXPECT_TRUE(World::make(*dispute, make_scenario(*dispute, 0, changes)).has_value());
}

TEST(Scenario, AnInactiveIssueStaysAtTheStatusQuoOfItsCase) {
  const std::string more = R"([propositions]
p = "y = yes -> x = yes"
[cases.k]
off = ["y"]
[cases.l]
off = ["y"]
status_quo = { y = "yes" }
)";
  const Seen now(kIssues + more);
  EXPECT_EQ(now.world->size(), 8U);
  const Seen off(kIssues + more, 1);
  EXPECT_EQ(off.world->size(), 4U);
  const Formula& p = (*off.dispute)->proposition_formulas[0];
  EXPECT_EQ(off.world->satisfying(p).count(), 4U);        // y = no: always true
  EXPECT_EQ(off.movers(), (Sets{kA | kB, kC, kC | kD}));  // b has nothing left to change alone
  const Seen yes(kIssues + more, 2);
  EXPECT_EQ(yes.world->size(), 4U);
  EXPECT_EQ(yes.world->layout().options(0), (std::vector<int>{0, 1, 0}));
  EXPECT_EQ(yes.world->satisfying((*yes.dispute)->proposition_formulas[0]).count(), 2U);
}

// c goes: x stays, y is b's alone, z is d's alone; coalitions of two with c go, of three shrink.
TEST(Scenario, ARemovedPartyIsStruckFromEverything) {
  const std::string more = R"([[coalitions]]
members = ["a", "c"]
[[coalitions]]
members = ["b", "c", "d"]
[preferences]
a = [ { wants = "y = yes", weight = 1, from = "c" }, { wants = "y = no", weight = 1, from = "d" } ]
c = [ { wants = "y = yes", weight = 1 } ]
[ratifiers.of_c]
of = "c"
approves = "false"
[ratifiers.asks_c]
of = "b"
party = "c"
[ratifiers.stays]
of = "a"
approves = "y = yes"
[cases.k]
without = ["c"]
)";
  const Seen now(kIssues + more);
  EXPECT_EQ(now.movers(), (Sets{kB, kA | kB, kC, kA | kC, kC | kD, kB | kC | kD}));
  EXPECT_NE(now.world->asked(0), nullptr);
  EXPECT_FALSE(now.world->ratified(2, now.at({0, 0, 0})));
  EXPECT_TRUE(now.world->ratified(1, now.at({0, 0, 0})));  // c accepts its status quo

  const Seen without(kIssues + more, 1);
  EXPECT_EQ(without.world->size(), 4U);
  EXPECT_EQ(without.world->layout().options(3), (std::vector<int>{0, 1, 1}));
  EXPECT_EQ(without.movers(), (Sets{kB, kA | kB, kD, kB | kD}));
  EXPECT_TRUE(without.can(kD, {0, 0, 0}, {0, 0, 1}));
  EXPECT_EQ(without.signatories({0, 1, 1}), (Sets{kA | kB | kD}));
  EXPECT_EQ(without.world->asked(0), nullptr);
  EXPECT_EQ(without.world->asked(1), nullptr);
  EXPECT_NE(without.world->asked(2), nullptr);
  // of a's two pressures the one from d is left
  EXPECT_EQ(without.world->view(0).statements.size(), 1U);
  EXPECT_TRUE(without.world->prefers(0, without.at({0, 0, 0}), without.at({0, 1, 0})));
  EXPECT_FALSE(now.world->prefers(0, now.at({0, 0, 0}), now.at({0, 1, 0})));
}

TEST(Scenario, AConditionIsAskedOfTheFactorsOfTheCase) {
  const std::string more = R"([preferences]
a = [ { never = "y = yes", when = "f >= 0.6" }, { wants = "y = yes", weight = "2 * f - 1" } ]
[cases.k]
set = { f = 0.6 }
[cases.l]
set = { f = 0.59 }
)";
  const Seen k(kIssues + more, 1), l(kIssues + more, 2);
  EXPECT_FALSE(k.world->accepts(0, k.at({0, 1, 0})));
  EXPECT_TRUE(l.world->accepts(0, l.at({0, 1, 0})));
  EXPECT_TRUE(l.world->prefers(0, l.at({0, 1, 0}), l.at({0, 0, 0})));  // by 0.18
  const Seen now(kIssues + more);
  EXPECT_FALSE(now.world->prefers(0, now.at({0, 1, 0}), now.at({0, 0, 0})));  // by 0
}

TEST(Scenario, NoDealMayNotChangeAnIssueThatStays) {
  std::string text = std::string(kHead) + kIssues + "[cases.k]\noff = [\"y\"]\n";
  text.replace(text.find("a = {}"), 6, "a = { no_deal = { y = \"yes\" } }");
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  EXPECT_TRUE(World::make(*dispute, make_scenario(*dispute, 0)).has_value());
  const auto world = World::make(*dispute, make_scenario(*dispute, 1));
  ASSERT_FALSE(world.has_value());
  EXPECT_EQ(world.error().front().where.line, 10);
}

TEST(World, AnInfeasibleNoDealIsRefused) {
  std::string text = std::string(kHead) + kIssues + "[[rules]]\nnever = \"y = yes\"\n";
  text.replace(text.find("c = {}"), 6, "c = { no_deal = { y = \"yes\" } }");
  const auto dispute = parse_dispute(text, "t.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_FALSE(world.has_value());
  EXPECT_EQ(world.error().front().message, "the rules make the no-deal of 'c' impossible");
}

// Parties 0 to 63, of which the last controls an issue alone and one together with the first.
TEST(World, TheSixtyFourthPartyActsLikeAnyOther) {
  std::string more;
  for (int p = 4; p < 64; ++p) more += "p" + std::to_string(p) + " = {}\n";
  const Seen seen(more +
                  "[issues]\nx = { options = [\"no\", \"yes\"], by = [\"p63\"] }\n"
                  "y = { options = [\"no\", \"yes\"], by = [\"a\", \"p63\"] }\n"
                  "[preferences]\np63 = [ { wants = \"x = yes\", weight = 1 } ]\n");
  const PartySet last = PartySet{1} << 63U;
  EXPECT_EQ(seen.movers(), (Sets{kA | kB, last, kA | last}));
  EXPECT_TRUE(seen.can(last, {0, 0}, {1, 0}));
  EXPECT_TRUE(seen.can(kA | last, {0, 0}, {1, 1}));
  EXPECT_EQ(seen.signatories({1, 0}), (Sets{kA | kB | last}));
  EXPECT_TRUE(seen.world->all_prefer(last, seen.at({1, 0}), seen.at({0, 0})));
  EXPECT_FALSE(seen.world->all_prefer(kA | last, seen.at({1, 0}), seen.at({0, 0})));
}

}  // namespace
}  // namespace detente
