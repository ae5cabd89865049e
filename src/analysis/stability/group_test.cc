#include "analysis/stability/group.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "analysis/stability/frontier.h"
#include "analysis/stability/legal_reach.h"
#include "analysis/stability/plain_reach.h"
#include "analysis/stability/rank_trees.h"
#include "analysis/stability/stability.h"
#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

// Six issues: one of each party, one of two of them (one-way), one of all three, one of a and b.
// Random utilities with ties.
std::string dispute_text(Random& random, bool one_way, bool infeasible) {
  std::string text = "[dispute]\ntitle = \"groups\"\n[parties]\na = {}\nb = {}\nc = {}\n[issues]\n";
  const auto issue = [&](const char* id, const char* by, bool forward) {
    text += fmt::format("{} = {{ options = [\"x\", \"y\", \"z\"], by = [{}]{} }}\n", id, by,
                        forward ? ", one_way = true" : "");
  };
  issue("i0", "\"a\"", false);
  issue("i1", "\"b\"", one_way);
  issue("i2", "\"b\", \"c\"", one_way);
  issue("i3", "\"a\", \"b\", \"c\"", false);
  issue("i4", "\"a\", \"b\"", one_way);
  issue("i5", "\"a\", \"b\"", false);
  const auto atom = [&] {
    return fmt::format("i{} = {}", random.below(6), "xyz"[random.below(3)]);
  };
  if (infeasible) {
    text += fmt::format(
        "[[rules]]\nid = \"r\"\nnever = \"i{0} = {1} and i{2} = {3} and not (i0 = x and i1 = "
        "x)\"\n",
        2 + random.below(2), "yz"[random.below(2)], 4 + random.below(2), "yz"[random.below(2)]);
  }
  text += "[preferences]\n";
  for (const char party : {'a', 'b', 'c'}) {
    text += fmt::format("{} = [\n", party);
    for (int k = 0; k < 7; ++k) {
      text +=
          fmt::format("  {{ id = \"{}{}\", wants = \"{} ({} and {})\", weight = {} }},\n", party, k,
                      random.below(2) == 0 ? "" : "not", atom(), atom(), 1 + random.below(3));
    }
    text += "]\n";
  }
  return text;
}

TEST(Group, TreesGiveWhatIsBelow) {
  Random random(7, 0);
  for (int round = 0; round < 50; ++round) {
    const auto size = static_cast<std::uint32_t>(1 + random.below(20));
    const std::vector<std::uint32_t> sizes = {3, size};
    RankTrees trees(2, sizes);
    std::vector<std::int32_t> left(size);
    for (std::uint32_t k = 0; k < size; ++k) {
      left[k] = static_cast<std::int32_t>(random.below(10));
      trees.set(1, 1, k, left[k]);
    }
    trees.finish();
    for (int ask = 0; ask < 12; ++ask) {
      const auto end = static_cast<std::uint32_t>(random.below(size + 1));
      const auto limit = static_cast<std::int32_t>(random.below(11));
      std::vector<std::uint32_t> found, expected;
      trees.extract(1, 1, end, limit, [&](std::uint32_t k) {
        found.push_back(k);
        return k % 3 != 0;  // some are looked at and left
      });
      for (std::uint32_t k = 0; k < end; ++k) {
        if (left[k] >= limit) continue;
        expected.push_back(k);
        if (k % 3 != 0) left[k] = RankTrees::kGone;
      }
      EXPECT_EQ(found, expected);
      EXPECT_EQ(trees.least(1, 1), *std::min_element(left.begin(), left.end()));
      EXPECT_EQ(trees.least(1, 0), RankTrees::kGone);
    }
  }
}

class OnDisputes : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    Random random(11, static_cast<std::uint64_t>(GetParam()));
    const std::string text = dispute_text(random, GetParam() % 2 == 1, GetParam() % 4 >= 2);
    const auto read = parse_dispute(text, "groups.toml");
    ASSERT_TRUE(read.has_value()) << format_error(read.error().front()) << text;
    auto made = Space::make(*read, make_scenario(*read, 0));
    ASSERT_TRUE(made.has_value());
    space_.emplace(std::move(*made));
    ASSERT_TRUE(space_->transitive());
  }
  std::optional<Space> space_;
};

TEST_P(OnDisputes, PlainReachIsLegalReach) {
  const Space& space = *space_;
  std::vector<std::size_t> all;
  for (std::size_t g = 0; g < space.movers().size(); ++g) all.push_back(g);
  const auto chains = make_chains(space, all, 1);
  Budget budget;
  int of_groups = 0;
  // against every set of movers, whoever the focal mover might be
  for (std::size_t set = 1; set < std::size_t{1} << all.size(); ++set) {
    std::vector<std::size_t> movers;
    for (const std::size_t g : all) {
      if ((set >> g & 1) != 0) movers.push_back(g);
    }
    for (const std::size_t g : movers) of_groups += space.movers()[g].single() ? 0 : 1;
    // Ranks of one party, and with s itself never above them: what worths are made of.
    for (int party = 0; party < 3; ++party) {
      const Values& values = space.order(party).rank;
      LegalReach legal(space, movers, budget);
      const auto plain = chains->reach(movers);
      EXPECT_EQ(plain->least_by_moves(values), legal.least_by_moves(values));
      EXPECT_EQ(plain->least_by_improvements(values), legal.least_by_improvements(values));
    }
  }
  EXPECT_GT(of_groups, 10);
}

TEST_P(OnDisputes, FrontiersAnswerAsAllMovesDo) {
  const Space& space = *space_;
  Budget budget;
  Random random(13, static_cast<std::uint64_t>(GetParam()));
  for (std::size_t g = 0; g < space.movers().size(); ++g) {
    const Steps own = moves_of(space, g);
    std::vector<int> members;
    for (PartySet rest = space.movers()[g].members; rest != 0; rest &= rest - 1)
      members.push_back(std::countr_zero(rest));
    std::vector<std::span<const std::int32_t>> ranks;
    ranks.reserve(members.size());
    for (const int party : members) ranks.push_back(space.rank(party));
    Frontiers shared(space, own, ranks, &space.movers()[g], budget);
    Frontiers single(space, own, ranks, nullptr, budget);
    int yes = 0, no = 0;
    space.feasible().for_each([&](std::size_t at) {
      const auto s = static_cast<Outcome>(at);
      std::vector<std::int32_t> above;
      above.reserve(members.size());
      for (const int party : members)
        above.push_back(static_cast<std::int32_t>(
            random.below(static_cast<std::uint64_t>(space.order(party).ranks))));
      const auto beats = [&](Outcome t) {
        bool all = true;
        for (std::size_t k = 0; k < above.size(); ++k) all = all && ranks[k][t] > above[k];
        return all;
      };
      bool expected = beats(s);
      space.each_move(g, s, [&](Outcome t) { expected = expected || beats(t); });
      EXPECT_EQ(shared.any_above(s, above), expected);
      EXPECT_EQ(single.any_above(s, above), expected);
      ++(expected ? yes : no);
    });
    EXPECT_GT(yes, 0);
    EXPECT_GT(no, 0);
  }
}

// What is known at a limit is what is known without one, no less at a higher limit, and the same
// with any number of threads.
TEST_P(OnDisputes, TheWorkLimitLeavesWhatIsProved) {
  const Space& space = *space_;
  Budget enough;
  const Stability all = find_stability(space, {}, enough);
  ASSERT_EQ(all.stopped, StopReason::kDone);
  int before = 0, partial = 0;
  for (std::uint64_t limit = enough.spent() / 20; limit < enough.spent(); limit += limit / 2) {
    int finished = 0;
    for (const int threads : {1, 3}) {
      Budget budget(limit);
      const Stability some = find_stability(space, {threads}, budget);
      EXPECT_EQ(some.stopped, StopReason::kWorkLimit);
      int here = 0;
      for (std::size_t g = 0; g < some.movers.size(); ++g) {
        here += some.movers[g].finished;
        for (std::size_t c = 0; c < kConcepts; ++c) {
          const bool known = some.movers[g].finished > static_cast<int>(c);
          EXPECT_EQ(some.movers[g].stable[c],
                    known ? all.movers[g].stable[c] : Bitset(space.size()));
        }
      }
      if (threads > 1) {
        EXPECT_EQ(here, finished);
      }
      finished = here;
    }
    EXPECT_GE(finished, before);
    EXPECT_LT(finished, kConcepts * static_cast<int>(space.movers().size()));
    partial += finished > 0 ? 1 : 0;
    before = finished;
  }
  EXPECT_GT(partial, 0);
  Budget just(enough.spent());
  EXPECT_EQ(find_stability(space, {2}, just).stopped, StopReason::kDone);
}

// Asked of some outcomes only, what holds is what of them holds among all.
TEST_P(OnDisputes, EquilibriaWithinSome) {
  const Space& space = *space_;
  Budget budget;
  const Stability all = find_stability(space, {}, budget);
  Random random(23, 0);
  for (std::size_t c = 0; c < kConcepts; ++c) {
    const auto which = static_cast<Concept>(c);
    EXPECT_EQ(equilibria_within(space, which, space.feasible(), budget), all.equilibria[c]);
    for (const std::uint64_t one_of : {2U, 16U, 1000U}) {
      Bitset some(space.size());
      for (std::size_t s = 0; s < space.size(); ++s) {
        if (random.below(one_of) == 0) some.set(s);
      }
      EXPECT_EQ(equilibria_within(space, which, some, budget), all.equilibria[c] & some);
    }
    Budget little(1);
    EXPECT_TRUE(equilibria_within(space, which, space.feasible(), little).none());
    EXPECT_TRUE(little.exhausted());
  }
}

INSTANTIATE_TEST_SUITE_P(Group, OnDisputes, testing::Range(0, 8));

}  // namespace
}  // namespace detente
