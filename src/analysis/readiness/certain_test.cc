// A verdict proved between two worlds, held to ladders in between.
#include "analysis/readiness/certain.h"

#include <gtest/gtest.h>

#include <array>

#include "analysis/readiness/bench.h"
#include "format/registry.h"

namespace detente {
namespace {

// A random dispute in which the weights of the first parties hang on a factor.
Dispute with_factor(std::uint64_t seed) {
  std::string text = random_dispute_text(9, seed);
  text += "[factors]\nx = 0.5\n";
  const std::array<std::string, 3> slopes = {"* (0.4 + x)", "* (1.5 - x)", "- 2 + 4 * x"};
  std::size_t at = 0, count = 0;
  while ((at = text.find("weight = ", at)) != std::string::npos) {
    at += 9;
    const std::size_t end = text.find_first_of(" ,}", at);
    const std::string weight = text.substr(at, end - at);
    if (++count % 3 != 0) continue;
    const std::string moving = "\"" + weight + " " + slopes[count / 3 % 3] + "\"";
    text.replace(at, end - at, moving);
  }
  auto dispute = parse_dispute(text, "random.toml");
  EXPECT_TRUE(dispute.has_value()) << (dispute ? "" : format_error(dispute.error().front()));
  return *dispute;
}

World at(const World& base, double x) {
  Changes changes;
  changes.set.emplace_back(0, x);
  return *base.vary(changes);
}

TEST(CertainVerdict, HoldsEverywhereInBetween) {
  std::array<int, 7> proved{};
  int open = 0, differs = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Dispute dispute = with_factor(seed);
    const auto base = World::make(dispute, make_scenario(dispute, 0));
    ASSERT_TRUE(base.has_value());
    Budget budget;
    for (const auto& [low, high] : {std::pair{0.0, 1.0}, {0.1, 0.5}, {0.4, 0.6}, {0.7, 0.8}}) {
      const World one = at(*base, low), other = at(*base, high);
      std::optional<ReadyBy> by;
      const Verdict verdict = find_verdict(one, budget, &by);
      CertainVerdict certain({&one, &other}, 1'000'000);
      const bool known = verdict == kReady ? by && certain.is_ready(*by) : certain.is(verdict);
      bool same = true;
      for (int k = 0; k <= 16; ++k) {
        const Verdict there = find_verdict(at(*base, low + (high - low) * k / 16), budget);
        same = same && there == verdict;
        EXPECT_TRUE(!known || there == verdict)
            << "seed " << seed << " between " << low << " and " << high;
      }
      if (known) ++proved[static_cast<std::size_t>(verdict)];
      if (!known) ++open;
      if (!same) ++differs;
    }
  }
  EXPECT_GT(proved[static_cast<std::size_t>(verdict_of_rung(Rung::kMutual))] +
                proved[static_cast<std::size_t>(verdict_of_rung(Rung::kWilling))],
            20);
  EXPECT_GT(proved[static_cast<std::size_t>(verdict_of_rung(Rung::kRatifiable))], 20);
  EXPECT_GT(proved[static_cast<std::size_t>(kReady)], 20);
  EXPECT_GT(differs, 20);        // there was something to be wrong about
  EXPECT_LT(open, 4 * differs);  // and not everything is left open
}

// Four corners of two factors, each in other weights: what is proved to be below holds inside.
// b gains 1 - 3 x by one deal and 3 x - 2 by the other: at each end it is ready by one of them, in
// the middle by neither. b must accept, but moves nothing, so no step of the way asks it.
TEST(CertainVerdict, AsksOneDealAtBothEnds) {
  const auto dispute = parse_dispute(R"([dispute]
title = "Two deals"
[question]
of = "a"
with = ["b"]
compromise = "deal != no"
[factors]
x = 0.5
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "early", "late"], by = ["a"] }
[preferences]
a = [ { wants = "deal != no", weight = 1 } ]
b = [
  { wants = "deal = early", weight = "1 - 3 * x" },
  { wants = "deal = late", weight = "3 * x - 2" },
]
)",
                                     "two.toml");
  ASSERT_TRUE(dispute.has_value());
  const auto base = World::make(*dispute, make_scenario(*dispute, 0));
  Budget budget;
  const World low = at(*base, 0), high = at(*base, 1), near = at(*base, 0.2);
  std::optional<ReadyBy> by;
  ASSERT_EQ(find_verdict(low, budget, &by), kReady);
  ASSERT_TRUE(by.has_value());
  EXPECT_EQ(find_verdict(high, budget), kReady);
  EXPECT_EQ(find_verdict(at(*base, 0.5), budget), 2);
  EXPECT_FALSE(CertainVerdict({&low, &high}, 1'000'000).is_ready(*by));
  EXPECT_TRUE(CertainVerdict({&low, &near}, 1'000'000).is_ready(*by));
}

TEST(CertainVerdict, BelowHoldsEverywhereBetweenFourCorners) {
  int proved = 0, open = 0, lower = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::string text = random_dispute_text(8, seed);
    text += "[factors]\nx = 0.5\ny = 0.5\n";
    std::size_t at = 0, count = 0;
    while ((at = text.find("weight = ", at)) != std::string::npos) {
      at += 9;
      const std::size_t end = text.find_first_of(" ,}", at);
      const std::string weight = text.substr(at, end - at);
      const char* const moves[] = {"* (0.5 + x)", "* (1.6 - y)", "* (2 * x + y - 0.8)"};
      if (++count % 2 != 0) continue;
      text.replace(at, end - at, "\"" + weight + " " + moves[count / 2 % 3] + "\"");
    }
    const auto dispute = parse_dispute(text, "random.toml");
    ASSERT_TRUE(dispute.has_value());
    const auto base = World::make(*dispute, make_scenario(*dispute, 0));
    ASSERT_TRUE(base.has_value());
    const auto place = [&](double x, double y) {
      Changes changes;
      changes.set = {{0, x}, {1, y}};
      return *base->vary(changes);
    };
    Budget budget;
    for (const double low : {0.0, 0.3, 0.6}) {
      const double high = low + 0.3;
      const World a = place(low, low), b = place(low, high), c = place(high, low),
                  d = place(high, high);
      Verdict most = 0;
      for (int i = 0; i <= 6; ++i) {
        for (int j = 0; j <= 6; ++j) {
          const World there = place(low + 0.05 * i, low + 0.05 * j);
          most = std::max(most, find_verdict(there, budget));
        }
      }
      for (Verdict want = 1; want <= kReady; ++want) {
        CertainVerdict certain({&a, &b, &c, &d}, 1'000'000);
        const bool known = certain.below(want);
        EXPECT_TRUE(!known || most < want) << "seed " << seed << " from " << low << ": " << want;
        if (known) ++proved;
        if (!known && most < want) ++open;
        if (find_verdict(a, budget) < most) ++lower;
      }
    }
  }
  EXPECT_GT(lower, 20);         // there was something to be wrong about
  EXPECT_GT(proved, 2 * open);  // and most of it is found
}

TEST(CertainVerdict, GivesUpWithinItsLimit) {
  const Dispute dispute = with_factor(3);
  const auto base = World::make(dispute, make_scenario(dispute, 0));
  const World one = at(*base, 0.45), other = at(*base, 0.55);
  Budget budget;
  std::optional<ReadyBy> by;
  const Verdict verdict = find_verdict(one, budget, &by);
  CertainVerdict certain({&one, &other}, 0);
  if (verdict == kReady) {
    EXPECT_FALSE(by && certain.is_ready(*by));
  } else if (verdict == verdict_of_rung(Rung::kRatifiable)) {
    EXPECT_FALSE(certain.is(verdict));
  }
  EXPECT_LE(certain.looked(), base->size());
}

}  // namespace
}  // namespace detente
