// Graph form: the ways to look for breaks and paths agree, on graphs larger than the oracle's.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <span>

#include "analysis/readiness/foresight.h"
#include "analysis/readiness/lookahead.h"
#include "analysis/readiness/verdict.h"
#include "base/random.h"
#include "format/registry.h"

namespace detente {
namespace {

// Outcomes are numbers of `bits` digits; digit k is turned by party k % 4, over most arcs that
// would. a wants to keep its digits at 0 and to have the others' at 1, and so on: they trade. The
// compromise is that the last `agreed` digits are 1.
std::string random_graph(int bits, int agreed, std::uint64_t seed) {
  Random random(seed, 0);
  const auto below = [&random](std::uint64_t n) { return static_cast<int>(random.below(n)); };
  const int outcomes = 1 << bits;
  std::string text =
      "[dispute]\ntitle = \"t\"\n[question]\nof = \"a\"\nwith = [\"b\"]\ncompromise = \"outcome in "
      "{";
  const int mask = (1 << agreed) - 1;
  for (int s = 0; s < outcomes; ++s) {
    if ((s & mask) == mask) text += fmt::format("{}s{}", s == mask ? "" : ", ", s);
  }
  text += "}\"\n[parties]\na = {}\nb = {}\nc = {}\nd = {}\n[graph]\noutcomes = [";
  for (int s = 0; s < outcomes; ++s) text += fmt::format("{}\"s{}\"", s == 0 ? "" : ", ", s);
  text += "]\n[graph.moves]\n";
  for (int p = 0; p < 4; ++p) {
    text += fmt::format("{} = [", "abcd"[p]);
    bool first = true;
    for (int s = 0; s < outcomes; ++s) {
      for (int k = p; k < bits; k += 4) {
        if (below(8) == 0) continue;
        text += fmt::format("{}\"s{} -> s{}\"", first ? "" : ", ", s, s ^ (1 << k));
        first = false;
      }
    }
    text += "]\n";
  }
  text += "[preferences]\n";
  for (int p = 0; p < 4; ++p) {
    std::vector<int> likes;
    likes.reserve(static_cast<std::size_t>(bits));
    for (int k = 0; k < bits; ++k)
      likes.push_back(k % 4 == p ? -(1 + below(4)) : k < 2 ? 3 + below(8) : below(7) - 3);
    text += fmt::format("{} = {{ values = {{ outcome = {{", "abcd"[p]);
    for (int s = 0; s < outcomes; ++s) {
      int value = below(3);
      for (int k = 0; k < bits; ++k) value += (s >> k & 1) * likes[static_cast<std::size_t>(k)];
      text += fmt::format("{} s{} = {}", s == 0 ? "" : ",", s, value);
    }
    text += " } } }\n";
  }
  return text;
}

struct Made {
  Made(int bits, int agreed, std::uint64_t seed)
      : dispute(parse_dispute(random_graph(bits, agreed, seed), "random.toml")) {
    EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
    world = World::make(*dispute, make_scenario(*dispute, 0));
    EXPECT_TRUE(world.has_value());
  }
  Result<Dispute> dispute;
  Result<World> world = tl::unexpected(Errors{});
};

TEST(GraphLadder, BreaksAreTheSameOneByOneAndAllAtOnce) {
  std::size_t broken = 0, kept = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Made made(8, 2, seed);
    const World& world = *made.world;
    Budget budget;
    const std::vector<Outcome> targets = world.compromise().members();
    const Sanctions much(world, targets, Sanctions::Asked::kMuch, budget);
    const Sanctions little(world, targets, Sanctions::Asked::kByAndBy, budget);
    for (int g = 0; g < static_cast<int>(world.movers().size()); ++g) {
      for (const auto& [t, set] : world.signings()) {
        const bool breaks = much.breaks(g, t, t, set);
        EXPECT_EQ(breaks, little.breaks(g, t, t, set)) << "seed " << seed << " mover " << g;
        (breaks ? broken : kept) += 1;
      }
    }
  }
  EXPECT_GT(broken, 50U);
  EXPECT_GT(kept, 50U);
}

TEST(GraphLadder, PathsAreTheSameOneByOneAndTogether) {
  std::size_t reached = 0, missed = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Made made(7, 2, seed);
    const World& world = *made.world;
    Budget budget;
    const std::vector<Outcome> targets = world.compromise().members();
    const Sanctions much(world, targets, Sanctions::Asked::kMuch, budget);
    const Sanctions single(world, targets, Sanctions::Asked::kByAndBy, budget);
    Lookahead lookahead(single, budget);
    Foresight foresight(much, budget);
    std::vector<Deal> deals;
    for (const Deal& deal : list_deals(world)) {
      if (deals.size() < 64 && deal.outcome != world.status_quo() &&
          !much.broken(deal.outcome, deal.outcome, deal.signatories))
        deals.push_back(deal);
    }
    for (const bool weak : {false, true}) {
      const std::uint64_t found = foresight.reachable(deals, weak);
      for (std::size_t k = 0; k < deals.size(); ++k) {
        const bool expected = (found >> k & 1U) != 0;
        const auto answer = lookahead.reachable(deals[k], weak);
        if (!answer) continue;
        EXPECT_EQ(*answer, expected) << "seed " << seed << " outcome " << deals[k].outcome;
        (expected ? reached : missed) += 1;
      }
    }
  }
  EXPECT_GT(reached, 20U);
  EXPECT_GT(missed, 20U);
}

TEST(GraphLadder, TheVerdictAloneIsTheLaddersAtAnyNumberOfThreads) {
  std::set<Verdict> seen;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Made made(6, 2 + static_cast<int>(seed % 5), seed);
    Budget budget;
    LadderOptions four;
    four.threads = 4;
    const Ladder one = climb(*made.world, {}, budget), other = climb(*made.world, four, budget);
    for (std::size_t r = 0; r < kRungs; ++r) {
      EXPECT_EQ(one.rungs[r].survivors, other.rungs[r].survivors);
      EXPECT_EQ(one.rungs[r].alone, other.rungs[r].alone);
    }
    EXPECT_EQ(find_verdict(*made.world, budget), one.verdict) << "seed " << seed;
    seen.insert(one.verdict);
  }
  EXPECT_GE(seen.size(), 3U);
}

}  // namespace
}  // namespace detente
