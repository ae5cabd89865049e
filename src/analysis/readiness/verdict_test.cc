#include "analysis/readiness/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>

#include "analysis/readiness/answer.h"
#include "analysis/readiness/bench.h"
#include "analysis/readiness/foresight.h"
#include "analysis/readiness/lookahead.h"
#include "format/registry.h"

namespace detente {
namespace {

constexpr int kDisputes = 60;

TEST(Verdict, IsWhatTheWholeLadderSays) {
  std::set<Verdict> seen;
  for (std::uint64_t seed = 1; seed <= kDisputes; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(9, seed), "random.toml");
    ASSERT_TRUE(dispute.has_value());
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const Ladder ladder = climb(*world, {}, budget);
    EXPECT_EQ(find_verdict(*world, budget), ladder.verdict) << "seed " << seed;
    seen.insert(ladder.verdict);
  }
  EXPECT_GE(seen.size(), 3U);  // the disputes do differ
}

// What everything worked out at once says of breaking, and what one question at a time finds, over
// random disputes and the movers that `counts` takes by the moves of others.
template <class Counts>
void expect_same_breaks(int issues, std::uint64_t disputes, Counts counts) {
  std::size_t broken = 0, kept = 0;
  for (std::uint64_t seed = 1; seed <= disputes; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(issues, seed), "random.toml");
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const std::vector<Outcome> targets = world->compromise().members();
    const Sanctions much(*world, targets, Sanctions::Asked::kMuch, budget);
    const Sanctions little(*world, targets, Sanctions::Asked::kByAndBy, budget);
    for (int g = 0; g < static_cast<int>(world->movers().size()); ++g) {
      if (!counts(Aftermath::moves_of_others(*world, static_cast<std::size_t>(g)))) continue;
      for (const auto& [t, set] : world->signings()) {
        const bool breaks = much.breaks(g, t, t, set);
        EXPECT_EQ(breaks, little.breaks(g, t, t, set)) << "seed " << seed << " mover " << g;
        (breaks ? broken : kept) += 1;
      }
    }
  }
  EXPECT_GT(broken, 50U);
  EXPECT_GT(kept, 50U);
}
constexpr std::size_t kMany = 128;  // moves of others: then everything at once is by floods

TEST(Sanctions, AreTheSameForwardsAndByFlood) {
  expect_same_breaks(12, 12, [](std::size_t moves) { return moves > kMany; });
}

// Where few moves follow, everything at once is worked out forwards as well.
TEST(Sanctions, AreTheSameForwardsAtOnceAndByAndBy) {
  expect_same_breaks(7, 120, [](std::size_t moves) {
    EXPECT_LE(moves, kMany);
    return true;
  });
}

// Without targets anything may be asked about.
TEST(Sanctions, NeedNotKnowTheirTargets) {
  std::size_t broken = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(12, seed), "random.toml");
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const Sanctions some(*world, world->compromise().members(), Sanctions::Asked::kMuch, budget);
    const Sanctions any(*world, {}, Sanctions::Asked::kMuch, budget);
    for (int g = 0; g < static_cast<int>(world->movers().size()); ++g) {
      for (const auto& [t, set] : world->signings()) {
        const bool breaks = some.breaks(g, t, t, set);
        EXPECT_EQ(breaks, any.breaks(g, t, t, set)) << "seed " << seed << " mover " << g;
        broken += breaks ? 1 : 0;
      }
    }
  }
  EXPECT_GT(broken, 50U);
}

TEST(Inquiry, GivesUpOnAMoverForGood) {
  const auto dispute = parse_dispute(random_dispute_text(12, 1), "random.toml");
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  Inquiry little(*world, 0), much(*world);
  int given_up = 0, answered = 0;
  for (int g = 0; g < static_cast<int>(world->movers().size()); ++g) {
    const Mover& mover = world->movers()[static_cast<std::size_t>(g)];
    for (const auto& [t, set] : world->signings()) {
      world->any_move(mover, t, [&, t = t, set = set](Outcome y) {
        const auto answer = little.spoils(g, y, t, set);
        const auto whole = much.spoils(g, y, t, set);
        EXPECT_TRUE(whole.has_value());
        if (answer) {
          EXPECT_EQ(*answer, *whole);
          ++answered;
        }
        given_up += little.gave_up(g) ? 1 : 0;
        EXPECT_EQ(answer.has_value(), !little.gave_up(g));
        return false;
      });
    }
  }
  EXPECT_GT(answered, 0);
  EXPECT_GT(given_up, 0);
}

// One deal at a time and 64 together, strict and weak.
TEST(Lookahead, FindsWhatForesightFinds) {
  std::size_t reached = 0, missed = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(11, seed), "random.toml");
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    const std::vector<Outcome> targets = world->compromise().members();
    const Sanctions much(*world, targets, Sanctions::Asked::kMuch, budget);
    const Sanctions single(*world, targets, Sanctions::Asked::kByAndBy, budget);
    Lookahead lookahead(single, budget);
    std::vector<Deal> deals;
    for (const Deal& deal : list_deals(*world)) {
      if (deal.outcome != world->status_quo() &&
          !much.broken(deal.outcome, deal.outcome, deal.signatories))
        deals.push_back(deal);
    }
    for (const bool weak : {false, true}) {
      Foresight foresight(much, budget);
      for (std::size_t first = 0; first < deals.size(); first += 64) {
        const auto some =
            std::span(deals).subspan(first, std::min<std::size_t>(64, deals.size() - first));
        const std::uint64_t found = foresight.reachable(some, weak);
        for (std::size_t k = 0; k < some.size(); ++k) {
          const bool expected = (found >> k & 1U) != 0;
          const auto answer = lookahead.reachable(some[k], weak);
          if (!answer) continue;
          EXPECT_EQ(*answer, expected) << "seed " << seed << " outcome " << some[k].outcome;
          (expected ? reached : missed) += 1;
        }
      }
    }
  }
  EXPECT_GT(reached, 50U);
  EXPECT_GT(missed, 50U);
}

TEST(Ladder, IsTheSameAtAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(12, seed), "random.toml");
    const auto world = World::make(*dispute, make_scenario(*dispute, 0));
    Budget budget;
    LadderOptions four;
    four.threads = 4;
    const Ladder one = climb(*world, {}, budget), other = climb(*world, four, budget);
    for (std::size_t r = 0; r < kRungs; ++r) {
      EXPECT_EQ(one.rungs[r].survivors, other.rungs[r].survivors);
      EXPECT_EQ(one.rungs[r].alone, other.rungs[r].alone);
    }
  }
}

TEST(Ladder, KeepsProvenBoundsAtAWorkLimit) {
  const auto dispute = parse_dispute(random_dispute_text(12, 2), "random.toml");
  const auto world = World::make(*dispute, make_scenario(*dispute, 0));
  Budget plenty;
  const Ladder whole = climb(*world, {}, plenty);
  for (const std::uint64_t limit : {std::uint64_t{1}, plenty.spent() / 3, plenty.spent()}) {
    Budget budget(limit);
    const Ladder part = climb(*world, {}, budget);
    for (std::size_t r = 0; r < kRungs; ++r) {
      const std::size_t least = part.rungs[r].survivors.count();
      EXPECT_LE(least, whole.rungs[r].survivors.count());
      EXPECT_GE(least + part.rungs[r].undecided_survivors, whole.rungs[r].survivors.count());
    }
    EXPECT_LE(part.verdict, whole.verdict);
    EXPECT_GE(part.verdict_at_most, whole.verdict);
  }
}

// Whatever a work limit leaves of the answer is true: no removal is listed that the whole work
// would not list as well, with the same verdict.
TEST(Answer, ListsNothingUnprovedAtAWorkLimit) {
  int stopped = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto dispute = parse_dispute(random_dispute_text(9, seed), "random.toml");
    AnswerOptions options;
    Budget plenty;
    const auto whole = answer_case(*dispute, 0, options, plenty);
    ASSERT_TRUE(whole.has_value());
    for (int part = 1; part < 12; ++part) {
      Budget budget(plenty.spent() * static_cast<std::uint64_t>(part) / 12);
      const auto answer = answer_case(*dispute, 0, options, budget);
      ASSERT_TRUE(answer.has_value());
      stopped += answer->stopped == StopReason::kDone ? 0 : 1;
      for (const Removal& lift : answer->lifts) {
        const bool listed =
            std::any_of(whole->lifts.begin(), whole->lifts.end(), [&](const Removal& other) {
              return other.ids == lift.ids && other.verdict == lift.verdict;
            });
        EXPECT_TRUE(listed) << "seed " << seed << " part " << part << " " << lift.ids.front();
      }
      if (answer->stopped == StopReason::kDone) {
        EXPECT_EQ(answer->lifts.size(), whole->lifts.size()) << "seed " << seed << " part " << part;
      }
    }
  }
  EXPECT_GT(stopped, 20);
}

}  // namespace
}  // namespace detente
