// The listed frontier against plain_frontier and against the definition.
#include "analysis/bargaining/frontier_explicit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "analysis/bargaining/plain_solutions.h"

namespace detente {
namespace {

enum class Shape { kFree, kAlike, kOpposed, kFlat, kNearlyOpposed };

struct Listed {
  std::vector<std::vector<std::int64_t>> column;  // [party][outcome]
  Bitset among;
  std::vector<const std::int64_t*> columns() const {
    std::vector<const std::int64_t*> out;
    for (const auto& one : column) out.push_back(one.data());
    return out;
  }
};

Listed listed(std::size_t parties, std::size_t outcomes, std::int64_t values, Shape shape,
              std::mt19937_64& random) {
  Listed out;
  out.column.assign(parties, std::vector<std::int64_t>(outcomes));
  out.among = Bitset(outcomes);
  const bool all = random() % 2 == 0;
  const auto draw = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  for (std::size_t s = 0; s < outcomes; ++s) {
    const std::int64_t common = draw(values);
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < parties; ++p) {
      std::int64_t x = draw(values) - values / 2;
      if (shape == Shape::kAlike) x = common + draw(values / 4 + 1) - values / 2;
      if (shape == Shape::kOpposed && p + 1 == parties) x = draw(2) - sum;
      if (shape == Shape::kNearlyOpposed && p + 1 == parties) x = draw(values) - sum;
      if (shape == Shape::kFlat && p > 0) x = -values;
      sum += x;
      out.column[p][s] = x;
    }
    if (all || random() % 3 != 0) out.among.set(s);
  }
  return out;
}

void expect_right(const Listed& what, const std::string& name) {
  std::map<Point, std::vector<Outcome>> behind;
  what.among.for_each([&](std::size_t s) {
    Point vector;
    for (const auto& column : what.column) vector.push_back(column[s]);
    behind[vector].push_back(static_cast<Outcome>(s));
  });
  std::vector<Point> vectors;
  for (auto it = behind.rbegin(); it != behind.rend(); ++it) vectors.push_back(it->first);
  std::vector<Outcome> outcomes;
  std::vector<std::size_t> starts;
  for (std::size_t k = 0; k < vectors.size(); ++k) {
    const bool worse = std::any_of(vectors.begin(), vectors.end(), [&](const Point& other) {
      if (other == vectors[k]) return false;
      for (std::size_t p = 0; p < other.size(); ++p) {
        if (other[p] < vectors[k][p]) return false;
      }
      return true;
    });
    if (worse) continue;
    starts.push_back(outcomes.size());
    outcomes.insert(outcomes.end(), behind[vectors[k]].begin(), behind[vectors[k]].end());
  }
  starts.push_back(outcomes.size());
  for (const int threads : {1, 2}) {
    const ExplicitFrontier found = explicit_frontier(what.columns(), what.among, threads);
    ASSERT_EQ(found.outcomes, outcomes) << name;
    ASSERT_EQ(found.starts, starts) << name;
  }
}

TEST(ExplicitFrontier, EqualsTheDefinitionOnManySmallSets) {
  std::mt19937_64 random(23);
  for (int round = 0; round < 6000; ++round) {
    const std::size_t parties = 1 + random() % 5;
    const auto shape = static_cast<Shape>(random() % 5);
    const std::int64_t values = random() % 2 == 0 ? 3 : 12;
    expect_right(listed(parties, 1 + random() % 70, values, shape, random),
                 "round " + std::to_string(round));
  }
}

// Sets larger than the sample and than a block.
TEST(ExplicitFrontier, EqualsTheDefinitionOnLargeSets) {
  std::mt19937_64 random(29);
  for (const std::size_t parties : {2U, 3U, 4U, 5U}) {
    for (const Shape shape : {Shape::kFree, Shape::kAlike, Shape::kOpposed, Shape::kFlat}) {
      for (const std::int64_t values : {5, 9}) {
        expect_right(
            listed(parties, 150'000, values, shape, random),
            std::to_string(parties) + " parties, shape " + std::to_string(static_cast<int>(shape)));
      }
    }
  }
}

// Too many different vectors for the definition: plain_frontier, whose ways are other ones.
TEST(ExplicitFrontier, EqualsPlainFrontierOfRealNumbers) {
  std::mt19937_64 random(31);
  struct Case {
    std::size_t parties;
    Shape shape;
    std::size_t outcomes;
    int bits;  // of the numbers
  };
  std::vector<Case> cases;
  for (const std::size_t parties : {2U, 3U, 4U}) {
    for (const Shape shape : {Shape::kFree, Shape::kAlike, Shape::kOpposed})
      cases.push_back({parties, shape, parties > 2 && shape == Shape::kOpposed ? 12'000U : 200'000U,
                       parties == 4 ? 20 : 40});
  }
  for (const int bits : {20, 40}) cases.push_back({4, Shape::kNearlyOpposed, 60'000, bits});
  for (const auto& [parties, shape, outcomes, bits] : cases) {
    Listed what = listed(parties, outcomes, std::int64_t{1} << bits, shape, random);
    what.among = Bitset(what.among.size(), true);
    std::vector<Point> vectors(what.among.size());
    for (std::size_t s = 0; s < vectors.size(); ++s) {
      for (const auto& column : what.column) vectors[s].push_back(column[s]);
    }
    Places want = plain_frontier(vectors);
    const ExplicitFrontier found = explicit_frontier(what.columns(), what.among, 2);
    Places got(found.outcomes.begin(), found.outcomes.end());
    std::sort(got.begin(), got.end());
    std::sort(want.begin(), want.end());
    EXPECT_EQ(got, want) << parties << " parties, shape " << static_cast<int>(shape);
  }
}

TEST(ExplicitFrontier, TakesTheLargestNumbersAndNothing) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const Listed what{{{most, least, most, 0}, {least, most, least, 0}}, Bitset(4, true)};
  expect_right(what, "extremes");
  const ExplicitFrontier none = explicit_frontier(what.columns(), Bitset(4), 1);
  EXPECT_EQ(none.size(), 0U);
}

}  // namespace
}  // namespace detente
