// Graph form: packages, ways and signatories. Expected values are counted by hand from
// docs/methods/readiness.md, "In graph form".
#include "space/arcs.h"

#include <gtest/gtest.h>

#include <string>

#include "format/registry.h"
#include "space/world.h"

namespace detente {
namespace {

constexpr PartySet kA = 1, kB = 2, kC = 4;

// Parties a, b, c; a is asked, with b. Outcomes s1 ... s5.
struct Seen {
  explicit Seen(const std::string& moves, const std::string& rest = "", int case_index = 0)
      : dispute(parse_dispute("[dispute]\ntitle = \"t\"\n[question]\nof = \"a\"\nwith = [\"b\"]\n"
                              "compromise = \"outcome != s1\"\n[parties]\na = {}\nb = {}\nc = {}\n"
                              "[graph]\noutcomes = [\"s1\", \"s2\", \"s3\", \"s4\", \"s5\"]\n"
                              "[graph.moves]\n" +
                                  moves + rest,
                              "t.toml")) {
    EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
    world = World::make(*dispute, make_scenario(*dispute, case_index));
    EXPECT_TRUE(world.has_value());
  }
  // The numbers of the outcomes that a mover can go to.
  std::vector<int> moves(PartySet group, int from) const {
    std::vector<int> out;
    for (const Mover& mover : world->movers()) {
      if (mover.members != group) continue;
      world->any_move(mover, static_cast<Outcome>(from - 1), [&](Outcome t) {
        out.push_back(static_cast<int>(t) + 1);
        return false;
      });
      return out;
    }
    return {-1};  // no such mover
  }
  PartySet signs(int t) const {
    const auto sets = world->signatories(static_cast<Outcome>(t - 1));
    EXPECT_EQ(sets.size(), 1U);
    return sets.front();
  }
  int changes(int t) const { return world->changes(static_cast<Outcome>(t - 1)); }

  Result<Dispute> dispute;
  Result<World> world = tl::unexpected(Errors{});
};

using Numbers = std::vector<int>;

TEST(Arcs, OfOnePartyAreMovesOneByOne) {
  const Seen seen("a = [\"s1 -> s2\", \"s2 -> s3\"]\n");
  EXPECT_EQ(seen.moves(kA, 1), Numbers{2});
  EXPECT_EQ(seen.moves(kA, 2), Numbers{3});
  EXPECT_EQ(seen.moves(kA | kB, 1), Numbers{2});  // not a and again a
  EXPECT_EQ(seen.moves(kC, 1), Numbers{-1});      // no arcs, no mover
  EXPECT_FALSE(seen.world->transitive());
}

// From s1: a s2; a s2, b s3; a s2, b s3, a s4; from s4 nothing. b alone has nothing at s1.
TEST(Arcs, OfAGroupMakePackages) {
  const Seen seen("a = [\"s1 -> s2\", \"s3 -> s4\"]\nb = [\"s2 -> s3\", \"s3 -> s5\"]\n");
  EXPECT_EQ(seen.moves(kA | kB, 1), (Numbers{2, 3, 4}));
  // b s3, a s4; not b s3, b s5
  EXPECT_EQ(seen.moves(kA | kB, 2), (Numbers{3, 4}));
  EXPECT_EQ(seen.moves(kA | kB, 3), (Numbers{4, 5}));
}

// a s2, b s1 is back where it began; b s1 from s2 may go on with a, whose arc leads back to s2.
TEST(Arcs, DoNotLeadWhereTheyBegan) {
  const Seen seen("a = [\"s1 -> s2\"]\nb = [\"s2 -> s1\"]\n");
  EXPECT_EQ(seen.moves(kA | kB, 1), Numbers{2});
  EXPECT_EQ(seen.moves(kA | kB, 2), Numbers{1});
}

TEST(Arcs, StayOutOfWhatRulesForbid) {
  const std::string moves = "a = [\"s1 -> s2\"]\nb = [\"s2 -> s3\"]\n";
  const Seen open(moves);
  const Seen shut(moves, "[[rules]]\nid = \"r\"\nnever = \"outcome = s2\"\n");
  EXPECT_EQ(open.moves(kA | kB, 1), (Numbers{2, 3}));
  EXPECT_EQ(shut.moves(kA | kB, 1), Numbers{});
  EXPECT_EQ(open.signs(3), kA | kB);
  EXPECT_TRUE(open.world->reachable().test(2));
  EXPECT_FALSE(shut.world->reachable().test(2));
  // taken away, the rule gives the way back
  Changes changes;
  changes.toggles.emplace_back(shut.dispute->find_toggle("r"), false);
  const auto varied = shut.world->vary(changes);
  ASSERT_TRUE(varied.has_value());
  EXPECT_TRUE(varied->reachable().test(2));
  EXPECT_EQ(varied->changes(2), 2);
}

TEST(Ways, AreComparedByPartyAndThenByEnd) {
  // a s2, b s4; b s3, c s4; c s3, c s4
  const std::string moves =
      "a = [\"s1 -> s2\"]\nb = [\"s2 -> s4\", \"s1 -> s3\"]\nc = [\"s1 -> s3\", \"s3 -> s4\"]\n";
  const Seen seen(moves);
  EXPECT_EQ(seen.signs(4), kA | kB);
  EXPECT_EQ(seen.changes(4), 2);
  EXPECT_EQ(seen.signs(3), kA | kB);  // b s3 goes before c s3
  const Seen without(moves, "[[rules]]\nnever = \"outcome = s2\"\n");
  EXPECT_EQ(without.signs(4), kA | kB | kC);
  // a s2, c s4 goes before a s3, b s4
  const Seen ends("a = [\"s1 -> s2, s3\"]\nb = [\"s3 -> s4\"]\nc = [\"s2 -> s4\"]\n");
  EXPECT_EQ(ends.signs(4), kA | kB | kC);
  // one arc of c is shorter than two of ours
  const Seen shorter("a = [\"s1 -> s2\"]\nb = [\"s2 -> s3\"]\nc = [\"s1 -> s3\"]\n");
  EXPECT_EQ(shorter.signs(3), kA | kB | kC);
}

TEST(Ways, LetAPartyMoveTwiceRunning) {
  const Seen seen("c = [\"s1 -> s2\", \"s2 -> s3\"]\n");
  EXPECT_EQ(seen.signs(3), kA | kB | kC);
  EXPECT_EQ(seen.changes(3), 2);
  EXPECT_EQ(seen.changes(1), 0);
  EXPECT_EQ(seen.signs(1), kA | kB);
  // none leads to s4: nobody but the negotiators, and farther than any
  EXPECT_EQ(seen.signs(4), kA | kB);
  EXPECT_EQ(seen.changes(4), 5);
}

TEST(Arcs, GoWithTheirParty) {
  const Seen seen("a = [\"s1 -> s2\"]\nc = [\"s1 -> s3\"]\n",
                  "[[coalitions]]\nmembers = [\"b\", \"c\"]\n");
  EXPECT_EQ(seen.moves(kC, 1), Numbers{3});
  EXPECT_EQ(seen.moves(kB | kC, 1), Numbers{3});
  Changes changes;
  changes.without = kC;
  const auto varied = seen.world->vary(changes);
  ASSERT_TRUE(varied.has_value());
  EXPECT_EQ(varied->movers().size(), 2U);  // a; a and b
  EXPECT_FALSE(varied->reachable().test(2));
  EXPECT_TRUE(varied->compromise().test(2));  // outcomes are not tied to the status quo
  EXPECT_EQ(varied->signatories(2), std::vector<PartySet>{kA | kB});
}

// Beyond what the ladder takes no movers are made, and whoever asks whether there is one is told.
TEST(Arcs, AreNotMadeMoversInLargeGraphs) {
  std::string names;
  for (std::size_t n = 0; n <= Graph::kMostOfLadder; ++n) {
    names += (n == 0 ? "\"s" : ", \"s") + std::to_string(n) + "\"";
  }
  const auto dispute = parse_dispute(
      "[dispute]\ntitle = \"t\"\n[question]\nof = \"a\"\nwith = [\"b\"]\ncompromise = \"true\"\n"
      "[parties]\na = {}\nb = {}\n[graph]\noutcomes = [" +
          names + "]\n[graph.moves]\na = [\"s0 -> s1\"]\n",
      "t.toml");
  ASSERT_TRUE(dispute.has_value());
  EXPECT_FALSE(dispute->has_ladder());
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  ASSERT_TRUE(world.has_value());
  EXPECT_TRUE(world->movers().empty());
}

}  // namespace
}  // namespace detente
